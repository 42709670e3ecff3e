/** Rows of one unit to the typed records that validators and maps receive. */
import type { Finding, IssueType } from '../base/finding.ts';
import type { LayoutField } from '../base/layout.ts';
import type { CellValue, SourceRecord, SourceUnit } from '../base/record.ts';
import type { Row } from '../wire/delimited.ts';
import type { CutUnit } from './cut-units.ts';
import {
  type BoundField,
  type BoundGroup,
  mask,
  type PartRows,
  placeOfField,
} from './part-rows.ts';
import { isPlaced, type PlacedRow } from './placed-row.ts';
import type { Parts } from './set-rules.ts';
import { type CellProblem, isTooLong, typeCell } from './type-cell.ts';
import { typeGroup } from './type-group.ts';

export interface TypedUnit {
  readonly unit: SourceUnit;
  /** Rows behind the records, in the records' order, by part. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly findings: readonly Finding[];
  /** Elements whose cells could not be typed, as paths in the unit: `CHA[2].AMOUNT`. */
  readonly untyped: ReadonlySet<string>;
}

export interface TypingOptions {
  readonly parts: Parts;
  /** Parts that may have several records. */
  readonly lists: readonly string[];
  readonly facility: string;
  /** Number of the visit that a card read opens. */
  readonly visit?: string;
  readonly zone: string;
}

const issues: Readonly<Record<CellProblem, { code: string; issue: IssueType }>> = {
  date: { code: 'SAMPAN-CELL-DATE', issue: 'value' },
  time: { code: 'SAMPAN-CELL-TIME', issue: 'value' },
  era: { code: 'SAMPAN-CELL-ERA', issue: 'value' },
  number: { code: 'SAMPAN-CELL-NUMBER', issue: 'value' },
  integer: { code: 'SAMPAN-CELL-INTEGER', issue: 'value' },
  boolean: { code: 'SAMPAN-CELL-BOOLEAN', issue: 'value' },
  dot: { code: 'SAMPAN-CELL-DOT', issue: 'value' },
  length: { code: 'SAMPAN-CELL-LENGTH', issue: 'too-long' },
};

/**
 * A cell that cannot be typed is left out of the record, has its finding, and its text stays in the
 * row; an empty cell is an absent element.
 */
export function typeUnit(cut: CutUnit, options: TypingOptions): TypedUnit {
  const findings: Finding[] = [];
  const untyped = new Set<string>();
  const unit: Record<string, string | SourceRecord | readonly SourceRecord[]> = {
    facility: options.facility,
    ...(options.visit !== undefined && { visit: options.visit }),
  };
  for (const [part, rows] of cut.rows) {
    const from = options.parts.get(part);
    if (from === undefined) continue;
    const list = options.lists.includes(part);
    const records = rows.map((row, index) =>
      typeRecord(from, row, {
        ordinal: index + 1,
        path: list ? `${part}[${index}]` : part,
        zone: options.zone,
        parts: options.parts,
        findings,
        untyped,
      }),
    );
    const [first] = records;
    if (first !== undefined) unit[part] = list ? records : first;
    if (!list) findings.push(...rows.slice(1).map((row) => repeated(part, from, row)));
  }
  return { unit: unit as SourceUnit, rows: cut.rows, findings, untyped };
}

interface RecordContext {
  readonly ordinal: number;
  readonly path: string;
  readonly zone: string;
  readonly parts: Parts;
  readonly findings: Finding[];
  readonly untyped: Set<string>;
}

function typeRecord(rows: PartRows, row: Row, context: RecordContext): SourceRecord {
  const record: Record<string, unknown> = { ordinal: context.ordinal };
  for (const bound of rows.fields) {
    const value = typeField(rows, row, bound, context);
    if (value !== undefined) record[bound.field.name] = value;
  }
  for (const bound of rows.groups) {
    const items = typeItems(rows, row, bound, context);
    if (items.length > 0) record[bound.group.name] = items;
  }
  if (isPlaced(row) && row.nested !== undefined) typeNested(rows, row, record, context);
  return record as SourceRecord;
}

