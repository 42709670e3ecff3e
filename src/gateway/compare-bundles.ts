/** Whether two bundles say the same, whatever their resources are called and in which order. */
import { canonicalOf, canonicalText, differingPaths } from '../base/canonical.ts';
import { isExactNumber } from '../base/decimal.ts';
import type { Resource } from '../channel/translation.ts';
import { resourcesOf } from './prepare.ts';

/**
 * Elements in which they differ, as `Claim.item[0].net`. Resources are named by the order in which
 * references from the claim lead to them; ids, meta and what is around the entries are not compared.
 */
export function differingElements(a: Resource, b: Resource, limit: number): readonly string[] {
  return differingPaths(canonicalOf(named(a)), canonicalOf(named(b)), limit);
}

type Members = Readonly<Record<string, unknown>>;

function named(bundle: Resource): Members {
  const resources = resourcesOf(bundle);
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
  const focus = resources.filter(({ resourceType }) => resourceType === 'Claim');
  for (const resource of focus) visit(resource);
  for (const resource of inOrder(resources, names)) visit(resource);
  return Object.fromEntries(
    resources.map((resource) => [names.get(resource.id ?? ''), content(resource, names)]),
  );
}

/** What no reference from the claim leads to: by its content, as far as that has names. */
function inOrder(
  resources: readonly Resource[],
  names: ReadonlyMap<string, string>,
): readonly Resource[] {
  const keyed = resources.map((resource) => ({
    resource,
    key: canonicalText(canonicalOf(content(resource, names))),
  }));
  return keyed.sort((x, y) => (x.key < y.key ? -1 : 1)).map(({ resource }) => resource);
}

function content(resource: Resource, names: ReadonlyMap<string, string>): unknown {
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
        ? (names.get(idOf(member)) ?? (isUrn(member) ? 'unnamed' : member))
        : withNames(member, names),
    ]),
  );
}

function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'reference' && typeof member === 'string' ? [member] : referencesOf(member),
  );
}

const isUrn = (reference: string) => reference.startsWith('urn:uuid:');

function idOf(reference: string): string {
  return reference.replace(/^urn:uuid:|^.*\//, '');
}
