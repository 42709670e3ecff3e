/** A claim's entries as one bundle of local ids, as a map would have made it. */
import { isExactNumber } from '../../base/decimal.ts';
import type { Resource } from '../translation.ts';
import { type FhirEntry, isNamed } from './open-body.ts';

/** Entries in their order; references between them become `Type/localId`, others stay. */
export function localBundle(entries: readonly FhirEntry[], bundle: Resource | undefined): Resource {
  const names = entries.map(({ resource }, at) => `${resource.resourceType}/r${at}`);
  const rename = (reference: string): string => {
    const at = entries.findIndex((entry) => isNamed(entry, reference));
    return at < 0 ? reference : (names[at] ?? reference);
  };
  const profile = metaOf(bundle)?.profile;
  return {
    resourceType: 'Bundle',
    ...(profile !== undefined && { meta: { profile } }),
    type: 'collection',
    entry: entries.map(({ resource }, at) => ({
      resource: localResource(resource, `r${at}`, rename),
    })),
  };
}

function localResource(
  resource: Resource,
  id: string,
  rename: (reference: string) => string,
): Resource {
  const { resourceType, id: _id, meta: _meta, ...rest } = resource;
  const meta = ownMeta(resource);
  return {
    ...{ resourceType, id },
    ...(meta && { meta }),
    ...(renamed(rest, rename) as Readonly<Record<string, unknown>>),
  };
}

/** What a server says of its own copy (versionId, lastUpdated, source) is not the sender's word. */
function ownMeta(resource: Resource): object | undefined {
  const meta = metaOf(resource);
  if (meta === undefined) return undefined;
  const { versionId: _v, lastUpdated: _l, source: _s, ...own } = meta;
  return Object.keys(own).length === 0 ? undefined : own;
}

function metaOf(resource: Resource | undefined): Readonly<Record<string, unknown>> | undefined {
  const meta = resource?.meta;
  return typeof meta === 'object' && meta !== null
    ? (meta as Readonly<Record<string, unknown>>)
    : undefined;
}

/** A copy, as the resources of what was read are shared by the units of a body. */
function renamed(value: unknown, rename: (reference: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'reference' && typeof member === 'string' ? rename(member) : renamed(member, rename),
    ]),
  );
}
