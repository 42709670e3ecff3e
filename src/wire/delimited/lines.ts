/** Cuts a text into the rows of its lines; quotes mean nothing, a line end ends the row. */
import type { FindingLog } from '../findings.ts';
import type { Row } from './row.ts';

export interface CutOptions {
  readonly file: string;
  readonly delimiter: string;
  readonly maxRows: number;
  /** Cells kept of a row: one more than any layout has is enough to know that it is too long. */
  readonly maxCells: number;
}

/** A row whose record number is set once it is known whether the first line is a header. */
export type CutRow = Row & { record: number };

export interface CutRows {
  readonly rows: readonly CutRow[];
  /** Lines in which a carriage return stands alone: one row, or two that run together. */
  readonly brokenLines: ReadonlySet<number>;
  readonly tooMany: boolean;
}

export function cutRows(text: string, options: CutOptions, log: FindingLog): CutRows {
  const { file, delimiter, maxRows } = options;
  const lineEnd = text.includes('\n') ? '\n' : '\r';
  const rows: CutRow[] = [];
  const brokenLines = new Set<number>();
  const blank = blankLines();
  const cutCells = cellCutter(text, options);
  let nextReturn = lineEnd === '\n' ? text.indexOf('\r') : -1;
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf(lineEnd, start);
    const next = found === -1 ? text.length : found;
    let end = next;
    let broken = false;
    line++;
    if (nextReturn !== -1 && nextReturn < next) {
      if (nextReturn === next - 1 && found !== -1) end = nextReturn;
      else broken = true;
      nextReturn = text.indexOf('\r', next);
    }
    if (isBlank(text, start, end) && !text.slice(start, end).includes(delimiter)) blank.seen(line);
    else if (rows.length === maxRows) return { rows, brokenLines, tooMany: true };
    else {
      blank.ended();
      if (broken) brokenLines.add(line);
      rows.push({ file, record: 0, line, cells: cutCells(start, end) });
    }
    start = next + 1;
  }
  blank.report(file, log);
  return { rows, brokenLines, tooMany: false };
}

/** Goes through the text once: lines must be asked for in order. */
function cellCutter(
  text: string,
  { delimiter, maxCells }: CutOptions,
): (start: number, end: number) => readonly string[] {
  let next = text.indexOf(delimiter);
  return (start, end) => {
    const cells: string[] = [];
    let from = start;
    if (next !== -1 && next < start) next = text.indexOf(delimiter, start);
    while (next !== -1 && next < end && cells.length < maxCells - 1) {
      cells.push(text.slice(from, next));
      from = next + 1;
      next = text.indexOf(delimiter, from);
    }
    cells.push(text.slice(from, end));
    return cells;
  };
}

function isBlank(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) <= 0x20) at++;
  return at === end;
}

/** Blank lines between rows are told in one finding; those at the end are only a sloppy end. */
function blankLines() {
  let first = 0;
  let count = 0;
  let firstPending = 0;
  let pending = 0;
  return {
    seen(line: number): void {
      if (pending++ === 0) firstPending = line;
    },
    ended(): void {
      if (pending === 0) return;
      first ||= firstPending;
      count += pending;
      pending = 0;
    },
    report(file: string, log: FindingLog): void {
      if (count > 0) log.add('SAMPAN-ROW-BLANK', { file, line: first }, { count });
    },
  };
}
