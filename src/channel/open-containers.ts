/** What a reader of documents delivers: tables whose rows stand in containers, one unit each. */
import type { Finding } from '../base/finding.ts';
import type { Table } from '../wire/delimited.ts';
import type { Position } from '../wire/text-position.ts';
import type { Steps } from './json-path.ts';
import type { CellPlace, NestedRows, PlacedRow } from './placed-row.ts';

export interface OpenedContainers {
  /** By part; `file` is the part's name, as its rows stand in many files. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Names for places, in input order: `HOSO[2]`. */
  readonly containers: readonly Container[];
  readonly findings: readonly Finding[];
  /** True if a document could not be read or is of another kind. */
  readonly faulted: boolean;
  /** The container of a finding of the reader; by the beginning of its file's name if absent. */
  readonly ownerOf?: (finding: Finding) => number | undefined;
}

export interface Container {
  readonly name: string;
  readonly document: number;
  readonly line: number;
  /** Where it is a record of a file: which. */
  readonly file?: string;
  readonly record?: number;
}

/** One value of a record, with where it stands; `text` is empty where the field stands empty. */
export interface NamedValue {
  readonly name: string;
  readonly text: string;
  position(): CellPlace;
}

export interface RecordPlace {
  readonly file: string;
  readonly document: number;
  readonly container?: number;
  /** The ordinal for places; by part and file if absent. */
  readonly record?: number;
  readonly position: () => Position;
  /** What places call a field of this record that is not there; its name if absent. */
  readonly calls?: (field: string) => string;
  readonly nested?: readonly NestedRows[];
  /** Where it stands in its message. */
  readonly steps?: Steps;
  /** The submission it came with, if that is an earlier one. */
  readonly submission?: string;
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
      const next = (ordinals.get(place.file) ?? 0) + 1;
      ordinals.set(place.file, next);
      const record = place.record ?? next;
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
  const taken: NamedValue[] = [];
  for (const value of values) {
    const { name } = value;
    let column = columns.get(name);
    if (column === undefined) {
      column = columns.size;
      columns.set(name, column);
    }
    if (cells[column] !== undefined) continue;
    cells[column] = value.text;
    taken[column] = value;
  }
  const { file, record, document, container, calls, nested, steps, submission } = place;
  return {
    file,
    record,
    document,
    ...(container !== undefined && { container }),
    ...(calls !== undefined && { calls }),
    ...(nested !== undefined && { nested }),
    ...(steps !== undefined && { steps }),
    ...(submission !== undefined && { submission }),
    cells,
    get line() {
      return place.position().line;
    },
    positionOf: (column) => (taken[column] ?? place).position(),
  };
}
