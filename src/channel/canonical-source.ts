/**
 * The canonical form of a unit's decoded source records: what a fingerprint covers, so that a new
 * release of a map never turns a resend into another claim. Property order follows RFC 8785.
 */
import {
  formatDecimal,
  isExactNumber,
  numberText,
  parseDecimal,
  withoutTrailingZeros,
} from '../base/decimal.ts';
import type { Row } from '../wire/delimited.ts';
import type { PartRows } from './part-rows.ts';
import { isPlaced } from './placed-row.ts';
import type { Parts } from './set-rules.ts';
import type { TypedUnit } from './type-unit.ts';

interface Cells {
  readonly [name: string]: string | readonly (Cells | null)[];
}

/**
 * Canonical JSON text, as `base/canonical` would write it; `volatile` names `PART.FIELD` cells that
 * are left out.
 */
export function canonicalSource(
  typed: TypedUnit,
  parts: Parts,
  volatile: readonly string[],
): string {
  const source: Record<string, readonly (Cells | null)[]> = {};
  for (const [part, rows] of [...typed.rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const from = parts.get(part);
    if (from === undefined) continue;
    const records = typed.unit[part];
    const list = Array.isArray(records) ? records : [records];
    const cells = rows.map((row, index) => cellsOf(from, row, list[index], { parts, volatile }));
    // Absent = empty: a part whose rows hold nothing is as if it were not there.
    if (cells.some((row) => row !== null)) source[part] = cells;
  }
  const visit: unknown = typed.unit.visit;
  return JSON.stringify(typeof visit === 'string' ? sortedBy({ ...source, visit }) : source);
}

interface Canonical {
  readonly parts: Parts;
  readonly volatile: readonly string[];
}

function cellsOf(from: PartRows, row: Row, typed: unknown, context: Canonical): Cells | null {
  const { volatile } = context;
  const record = (typed ?? {}) as Readonly<Record<string, unknown>>;
  const kept: Record<string, Cells[string]> = {};
  let any = false;
  for (const [name, column] of from.sorted) {
    const text = (row.cells[column] ?? '').trim();
    if (text === '' || (volatile.length > 0 && volatile.includes(`${from.part}.${name}`))) continue;
    kept[name] = canonicalValue(record[name], text);
    any = true;
  }
  if (isPlaced(row) && row.nested !== undefined) {
    for (const { part, as, rows } of row.nested) {
      const inside = context.parts.get(part);
      if (inside === undefined) continue;
      const list = Array.isArray(record[as]) ? record[as] : [record[as]];
      kept[as] = rows.map((each, index) => cellsOf(inside, each, list[index], context));
      any = true;
    }
    return sortedBy(kept);
  }
  return any ? kept : null;
}

/** Members that came from elsewhere than the columns go to their place in the order of names. */
function sortedBy<T>(members: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const PLAIN_DECIMAL = /^-?\d+\.\d+$/;

/** A number in shortest form (1.10 is 1.1); anything else as its text in NFC. */
function canonicalValue(value: unknown, text: string): string {
  if (typeof value === 'number') return String(value);
  if (!isExactNumber(value)) return text.normalize('NFC');
  const digits = numberText(value);
  if (PLAIN_DECIMAL.test(digits)) return withoutTrailingZeros(digits);
  const decimal = parseDecimal(digits);
  return decimal === undefined ? text : formatDecimal(decimal);
}
