/** Cuts documents into units: what one container holds, and what stands outside of all of them. */

import { type Chosen, chooseVersion } from './choose-version.ts';
import type { CutUnit } from './cut-units.ts';
import type { ContainedChannel, ContainedUnit, FieldRef, JournalChannel } from './definition.ts';
import type { ChannelModule, VersionModels } from './module.ts';
import type { OpenedContainers } from './open-containers.ts';
import { bindPart, type PartRows } from './part-rows.ts';
import type { PlacedRow } from './placed-row.ts';
import type { Parts } from './set-rules.ts';

export interface ContainedCut {
  readonly unit: CutUnit;
  /** Index of its container. */
  readonly container: number;
  readonly chosen: Chosen;
}

export interface CutContainers {
  readonly units: readonly ContainedCut[];
  /** Containers without a root, with the definition that asks for one. */
  readonly rootless: readonly { readonly container: number; readonly definition: ContainedUnit }[];
  /** Every part bound to the models of the newest version: for the rules of the set. */
  readonly parts: Parts;
}

export function cutContainers(
  channel: ChannelModule,
  definition: ContainedChannel,
  opened: OpenedContainers,
): CutContainers {
  const bindings = bindVersions(channel, definition, opened);
  const rows = rowsByContainer(opened);
  const units: ContainedCut[] = [];
  const rootless: { container: number; definition: ContainedUnit }[] = [];
  for (const container of opened.containers.keys()) {
    const held = rows.get(container) ?? new Map<string, readonly PlacedRow[]>();
    const kind = definition.units.find(({ root }) => held.has(root.part));
    const [first] = definition.units;
    if (kind !== undefined) {
      const around = rows.get(outside(opened.containers[container]?.document ?? 0));
      units.push(cutOne({ kind, container, held: joined(kind, held, around), bindings }));
    } else if (first !== undefined) rootless.push({ container, definition: first });
  }
  return { units, rootless, parts: bindings.of(undefined).parts };
}

interface Binding {
  readonly channel: ChannelModule;
  readonly parts: Parts;
}

export interface Bindings {
  readonly definition: ContainedChannel | JournalChannel;
  readonly opened: OpenedContainers;
  modelsOf(versionId: string | undefined): VersionModels;
  of(versionId: string | undefined): Binding;
}

/** Tables are bound to the models of each version that is met, once. */
export function bindVersions(
  channel: ChannelModule,
  definition: ContainedChannel | JournalChannel,
  opened: OpenedContainers,
): Bindings {
  const made = new Map<string | undefined, Binding>();
  const { layouts, unitModels, byVersion } = channel;
  const modelsOf = (id: string | undefined): VersionModels =>
    byVersion?.[id ?? ''] ?? { layouts, unitModels };
  return {
    definition,
    opened,
    modelsOf,
    of(id) {
      const known = made.get(id);
      if (known !== undefined) return known;
      const models = modelsOf(id);
      const parts = new Map<string, PartRows>();
      for (const [part, table] of opened.tables) {
        const layout = models.layouts[part];
        if (layout === undefined) continue;
        parts.set(part, bindPart(table, layout, definition.identity.personal));
      }
      const binding = { channel: { ...channel, ...models }, parts };
      made.set(id, binding);
      return binding;
    },
  };
}

export type Held = ReadonlyMap<string, readonly PlacedRow[]>;

/** Key of the rows that stand outside of the containers of a document. */
function outside(document: number): number {
  return -1 - document;
}

export function rowsByContainer(opened: OpenedContainers): ReadonlyMap<number, Held> {
  const found = new Map<number, Map<string, PlacedRow[]>>();
  for (const [part, table] of opened.tables) {
    for (const row of table.rows as readonly PlacedRow[]) {
      const at = row.container ?? outside(row.document);
      let held = found.get(at);
      if (held === undefined) {
        held = new Map();
        found.set(at, held);
      }
      const known = held.get(part);
      if (known === undefined) held.set(part, [row]);
      else known.push(row);
    }
  }
  return found;
}

/** The unit's elements by name, from its container or from around it. */
function joined(kind: ContainedUnit, held: Held, around: Held | undefined): Held {
  const rows = new Map<string, readonly PlacedRow[]>();
  for (const [name, { part }] of [[kind.root.part, kind.root], ...Object.entries(kind.parts)] as [
    string,
    { part: string },
  ][]) {
    const found = held.get(part) ?? around?.get(part);
    if (found !== undefined) rows.set(name, found);
  }
  return rows;
}

interface Cutting {
  readonly kind: ContainedUnit;
  readonly container: number;
  readonly held: Held;
  readonly bindings: Bindings;
}

/** The version that the unit's content and date of service say. */
export function chooseBound(
  { definition, opened, ...bindings }: Bindings,
  serviceDate: readonly FieldRef[],
  held: Held,
): Chosen {
  const chosen = chooseVersion(
    { rows: held, columnOf: (part, field) => columnOf(opened, part, field) },
    {
      versions: definition.versions,
      serviceDate,
      zone: definition.timeZone,
      modelsOf: (version) => bindings.modelsOf(version.id),
    },
  );
  if (chosen === undefined) throw new Error(`${definition.id} has no version`);
  return chosen;
}

export function columnOf(
  { tables }: OpenedContainers,
  part: string,
  field: string,
): number | undefined {
  const at = tables.get(part)?.columns.indexOf(field) ?? -1;
  return at === -1 ? undefined : at;
}

function cutOne({ kind, container, held, bindings }: Cutting): ContainedCut {
  const { opened } = bindings;
  const chosen = chooseBound(bindings, kind.serviceDate, held);
  const root = held.get(kind.root.part)?.[0];
  if (root === undefined) throw new Error('a container without a root is no unit');
  const text = (field: string) => root.cells[columnOf(opened, kind.root.part, field) ?? -1] ?? '';
  const names = [...new Set([...kind.root.key, kind.claimNumber])];
  const key = Object.fromEntries(names.map((name) => [name, text(name)]));
  const bound = { version: chosen.version, ...bindings.of(chosen.version.id) };
  const name = opened.containers[container]?.name ?? '';
  const unit: CutUnit = { definition: kind, key, root, rows: held, container: name, bound };
  return { unit, container, chosen };
}
