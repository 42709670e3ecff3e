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
  const { file, delimiter, maxRows, maxCells } = options;
  const lineEnd = text.includes('\n') ? '\n' : '\r';
  const rows: CutRow[] = [];
  const brokenLines = new Set<number>();
  const blank = blankLines();
  let nextReturn = lineEnd === '\n' ? text.indexOf('\r') : -1;
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf(lineEnd, start);
    const next = found === -1 ? text.length : found;
    let end = next;
    line++;
    if (nextReturn !== -1 && nextReturn < next) {
      if (nextReturn === next - 1 && found !== -1) end = nextReturn;
      else brokenLines.add(line);
      nextReturn = text.indexOf('\r', next);
    }
    const content = text.slice(start, end);
    start = next + 1;
    if (isBlank(content, delimiter)) blank.seen(line);
    else if (rows.length === maxRows) return { rows, brokenLines, tooMany: true };
    else {
      blank.ended();
      rows.push({ file, record: 0, line, cells: content.split(delimiter, maxCells) });
    }
  }
  blank.report(file, log);
  return { rows, brokenLines, tooMany: false };
}

function isBlank(content: string, delimiter: string): boolean {
  if (content.length === 0) return true;
  return content.charCodeAt(0) <= 0x20 && content.trim() === '' && !content.includes(delimiter);
}

/** Blank lines between rows are told in one finding; those at the end are only a sloppy end. */
function blankLines() {
  let first = 0;
  let count = 0;
  let pending: number[] = [];
  return {
    seen(line: number): void {
      pending.push(line);
    },
    ended(): void {
      if (pending.length === 0) return;
      first ||= pending[0] ?? 0;
      count += pending.length;
      pending = [];
    },
    report(file: string, log: FindingLog): void {
      if (count > 0) log.add('SAMPAN-ROW-BLANK', { file, line: first }, { count });
    },
  };
}
