/** Channels as the gateway's translator: in this thread, for Workers and for each pool thread. */
import type { Place } from './base/place.ts';
import { locatePlaces } from './channel/locate.ts';
import type { ChannelModule } from './channel/module.ts';
import { streamUnits } from './channel/translate.ts';
import type { PreparedTranslation } from './gateway/ports/prepared.ts';
import type { LocateRequest, Mac, TranslateRequest } from './gateway/ports/services.ts';
import { prepareTranslation } from './gateway/prepare.ts';
import type { ProfileSet } from './profile/runtime/index.ts';

export interface TranslateOptions {
  readonly channels: readonly ChannelModule[];
  readonly profiles: ProfileSet;
  readonly identityKey: Uint8Array;
  readonly mac: Mac;
}

export type Translate = (request: TranslateRequest) => PreparedTranslation;

export function createTranslate(options: TranslateOptions): Translate {
  const { profiles, identityKey, mac } = options;
  return ({ tenant, submission }) => {
    const channel = channelOf(options, submission.channel);
    const stream = streamUnits(channel, submission, { tenant, identityKey, profiles });
    return prepareTranslation(stream, { tenant, mac });
  };
}

export type Locate = (request: LocateRequest) => readonly (readonly Place[])[];

export function createLocate(options: TranslateOptions): Locate {
  const { profiles, identityKey } = options;
  return ({ tenant, submission, questions }) => {
    const channel = channelOf(options, submission.channel);
    return locatePlaces(channel, submission, { tenant, identityKey, profiles }, questions);
  };
}

function channelOf({ channels }: TranslateOptions, id: string): ChannelModule {
  const channel = channels.find(({ definition }) => definition.id === id);
  if (channel === undefined) throw new Error(`no channel ${id}`);
  return channel;
}
