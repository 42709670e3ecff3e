/** One JSON message to records of named parts, and what of it nobody reads. */
import { isExactNumber, numberText } from '../base/decimal.ts';
import type { Finding, Severity } from '../base/finding.ts';
import type { JsonItem } from '../wire/json-items.ts';
import type { JsonPath } from './definition.ts';
import { type Found, isObject, pathText, type Steps, valuesAt } from './json-path.ts';
import { JsonRow } from './json-row.ts';
import { type KnownNames, knownNames, type PartShapes, type ReadyShape } from './json-shapes.ts';
import type { PartTable } from './open-containers.ts';
import { placeOfRow } from './place-findings.ts';
import type { NestedRows, PlacedRow } from './placed-row.ts';

/** What is gathered while messages are read. */
export interface RecordRun {
  readonly parts: readonly PartShapes[];
  readonly tables: ReadonlyMap<string, PartTable>;
  readonly findings: Finding[];
  readonly unknownFields: Severity;
  /** Paths from the message that are read by something else than a shape. */
  readonly further: readonly JsonPath[];
  /** Paths that were told already, where once a kind of message is enough; else once a message. */
  readonly told?: Set<string>;
  /** Made as they are asked for, by choice of shapes. */
  readonly known: Map<string, KnownNames>;
}

export interface Message extends Found {
  readonly item: JsonItem;
  readonly type?: string;
  readonly file: string;
  readonly document: number;
  readonly container: number;
  /** The submission it came with, if that is an earlier one. */
  readonly submission?: string;
}

/** `whole`: what nothing reads is told; false where a message is not there for its content. */
export function readRecords(run: RecordRun, message: Message, whole = true): void {
  const chosen: ReadyShape[] = [];
  const nested = new Map<string, Nest[]>();
  for (const { part, nest, shapes } of run.parts) {
    const read = applying(shapes, message);
    if (read === undefined) continue;
    chosen.push(read.shape);
    const of = { part, shape: read.shape, message, nests: nested.get(part) ?? [] };
    const rows = read.records.flatMap((record) => addRecord(run, of, record));
    if (nest === undefined) continue;
    const under = nested.get(nest.under) ?? [];
    nested.set(nest.under, [...under, nestOf(part, nest, rows)]);
  }
  for (const each of [...nested.values()].flat()) run.findings.push(...orphans(each));
  if (whole) tellUnknown(run, message, knownBy(run, chosen));
}

/** The names that the shapes read, made once for each choice of shapes. */
function knownBy({ known, further }: RecordRun, chosen: readonly ReadyShape[]): KnownNames {
  const name = chosen.map(({ serial }) => serial).join();
  const made = known.get(name) ?? knownNames(chosen, further);
  known.set(name, made);
  return made;
}

/** Records that wait for the ones they belong in. */
interface Nest {
  readonly part: string;
  readonly as: string;
  readonly key: readonly string[];
  /** By the values of the key; taken ones are gone. */
  readonly waiting: Map<string, readonly PlacedRow[]>;
}

interface KeyedRow {
  readonly row: PlacedRow;
  readonly text: (field: string) => string;
}

function nestOf(
  part: string,
  { as, key }: NonNullable<PartShapes['nest']>,
  rows: readonly KeyedRow[],
): Nest {
  const waiting = Map.groupBy(rows, ({ text }) => JSON.stringify(key.map(text)));
  const plain = [...waiting].map(([name, all]) => [name, all.map(({ row }) => row)] as const);
  return { part, as, key, waiting: new Map(plain) };
}

/** The first shape that a record on its path has. */
function applying(
  shapes: readonly ReadyShape[],
  message: Message,
): { readonly shape: ReadyShape; readonly records: readonly Found[] } | undefined {
  for (const shape of shapes) {
    if (shape.types !== undefined && !shape.types.includes(message.type ?? '')) continue;
    const records = valuesAt(message, shape.path).filter(({ value }) => value !== null);
    const fits = ({ value }: Found) =>
      isObject(value) && shape.has.every((name) => Object.hasOwn(value, name));
    const only = shape.has.length === 0 && records.length > 0;
    if (only || records.some(fits)) return { shape, records };
  }
  return undefined;
}

interface RecordOf {
  readonly part: string;
  readonly shape: ReadyShape;
  readonly message: Message;
  readonly nests: readonly Nest[];
}

