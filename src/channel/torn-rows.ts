/** Rows of unreadable shape: nobody knows which cell is which, but what they hold can be asked. */
import type { Row } from '../wire/delimited.ts';
import { cellText, type PartRows } from './part-rows.ts';
import type { Parts } from './set-rules.ts';

export interface TornRows {
  /** True if a torn row of one of the parts holds all the values that the row has in the fields. */
  hold(parts: readonly string[], rows: PartRows, row: Row, fields: readonly string[]): boolean;
}

export function startTorn(parts: Parts): TornRows {
  const torn = new Map<string, readonly ReadonlySet<string>[]>();
  for (const [part, { table }] of parts) {
    if (table.faultyRows.length === 0) continue;
    torn.set(
      part,
      table.faultyRows.map(({ cells }) => new Set(cells.map((cell) => cell.trim()))),
    );
  }
  return {
    hold(names, rows, row, fields) {
      if (torn.size === 0) return false;
      const values = fields.map((name) => cellText(rows, row, name)).filter((text) => text !== '');
      return names.some((part) =>
        torn.get(part)?.some((cells) => values.every((value) => cells.has(value))),
      );
    },
  };
}
