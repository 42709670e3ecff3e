/** Keeps, while a traced map runs, what each written value was made from and by which rule. */
import { isExactNumber } from '../../base/decimal.ts';
import { finish, type OrderTables } from './finish.ts';
import { createRecorder, type PlaceRef, type Recorder } from './recorder.ts';
import type { Slot } from './slot.ts';
import type { TraceEntry } from './trace.ts';
import type { Json } from './values.ts';

interface RuleMark {
  readonly map: string;
  readonly line: number;
  readonly rule: string;
}

/** One run of a rule, or of a rule for one item; its reads are conditions of all written in it. */
interface Frame {
  readonly parent: Frame | undefined;
  readonly reads: Set<string>;
  readonly mark: RuleMark;
}

interface Note {
  readonly sources: ReadonlySet<string>;
  readonly frame: Frame;
}

type ItemNotes = WeakMap<object, Map<string, Note[]>>;

const EMPTY: ReadonlySet<string> = new Set();

export interface TracedResult {
  readonly result: Json;
  readonly trace: readonly TraceEntry[];
}

export type TracedMapFunction = (
  source: unknown,
  context: import('./context.ts').MapContext,
) => TracedResult;

function isNode(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !isExactNumber(value);
}

/** Places read by the rules around a write. */
function conditionsOf(frame: Frame): Set<string> {
  const found = new Set<string>();
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
    for (const place of at.reads) found.add(place);
  }
  return found;
}

/** `entry` is the group the map begins with. */
export function createTracer(entry: RuleMark) {
  const properties = new WeakMap<object, Map<string, Note>>();
  const listItems = new WeakMap<object, Note>();
  const itemsByKey: ItemNotes = new WeakMap();
  const recorder: Recorder = createRecorder(depsOf);
  let frame: Frame = { parent: undefined, reads: recorder.sink, mark: entry };
  let last: ReadonlySet<string> = EMPTY;

  function depsOf(owner: object, key: string): ReadonlySet<string> | undefined {
    const note = properties.get(owner)?.get(key);
    if (note === undefined) return undefined;
    return new Set([...note.sources, ...conditionsOf(note.frame)]);
  }

  function enter(next: Frame): Frame {
    frame = next;
    recorder.sink = next.reads;
    return next;
  }

  function keep(owner: object, key: string, note: Note): void {
    const known = properties.get(owner) ?? new Map<string, Note>();
    known.set(key, note);
    properties.set(owner, known);
  }

  /** `index` is where in a list the value was put; by default at its end. */
  function note(owner: Json, key: string, value: unknown, index?: number): void {
    const made: Note = { sources: last, frame };
    const there = owner[key];
    if (!Array.isArray(there)) {
      keep(owner, key, made);
      return;
    }
    if (isNode(value)) listItems.set(value, made);
    const own = itemNotes(owner, key);
    own.splice(index ?? there.length - 1, 0, made);
    if (!properties.get(owner)?.has(key)) keep(owner, key, made);
  }

  /** Notes of the items of a list, one for each, in the list's order. */
  function itemNotes(owner: object, key: string): Note[] {
    const byKey = itemsByKey.get(owner) ?? new Map<string, Note[]>();
    itemsByKey.set(owner, byKey);
    const notes = byKey.get(key) ?? [];
    byKey.set(key, notes);
    return notes;
  }

  function copy(value: unknown): unknown {
    const behind = recorder.behind(value);
    if (behind === undefined) return Array.isArray(value) ? value.map(copy) : plain(value);
    return copyNode(value as Json);
  }

  function plain(value: unknown): unknown {
    if (!isNode(value)) return value;
    const result: Json = {};
    for (const key of Object.keys(value)) result[key] = copy(value[key]);
    return result;
  }

  /** Each leaf of a copied object is traced to its own place. */
  function copyNode(value: Json): unknown {
    if (Array.isArray(value)) return value.map((each) => (isNode(each) ? copyNode(each) : each));
    const result: Json = {};
    for (const key of Object.keys(value)) {
      const outer = recorder.sink;
      recorder.sink = new Set();
      const child = value[key];
      result[key] = isNode(child) ? copyNode(child) : child;
      keep(result, key, { sources: recorder.sink, frame });
      for (const place of recorder.sink) outer.add(place);
      recorder.sink = outer;
    }
    return result;
  }

  return {
    source: recorder.source,
    view: recorder.view,
    slot: recorder.slot,
    use: recorder.use,
    touch: recorder.record,
    items: recorder.items,
    choices: recorder.choices,
    loose: recorder.loose,
    rule: (map: string, line: number, rule: string): Frame =>
      enter({ parent: frame, reads: new Set(), mark: { map, line, rule } }),
    item: (outer: Frame, place: PlaceRef): void => {
      enter({ parent: outer, reads: new Set(), mark: outer.mark });
      recorder.record(place);
    },
    back: (rule: Frame): void => {
      if (rule.parent !== undefined) enter(rule.parent);
    },
    value: <T>(evaluate: () => T): T => {
      const outer = recorder.sink;
      recorder.sink = new Set();
      const value = evaluate();
      last = recorder.sink;
      recorder.sink = outer;
      return value;
    },
    taken: (): PlaceRef => ({ deps: last }),
    nothing: (): void => {
      last = EMPTY;
    },
    note,
    noteSlot: (slot: Slot): void => {
      const made: Note = { sources: last, frame };
      if (slot.index === undefined) keep(slot.owner, slot.key, made);
      else itemNotes(slot.owner, slot.key)[slot.index] = made;
    },
    made: (owner: Json, key: string): void => {
      if (!properties.get(owner)?.has(key)) keep(owner, key, { sources: EMPTY, frame });
    },
    copy,
    finish: (target: Json, type: string, tables: OrderTables): TracedResult => {
      const start: Note = { sources: EMPTY, frame };
      const moved = (from: Json, to: Json) => {
        const known = properties.get(from);
        if (known !== undefined) properties.set(to, known);
        const items = itemsByKey.get(from);
        if (items !== undefined) itemsByKey.set(to, items);
        const item = listItems.get(from);
        if (item !== undefined) listItems.set(to, item);
      };
      const result = finish(target, type, { tables, moved }) ?? {};
      const root = typeof result.resourceType === 'string' ? result.resourceType : type;
      const name = root.slice(root.lastIndexOf('/') + 1) || 'result';
      return {
        result,
        trace: entriesOf(result, { path: name, note: start, properties, listItems, itemsByKey }),
      };
    },
  };
}