function addRecord(run: RecordRun, of: RecordOf, record: Found): readonly KeyedRow[] {
  const { part, shape, message, nests } = of;
  const { steps } = record;
  if (!isObject(record.value)) {
    run.findings.push(misshapen('SAMPAN-JSON-RECORD', message, steps));
    return [];
  }
  const { texts, far } = textsOf(run, of, record);
  const text = (field: string) => texts.get(field) ?? '';
  const nested = nests.flatMap((nest) => takeNested(nest, text));
  const table = run.tables.get(part);
  if (table === undefined) return [];
  const cells: string[] = [];
  for (const [name, value] of texts) cells[table.columnOf(name)] = value;
  const { item, file, document, container, submission } = message;
  const row = new JsonRow(
    {
      ...{ item, file, document, container, shape, steps, far, nested },
      ...(submission !== undefined && { submission }),
    },
    cells,
    table.names,
  );
  table.push(row);
  return [{ row, text }];
}

interface RecordTexts {
  readonly texts: ReadonlyMap<string, string>;
  /** Where those stand that are no members of the record. */
  readonly far: ReadonlyMap<string, Steps> | undefined;
}

function textsOf(run: RecordRun, { shape, message }: RecordOf, record: Found): RecordTexts {
  const texts = new Map<string, string>();
  const members = record.value as Readonly<Record<string, unknown>>;
  for (const member of Object.keys(members)) {
    const name = shape.own.get(member);
    if (name === undefined) continue;
    const text = plainText(members[member]);
    if (text !== undefined) texts.set(name, text);
    else run.findings.push(notPlain(message, [...record.steps, member]));
  }
  if (shape.deep.length + shape.carried.length === 0) return { texts, far: undefined };
  const far = new Map<string, Steps>();
  const add = (name: string, found: readonly Found[]): void => {
    const [first] = found;
    if (first === undefined) return;
    // A field of several values has no plain one either
    const text = found.length > 1 ? undefined : plainText(first.value);
    if (text === undefined) run.findings.push(notPlain(message, first.steps));
    else {
      texts.set(name, text);
      far.set(name, first.steps);
    }
  };
  for (const [field, path] of shape.deep) add(field, valuesAt(record, path));
  for (const [field, path] of shape.carried) add(field, valuesAt(message, path, record.steps));
  return { texts, far };
}

function notPlain(message: Message, steps: Steps): Finding {
  return misshapen('SAMPAN-JSON-FIELD-NESTED', message, steps);
}

function takeNested(nest: Nest, text: (field: string) => string): readonly NestedRows[] {
  const { part, as, key, waiting } = nest;
  const values = key.map(text);
  const name = JSON.stringify(values);
  const rows = waiting.get(name);
  if (rows === undefined || values.includes('')) return [];
  waiting.delete(name);
  return [{ part, as, rows }];
}

function orphans({ part, waiting }: Nest): readonly Finding[] {
  return [...waiting.values()].flat().map((row): Finding => {
    const base = { severity: 'error', issue: 'not-found' } as const;
    const params = { part, count: '1' };
    return { code: 'SAMPAN-UNIT-UNCLAIMED', ...base, places: [placeOfRow(row)], params };
  });
}

/** The text of a plain value; numbers keep the digits they were sent with. */
export function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value);
  return isExactNumber(value) ? numberText(value) : undefined;
}

function misshapen(code: string, message: Message, steps: Steps): Finding {
  return {
    code,
    severity: 'error',
    issue: 'structure',
    places: [placeAt(message, steps)],
    params: {},
  };
}

function placeAt({ item, file, submission }: Message, steps: Steps): Finding['places'][number] {
  const at = { file, record: item.record, ...item.placeOf(steps), field: pathText(steps) };
  return submission === undefined ? at : { submission, ...at };
}

/** Nothing is lost where nothing stands. */
function isEmpty(value: unknown): boolean {
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Members that nothing reads, once a path of the message, however many records have it. */
function tellUnknown(run: RecordRun, message: Message, known: KnownNames): void {
  const told = run.told ?? new Set<string>();
  const walk = (value: unknown, names: KnownNames, steps: Steps): void => {
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) walk(each, names, [...steps, index]);
      return;
    }
    if (!isObject(value)) return;
    for (const member of Object.keys(value)) {
      const below = names.get(member);
      const at = [...steps, member];
      if (below === undefined) {
        if (!isEmpty(value[member])) tell(at);
      } else if (below.size > 0) walk(value[member], below, at);
    }
  };
  const tell = (steps: Steps): void => {
    const path = pathText(steps).replace(/\[\d+\]/g, '[*]');
    const kind = `${message.type} ${path}`;
    if (told.has(kind)) return;
    told.add(kind);
    run.findings.push({
      code: 'SAMPAN-JSON-FIELD-UNKNOWN',
      severity: run.unknownFields,
      issue: 'not-supported',
      places: [placeAt(message, steps)],
      params: { found: path },
    });
  };
  walk(message.value, known, message.steps);
}
