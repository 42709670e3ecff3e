/** The entries of a Bundle by fullUrl and by type and id; built once, in one pass. */
import { asText } from '../../base/as-text.ts';
import { isAbsolute, restBase, withoutVersion } from './reference-form.ts';

export interface BundleEntry {
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly resource: Readonly<Record<string, unknown>> | undefined;
  readonly method: string | undefined;
  readonly searchMode: string | undefined;
  /** `http://server/fhir/` of a RESTful fullUrl, against which relative references resolve. */
  readonly base: string | undefined;
}

export interface BundleIndex {
  readonly type: string;
  readonly entries: readonly BundleEntry[];
  byFullUrl(url: string): readonly BundleEntry[];
  byTypeAndId(reference: string): readonly BundleEntry[];
  /** Entries that a reference means in an entry with this base, by the rules for fullUrl. */
  matches(reference: string, base: string | undefined): readonly BundleEntry[];
  entryOf(resource: unknown): BundleEntry | undefined;
}

function textAt(value: unknown, name: string, inner: string): string | undefined {
  const text: unknown = (
    value as Readonly<Record<string, Readonly<Record<string, unknown>>>> | null
  )?.[name]?.[inner];
  return typeof text === 'string' ? text : undefined;
}

/** A list only where there are several: nearly every key has one entry. */
type OneOrMany = BundleEntry | readonly BundleEntry[];

function isMany(value: OneOrMany): value is readonly BundleEntry[] {
  return Array.isArray(value);
}

function put(map: Map<string, OneOrMany>, key: string, entry: BundleEntry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, entry);
  else map.set(key, isMany(known) ? [...known, entry] : [known, entry]);
}

function listIn(map: ReadonlyMap<string, OneOrMany>, key: string): readonly BundleEntry[] {
  const known = map.get(key);
  if (known === undefined) return NONE;
  return isMany(known) ? known : [known];
}

const NONE: readonly BundleEntry[] = [];
const NOWHERE = -1;

/** By `Type/id`; asked for only where a fullUrl does not tell. */
function namesOf(entries: readonly BundleEntry[]): ReadonlyMap<string, OneOrMany> {
  const names = new Map<string, OneOrMany>();
  for (const entry of entries) {
    const { resource } = entry;
    if (resource === undefined) continue;
    put(names, `${asText(resource.resourceType)}/${asText(resource.id)}`, entry);
  }
  return names;
}

export function createBundleIndex(bundle: unknown): BundleIndex {
  const own = bundle as Readonly<Record<string, unknown>> | null | undefined;
  const urls = new Map<string, OneOrMany>();
  let names: ReadonlyMap<string, OneOrMany> | undefined;
  const raw: readonly unknown[] = Array.isArray(own?.entry) ? own.entry : [];
  const entries = raw.map((value, index): BundleEntry => {
    const entry = value as { fullUrl?: unknown; resource?: unknown } | null;
    const fullUrl = typeof entry?.fullUrl === 'string' ? entry.fullUrl : undefined;
    const held = entry?.resource as Record<string, unknown> | undefined;
    const resource = typeof held === 'object' && held !== null ? held : undefined;
    const made = {
      index,
      fullUrl,
      resource,
      method: textAt(value, 'request', 'method'),
      searchMode: textAt(value, 'search', 'mode'),
      base: restBase(fullUrl),
    };
    if (fullUrl !== undefined) put(urls, fullUrl, made);
    return made;
  });
  const byFullUrl = (url: string) => listIn(urls, url);
  let next = 0;
  let places: ReadonlyMap<BundleEntry['resource'], number> | undefined;
  let lastBase: string | undefined;
  let found = new Map<string, readonly BundleEntry[]>();
  return {
    type: typeof own?.type === 'string' ? own.type : '',
    entries,
    byFullUrl,
    matches(reference, base) {
      // Entries of one server follow each other, and say the same references again and again.
      if (base !== lastBase) found = new Map();
      lastBase = base;
      const known = found.get(reference);
      if (known !== undefined) return known;
      const bare = withoutVersion(reference);
      const absolute = isAbsolute(bare) ? bare : base && base + bare;
      const made = absolute === undefined ? NONE : byFullUrl(absolute);
      found.set(reference, made);
      return made;
    },
    byTypeAndId(reference) {
      names ??= namesOf(entries);
      return listIn(names, reference);
    },
    entryOf(resource) {
      // Entries are looked at in their order, so it is nearly always the next one.
      if (entries[next]?.resource !== resource) {
        places ??= new Map(entries.map((one) => [one.resource, one.index]));
        next = places.get(resource as BundleEntry['resource']) ?? NOWHERE;
      }
      return entries[next++];
    },
  };
}
