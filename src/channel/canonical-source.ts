/**
 * The canonical form of a unit's decoded source records: what a fingerprint covers, so that a new
 * release of a map never turns a resend into another claim. Property order follows RFC 8785.
 */
import { formatDecimal, isExactNumber, numberText, parseDecimal } from '../base/decimal.ts';
import type { Parts } from './set-rules.ts';
import type { TypedUnit } from './type-unit.ts';

type Cells = Readonly<Record<string, string>>;

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
    const cells = rows.map((row, index) => {
      const record = (list[index] ?? {}) as Readonly<Record<string, unknown>>;
      const kept: Record<string, string> = {};
      let any = false;
      for (const [name, column] of from.sorted) {
        const text = (row.cells[column] ?? '').trim();
        if (text === '' || (volatile.length > 0 && volatile.includes(`${part}.${name}`))) continue;
        kept[name] = canonicalValue(record[name], text);
        any = true;
      }
      return any ? kept : null;
    });
    // Absent = empty: a part whose rows hold nothing is as if it were not there.
    if (cells.some((row) => row !== null)) source[part] = cells;
  }
  return JSON.stringify(source);
}

const PLAIN_DECIMAL = /^-?\d+\.\d+$/;

/** A number in shortest form (1.10 is 1.1); anything else as its text in NFC. */
function canonicalValue(value: unknown, text: string): string {
  if (typeof value === 'number') return String(value);
  if (!isExactNumber(value)) return text.normalize('NFC');
  const digits = numberText(value);
  if (PLAIN_DECIMAL.test(digits)) return digits.replace(/\.?0+$/, '');
  const decimal = parseDecimal(digits);
  return decimal === undefined ? text : formatDecimal(decimal);
}
