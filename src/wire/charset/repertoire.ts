/** The characters a channel's texts are written in, as data: ranges of code points. */
import { type CodePointRange, unitsOf } from './units.ts';

/** `0E01-0E3A` or `20AC`, hexadecimal. */
const RANGE = /^(?:U\+)?([0-9A-F]{1,6})(?:-(?:U\+)?([0-9A-F]{1,6}))?$/i;

export interface Repertoire {
  /** Matches a character that is neither ASCII nor in the ranges. */
  readonly outside: RegExp;
  /** The same for single units, by table. */
  readonly units: Uint8Array;
}

/** A malformed range is a bug. */
export function repertoireOf(written: readonly string[]): Repertoire {
  const ranges = written.map(parseRange);
  const inside = ranges.map(([first, last]) => {
    return `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`;
  });
  return {
    outside: new RegExp(`[^\\0-\\x7f${inside.join('')}]`, 'gu'),
    units: unitsOf([[0, 0x7f], ...ranges]),
  };
}

function parseRange(range: string): CodePointRange {
  const [, first, last = first] = RANGE.exec(range) ?? [];
  if (first === undefined) throw new RangeError(`not a range of code points: ${range}`);
  return [Number.parseInt(first, 16), Number.parseInt(last ?? first, 16)];
}
