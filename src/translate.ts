/** Channels as the gateway's translator: in this thread, for Workers and for each pool thread. */
import type { Place } from './base/place.ts';
import type { FhirChannelModule } from './channel/fhir/module.ts';
import { locateInFhir, translateFhir } from './channel/fhir/translate-fhir.ts';
import { locatePlaces } from './channel/locate.ts';
import type { ChannelModule } from './channel/module.ts';
import { streamUnits } from './channel/translate.ts';
import type { PreparedTranslation } from './gateway/ports/prepared.ts';
import type { LocateRequest, Mac, TranslateRequest } from './gateway/ports/services.ts';
import { prepareTranslation } from './gateway/prepare.ts';
import type { ProfileSet } from './profile/runtime/index.ts';

export interface TranslateOptions {
  readonly channels: readonly ChannelModule[];
  readonly fhirChannels?: readonly FhirChannelModule[];
  readonly profiles: ProfileSet;
  readonly identityKey: Uint8Array;
  readonly mac: Mac;
}

export type Translate = (request: TranslateRequest) => PreparedTranslation;

export function createTranslate(options: TranslateOptions): Translate {
  const { profiles, identityKey, mac } = options;
  return ({ tenant, submission }) => {
    const given = { tenant, identityKey, profiles };
    const fhir = fhirChannelOf(options, submission.channel);
    const stream = fhir
      ? translateFhir({ ...given, channel: fhir, homes: options.channels }, submission)
      : streamUnits(channelOf(options, submission.channel), submission, {
          ...given,
          others: options.channels,
        });
    return prepareTranslation(stream, { tenant, mac });
  };
}

export type Locate = (request: LocateRequest) => readonly (readonly Place[])[];

export function createLocate(options: TranslateOptions): Locate {
  const { profiles, identityKey } = options;
  return ({ tenant, submission, questions }) => {
    const fhir = fhirChannelOf(options, submission.channel);
    if (fhir) return locateInFhir(fhir, submission, questions);
    const channel = channelOf(options, submission.channel);
    return locatePlaces(channel, submission, { tenant, identityKey, profiles }, questions);
  };
}

function fhirChannelOf({ fhirChannels = [] }: TranslateOptions, id: string) {
  return fhirChannels.find(({ definition }) => definition.id === id);
}

function channelOf({ channels }: TranslateOptions, id: string): ChannelModule {
  const channel = channels.find(({ definition }) => definition.id === id);
  if (channel === undefined) throw new Error(`no channel ${id}`);
  return channel;
}
