/**
 * The canonical form of a unit's decoded source records: what a fingerprint covers, so that a new
 * release of a map never turns a resend into another claim. Property order follows RFC 8785.
 */
import { formatDecimal, isExactNumber, numberText, parseDecimal } from '../base/decimal.ts';
import { cellText } from './part-rows.ts';
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
      const cells = [...from.columns.keys()].sort().flatMap((name) => {
        const text = cellText(from, row, name);
        if (text === '' || volatile.includes(`${part}.${name}`)) return [];
        return [[name, canonicalValue(record[name], text)]];
      });
      return Object.fromEntries(cells);
    });
  }
  return JSON.stringify(source);
}

/** A number in shortest form (1.10 is 1.1); anything else as its text in NFC. */
function canonicalValue(value: unknown, text: string): string {
  if (!isExactNumber(value)) return text.normalize('NFC');
  const decimal = parseDecimal(numberText(value));
  if (decimal === undefined) return text;
  const shortest = formatDecimal(decimal);
  return shortest.includes('.') ? shortest.replace(/\.?0+$/, '') : shortest;
}
