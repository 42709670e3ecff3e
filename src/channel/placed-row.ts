/** Rows that know where each of their cells stands, as documents with containers have them. */
import type { Place } from '../base/place.ts';
import type { Row, Table } from '../wire/delimited.ts';
import type { Position } from '../wire/text-position.ts';
import type { Steps } from './json-path.ts';

/** Where a cell stands; `field` where places call it otherwise than its column. */
export interface CellPlace extends Position {
  readonly field?: string;
}

/** Records of another part that belong inside this one. */
export interface NestedRows {
  readonly part: string;
  /** The record's element they make. */
  readonly as: string;
  readonly rows: readonly PlacedRow[];
}

/** A cell that did not stand in the record is a hole in `cells`; one that stood empty is ''. */
export interface PlacedRow extends Row {
  /** Which document of the submission it is from, 0-based. */
  readonly document: number;
  /** The container it stands in, 0-based over the submission; absent if outside of all. */
  readonly container?: number;
  readonly nested?: readonly NestedRows[];
  positionOf(column: number): CellPlace;
  /** Where the record stands in its message. */
  readonly steps?: Steps;
  /** The submission it came with, if that is an earlier one. */
  readonly submission?: string;
  /** Where a cell comes from that another row said. */
  readonly saidBy?: (column: number) => PlacedRow;
  /** What places call a field that the record does not have; '' is the record itself. */
  readonly calls?: (field: string) => string;
}

export function isPlaced(row: Row): row is PlacedRow {
  return 'positionOf' in row;
}

/** The record as its change leaves it: what the change does not say stays as it was said before. */
export function amended(before: PlacedRow, change: PlacedRow): PlacedRow {
  const cells: string[] = [];
  const saidBy = (column: number): PlacedRow => {
    const kept = (change.cells[column] ?? '').trim() === '' && before.cells[column] !== undefined;
    return kept ? (before.saidBy?.(column) ?? before) : change;
  };
  for (let column = 0; column < Math.max(before.cells.length, change.cells.length); column += 1) {
    const text = saidBy(column).cells[column];
    if (text !== undefined) cells[column] = text;
  }
  const { file, record, line, document, container, submission, steps } = change;
  return {
    ...{ file, record, line, document, cells, saidBy },
    ...(container !== undefined && { container }),
    ...(submission !== undefined && { submission }),
    ...(steps !== undefined && { steps }),
    positionOf: (column) => saidBy(column).positionOf(column),
    calls: (field) => callOf(change, field),
  };
}

export function placeOfPlaced(table: Table, whole: PlacedRow, column: number): Place {
  const row = whole.saidBy?.(column) ?? whole;
  const name = table.columns[column];
  const value = row.cells[column];
  const field = name === undefined ? {} : { field: value === undefined ? callOf(row, name) : name };
  const at = value === undefined ? { line: row.line } : row.positionOf(column);
  return { ...fileOf(row), ...field, ...at, ...(value !== undefined && { value }) };
}

/** What every place of a row begins with. */
export function fileOf(row: Row): Pick<Place, 'submission' | 'file' | 'record'> {
  const { file, record } = row;
  const submission = isPlaced(row) ? row.submission : undefined;
  return submission === undefined ? { file, record } : { submission, file, record };
}

/** What places call the field of a row that lacks it. */
export function callOf(row: Row, field: string): string {
  return isPlaced(row) ? (row.calls?.(field) ?? field) : field;
}
