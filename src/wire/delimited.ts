/** A delimited file as rows with places: with a header row by name, else by known layouts. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import type { Place } from '../base/place.ts';
import { type Header, headerRow, readHeader } from './delimited/header.ts';
import { type DelimitedLayout, maxCells } from './delimited/layout.ts';
import { type CutRow, type CutRows, cutRows } from './delimited/lines.ts';
import { columnOf, type Row } from './delimited/row.ts';
import { endInEmptyCell, moreAre, withoutLastCell } from './delimited/trailing.ts';
import { chooseVariant } from './delimited/variant.ts';
import { type FindingLog, findingLog } from './findings.ts';

export type { DelimitedLayout, Variant } from './delimited/layout.ts';
export { columnOf, type Row } from './delimited/row.ts';
export { setEndsRows } from './delimited/trailing.ts';

export interface Table {
  readonly file: string;
  readonly header: boolean;
  /** Id of the layout found; only of a file without header row. */
  readonly variant?: string;
  /** Name by cell; a header's unknown name stands as written, upper-cased. Empty if undecided. */
  readonly columns: readonly string[];
  /** Names of the layout that a header lacks. */
  readonly missing: readonly string[];
  readonly rows: readonly Row[];
  /** Rows with too few or too many cells: kept out, but their record numbers are counted. */
  readonly faultyRows: readonly Row[];
  /** True if no layout could be decided, a column stands twice, or there are too many rows. */
  readonly faulted: boolean;
  readonly findings: readonly Finding[];
}

export interface DelimitedOptions {
  readonly file: string;
  /** Rows still allowed of the submission. */
  readonly maxRows?: number;
  /** True if rows of the whole set end with a delimiter: `setEndsRows` tells. */
  readonly trailing?: boolean;
}

interface Columns {
  readonly columns: readonly string[];
  readonly missing: readonly string[];
  readonly variant?: string;
  /** True if every row has an empty cell behind the last column. */
  readonly trailing: boolean;
}

export function readDelimited(
  text: string,
  layout: DelimitedLayout,
  options: DelimitedOptions,
): Table {
  const { file, maxRows = limits.rows } = options;
  const log = findingLog(file);
  const { delimiter } = layout;
  const cut = cutRows(
    text,
    { file, delimiter, maxRows: maxRows + 1, maxCells: maxCells(layout) },
    log,
  );
  const quoted = cut.rows.slice(0, 2).find(isQuoted);
  if (quoted !== undefined) {
    // Of what stands inside nothing would be found by its key.
    log.add('SAMPAN-ROW-QUOTED', { file, line: quoted.line }, { delimiter });
    return faultedTable(file, false, log);
  }
  const [first] = cut.rows;
  const header = first === undefined ? undefined : readHeader(headerRow(first), layout, log);
  const data = header === undefined ? cut.rows : cut.rows.slice(1);
  const tooMany = cut.tooMany || data.length > maxRows;
  if (tooMany) log.add('SAMPAN-ROW-LIMIT', { file }, { limit: maxRows });
  const found = header
    ? withHeader(data, header)
    : withoutHeader(data, { layout, tooMany, trailing: options.trailing === true }, log);
  if (found === undefined || header?.repeated || tooMany) {
    return faultedTable(file, header !== undefined, log);
  }
  const { columns, missing, variant, trailing } = found;
  if (trailing) log.add('SAMPAN-ROW-TRAILING', { file }, { delimiter });
  const whole = trailing ? withoutLastCell(data) : data;
  const sorted = sortRows(whole, { columns: columns.length, cut }, log);
  return {
    file,
    header: header !== undefined,
    ...(variant !== undefined && { variant }),
    columns,
    missing,
    ...sorted,
    faulted: false,
    findings: log.done(),
  };
}

/** True if quotation marks stand around all that is filled. */
function isQuoted({ cells }: Row): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 1 && filled.every((cell) => /^".*"$/s.test(cell.trim()));
}

function withHeader(rows: readonly Row[], { columns, missing }: Header): Columns {
  const long = columns.length + 1;
  const trailing = endInEmptyCell(rows) && moreAre(rows, long, columns.length);
  return { columns, missing, trailing };
}

function withoutHeader(
  rows: readonly Row[],
  how: { readonly layout: DelimitedLayout; readonly tooMany: boolean; readonly trailing: boolean },
  log: FindingLog,
): Columns | undefined {
  if (how.tooMany) return undefined;
  if (rows.length === 0) return { columns: [], missing: [], trailing: false };
  const chosen = chooseVariant(rows, how, log);
  if (chosen === undefined) return undefined;
  const { variant, trailing } = chosen;
  return { columns: variant.columns, missing: [], variant: variant.id, trailing };
}

function faultedTable(file: string, header: boolean, log: FindingLog): Table {
  const none = { columns: [], missing: [], rows: [], faultyRows: [] };
  return { file, header, ...none, faulted: true, findings: log.done() };
}

function sortRows(
  data: readonly CutRow[],
  expected: { readonly columns: number; readonly cut: CutRows },
  log: FindingLog,
): Pick<Table, 'rows' | 'faultyRows'> {
  const rows: Row[] = [];
  const faultyRows: Row[] = [];
  let record = 0;
  for (const row of data) {
    row.record = ++record;
    const { file, line, cells } = row;
    const place = { file, record, line };
    const params = { expected: expected.columns, found: cells.length };
    const broken = expected.cut.brokenLines.has(line);
    if (broken) log.add('SAMPAN-ROW-LINE-END', place);
    if (cells.length < expected.columns) log.add('SAMPAN-ROW-SHORT', place, params);
    else if (cells.length > expected.columns) log.add('SAMPAN-ROW-LONG', place, params);
    (broken || cells.length !== expected.columns ? faultyRows : rows).push(row);
  }
  return { rows, faultyRows };
}

export function placeOfCell(table: Table, row: Row, index: number): Place {
  const { file, record, line, cells } = row;
  const field = table.columns[index];
  return {
    file,
    record,
    line,
    column: columnOf(row, index),
    ...(field !== undefined && { field }),
    value: cells[index] ?? '',
  };
}
