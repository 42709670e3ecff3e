/**
 * A bundle as its content alone has it: resources named by the order in which references from the
 * claim lead to them, without ids, meta and what is around the entries.
 */
import { canonicalOf, canonicalText } from '../base/canonical.ts';
import { isExactNumber } from '../base/decimal.ts';
import type { Resource } from './translation.ts';

export type NamedBundle = Readonly<Record<string, unknown>>;

export function namedBundle(resources: readonly Resource[]): NamedBundle {
  const byId = new Map(resources.map((resource) => [resource.id ?? '', resource]));
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const visit = (resource: Resource): void => {
    const { resourceType, id = '' } = resource;
    if (names.has(id)) return;
    const count = counts.get(resourceType) ?? 0;
    counts.set(resourceType, count + 1);
    names.set(id, count === 0 ? resourceType : `${resourceType}[${count}]`);
    for (const reference of referencesOf(resource)) {
      const found = byId.get(idOf(reference));
      if (found) visit(found);
    }
  };
  for (const resource of resources) if (resource.resourceType === 'Claim') visit(resource);
  for (const resource of inOrder(resources, names)) visit(resource);
  return Object.fromEntries(
    resources.map((resource) => [names.get(resource.id ?? ''), contentOf(resource, names)]),
  );
}

/** What no reference from the claim leads to: by its content, as far as that has names. */
function inOrder(
  resources: readonly Resource[],
  names: ReadonlyMap<string, string>,
): readonly Resource[] {
  const left = resources.filter(({ id = '' }) => !names.has(id));
  const keyed = left.map((resource) => ({
    resource,
    key: canonicalText(canonicalOf(contentOf(resource, names))),
  }));
  return keyed.sort((x, y) => (x.key < y.key ? -1 : 1)).map(({ resource }) => resource);
}

function contentOf(resource: Resource, names: ReadonlyMap<string, string>): unknown {
  const { id: _id, meta: _meta, ...rest } = resource;
  return withNames(rest, names);
}

function withNames(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withNames(item, names));
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'reference' && typeof member === 'string'
        ? (names.get(idOf(member)) ?? (member.startsWith('urn:uuid:') ? 'unnamed' : member))
        : withNames(member, names),
    ]),
  );
}

/** Every reference below a value. */
export function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'reference' && typeof member === 'string' ? [member] : referencesOf(member),
  );
}

function idOf(reference: string): string {
  return reference.replace(/^urn:uuid:|^.*\//, '');
}
