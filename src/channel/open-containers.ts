/** What a reader of documents delivers: tables whose rows stand in containers, one unit each. */
import type { Finding } from '../base/finding.ts';
import type { Table } from '../wire/delimited.ts';
import type { Position } from '../wire/text-position.ts';
import type { PlacedRow } from './placed-row.ts';

export interface OpenedContainers {
  /** By part; `file` is the part's name, as its rows stand in many files. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Names for places, in input order: `HOSO[2]`. */
  readonly containers: readonly Container[];
  readonly findings: readonly Finding[];
  /** True if a document could not be read or is of another kind. */
  readonly faulted: boolean;
}

export interface Container {
  readonly name: string;
  readonly document: number;
  readonly line: number;
}

/** One value of a record, with where it stands; `text` is empty where the field stands empty. */
export interface NamedValue {
  readonly name: string;
  readonly text: string;
  readonly position: () => Position;
}

export interface RecordPlace {
  readonly file: string;
  readonly document: number;
  readonly container?: number;
  readonly position: () => Position;
}

/** Collects records of one part as the rows of a table whose columns grow with what arrives. */
export interface PartTable {
  add(values: readonly NamedValue[], place: RecordPlace): PlacedRow;
  table(): Table;
}

export function partTable(part: string): PartTable {
  const columns = new Map<string, number>();
  const rows: PlacedRow[] = [];
  const ordinals = new Map<string, number>();
  return {
    add(values, place) {
      const record = (ordinals.get(place.file) ?? 0) + 1;
      ordinals.set(place.file, record);
      const row = placedRow(values, columns, { ...place, record });
      rows.push(row);
      return row;
    },
    table: () => ({
      file: part,
      header: true,
      columns: [...columns.keys()],
      missing: [],
      rows,
      faultyRows: [],
      faulted: false,
      findings: [],
    }),
  };
}

/** Of values with one name the first counts; the reader has said that there are more. */
function placedRow(
  values: readonly NamedValue[],
  columns: Map<string, number>,
  place: RecordPlace & { readonly record: number },
): PlacedRow {
  const cells: string[] = [];
  const positions: (() => Position)[] = [];
  for (const { name, text, position } of values) {
    let column = columns.get(name);
    if (column === undefined) {
      column = columns.size;
      columns.set(name, column);
    }
    if (cells[column] !== undefined) continue;
    cells[column] = text;
    positions[column] = position;
  }
  const { file, record, document, container } = place;
  return {
    file,
    record,
    document,
    ...(container !== undefined && { container }),
    cells,
    get line() {
      return place.position().line;
    },
    positionOf: (column) => (positions[column] ?? place.position)(),
  };
}
