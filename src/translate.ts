/** Channels as the gateway's translator: in this thread, for Workers and for each pool thread. */
import type { Place } from './base/place.ts';
import type { FhirChannelModule } from './channel/fhir/module.ts';
import { locateInFhir, translateFhir } from './channel/fhir/translate-fhir.ts';
import { locatePlaces } from './channel/locate.ts';
import type { ChannelModule } from './channel/module.ts';
import { streamUnits, type UnitStream } from './channel/translate.ts';
import type { TranslatedUnit } from './channel/translation.ts';
import type { PreparedTranslation } from './gateway/ports/prepared.ts';
import type { LocateRequest, Mac, Slice, TranslateRequest } from './gateway/ports/services.ts';
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
  const slices = createSlices(options);
  return ({ tenant, submission, slice }) => {
    const given = { tenant, identityKey, profiles };
    if (slice !== undefined) {
      const sliced = slices({ tenant, submission, slice });
      if (sliced !== undefined) return prepareTranslation(sliced, { tenant, mac });
    }
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

/** A set that is translated slice by slice, and how far that has come. */
interface OpenSlices {
  readonly key: string;
  readonly stream: UnitStream;
  readonly units: Iterator<TranslatedUnit>;
  next: number;
}

type SliceRequest = TranslateRequest & { readonly slice: Slice };

/**
 * The set that was sliced last stays open, so that the next slice goes on where that one ended.
 * Undefined where a set is only made as a whole: FHIR, and journals.
 */
function createSlices({ channels, profiles, identityKey }: TranslateOptions) {
  let open: OpenSlices | undefined;
  return ({ tenant, submission, slice }: SliceRequest) => {
    const { key, from, count } = slice;
    const channel = channels.find(({ definition }) => definition.id === submission.channel);
    if (channel === undefined) return undefined;
    if (open?.key !== key || open.next !== from) {
      const given = { tenant, identityKey, profiles, others: channels, from };
      const stream = streamUnits(channel, submission, given);
      open = { key, stream, units: stream.units[Symbol.iterator](), next: from };
    }
    const { stream, units } = open;
    if (stream.journal !== undefined) {
      open = undefined;
      return undefined;
    }
    const taken = takeUnits(units, count);
    open.next += taken.length;
    if (open.next >= stream.count) open = undefined;
    const { findings, faulted, count: total } = stream;
    return { findings, faulted, total, units: taken };
  };
}

function takeUnits(units: Iterator<TranslatedUnit>, count: number): readonly TranslatedUnit[] {
  const taken: TranslatedUnit[] = [];
  while (taken.length < count) {
    const { done, value } = units.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
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
