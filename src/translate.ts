/** Channels as the gateway's translator: in this thread, for Workers and for each pool thread. */
import { limits } from './base/limits.ts';
import type { Place } from './base/place.ts';
import type { FhirChannelModule } from './channel/fhir/module.ts';
import { locateInFhir, translateFhir } from './channel/fhir/translate-fhir.ts';
import { locatePlaces } from './channel/locate.ts';
import type { ChannelModule } from './channel/module.ts';
import { streamUnits, type UnitStream } from './channel/translate.ts';
import { inMemory, type StoredFile, type TranslatedUnit } from './channel/translation.ts';
import type { PreparedTranslation } from './gateway/ports/prepared.ts';
import type {
  LocateRequest,
  Mac,
  Slice,
  StoredBody,
  TranslateRequest,
  Translator,
} from './gateway/ports/services.ts';
import { prepareTranslation } from './gateway/prepare.ts';
import type { ProfileSet } from './profile/runtime/index.ts';
import { bytesInBlocks } from './wire/byte-source.ts';

export interface TranslateOptions {
  readonly channels: readonly ChannelModule[];
  readonly fhirChannels?: readonly FhirChannelModule[];
  readonly profiles: ProfileSet;
  readonly identityKey: Uint8Array;
  readonly mac: Mac;
}

/** What is stored is the submission's own file by then. */
export type Translate = (request: Omit<TranslateRequest, 'stored'>) => PreparedTranslation;

export function createTranslate(options: TranslateOptions): Translate {
  const { profiles, identityKey, mac } = options;
  const slices = createSlices(options);
  return ({ tenant, submission, slice }) => {
    const given = { tenant, identityKey, profiles };
    if (slice !== undefined) {
      const sliced = slices({ tenant, submission, slice });
      if (sliced !== undefined) return sliced;
    }
    const fhir = fhirChannelOf(options, submission.channel);
    const stream = fhir
      ? translateFhir({ ...given, channel: fhir, homes: options.channels }, inMemory(submission))
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
  readonly units: Iterable<TranslatedUnit>;
  next: number;
}

type SliceRequest = Parameters<Translate>[0] & { readonly slice: Slice };

/**
 * The set that was sliced last stays open, so that the next slice goes on where that one ended.
 * Undefined where a set is only made as a whole: FHIR, and journals.
 */
function createSlices({ channels, profiles, identityKey, mac }: TranslateOptions) {
  let open: OpenSlices | undefined;
  return ({ tenant, submission, slice }: SliceRequest): PreparedTranslation | undefined => {
    const { key, from } = slice;
    const channel = channels.find(({ definition }) => definition.id === submission.channel);
    if (channel === undefined) return undefined;
    if (open?.key !== key || open.next !== from) {
      const given = { tenant, identityKey, profiles, others: channels, from };
      const stream = streamUnits(channel, submission, given);
      open = { key, stream, units: resumable(stream.units), next: from };
    }
    const { stream, units } = open;
    if (stream.journal !== undefined) {
      open = undefined;
      return undefined;
    }
    const { findings, faulted, count: total } = stream;
    const taken = { findings, faulted, total, units };
    const prepared = prepareTranslation(taken, { tenant, mac }, slice);
    open.next += prepared.units.length;
    if (open.next >= total) open = undefined;
    return prepared;
  };
}

/** Goes on where it was left. */
function resumable(units: Iterable<TranslatedUnit>): Iterable<TranslatedUnit> {
  const iterator = units[Symbol.iterator]();
  return { [Symbol.iterator]: () => iterator };
}

/** A translator in this thread. What lies in the store is fetched before, as it cannot wait. */
export function translateHere(translate: Translate): Translator['translate'] {
  let last: { readonly key: string; readonly stored: StoredFile } | undefined;
  return async ({ stored, ...request }) => {
    if (stored === undefined) return translate(request);
    const key = request.slice?.key ?? '';
    const known = last?.key === key && key !== '' ? last.stored : await fetched(stored);
    last = { key, stored: known };
    return translate({ ...request, submission: { ...request.submission, stored: known } });
  };
}

async function fetched({ read, ...body }: StoredBody): Promise<StoredFile> {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += blocks.at(-1)?.length ?? 0) {
    blocks.push(await read(blocks.length));
  }
  return storedFile(body, (index) => blocks[index] ?? new Uint8Array());
}

/** The file whose blocks are the parts of a stored body. */
export function storedFile(
  { name, length, firstBytes }: Omit<StoredBody, 'read'>,
  fetch: (part: number) => Uint8Array,
): StoredFile {
  const sizes = { length, firstBytes, blockBytes: limits.bodyChunkBytes };
  return { name, source: bytesInBlocks(sizes, fetch) };
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
