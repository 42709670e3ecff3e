/** Which source fields a channel's maps use of what they were given: loss made visible. */
import { isDelimitedChannel, isJournalChannel } from './definition.ts';
import { usedByJournal } from './journal/used-fields.ts';
import type { ChannelModule } from './module.ts';
import { cellText, sourceFields } from './part-rows.ts';
import type { PreparedSet } from './prepare-set.ts';
import { traceUnit } from './translate-unit.ts';
import { contextOf, type UnitContext } from './unit-context.ts';

export type FieldState = 'used' | 'ignored' | 'unused' | 'unseen';

export interface FieldUsage {
  /** `PART.FIELD`. */
  readonly field: string;
  readonly state: FieldState;
  /** Non-empty cells in the input. */
  readonly values: number;
  /** Why it is left out on purpose. */
  readonly reason?: string;
}

/** Fields that a map, a key or the facility rule read, and how many cells each had. */
export interface UsageCounts {
  readonly used: Set<string>;
  readonly values: Map<string, number>;
}

interface Joined {
  readonly part: string;
  readonly key?: readonly string[];
  readonly unless?: string;
}

export function startUsage(channel: ChannelModule): UsageCounts {
  const { definition } = channel;
  const { units, identity } = definition;
  const journal = isJournalChannel(definition) ? usedByJournal(definition) : [];
  const keys = units.flatMap((unit) => {
    if (unit.by === 'events') return [];
    const joins: readonly Joined[] = [unit.root, ...Object.values(unit.parts)];
    const names = joins.flatMap(({ part, key = [], unless }) => {
      return [...key, ...(unless === undefined ? [] : [unless])].map((name) => `${part}.${name}`);
    });
    const notClaimed = 'notClaimed' in unit ? unit.notClaimed : undefined;
    const root = notClaimed === undefined ? [] : [`${unit.root.part}.${notClaimed.field}`];
    return [...names, ...root];
  });
  const used = new Set([...keys, ...journal, ...identity.facility.fields]);
  return { used, values: new Map() };
}

export function countUsage(counts: UsageCounts, prepared: PreparedSet, context: UnitContext): void {
  for (const [part, rows] of prepared.parts) {
    for (const name of rows.columns.keys()) {
      const field = `${part}.${name}`;
      const filled = rows.table.rows.filter((row) => cellText(rows, row, name) !== '').length;
      counts.values.set(field, (counts.values.get(field) ?? 0) + filled);
    }
  }
  for (const cut of prepared.units) {
    if (cut.unclaimed !== undefined) continue;
    for (const { sources, conditions } of traceUnit(cut, context)) {
      const { channel } = contextOf(cut, context);
      for (const path of [...sources, ...conditions]) markUsed(counts, path, channel);
    }
  }
}

/** `PART[0].FIELD`, `PART[0].GROUP[1].FIELD`, or a field of records that stand in another's. */
function markUsed(counts: UsageCounts, path: string, channel: ChannelModule): void {
  const [, part = '', element, leaf] =
    /^(\w+)(?:\[\d+\])?(?:\.(\w+)(?:\[\d+\])?(?:\.(\w+))?)?/.exec(path) ?? [];
  const layout = channel.layouts[part];
  if (layout === undefined || element === undefined) return;
  const nested = nestedPart(channel, part, element);
  if (nested !== undefined) {
    const inner = channel.layouts[nested];
    if (inner === undefined || leaf === undefined) return;
    for (const name of sourceFields(inner, leaf, undefined)) counts.used.add(`${nested}.${name}`);
    return;
  }
  for (const name of sourceFields(layout, element, leaf)) counts.used.add(`${part}.${name}`);
}

/** The part whose records are members of another's under this name. */
function nestedPart(channel: ChannelModule, under: string, as: string): string | undefined {
  const { reader } = channel.definition;
  if (reader.kind !== 'json' && reader.kind !== 'json-lines') return undefined;
  const found = Object.entries(reader.parts).find(([, { nest }]) => {
    return nest?.under === under && nest.as === as;
  });
  return found?.[0];
}

/** Every column of every part's layouts, in their order, with what became of it. */
export function usageOf(counts: UsageCounts, channel: ChannelModule): readonly FieldUsage[] {
  const { ignored = [] } = channel.definition;
  const reasons = new Map(ignored.map(({ field, reason }) => [field, reason]));
  return [...namesByPart(channel)].flatMap(([part, names]) => {
    return [...names].map((name): FieldUsage => {
      const field = `${part}.${name}`;
      const values = counts.values.get(field) ?? 0;
      const reason = reasons.get(field);
      if (counts.used.has(field) && values > 0) return { field, state: 'used', values };
      if (reason !== undefined) return { field, state: 'ignored', values, reason };
      return { field, state: values > 0 ? 'unused' : 'unseen', values };
    });
  });
}

/** Columns of delimited files as the variants name them; fields of documents as all versions do. */
function namesByPart(channel: ChannelModule): ReadonlyMap<string, ReadonlySet<string>> {
  const { definition, byVersion = {} } = channel;
  if (isDelimitedChannel(definition)) {
    const parts = Object.entries(definition.reader.parts);
    return new Map(
      parts.map(([part, { variants }]) => [
        part,
        new Set(variants.flatMap((variant) => variant.columns)),
      ]),
    );
  }
  const all = [channel, ...Object.values(byVersion)].flatMap(({ layouts }) =>
    Object.entries(layouts),
  );
  const names = new Map<string, Set<string>>();
  for (const [part, { fields, groups = [] }] of all) {
    const known = names.get(part) ?? new Set<string>();
    const plain = fields.flatMap((field) => field.form?.from ?? [field.name]);
    const listed = groups.flatMap((group) => group.fields.map((field) => field.name));
    for (const name of [...plain, ...listed]) known.add(name);
    names.set(part, known);
  }
  return names;
}
