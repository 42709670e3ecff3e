/** Line and column of an offset in a text; lines end with CR LF, LF or CR. */

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in code points. */
  readonly column: number;
}

/** Code points are counted once a block, so that long lines stay cheap to ask about. */
const BLOCK = 4096;

/** Built on the first question, so that a clean text costs nothing. */
export function positionIndex(text: string): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  let pairs: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    pairs ??= pairsBefore(text);
    const line = lastAtOrBelow(starts, offset);
    const start = starts[line] ?? 0;
    const surrogates = countPairs(text, pairs, offset) - countPairs(text, pairs, start);
    return { line: line + 1, column: offset - start - surrogates + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed !== -1 || carriage !== -1) {
    const first = carriage !== -1 && (feed === -1 || carriage < feed) ? carriage : feed;
    const end = first === carriage && feed === carriage + 1 ? feed + 1 : first + 1;
    starts.push(end);
    if (feed !== -1 && feed < end) feed = text.indexOf('\n', end);
    if (carriage !== -1 && carriage < end) carriage = text.indexOf('\r', end);
  }
  return starts;
}

/** Index of the last element not above `value`; the first element is never above it. */
function lastAtOrBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Surrogate pairs begun before each block; empty if the text has none. */
function pairsBefore(text: string): readonly number[] {
  if (!/[\ud800-\udbff]/.test(text)) return [];
  const counts = [0];
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (isPair(text, at)) count++;
    if ((at + 1) % BLOCK === 0) counts.push(count);
  }
  return counts;
}

function countPairs(text: string, blocks: readonly number[], offset: number): number {
  if (blocks.length === 0) return 0;
  const block = Math.min(Math.floor(offset / BLOCK), blocks.length - 1);
  let count = blocks[block] ?? 0;
  for (let at = block * BLOCK; at < offset; at++) if (isPair(text, at)) count++;
  return count;
}

function isPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}

export function codePointLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) if (isPair(text, at)) length--;
  return length;
}
