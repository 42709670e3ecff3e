/** Looking at every UTF-16 unit of a text by table: several times as fast as a pattern. */

/** First and last code point. */
export type CodePointRange = readonly [first: number, last: number];

const UNITS = 0x10000;

/** 1 for the units of the ranges, 0 for all others; what is beyond one unit has none. */
export function unitsOf(ranges: readonly CodePointRange[]): Uint8Array {
  const table = new Uint8Array(UNITS);
  for (const [first, last] of ranges) table.fill(1, first, Math.min(last + 1, UNITS));
  return table;
}

export function consistsOf(text: string, table: Uint8Array): boolean {
  for (let at = 0; at < text.length; at++) if (table[text.charCodeAt(at)] === 0) return false;
  return true;
}
