/** Rows that know where each of their cells stands, as documents with containers have them. */
import type { Place } from '../base/place.ts';
import type { Row, Table } from '../wire/delimited.ts';
import type { Position } from '../wire/text-position.ts';

/** A cell that did not stand in the record is a hole in `cells`; one that stood empty is ''. */
export interface PlacedRow extends Row {
  /** Which document of the submission it is from, 0-based. */
  readonly document: number;
  /** The container it stands in, 0-based over the submission; absent if outside of all. */
  readonly container?: number;
  positionOf(column: number): Position;
}

export function isPlaced(row: Row): row is PlacedRow {
  return 'positionOf' in row;
}

export function placeOfPlaced(table: Table, row: PlacedRow, column: number): Place {
  const { file, record } = row;
  const field = table.columns[column];
  const value = row.cells[column];
  if (value === undefined) {
    return { file, record, line: row.line, ...(field !== undefined && { field }) };
  }
  return { file, record, ...row.positionOf(column), ...(field !== undefined && { field }), value };
}