interface Walk {
  readonly path: string;
  readonly note: Note;
  readonly properties: WeakMap<object, Map<string, Note>>;
  readonly listItems: WeakMap<object, Note>;
  readonly itemsByKey: ItemNotes;
}

function entryOf(path: string, note: Note, leaf: boolean): TraceEntry {
  const sources = [...note.sources];
  const conditions = [...conditionsOf(note.frame)].filter((place) => !note.sources.has(place));
  return { target: path, ...note.frame.mark, leaf, sources, conditions };
}

function entriesOf(object: Json, walk: Walk): TraceEntry[] {
  const entries: TraceEntry[] = [entryOf(walk.path, walk.note, false)];
  const own = walk.properties.get(object);
  for (const [key, value] of Object.entries(object)) {
    const note = own?.get(key) ?? walk.note;
    const path = `${walk.path}.${key}`;
    if (!Array.isArray(value)) {
      visit(value, { ...walk, path, note }, entries);
      continue;
    }
    for (const [index, item] of value.entries()) {
      const itemNote = isNode(item)
        ? walk.listItems.get(item)
        : walk.itemsByKey.get(object)?.get(key)?.[index];
      visit(item, { ...walk, path: `${path}[${index}]`, note: itemNote ?? note }, entries);
    }
  }
  return entries;
}

function visit(value: unknown, walk: Walk, entries: TraceEntry[]): void {
  if (isNode(value)) entries.push(...entriesOf(value, walk));
  else if (value !== null) entries.push(entryOf(walk.path, walk.note, true));
}
