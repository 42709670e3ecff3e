/** Entries of a register out of a text: each key with what stands under it. */
import { asText } from '../base/as-text.ts';
import { readExactJson } from '../base/exact-json.ts';
import { readCsvRows } from './csv.ts';
import { isJson, type Json } from './judge.ts';

export interface RegisterEntry {
  readonly register: string;
  readonly key: string;
  readonly value: string;
}

export interface RegisterText {
  readonly form: 'json' | 'ndjson' | 'csv';
  /** Name of the register; for FHIR the resource's type unless given. */
  readonly name?: string;
  /** For CSV and plain JSON: the column that entries are found by; several with commas between. */
  readonly keyColumn?: string;
}

/** What is wrong with a text, and on which line. */
export interface RegisterFault {
  readonly line: number;
  readonly message: string;
}

export type ReadRegister =
  | { readonly kind: 'entries'; readonly entries: readonly RegisterEntry[] }
  | { readonly kind: 'fault'; readonly fault: RegisterFault };

export function readRegister(text: string, source: RegisterText): ReadRegister {
  const bare = text.replace(/^\uFEFF/, '');
  if (source.form === 'csv') return readCsv(bare, source);
  const { name, keyColumn } = source;
  const keyed = name !== undefined && keyColumn !== undefined;
  return keyed ? readPlain(bare, source, [name, keyColumn]) : readResources(bare, source);
}

const fault = (line: number, message: string): ReadRegister => ({
  kind: 'fault',
  fault: { line, message },
});

type RegisterResource = Json & { readonly resourceType: string };

function isResource(value: unknown): value is RegisterResource {
  return isJson(value) && typeof value.resourceType === 'string';
}

/** One resource, a Bundle of them, or one a line. */
function readResources(text: string, source: RegisterText): ReadRegister {
  const entries: RegisterEntry[] = [];
  const lines = source.form === 'ndjson' ? text.split('\n') : [text];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const resources = resourcesIn(line);
    if (resources === undefined) return fault(at + 1, 'no FHIR resource in JSON');
    const found = resources.map((resource) => entriesOf(resource, source));
    for (const each of found) {
      // What nobody could find would be loaded in name only.
      if (each === undefined || each.length === 0) return fault(at + 1, 'without identifier');
      entries.push(...each);
    }
  }
  return { kind: 'entries', entries };
}

function resourcesIn(text: string): readonly RegisterResource[] | undefined {
  const value = parsed(text);
  if (!isResource(value)) return undefined;
  if (value.entry === undefined) return [value];
  const resources = itemsOf(value.entry).flatMap(({ resource }) => resource ?? []);
  return resources.every(isResource) ? resources : undefined;
}

/** The objects of a list; of what is no list, none. */
function itemsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** A resource is found by each of its identifiers, with and without the system. */
function entriesOf(
  resource: RegisterResource,
  { name }: RegisterText,
): readonly RegisterEntry[] | undefined {
  const register = name ?? resource.resourceType;
  if (resource.resourceType === 'CodeSystem') return conceptsOf(resource.concept, register);
  const value = JSON.stringify(resource);
  return itemsOf(resource.identifier).flatMap(({ system, value: key }) => {
    if (typeof key !== 'string') return [];
    const keys = typeof system === 'string' ? [key, `${system}|${key}`] : [key];
    return keys.map((each) => ({ register, key: each, value }));
  });
}

/** A code system's concepts with their properties as members; undefined if one has no code. */
function conceptsOf(concepts: unknown, register: string): readonly RegisterEntry[] | undefined {
  const entries: RegisterEntry[] = [];
  for (const { code, display, property, concept } of itemsOf(concepts)) {
    const inside = conceptsOf(concept, register);
    if (typeof code !== 'string' || inside === undefined) return undefined;
    const members = itemsOf(property).map((each) => {
      const value = Object.entries(each).find(([name]) => name.startsWith('value'));
      return [asText(each.code), value?.[1]] as const;
    });
    const value = JSON.stringify({ code, display, ...Object.fromEntries(members) });
    entries.push({ register, key: code, value }, ...inside);
  }
  return entries;
}

type KeyedRow = readonly [key: string, row: object];

/** Objects that have the key's members, wherever they stand: an answer of an interface as it is. */
function readPlain(
  text: string,
  { form }: RegisterText,
  [name, keyColumn]: readonly [string, string],
): ReadRegister {
  const columns = keyColumn.split(',');
  const rows: KeyedRow[] = [];
  for (const [at, line] of (form === 'ndjson' ? text.split('\n') : [text]).entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    const found = value === undefined ? [] : keyedIn(value, columns);
    if (found.length === 0) return fault(at + 1, `no object in JSON with ${columns.join(', ')}`);
    rows.push(...found);
  }
  return byKey(name, rows);
}

function parsed(text: string): unknown {
  try {
    return readExactJson(text);
  } catch {
    return undefined;
  }
}

function keyedIn(value: unknown, columns: readonly string[]): readonly KeyedRow[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => keyedIn(each, columns));
  const members = value as Readonly<Record<string, unknown>>;
  const key = columns.map((column) => members[column]);
  const isKey = key.every((each) => (typeof each === 'string' && each !== '') || isNumber(each));
  if (isKey) return [[key.map(String).join('|'), value]];
  return Object.values(members).flatMap((each) => keyedIn(each, columns));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function readCsv(text: string, { name, keyColumn }: RegisterText): ReadRegister {
  if (name === undefined || keyColumn === undefined) {
    return fault(1, 'CSV needs the name of the register and its key column');
  }
  const csv = readCsvRows(text);
  if (csv.kind === 'fault') return fault(csv.line, 'a quote or a line end inside a cell');
  const [header = [], ...rows] = csv.rows;
  const columns = keyColumn.split(',').map((column) => header.indexOf(column));
  if (columns.includes(-1)) return fault(1, `no column ${keyColumn} in ${header.join(', ')}`);
  const keyed: KeyedRow[] = [];
  for (const [row, cells] of rows.entries()) {
    const key = columns.map((column) => cells[column] ?? '');
    if (key.includes('')) return fault(row + 2, `${keyColumn} is empty`);
    const filled = header.flatMap((column, cell) => {
      const value = cells[cell] ?? '';
      return value === '' ? [] : [[column, value]];
    });
    keyed.push([key.join('|'), Object.fromEntries(filled)]);
  }
  return byKey(name, keyed);
}

function byKey(name: string, rows: readonly KeyedRow[]): ReadRegister {
  const found = Map.groupBy(rows, ([key]) => key);
  const entries = [...found].map(([key, of]) => {
    return rowsEntry(
      name,
      key,
      of.map(([, row]) => row),
    );
  });
  return { kind: 'entries', entries };
}

/** Rows of one key are one entry with all of them: a code has a row for each of its periods. */
function rowsEntry(register: string, key: string, rows: readonly object[]): RegisterEntry {
  return { register, key, value: JSON.stringify(rows.length === 1 ? rows[0] : rows) };
}
