/** A visit's messages in the order in which they happened, to its settlements and what is left. */
import type { JournalEvent, JournalUnit, Put } from '../definition.ts';
import { amended, type PlacedRow } from '../placed-row.ts';
import { type Happening, type Keys, valuesOf } from './happening.ts';
import type { JournalMessage } from './message.ts';
import type { Visit } from './visits.ts';

type Rows = readonly PlacedRow[];
type RowsByPart = Map<string, Rows>;

export interface Settlement {
  readonly keys: Keys;
  readonly message: JournalMessage;
  readonly event: Extract<JournalEvent, { do: 'settle' }>;
  /** What the settling message says itself. */
  readonly own: RowsByPart;
  /** Records it took. */
  readonly taken: RowsByPart;
  /** What was known of person and visit when it happened. */
  readonly known: RowsByPart;
}

export interface Replayed {
  readonly settlements: readonly Settlement[];
  /** Records said of a settlement by its number, whenever they came. */
  readonly said: ReadonlyMap<string, ReadonlyMap<string, Rows>>;
  /** Settlements that were undone, by number, with the message that did it. */
  readonly undone: ReadonlyMap<string, { readonly keys: Keys; readonly message: JournalMessage }>;
  /** Records that no settlement took, and facts of the visit. */
  readonly left: ReadonlyMap<string, Rows>;
  /** The message that took the visit back. */
  readonly withdrawn?: JournalMessage;
}

interface State {
  readonly unit: JournalUnit;
  readonly takeable: ReadonlySet<string>;
  readonly text: (row: PlacedRow, part: string, field: string) => string;
  readonly left: RowsByPart;
  readonly settlements: Map<string, Settlement>;
  readonly said: Map<string, RowsByPart>;
  readonly undone: Map<string, { readonly keys: Keys; readonly message: JournalMessage }>;
  withdrawn: JournalMessage | undefined;
}

export interface ReplayOptions {
  readonly unit: JournalUnit;
  /** Text of a record's field. */
  readonly text: (row: PlacedRow, part: string, field: string) => string;
  /** The message that undid another, by the other one. */
  readonly reversed: ReadonlyMap<JournalMessage, JournalMessage>;
}

export function replay(visit: Visit, { unit, text, reversed }: ReplayOptions): Replayed {
  const state: State = {
    ...{ unit, text, takeable: takeableParts(unit) },
    ...{ left: new Map(), settlements: new Map(), said: new Map(), undone: new Map() },
    withdrawn: undefined,
  };
  for (const happening of visit.happenings) {
    const by = reversed.get(happening.message);
    if (by === undefined) apply(state, happening);
    else if (happening.message.event.do === 'settle') undo(state, happening, by);
  }
  const { left, said, undone, withdrawn } = state;
  const settlements = [...state.settlements.values()];
  return { settlements, said, undone, left, ...(withdrawn !== undefined && { withdrawn }) };
}

/** Parts whose records a settlement takes for itself. */
export function takeableParts({ events }: JournalUnit): ReadonlySet<string> {
  return new Set(
    Object.values(events).flatMap((event) =>
      event.do === 'settle' ? event.takes.map(({ part }) => part) : [],
    ),
  );
}

/** Parts that messages put which name neither a visit nor a settlement: facts of the person. */
export function personParts({ events, group, number }: JournalUnit): readonly string[] {
  const narrower = [...group.slice(-1), ...number];
  return Object.values(events).flatMap((event) =>
    event.do === 'add' && !narrower.some((name) => name in event.keys)
      ? Object.keys(event.puts)
      : [],
  );
}

export function numberOf({ number }: JournalUnit, keys: Keys): string | undefined {
  const values = number.map((name) => keys[name]);
  return values.includes(undefined) ? undefined : JSON.stringify(values);
}

/** What a call says counts although its outcome is unknown; what it takes away does not. */
function apply(state: State, happening: Happening): void {
  const { event, answered } = happening.message;
  if (!answered && (event.do === 'remove' || event.do === 'void')) return;
  switch (event.do) {
    case 'open':
    case 'add':
      state.withdrawn = event.do === 'open' ? undefined : state.withdrawn;
      add(state, happening, event.puts ?? {});
      return;
    case 'remove':
      remove(state, happening, event);
      return;
    case 'settle':
      settle(state, happening, event);
      return;
    case 'void':
      undo(state, happening, happening.message);
      return;
    case 'reverse':
      return;
  }
}

