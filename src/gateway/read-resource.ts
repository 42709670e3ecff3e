/** A stored resource as REST shows it: taken out of its sealed bundle, references as Type/id. */

import type { Resource } from '../channel/translation.ts';
import { openBundle, type ReadPorts } from './kept-bundle.ts';
import type { StoredResource } from './ports/store.ts';
import { resourcesOf } from './prepare.ts';

/** Throws if the bundle or the entry is not there: then the store has lost something. */
export async function readStored(ports: ReadPorts, stored: StoredResource): Promise<Resource> {
  const { owner } = stored;
  const resources = resourcesOf(await openBundle(ports, stored));
  const found = resources.find(
    ({ resourceType, id }) => resourceType === stored.type && id === stored.id,
  );
  if (found === undefined) throw new Error(`${owner} holds no ${stored.type}/${stored.id}`);
  const types = new Map(resources.map(({ resourceType, id }) => [id, resourceType]));
  const shown = withReferences(found, types) as Resource;
  const meta = (shown.meta ?? {}) as object;
  const { resourceType, id, ...rest } = shown;
  return {
    resourceType,
    ...(id !== undefined && { id }),
    ...rest,
    meta: { ...meta, versionId: stored.versionId, lastUpdated: stored.lastUpdated },
  };
}

/** `urn:uuid:ID` becomes `Type/ID` where the bundle holds that resource. */
function withReferences(value: unknown, types: ReadonlyMap<string | undefined, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, types));
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const id = name === 'reference' ? urnId(member) : undefined;
      const type = id === undefined ? undefined : types.get(id);
      return [name, type === undefined ? withReferences(member, types) : `${type}/${id}`];
    }),
  );
}

function urnId(value: unknown): string | undefined {
  const prefix = 'urn:uuid:';
  return typeof value === 'string' && value.startsWith(prefix)
    ? value.slice(prefix.length)
    : undefined;
}

/** Exact decimals are objects of their own kind and stay as they are. */
function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
