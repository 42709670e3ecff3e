/** One replayed visit to units: a claim a settlement, and why what is left is none. */
import type { Finding, IssueType } from '../../base/finding.ts';
import { limits } from '../../base/limits.ts';
import type { Chosen } from '../choose-version.ts';
import { type Bindings, chooseBound } from '../cut-containers.ts';
import type { CutUnit } from '../cut-units.ts';
import type { JournalUnit } from '../definition.ts';
import type { PlacedRow } from '../placed-row.ts';
import type { Keys } from './happening.ts';
import { type JournalMessage, ofMessage } from './message.ts';
import { numberOf, type Replayed, type Settlement, takeableParts } from './replay.ts';
import type { Visit } from './visits.ts';

export interface JournalCut {
  readonly unit: CutUnit;
  readonly chosen: Chosen;
  /** Messages it is made from. */
  readonly containers: ReadonlySet<number>;
  /** Where this submission first speaks of its visit. */
  readonly first: number;
}

export interface VisitCutting {
  readonly unit: JournalUnit;
  readonly visit: Visit;
  readonly replayed: Replayed;
  readonly bindings: Bindings;
  readonly reversed: ReadonlyMap<JournalMessage, JournalMessage>;
}

type Rows = ReadonlyMap<string, readonly PlacedRow[]>;

export function cutVisit(of: VisitCutting): readonly JournalCut[] {
  const { replayed } = of;
  return [
    ...replayed.settlements.flatMap((settlement) => cutSettlement(of, settlement)),
    ...[...replayed.undone].flatMap(([, { keys, message }]) => {
      const finding = told(message, 'SAMPAN-JOURNAL-UNDONE', keys);
      return cut(of, { keys, message, rows: new Map(), unclaimed: { state: 'undone', finding } });
    }),
    ...cutOpen(of),
  ];
}

function cutSettlement(of: VisitCutting, settlement: Settlement): readonly JournalCut[] {
  const { unit, replayed } = of;
  const { keys, message, event, own, taken, known } = settlement;
  const said = replayed.said.get(numberOf(unit, keys) ?? '') ?? new Map();
  const rows = merged(of, [own, said, taken, known]);
  const whole = { ...of.visit.keys, ...keys };
  const { complete } = event;
  return cut(of, { keys: whole, message, rows, ...(complete !== undefined && { complete }) });
}

/** What no settlement took, what was said of one that is not there, a visit that was taken back. */
function cutOpen(of: VisitCutting): readonly JournalCut[] {
  const { unit, visit, replayed } = of;
  const { settlements, undone, said, withdrawn } = replayed;
  const left = new Map([...replayed.left].filter(([, rows]) => rows.length > 0));
  const takeable = takeableParts(unit);
  const unsettled = [...left.keys()].some((part) => takeable.has(part));
  const settled = settlements.length + undone.size > 0;
  const message = visit.happenings.findLast(({ message: each }) => !of.reversed.has(each))?.message;
  const { keys } = visit;
  const numbers = new Set(settlements.map((each) => numberOf(unit, each.keys)));
  const early = [...said].filter(([number]) => !numbers.has(number) && !undone.has(number));
  const open: JournalCut[] = early.flatMap(([number, rows]) => {
    const by = visit.happenings.find((each) => numberOf(unit, each.keys) === number);
    if (by === undefined) return [];
    const whole = { ...keys, ...by.keys };
    const finding = told(by.message, 'SAMPAN-JOURNAL-OPEN', whole);
    return cut(of, {
      keys: whole,
      message: by.message,
      rows,
      unclaimed: { state: 'open', finding },
    });
  });
  if (message === undefined) return open;
  const waits = unsettled || (left.size > 0 && !settled && withdrawn === undefined);
  const nothing = left.size === 0 && !settled && early.length === 0 && withdrawn === undefined;
  if (waits || nothing) {
    const finding = told(message, 'SAMPAN-JOURNAL-OPEN', keys);
    open.push(...cut(of, { keys, message, rows: left, unclaimed: { state: 'open', finding } }));
  } else if (withdrawn !== undefined && !settled && early.length === 0) {
    const finding = told(withdrawn, 'SAMPAN-JOURNAL-WITHDRAWN', keys);
    const unclaimed = { state: 'undone', finding } as const;
    open.push(...cut(of, { keys, message: withdrawn, rows: left, unclaimed }));
  }
  return open;
}

