/** One line of a delimited file as cells, and where each cell stands. */
import { codePointLength } from '../text-position.ts';

export interface Row {
  readonly file: string;
  /** 1-based among the data rows, faulty ones included; 0 for a header. */
  readonly record: number;
  readonly line: number;
  /** Verbatim, in the file's order. */
  readonly cells: readonly string[];
}

/** 1-based column, in code points, of the first character of a cell; delimiters count one each. */
export function columnOf(row: Row, index: number): number {
  let column = 1 + index;
  for (let at = 0; at < index; at++) column += codePointLength(row.cells[at] ?? '');
  return column;
}

/** Index of the cell in which a column of the line lies; a delimiter counts to the cell before. */
export function cellAt(row: Row, column: number): number {
  let index = 0;
  while (index + 1 < row.cells.length && columnOf(row, index + 1) <= column) index++;
  return index;
}
