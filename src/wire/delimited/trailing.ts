/** Some writers put the delimiter behind every field: each row then ends in an empty extra cell. */
import type { Row } from './row.ts';

export function endInEmptyCell(rows: readonly Row[]): boolean {
  return rows.length > 0 && rows.every(({ cells }) => cells.length > 1 && cells.at(-1) === '');
}

export function withoutLastCell<R extends Row>(rows: readonly R[]): readonly R[] {
  return rows.map((row) => ({ ...row, cells: row.cells.slice(0, -1) }));
}

/** True if more rows have so many cells than the other number: in doubt the header is right. */
export function moreAre(rows: readonly Row[], cells: number, than: number): boolean {
  const count = (length: number) => rows.filter((row) => row.cells.length === length).length;
  return count(cells) > count(than);
}

/** Fewer files than this could all have an empty last column by chance. */
const FILES_ENOUGH = 3;

/** True if every line of every file of a set ends with the delimiter: the habit of its writer. */
export function setEndsRows(texts: readonly string[], delimiter: string): boolean {
  const filled = texts.filter((text) => text.trim() !== '');
  return filled.length >= FILES_ENOUGH && filled.every((text) => everyLineEnds(text, delimiter));
}

function everyLineEnds(text: string, delimiter: string): boolean {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const next = found === -1 ? text.length : found;
    const end = text[next - 1] === '\r' ? next - 1 : next;
    if (end > start && text[end - 1] !== delimiter) return false;
    start = next + 1;
  }
  return true;
}
