/** The entries of a Bundle by fullUrl and by type and id; built once, in one pass. */
import { restBase } from './reference-form.ts';

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
  entryOf(resource: unknown): BundleEntry | undefined;
}

function textAt(value: unknown, name: string, inner: string): string | undefined {
  const text: unknown = (
    value as Readonly<Record<string, Readonly<Record<string, unknown>>>> | null
  )?.[name]?.[inner];
  return typeof text === 'string' ? text : undefined;
}

function push(map: Map<string, BundleEntry[]>, key: string, entry: BundleEntry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
}

const NONE: readonly BundleEntry[] = [];

/** By `Type/id`; asked for only where a fullUrl does not tell. */
function namesOf(entries: readonly BundleEntry[]): ReadonlyMap<string, readonly BundleEntry[]> {
  const names = new Map<string, BundleEntry[]>();
  for (const entry of entries) {
    const { resource } = entry;
    if (resource === undefined) continue;
    push(names, `${String(resource.resourceType)}/${String(resource.id)}`, entry);
  }
  return names;
}

export function createBundleIndex(bundle: unknown): BundleIndex {
  const own = bundle as Readonly<Record<string, unknown>> | null | undefined;
  const urls = new Map<string, BundleEntry[]>();
  let names: ReadonlyMap<string, readonly BundleEntry[]> | undefined;
  const resources = new Map<unknown, BundleEntry>();
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
    if (fullUrl !== undefined) push(urls, fullUrl, made);
    if (resource !== undefined) resources.set(resource, made);
    return made;
  });
  return {
    type: typeof own?.type === 'string' ? own.type : '',
    entries,
    byFullUrl: (url) => urls.get(url) ?? NONE,
    byTypeAndId(reference) {
      names ??= namesOf(entries);
      return names.get(reference) ?? NONE;
    },
    entryOf: (resource) => resources.get(resource),
  };
}