function add(state: State, happening: Happening, puts: Readonly<Record<string, Put>>): void {
  const number = numberOf(state.unit, happening.keys);
  if (number !== undefined) {
    const said = state.said.get(number) ?? new Map<string, Rows>();
    state.said.set(number, said);
    putAll(said, happening, puts);
    return;
  }
  putAll(state.left, happening, puts);
  // What nobody had said when a settlement happened is taken from the first who says it
  const parts = Object.keys(puts).filter((part) => !state.takeable.has(part));
  for (const { known } of state.settlements.values()) {
    if (parts.some((part) => known.has(part))) continue;
    for (const part of parts) {
      const rows = happening.rows.get(part);
      if (rows !== undefined) known.set(part, rows);
    }
  }
}

function putAll(into: RowsByPart, { rows }: Happening, puts: Readonly<Record<string, Put>>): void {
  for (const [part, put] of Object.entries(puts)) {
    const added = rows.get(part);
    if (added === undefined) continue;
    into.set(part, placed(put, into.get(part) ?? [], added));
  }
}

function placed(put: Put, there: Rows, added: Rows): Rows {
  if (put === 'append') return [...there, ...added];
  const [before] = there;
  const [change] = added;
  if (put === 'replace' || before === undefined || change === undefined) return added;
  return [amended(before, change)];
}

function remove(
  state: State,
  happening: Happening,
  { from, where, all }: Extract<JournalEvent, { do: 'remove' }>,
): void {
  if (from.includes('*')) {
    state.left.clear();
    state.withdrawn = happening.message;
    return;
  }
  const rules = (where ?? []).map(({ field, in: path }) => {
    return { field, values: valuesOf(happening, path) };
  });
  const whole = rules.length === 0 || rules.some(({ values }) => values.has(all ?? ''));
  for (const part of from) {
    const kept = (state.left.get(part) ?? []).filter((row) => {
      const named = rules.some(({ field, values }) => values.has(state.text(row, part, field)));
      return !whole && !named;
    });
    if (kept.length > 0) state.left.set(part, kept);
    else state.left.delete(part);
  }
}

function settle(
  state: State,
  happening: Happening,
  event: Extract<JournalEvent, { do: 'settle' }>,
): void {
  const number = numberOf(state.unit, happening.keys);
  // Its sender never learned the number: the records wait for the settlement that has one
  if (number === undefined) return;
  release(state, number);
  const taken: RowsByPart = new Map();
  for (const { part, where } of event.takes) {
    const values = where === undefined ? undefined : valuesOf(happening, where.is);
    const field = where?.field ?? '';
    const isTaken = (row: PlacedRow) =>
      values === undefined || values.has(state.text(row, part, field));
    const rows = state.left.get(part) ?? [];
    const own = rows.filter(isTaken);
    if (own.length === 0) continue;
    taken.set(part, [...(taken.get(part) ?? []), ...own]);
    state.left.set(
      part,
      rows.filter((row) => !isTaken(row)),
    );
  }
  const known = new Map([...state.left].filter(([part]) => !state.takeable.has(part)));
  const own: RowsByPart = new Map();
  putAll(own, happening, event.puts);
  const { keys, message } = happening;
  state.settlements.set(number, { keys, message, event, own, taken, known });
  state.undone.delete(number);
}

/** The records are unsettled again. */
function release(state: State, number: string): void {
  const settlement = state.settlements.get(number);
  if (settlement === undefined) return;
  for (const [part, rows] of settlement.taken) {
    const all = [...rows, ...(state.left.get(part) ?? [])];
    state.left.set(
      part,
      all.toSorted((a, b) => (a.container ?? 0) - (b.container ?? 0)),
    );
  }
  state.settlements.delete(number);
}

function undo(state: State, { keys }: Happening, message: JournalMessage): void {
  const number = numberOf(state.unit, keys);
  if (number === undefined) return;
  release(state, number);
  state.undone.set(number, { keys, message });
}