/** Of the sources that have a part the first gives its records; in the reader's order of parts. */
function merged({ bindings }: VisitCutting, sources: readonly Rows[]): Rows {
  const rows = new Map<string, readonly PlacedRow[]>();
  for (const part of bindings.opened.tables.keys()) {
    const found = sources.map((each) => each.get(part)).find((each) => each !== undefined);
    if (found === undefined) continue;
    const kept = distinctRows(bindings, part, found);
    if (kept.length > 0) rows.set(part, kept);
  }
  return rows;
}

/** Of records that agree in the fields a part is distinct by, the first. */
function distinctRows(
  { definition, opened }: Bindings,
  part: string,
  rows: readonly PlacedRow[],
): readonly PlacedRow[] {
  const { reader } = definition;
  const fields = reader.kind === 'json-lines' ? reader.parts[part]?.distinct : undefined;
  if (fields === undefined) return rows;
  const columns = fields.map((field) => opened.tables.get(part)?.columns.indexOf(field) ?? -1);
  const met = new Set<string>();
  return rows.filter(({ cells }) => {
    const texts = columns.map((column) => cells[column] ?? '');
    const key = JSON.stringify(texts);
    if (texts.includes('') || met.has(key)) return false;
    met.add(key);
    return true;
  });
}

interface Unit {
  readonly keys: Keys;
  readonly message: JournalMessage;
  readonly rows: Rows;
  readonly complete?: CutUnit['complete'];
  readonly unclaimed?: CutUnit['unclaimed'];
}

/** None if this submission says nothing of it. */
function cut(of: VisitCutting, made: Unit): readonly JournalCut[] {
  const { unit, visit, bindings } = of;
  const { keys, message, rows, complete, unclaimed } = made;
  const all = [...rows.values()].flat();
  const own = visit.happenings.filter(({ message: each }) => each.submission === undefined);
  const visited = own.some(({ keys: named }) => {
    return [unit.group.at(-1) ?? '', ...unit.number].some((name) => named[name] !== undefined);
  });
  const undoes = visit.happenings.some(({ message: each }) => {
    const by = of.reversed.get(each);
    return by !== undefined && by.submission === undefined;
  });
  if (!visited && !undoes && !all.some(({ submission }) => submission === undefined)) return [];
  const chosen = chooseBound(bindings, unit.serviceDate, rows);
  const bound = { version: chosen.version, ...bindings.of(chosen.version.id) };
  const [first = rowOf(message)] = all.filter(({ container }) => container === message.container);
  const places = own.map(({ message: { document, item } }) => document * limits.rows + item.record);
  return [
    {
      unit: {
        ...{ definition: unit, key: keys, root: first, rows, bound },
        ...(complete !== undefined && { complete }),
        ...(unclaimed !== undefined && { unclaimed }),
      },
      chosen,
      containers: new Set([message.container, ...all.flatMap(({ container }) => container ?? [])]),
      first: Math.min(...places),
    },
  ];
}

/** A message as a whole, where a unit has no record of it. */
function rowOf({ item, file, document, container, submission }: JournalMessage): PlacedRow {
  return {
    ...{ file, record: item.record, line: item.line, document, container, cells: [] },
    ...(submission !== undefined && { submission }),
    positionOf: () => ({ line: item.line, column: 1 }),
  };
}

function told(message: JournalMessage, code: string, keys: Keys): Finding {
  const issue: IssueType = code === 'SAMPAN-JOURNAL-OPEN' ? 'incomplete' : 'informational';
  const number = Object.values(keys).at(-1) ?? '';
  return ofMessage(message, [code, 'information', issue], { found: message.type, number });
}
