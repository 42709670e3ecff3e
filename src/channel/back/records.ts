/** A bundle back to the records of its channel, by data. */
import type { Layout } from '../../base/layout.ts';
import type { ChannelModule } from '../module.ts';
import type { Resource } from '../translation.ts';
import type {
  BackFacts,
  BackField,
  BackModule,
  BackPart,
  BackPartModule,
  BackRecord,
  BackUnit,
  Entry,
} from './definition.ts';
import { formatCell, formatMoment, formOf } from './format-cell.ts';

/** Undefined if the records of no version can hold the bundle. */
export function recordsOf(
  module: BackModule,
  channel: ChannelModule,
  bundle: Resource,
): BackUnit | undefined {
  const resources = indexResources(bundle);
  const version = module.versions.find(({ holds }) => holds(bundle, resources))?.version;
  if (version === undefined) return undefined;
  const layouts = channel.byVersion?.[version]?.layouts ?? channel.layouts;
  const zone = channel.definition.timeZone;
  const parts = new Map<string, readonly BackRecord[]>();
  for (const name of Object.keys(module.definition.parts)) {
    const layout = layouts[name];
    if (layout === undefined) throw new Error(`no part ${name}`);
    const records = partRecords({ module, name, layout, resources, zone });
    if (records.length > 0) parts.set(name, records);
  }
  return { version, parts, day: dayOf(module, resources, zone) };
}

/** Empty where the channel says none. */
function dayOf({ definition, day }: BackModule, resources: Resources, zone: string): string {
  const { of = '', pattern = '' } = definition.around.day ?? {};
  const [first] = resources.of(of).flatMap((resource) => day(resource, resources));
  return typeof first === 'string' ? formatMoment(first, pattern, { zone }) : '';
}

interface Writing {
  readonly module: BackModule;
  readonly name: string;
  readonly layout: Layout;
  readonly resources: Resources;
  /** Offset of the times: `+07:00`. */
  readonly zone: string;
}

/** Columns that the version does not have are not written. */
function partRecords({ module, name, layout, resources, zone }: Writing): readonly BackRecord[] {
  const part = module.definition.parts[name];
  const compiled = module.parts[name];
  if (part === undefined || compiled === undefined) return [];
  const columns = Object.entries(part.fields).flatMap(([column, field]) => {
    const form = formOf(layout, column);
    return form === undefined ? [] : [{ column, field, form }];
  });
  const items = resources
    .of(part.of)
    .flatMap((resource) => compiled.each(resource, resources))
    .filter((item) => item !== undefined);
  const besides = besideOf(part, compiled, { items, resources });
  return items.map((item, index) => {
    const cells = columns.map(({ column, field, form }) => {
      const placed = form.list === 'placed';
      const asked = { field, item, beside: besides[index], ordinal: index + 1, placed };
      const values = valuesOf(asked, compiled.fields[column], resources);
      return [column, formatCell(values, form, zone)] as const;
    });
    return { cells: new Map(cells) };
  });
}

interface Found {
  readonly items: readonly unknown[];
  readonly resources: Resources;
}

/** By item, the resource beside it: of those with the same key, the one with the same place. */
function besideOf(
  { beside }: BackPart,
  { beside: compiled }: BackPartModule,
  { items, resources }: Found,
): readonly (Resource | undefined)[] {
  if (beside === undefined || compiled === undefined) return [];
  const textOf = (values: readonly unknown[]) => JSON.stringify(values);
  const waiting = new Map<string, Resource[]>();
  for (const resource of resources.of(beside.of)) {
    const key = textOf(compiled.key(resource, resources));
    const known = waiting.get(key);
    if (known === undefined) waiting.set(key, [resource]);
    else known.push(resource);
  }
  return items.map((item) => waiting.get(textOf(compiled.item(item, resources)))?.shift());
}

interface Asked {
  readonly field: BackField | null;
  readonly item: unknown;
  readonly beside: Resource | undefined;
  readonly ordinal: number;
  /** True if resources without a value keep their place in the list. */
  readonly placed: boolean;
}

function valuesOf(
  { field, item, beside, ordinal, placed }: Asked,
  compiled: ((focus: unknown, env: BackFacts) => readonly unknown[]) | undefined,
  resources: Resources,
): readonly unknown[] {
  if (field === null) return [];
  if (typeof field !== 'string' && 'ordinal' in field) return [ordinal];
  if (compiled === undefined) return [];
  if (typeof field === 'string') return compiled(item, resources);
  if ('beside' in field) return beside === undefined ? [] : compiled(beside, resources);
  const found = resources.of(field.of).map((resource) => compiled(resource, resources));
  if (!placed || found.every((values) => values.length === 0)) return found.flat();
  return found.flatMap((values) => (values.length === 0 ? [''] : values));
}

/** Resources of a bundle by type and by reference. */
interface Resources extends BackFacts {
  of(type: string): readonly Resource[];
}

function indexResources(bundle: Resource): Resources {
  const byType = new Map<string, Resource[]>();
  const byName = new Map<string, Resource>();
  for (const { resource } of (bundle.entry ?? []) as readonly Entry[]) {
    const { resourceType, id } = resource;
    const known = byType.get(resourceType);
    if (known === undefined) byType.set(resourceType, [resource]);
    else known.push(resource);
    byName.set(`urn:uuid:${id}`, resource).set(`${resourceType}/${id}`, resource);
  }
  return {
    of: (type) => byType.get(type) ?? [],
    resolve: (reference) => byName.get(reference),
  };
}
