/** What a reader of documents delivers: tables whose rows stand in containers, one unit each. */
import type { Finding } from '../base/finding.ts';
import type { Table } from '../wire/delimited.ts';
import type { Position } from '../wire/text-position.ts';
import { NamedRow } from './named-row.ts';
import type { CellPlace, PlacedRow } from './placed-row.ts';

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
  readonly line: () => number;
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
}

/** Collects records of one part as the rows of a table whose columns grow with what arrives. */
export interface PartTable {
  add(values: readonly NamedValue[], place: RecordPlace): PlacedRow;
  /** For readers that make rows themselves: the column of a name, a new one if there is none. */
  columnOf(name: string): number;
  /** Names of the columns so far. */
  readonly names: readonly string[];
  push(row: PlacedRow): void;
  table(): Table;
}

export function partTable(part: string): PartTable {
  const columns = new Map<string, number>();
  const names: string[] = [];
  const rows: PlacedRow[] = [];
  const ordinals = new Map<string, number>();
  const columnOf = (name: string): number => {
    const known = columns.get(name);
    if (known !== undefined) return known;
    columns.set(name, names.length);
    return names.push(name) - 1;
  };
  return {
    ...{ columnOf, names },
    push: (row) => {
      rows.push(row);
    },
    add(values, place) {
      const next = (ordinals.get(place.file) ?? 0) + 1;
      ordinals.set(place.file, next);
      const record = place.record ?? next;
      const row = new NamedRow(values, columnOf, { ...place, record });
      rows.push(row);
      return row;
    },
    table: () => ({
      file: part,
      header: true,
      columns: [...names],
      missing: [],
      rows,
      faultyRows: [],
      faulted: false,
      findings: [],
    }),
  };
}
