/** Line and column of a place in the bytes of a UTF-8 text that is too large to be held decoded. */
import { type ByteSource, byteReader } from './byte-source.ts';
import type { Position } from './text-position.ts';

/** Lines are counted once a block, as far as asked, and within one from the last question. */
const BLOCK_BYTES = 64 * 1024;

const FEED = 0x0a;
const RETURN = 0x0d;

/** `offset` is that of a character's first byte; the text begins at `begin`, behind its mark. */
export function bytePositions(source: ByteSource, begin = 0): (offset: number) => Position {
  const at = byteReader(source);
  const before = [0];
  let last = { offset: 0, lines: 0 };
  return (offset) => {
    const block = Math.floor(offset / BLOCK_BYTES);
    for (let known = before.length - 1; known < block; known++) {
      const from = known * BLOCK_BYTES;
      before.push((before[known] ?? 0) + lineEnds(at, from, from + BLOCK_BYTES));
    }
    const start = { offset: block * BLOCK_BYTES, lines: before[block] ?? 0 };
    const near = last.offset >= start.offset && last.offset <= offset ? last : start;
    const lines = near.lines + lineEnds(at, near.offset, offset);
    last = { offset, lines };
    return { line: lines + 1, column: columnAt(at, begin, offset) };
  };
}

type At = ReturnType<typeof byteReader>;

/** CR LF is one line end, and it is the LF's. */
function lineEnds(at: At, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const c = at(i);
    if (c === FEED || (c === RETURN && at(i + 1) !== FEED)) count++;
  }
  return count;
}

/** Code points since the line's beginning. */
function columnAt(at: At, begin: number, offset: number): number {
  let column = 1;
  for (let i = offset - 1; i >= begin; i--) {
    const c = at(i) ?? 0;
    if (c === FEED || c === RETURN) break;
    if ((c & 0xc0) !== 0x80) column++;
  }
  return column;
}
