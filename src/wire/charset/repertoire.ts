/** The characters a channel's texts are written in, as data: ranges of code points. */

/** `0E01-0E3A` or `20AC`, hexadecimal. */
const RANGE = /^(?:U\+)?([0-9A-F]{1,6})(?:-(?:U\+)?([0-9A-F]{1,6}))?$/i;

/** Matches a character that is neither ASCII nor in the ranges; a malformed range is a bug. */
export function outsideOf(ranges: readonly string[]): RegExp {
  const inside = ranges.map((range) => {
    const [, first, last = first] = RANGE.exec(range) ?? [];
    if (first === undefined) throw new RangeError(`not a range of code points: ${range}`);
    return `\\u{${first}}-\\u{${last}}`;
  });
  return new RegExp(`[^\\0-\\x7f${inside.join('')}]`, 'gu');
}
