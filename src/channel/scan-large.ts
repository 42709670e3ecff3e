/** The first look at a large document: only what the rules of the whole set ask for is kept. */

import { detached } from '../base/detached.ts';
import type { Finding } from '../base/finding.ts';
import type { Table } from '../wire/delimited.ts';
import type { Position } from '../wire/text-position.ts';
import type { XmlChannel } from './definition.ts';
import type { LargeXml } from './large-xml.ts';
import { type OpenedContainers, type PartTable, partTable } from './open-containers.ts';
import type { PlacedRow } from './placed-row.ts';
import { unreadable } from './unreadable.ts';

export interface SetIndex {
  /** By part: of each container the fields that rules of the set read. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Containers that hold a unit, in order. */
  readonly rooted: ReadonlySet<number>;
  readonly findings: readonly Finding[];
  /** Containers that no unit could be made of, by the rule that asks for their root. */
  readonly rootless: readonly Finding[];
  /** True if a document cannot be read to its end. */
  readonly faulted: boolean;
}

/** Undefined if a piece's text is not clean: then the documents must be read as a whole. */
export function scanSet(definition: XmlChannel, large: LargeXml): SetIndex | undefined {
  const wanted = fieldsOfSet(definition);
  const only = new Set(wanted.keys());
  const tables = new Map<string, PartTable>();
  const rooted = new Set<number>();
  const findings: Finding[] = [];
  const rootless: Finding[] = [];
  for (const [part, table] of large.around.tables) keepAround(tables, part, table);
  for (let container = 0; container < large.count; container++) {
    const piece = large.open(container, only);
    if (piece === undefined) return undefined;
    findings.push(...piece.ofDocument);
    if (piece.ofDocument.some(({ severity }) => severity === 'fatal')) {
      return { tables: finished(tables), rooted, findings, rootless, faulted: true };
    }
    const held = piece.opened.tables;
    if (definition.units.some(({ root }) => holdsInside(held.get(root.part))))
      rooted.add(container);
    else {
      const whole = large.open(container)?.opened ?? piece.opened;
      findings.push(...whole.findings);
      rootless.push(...withoutRoot(definition, whole));
    }
    for (const [part, fields] of wanted) {
      const table = held.get(part);
      if (table === undefined) continue;
      const inside = { part, container, fields, large };
      for (const row of table.rows as readonly PlacedRow[]) {
        if (row.container !== undefined) keepInside(tableOf(tables, part), inside, table, row);
      }
    }
  }
  return { tables: finished(tables), rooted, findings, rootless, faulted: large.around.faulted };
}

function finished(tables: ReadonlyMap<string, PartTable>): ReadonlyMap<string, Table> {
  return new Map([...tables].map(([part, table]) => [part, table.table()]));
}

function holdsInside(table: Table | undefined): boolean {
  const rows = (table?.rows ?? []) as readonly PlacedRow[];
  return rows.some(({ container }) => container !== undefined);
}

/** Parts that rules of the whole set read, each with the fields they read. */
function fieldsOfSet(definition: XmlChannel): ReadonlyMap<string, ReadonlySet<string>> {
  const { set, identity, units } = definition;
  const wanted = new Map<string, Set<string>>();
  const want = (part: string, ...fields: readonly string[]): void => {
    const known = wanted.get(part) ?? new Set();
    for (const field of fields) known.add(field);
    wanted.set(part, known);
  };
  for (const { root, claimNumber } of units) want(root.part, ...root.key, claimNumber);
  for (const { anyOf, when = [] } of set.required)
    for (const part of [...anyOf, ...when]) want(part);
  for (const { part, key, within } of set.unique) if (within === undefined) want(part, ...key);
  const counted = (set.counts ?? []).map(({ field }) => field);
  for (const ref of [...identity.facility.fields, ...counted]) {
    const [part = '', field = ''] = ref.split('.');
    want(part, field);
  }
  return wanted;
}

/** Rows outside of containers are few and stay as they are. */
function keepAround(tables: Map<string, PartTable>, part: string, table: Table): void {
  for (const row of table.rows as readonly PlacedRow[]) {
    const values = table.columns.flatMap((name, column) => {
      const text = row.cells[column];
      return text === undefined ? [] : [{ name, text, position: () => row.positionOf(column) }];
    });
    const { file, document } = row;
    const position = () => ({ line: row.line, column: 1 });
    tableOf(tables, part).add(values, { file, document, position });
  }
}

interface Inside {
  readonly part: string;
  readonly container: number;
  readonly fields: ReadonlySet<string>;
  readonly large: LargeXml;
}

/** Keeps a row's texts; where they stand is looked up in the container again when asked. */
function keepInside(kept: PartTable, inside: Inside, table: Table, row: PlacedRow): void {
  const texts = [...inside.fields].flatMap((name) => {
    const text = row.cells[table.columns.indexOf(name)];
    return text === undefined ? [] : [[name, detached(text)] as const];
  });
  const { file, document, record } = row;
  keepTexts(kept, texts, { file, document, record, inside });
}

interface KeptRow {
  readonly file: string;
  readonly document: number;
  readonly record: number;
  readonly inside: Inside;
}

/** Its closures must not see the row: they would keep the whole container. */
function keepTexts(
  kept: PartTable,
  texts: readonly (readonly [name: string, text: string])[],
  { file, document, record, inside }: KeptRow,
): void {
  const again = lookAgain(inside, record);
  const values = texts.map(([name, text]) => ({ name, text, position: () => again(name) }));
  const { container } = inside;
  kept.add(values, { file, document, container, position: () => again(undefined) });
}

/** Speaks of the row by its number, so that nothing of the container is kept. */
function lookAgain({ large, container, part }: Inside, record: number) {
  return (name: string | undefined): Position => {
    const table = large.open(container)?.opened.tables.get(part);
    const rows = (table?.rows ?? []) as readonly PlacedRow[];
    const row = rows.find((each) => each.container !== undefined && each.record === record);
    if (table === undefined || row === undefined) return { line: 1, column: 1 };
    if (name === undefined) return { line: row.line, column: 1 };
    return row.positionOf(table.columns.indexOf(name));
  };
}

function tableOf(tables: Map<string, PartTable>, part: string): PartTable {
  const known = tables.get(part) ?? partTable(part);
  tables.set(part, known);
  return known;
}

function withoutRoot(definition: XmlChannel, opened: OpenedContainers): readonly Finding[] {
  const [held] = opened.containers;
  const [first] = definition.units;
  if (held === undefined || first === undefined) return [];
  const { part } = first.root;
  const told = unreadable(opened.findings);
  if (told.has(held.name) || told.has(`${held.name}/${part}`)) return [];
  const rule = definition.set.required.find(({ anyOf }) => anyOf.includes(part));
  const finding: Finding = {
    code: rule?.code ?? 'SAMPAN-UNIT-UNCLAIMED',
    severity: 'error',
    issue: 'required',
    places: [{ file: `${held.name}/${part}`, line: held.line() }],
    params: { expected: part, part },
  };
  return [finding];
}
