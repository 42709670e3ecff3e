/** Rows of one part with their columns found: what joining, typing and placing work on. */
import type { Layout, LayoutField, LayoutGroup, LayoutNest } from '../base/layout.ts';
import type { Place } from '../base/place.ts';
import { placeOfCell, type Row, type Table } from '../wire/delimited.ts';
import { callOf, fileOf, isPlaced, placeOfPlaced } from './placed-row.ts';

export interface PartRows {
  readonly part: string;
  readonly table: Table;
  /** Column of each name of the file, 0-based. */
  readonly columns: ReadonlyMap<string, number>;
  /** The same in the order of their names, as canonical forms have them. */
  readonly sorted: readonly (readonly [name: string, column: number])[];
  /** How each element of the record is made from columns. */
  readonly fields: readonly BoundField[];
  /** Lists that run side by side. */
  readonly groups: readonly BoundGroup[];
  /** Elements that are records of another part. */
  readonly nests: readonly LayoutNest[];
  /** Columns whose values identify a person: shown masked. */
  readonly personal: ReadonlySet<string>;
}

/** A layout's field with the columns its text comes from; none if the file lacks them. */
export interface BoundField {
  readonly field: LayoutField;
  readonly columns: readonly number[];
  /** True if the field is joined from others, so that those report what is wrong with it. */
  readonly joined: boolean;
}

export interface BoundGroup {
  readonly group: LayoutGroup;
  readonly columns: readonly { readonly field: LayoutField; readonly column: number }[];
}

type Bound = Omit<PartRows, 'table'>;

/** By the columns as they stand: pieces of one document have the same ones again and again. */
const bound = new WeakMap<Layout, Map<string, Bound>>();

/** Bindings of a layout that are remembered. */
const BOUND_MAX = 100;

/** `personal` are the `PART.FIELD` cells that identify a person. */
export function bindPart(table: Table, layout: Layout, personal: readonly string[] = []): PartRows {
  const known = bound.get(layout) ?? new Map<string, Bound>();
  bound.set(layout, known);
  const name = table.columns.join('\n');
  let found = known.get(name);
  if (found === undefined) {
    found = bindColumns(table.columns, layout, personal);
    if (known.size < BOUND_MAX) known.set(name, found);
  }
  return { ...found, table };
}

function bindColumns(names: readonly string[], layout: Layout, personal: readonly string[]): Bound {
  const { part } = layout;
  const columns = new Map(names.map((name, index) => [name, index]));
  const sorted = [...columns].sort(([a], [b]) => (a < b ? -1 : 1));
  const fields = layout.fields.flatMap((field) => {
    const names = field.form?.from ?? [field.name];
    const found = names.flatMap((name) => columns.get(name) ?? []);
    const complete = found.length > 0 && columns.has(names[0] ?? '');
    return complete ? [{ field, columns: found, joined: field.form?.from !== undefined }] : [];
  });
  const groups = (layout.groups ?? []).map((group) => ({
    group,
    columns: group.fields.flatMap((field) => {
      const column = columns.get(field.name);
      return column === undefined ? [] : [{ field, column }];
    }),
  }));
  const own = personal.filter((field) => field.startsWith(`${part}.`));
  const masked = new Set(own.map((field) => field.slice(part.length + 1)));
  const { nests = [] } = layout;
  return { part, columns, sorted, fields, groups, nests, personal: masked };
}

/** The trimmed text of a cell; empty where the file has no such column. */
export function cellText(rows: PartRows, row: Row, name: string): string {
  const column = rows.columns.get(name);
  return column === undefined ? '' : (row.cells[column] ?? '').trim();
}

/** Values of a key's fields in one string; undefined if any is empty. */
export function keyOf(rows: PartRows, row: Row, names: readonly string[]): string | undefined {
  const values = names.map((name) => cellText(rows, row, name));
  return values.includes('') ? undefined : values.join('\u0000');
}

/** Where a field of a row stands; a field the file has no column for has a row, but no column. */
export function placeOfField(rows: PartRows, row: Row, name: string): Place {
  const column = rows.columns.get(name);
  if (column !== undefined) {
    const place = isPlaced(row)
      ? placeOfPlaced(rows.table, row, column)
      : placeOfCell(rows.table, row, column);
    const { value } = place;
    return value === undefined || !rows.personal.has(name)
      ? place
      : { ...place, value: mask(value) };
  }
  return { ...fileOf(row), line: row.line, field: callOf(row, name) };
}

/**
 * The columns a record's element is made of: itself, or the ones it joins; of parallel lists the
 * one of `leaf`, or all.
 */
export function sourceFields(layout: Layout, element: string, leaf?: string): readonly string[] {
  const group = layout.groups?.find((each) => each.name === element);
  if (group !== undefined) {
    const names = group.fields.map((field) => field.name);
    return leaf === undefined ? names : names.filter((name) => name === leaf);
  }
  const field = layout.fields.find((each) => each.name === element);
  return field?.form?.from ?? [element];
}

const charactersShown = 4;
const shortestNumberShown = 10;
const NUMBER_LIKE = /^[0-9A-Z-]+$/i;

/** What is shown of a value that identifies a person: a long number's end, nothing of a name. */
export function mask(value: string): string {
  const characters = [...value];
  const isNumber =
    characters.length >= shortestNumberShown && NUMBER_LIKE.test(value) && /\d/.test(value);
  const hidden = isNumber ? characters.length - charactersShown : characters.length;
  return '•'.repeat(hidden) + characters.slice(hidden).join('');
}

/** Cells of a row by name, as a finding may show them. */
export function valuesOf(
  rows: PartRows,
  row: Row,
  names: readonly string[],
): Record<string, string> {
  const shown = (name: string, value: string) => (rows.personal.has(name) ? mask(value) : value);
  return Object.fromEntries(names.map((name) => [name, shown(name, cellText(rows, row, name))]));
}
