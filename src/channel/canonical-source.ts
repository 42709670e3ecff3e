/**
 * The canonical form of a unit's decoded source records: what a fingerprint covers, so that a new
 * release of a map never turns a resend into another claim. Property order follows RFC 8785.
 */
import { formatDecimal, isExactNumber, numberText, parseDecimal } from '../base/decimal.ts';
import type { Parts } from './set-rules.ts';
import type { TypedUnit } from './type-unit.ts';

/** Canonical JSON text; `volatile` names `PART.FIELD` cells that are left out. */
export function canonicalSource(
  typed: TypedUnit,
  parts: Parts,
  volatile: readonly string[],
): string {
  const source: Record<string, unknown> = {};
  for (const [part, rows] of [...typed.rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const from = parts.get(part);
    if (from === undefined) continue;
    const records = typed.unit[part];
    const list = Array.isArray(records) ? records : [records];
    source[part] = rows.map((row, index) => {
      const record = (list[index] ?? {}) as Readonly<Record<string, unknown>>;
      const cells: Record<string, string> = {};
      for (const [name, column] of from.sorted) {
        const text = (row.cells[column] ?? '').trim();
        if (text === '' || (volatile.length > 0 && volatile.includes(`${part}.${name}`))) continue;
        cells[name] = canonicalValue(record[name], text);
      }
      return cells;
    });
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
