/** A bundle back to the records of its channel, by data. */
import type { ChannelModule } from '../module.ts';
import type { Resource } from '../translation.ts';
import type {
  BackFacts,
  BackField,
  BackModule,
  BackPart,
  BackRecord,
  BackUnit,
  Entry,
} from './definition.ts';
import { fieldOf, formatCell } from './format-cell.ts';

export function recordsOf(module: BackModule, channel: ChannelModule, bundle: Resource): BackUnit {
  const { definition } = module;
  const resources = indexResources(bundle);
  const layouts = channel.byVersion?.[definition.version]?.layouts ?? channel.layouts;
  const parts = new Map<string, readonly BackRecord[]>();
  for (const [name, part] of Object.entries(definition.parts)) {
    const compiled = module.parts[name];
    const layout = layouts[name];
    if (compiled === undefined || layout === undefined) throw new Error(`no part ${name}`);
    const items = resources
      .of(part.of)
      .flatMap((resource) => compiled.each(resource, resources))
      .filter((item) => item !== undefined);
    const records = items.map((item, index) => {
      const cells = Object.entries(part.fields).map(([column, field]) => {
        const values = valuesOf(
          { field, item, ordinal: index + 1 },
          compiled.fields[column],
          resources,
        );
        return [column, formatCell(values, fieldOf(layout, column))] as const;
      });
      return { cells: new Map(cells) };
    });
    if (records.length > 0) parts.set(name, records);
  }
  return { parts, unread: resources.unread(typesRead(definition.parts)) };
}

interface Asked {
  readonly field: BackField | null;
  readonly item: unknown;
  readonly ordinal: number;
}

function valuesOf(
  { field, item, ordinal }: Asked,
  compiled: ((focus: unknown, env: BackFacts) => readonly unknown[]) | undefined,
  resources: Resources,
): readonly unknown[] {
  if (field === null) return [];
  if (typeof field !== 'string' && 'ordinal' in field) return [ordinal];
  if (compiled === undefined) return [];
  if (typeof field === 'string') return compiled(item, resources);
  const all = resources.of(field.of);
  const chosen = field.nth === true ? all.slice(ordinal - 1, ordinal) : all;
  return chosen.flatMap((resource) => compiled(resource, resources));
}

function typesRead(parts: Readonly<Record<string, BackPart>>): ReadonlySet<string> {
  const types = Object.values(parts).flatMap(({ of, fields }) => [
    of,
    ...Object.values(fields).flatMap((field) =>
      field !== null && typeof field === 'object' && 'of' in field ? [field.of] : [],
    ),
  ]);
  return new Set(types);
}

/** Resources of a bundle by type and by reference. */
interface Resources extends BackFacts {
  of(type: string): readonly Resource[];
  /** Types that are there, and neither read nor resolved. */
  unread(read: ReadonlySet<string>): readonly string[];
}

function indexResources(bundle: Resource): Resources {
  const byType = new Map<string, Resource[]>();
  const byName = new Map<string, Resource>();
  const resolved = new Set<string>();
  for (const { resource } of (bundle.entry ?? []) as readonly Entry[]) {
    const { resourceType, id } = resource;
    const known = byType.get(resourceType);
    if (known === undefined) byType.set(resourceType, [resource]);
    else known.push(resource);
    byName.set(`urn:uuid:${id}`, resource).set(`${resourceType}/${id}`, resource);
  }
  return {
    of: (type) => byType.get(type) ?? [],
    resolve(reference) {
      const found = byName.get(reference);
      if (found !== undefined) resolved.add(found.resourceType);
      return found;
    },
    unread: (read) => [...byType.keys()].filter((type) => !read.has(type) && !resolved.has(type)),
  };
}
