/** Which source fields a channel's maps use of what they were given: loss made visible. */
import type { ChannelModule } from './module.ts';
import { cellText, sourceFields } from './part-rows.ts';
import type { PreparedSet } from './prepare-set.ts';
import { traceUnit, type UnitContext } from './translate-unit.ts';

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

export function startUsage(channel: ChannelModule): UsageCounts {
  const { units, identity } = channel.definition;
  const keys = units.flatMap((unit) => {
    const joins = [unit.root, ...Object.values(unit.parts)];
    const names = joins.flatMap(({ part, key, unless }) => {
      return [...key, ...(unless === undefined ? [] : [unless])].map((name) => `${part}.${name}`);
    });
    const root =
      unit.notClaimed === undefined ? [] : [`${unit.root.part}.${unit.notClaimed.field}`];
    return [...names, ...root];
  });
  return { used: new Set([...keys, ...identity.facility.fields]), values: new Map() };
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
    for (const { sources, conditions } of traceUnit(cut, context)) {
      for (const path of [...sources, ...conditions]) markUsed(counts, path, context.channel);
    }
  }
}

function markUsed(counts: UsageCounts, path: string, channel: ChannelModule): void {
  const [, part = '', element] = /^(\w+)(?:\[\d+\])?(?:\.(\w+))?/.exec(path) ?? [];
  const layout = channel.layouts[part];
  if (layout === undefined || element === undefined) return;
  for (const name of sourceFields(layout, element)) counts.used.add(`${part}.${name}`);
}

/** Every column of every part's layouts, in their order, with what became of it. */
export function usageOf(counts: UsageCounts, channel: ChannelModule): readonly FieldUsage[] {
  const { reader, ignored = [] } = channel.definition;
  const reasons = new Map(ignored.map(({ field, reason }) => [field, reason]));
  return Object.entries(reader.parts).flatMap(([part, { variants }]) => {
    const names = new Set(variants.flatMap((variant) => variant.columns));
    return [...names].map((name): FieldUsage => {
      const field = `${part}.${name}`;
      const values = counts.values.get(field) ?? 0;
      const reason = reasons.get(field);
      if (counts.used.has(field)) return { field, state: 'used', values };
      if (reason !== undefined) return { field, state: 'ignored', values, reason };
      return { field, state: values > 0 ? 'unused' : 'unseen', values };
    });
  });
}
