/** Entries of a register out of a file: each key with what stands under it. */
import { UsageError } from './exit.ts';

export interface LoadedEntry {
  readonly register: string;
  readonly key: string;
  readonly value: string;
}

export interface RegisterFile {
  readonly file: string;
  readonly name?: string;
  readonly keyColumn?: string;
}

export function readRegister(text: string, source: RegisterFile): readonly LoadedEntry[] {
  return source.file.toLowerCase().endsWith('.csv')
    ? readCsv(text, source)
    : readResources(text, source).flatMap((resource) => entriesOf(resource, source));
}

interface RegisterResource {
  readonly resourceType: string;
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  readonly entry?: readonly { readonly resource?: RegisterResource }[];
}

/** One resource, a Bundle of them, or one a line. */
function readResources(text: string, { file }: RegisterFile): readonly RegisterResource[] {
  const lines = file.toLowerCase().endsWith('.ndjson') ? text.split('\n') : [text];
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      const value = JSON.parse(line) as RegisterResource;
      return value.entry?.flatMap(({ resource }) => resource ?? []) ?? [value];
    } catch {
      throw new UsageError(`${file}:${at + 1}: not JSON`);
    }
  });
}

/** A resource is found by each of its identifiers, with and without the system. */
function entriesOf(resource: RegisterResource, { name }: RegisterFile): readonly LoadedEntry[] {
  const register = name ?? resource.resourceType;
  const value = JSON.stringify(resource);
  return (resource.identifier ?? []).flatMap(({ system, value: key }) => {
    if (key === undefined) return [];
    const keys = system === undefined ? [key] : [key, `${system}|${key}`];
    return keys.map((each) => ({ register, key: each, value }));
  });
}

function readCsv(text: string, { file, name, keyColumn }: RegisterFile): readonly LoadedEntry[] {
  if (name === undefined || keyColumn === undefined) {
    throw new UsageError(`${file}: CSV needs --name and --key-column`);
  }
  const [header = [], ...rows] = csvRows(text.replace(/^\uFEFF/, ''));
  const at = header.indexOf(keyColumn);
  if (at < 0) throw new UsageError(`${file}: no column ${keyColumn} in ${header.join(', ')}`);
  return rows.map((cells, row) => {
    const key = cells[at] ?? '';
    if (key === '') throw new UsageError(`${file}:${row + 2}: ${keyColumn} is empty`);
    const value = Object.fromEntries(header.map((column, cell) => [column, cells[cell] ?? '']));
    return { register: name, key, value: JSON.stringify(value) };
  });
}

/** RFC 4180: quoted cells may hold commas, line ends and doubled quotes. */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((cells) => cells.length > 1 || cells[0] !== '');
}
