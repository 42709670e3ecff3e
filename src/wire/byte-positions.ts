/** Line and column of a place in the bytes of a UTF-8 text that is too large to be held decoded. */
import type { Position } from './text-position.ts';

/** Lines are counted once a block, as far as somebody asked. */
const BLOCK_BYTES = 64 * 1024;

const FEED = 0x0a;
const RETURN = 0x0d;

/** `offset` is that of a character's first byte. */
export function bytePositions(bytes: Uint8Array): (offset: number) => Position {
  const before = [0];
  return (offset) => {
    const block = Math.floor(offset / BLOCK_BYTES);
    for (let known = before.length - 1; known < block; known++) {
      const from = known * BLOCK_BYTES;
      before.push((before[known] ?? 0) + lineEnds(bytes, from, from + BLOCK_BYTES));
    }
    const lines = (before[block] ?? 0) + lineEnds(bytes, block * BLOCK_BYTES, offset);
    return { line: lines + 1, column: columnAt(bytes, offset) };
  };
}

/** CR LF is one line end, and it is the LF's. */
function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const c = bytes[at];
    if (c === FEED || (c === RETURN && bytes[at + 1] !== FEED)) count++;
  }
  return count;
}

/** Code points since the line's beginning. */
function columnAt(bytes: Uint8Array, offset: number): number {
  let column = 1;
  for (let at = offset - 1; at >= 0; at--) {
    const c = bytes[at] ?? 0;
    if (c === FEED || c === RETURN) break;
    if ((c & 0xc0) !== 0x80) column++;
  }
  return column;
}