/** Records of other parts that are elements of this one, as its model says: one, or a list. */
function typeNested(
  rows: PartRows,
  row: PlacedRow,
  record: Record<string, unknown>,
  context: RecordContext,
): void {
  for (const { part, as, rows: inside } of row.nested ?? []) {
    const from = context.parts.get(part);
    const nest = rows.nests.find(({ name }) => name === as);
    if (from === undefined || nest === undefined) continue;
    const records = inside.map((each, index) => {
      const path = nest.many ? `${context.path}.${as}[${index}]` : `${context.path}.${as}`;
      return typeRecord(from, each, { ...context, ordinal: index + 1, path });
    });
    record[as] = nest.many ? records : records[0];
    if (nest.many) continue;
    context.findings.push(...inside.slice(1).map((each) => repeated(part, from, each)));
  }
}

function typeItems(
  rows: PartRows,
  row: Row,
  bound: BoundGroup,
  context: RecordContext,
): readonly unknown[] {
  const { items, problems, findings } = typeGroup(rows, row, bound, context.zone);
  context.findings.push(...findings);
  for (const { path, field, problem, found } of problems) {
    context.untyped.add(`${context.path}.${path}`);
    context.findings.push(untypable(rows, row, { field, problem, found }));
  }
  return items;
}

function typeField(
  rows: PartRows,
  row: Row,
  bound: BoundField,
  context: RecordContext,
): CellValue | readonly CellValue[] | undefined {
  const { field } = bound;
  const text = joinedText(row, bound.columns);
  if (text === '') return undefined;
  const separator = field.form?.separator;
  if (separator === undefined && !field.many) return typeAlone(rows, row, bound, { text, context });
  const texts = separator === undefined ? [text] : text.split(separator).map((each) => each.trim());
  if (texts.length > 1 && isTooLong(text, field)) {
    context.untyped.add(`${context.path}.${field.name}`);
    context.findings.push(untypable(rows, row, { field, problem: 'length', found: text }));
    return undefined;
  }
  const values: CellValue[] = [];
  for (const each of texts) {
    if (each === '') continue;
    const value = typeAlone(rows, row, bound, { text: each, context });
    if (value !== undefined) values.push(value);
  }
  return field.many ? (values.length > 0 ? values : undefined) : values[0];
}

function typeAlone(
  rows: PartRows,
  row: Row,
  { field, joined }: BoundField,
  { text, context }: { readonly text: string; readonly context: RecordContext },
): CellValue | undefined {
  const typed = typeCell(text, field, context.zone);
  if (typed.ok) return typed.value;
  context.untyped.add(`${context.path}.${field.name}`);
  const { problem } = typed;
  if (!joined) context.findings.push(untypable(rows, row, { field, problem, found: text }));
  return undefined;
}

/** A joined text counts only from its first column on: a time without its date means nothing. */
function joinedText(row: Row, columns: readonly number[]): string {
  const first = (row.cells[columns[0] ?? -1] ?? '').trim();
  if (first === '' || columns.length === 1) return first;
  return columns.map((column) => (row.cells[column] ?? '').trim()).join('');
}

interface Untypable {
  readonly field: LayoutField;
  readonly problem: CellProblem;
  readonly found: string;
}

function untypable(rows: PartRows, row: Row, { field, problem, found }: Untypable): Finding {
  const { code, issue } = issues[problem];
  return {
    code,
    severity: 'error',
    issue,
    places: [placeOfField(rows, row, field.name)],
    params: {
      found: rows.personal.has(field.name) ? mask(found) : found,
      expected: field.form?.pattern ?? field.type,
      maxLength: String(field.maxLength ?? ''),
    },
  };
}

function repeated(part: string, rows: PartRows, row: Row): Finding {
  const [name = ''] = rows.table.columns;
  return {
    code: 'SAMPAN-UNIT-REPEATED',
    severity: 'error',
    issue: 'duplicate',
    places: [placeOfField(rows, row, name)],
    params: { part },
  };
}
