/** What a traced map calls while it runs: notes reads and writes, and tells them at the end. */
import type { MapContext } from './context.ts';
import { finish, type OrderTables } from './finish.ts';
import { conditionsOf, type Frame, type Note, Notes, type RuleMark } from './notes.ts';
import { type Item, isNode, type PlaceRef, Recorder } from './recorder.ts';
import type { Slot } from './slot.ts';
import type { TraceEntry } from './trace.ts';
import type { Json } from './values.ts';

const EMPTY: ReadonlySet<string> = new Set();

export interface TracedResult {
  readonly result: Json;
  readonly trace: readonly TraceEntry[];
}

export type TracedMapFunction = (source: unknown, context: MapContext) => TracedResult;

/** Lives as long as one traced run. */
export class Tracer {
  readonly #notes = new Notes();
  readonly #recorder = new Recorder((owner, key) => this.#notes.depsOf(owner, key));
  readonly #start: Frame;
  #frame: Frame;
  /** Of frames that are done, for the leaves they share. */
  readonly #conditions = new Map<Frame, readonly string[]>();
  /** What the value made last was made from. */
  #last: ReadonlySet<string> = EMPTY;

  /** `entry` is the group the map begins with. */
  constructor(entry: RuleMark) {
    this.#start = { parent: undefined, reads: this.#recorder.sink, mark: entry };
    this.#frame = this.#start;
  }

  source(value: unknown): unknown {
    return this.#recorder.source(value);
  }
  view(value: unknown): unknown {
    return this.#recorder.view(value);
  }
  slot(slot: Slot): unknown {
    return this.#recorder.slot(slot);
  }
  touch(place: PlaceRef): void {
    this.#recorder.record(place);
  }
  use<T>(place: PlaceRef, value: T): T {
    this.#recorder.record(place);
    return value;
  }
  items(owner: unknown, key: string, isPrimitive: boolean): Item[] {
    return this.#recorder.items(owner, key, isPrimitive);
  }
  choices(owner: unknown, keys: readonly string[], name: string): Item[] {
    return this.#recorder.choices(owner, keys, name);
  }
  loose(owner: unknown, name: string): Item[] {
    return this.#recorder.loose(owner, name);
  }

  #enter(frame: Frame): Frame {
    this.#frame = frame;
    this.#recorder.sink = frame.reads;
    return frame;
  }

  rule(map: string, line: number, rule: string): Frame {
    return this.#enter({ parent: this.#frame, reads: new Set(), mark: { map, line, rule } });
  }

  item(outer: Frame, place: PlaceRef): void {
    this.#enter({ parent: outer, reads: new Set(), mark: outer.mark });
    this.#recorder.record(place);
  }

  back(rule: Frame): void {
    if (rule.parent !== undefined) this.#enter(rule.parent);
  }

  /** Makes a value; what is read for it is its source, no condition. */
  value<T>(evaluate: () => T): T {
    const outer = this.#recorder.sink;
    this.#recorder.sink = new Set();
    const value = evaluate();
    this.#last = this.#recorder.sink;
    this.#recorder.sink = outer;
    return value;
  }

  taken(): PlaceRef {
    return { deps: this.#last };
  }

  nothing(): void {
    this.#last = EMPTY;
  }

  #note(sources: ReadonlySet<string> = this.#last): Note {
    return { sources, frame: this.#frame };
  }

  /** A property was written; `index` is where in a list, by default at its end. */
  note(owner: Json, key: string, value: unknown, index?: number): void {
    const there = owner[key];
    if (!Array.isArray(there)) this.#notes.keep(owner, key, this.#note());
    else {
      const at = { key, index: index ?? there.length - 1, value };
      this.#notes.insert(owner, at, this.#note());
    }
  }

  noteSlot({ owner, key, index }: Slot): void {
    if (index === undefined) this.#notes.keep(owner, key, this.#note());
    else this.#notes.replace(owner, { key, index }, this.#note());
  }

  /** An object is there to be filled; the rule that made it first counts. */
  made(owner: Json, key: string): void {
    if (this.#notes.ofProperty(owner, key) === undefined) {
      this.#notes.keep(owner, key, this.#note(EMPTY));
    }
  }

  /** Each leaf of a copied object is traced to its own place. */
  copy(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.copy(each));
    if (!isNode(value)) return value;
    const isProxy = this.#recorder.behind(value) !== undefined;
    const result: Json = {};
    for (const key of Object.keys(value)) {
      const outer = this.#recorder.sink;
      this.#recorder.sink = new Set();
      result[key] = this.copy(Reflect.get(value, key));
      if (isProxy) this.#notes.keep(result, key, this.#note(this.#recorder.sink));
      for (const place of this.#recorder.sink) outer.add(place);
      this.#recorder.sink = outer;
    }
    return result;
  }

  finish(target: Json, type: string, tables: OrderTables): TracedResult {
    const moved = (from: Json, to: Json) => this.#notes.move(from, to);
    const result = finish(target, type, { tables, moved }) ?? {};
    const root = typeof result.resourceType === 'string' ? result.resourceType : type;
    const path = root.slice(root.lastIndexOf('/') + 1) || 'result';
    const trace: TraceEntry[] = [];
    this.#visit(result, { path, note: { sources: EMPTY, frame: this.#start } }, trace);
    return { result, trace };
  }

  #entry({ path, note }: At, leaf: boolean): TraceEntry {
    const { frame, sources } = note;
    const around = this.#conditions.get(frame) ?? [...conditionsOf(frame)];
    this.#conditions.set(frame, around);
    const conditions = around.filter((place) => !sources.has(place));
    return { target: path, ...frame.mark, leaf, sources: [...sources], conditions };
  }

  #visit(value: unknown, at: At, trace: TraceEntry[]): void {
    if (value === null || value === undefined) return;
    const object = isNode(value) ? (value as Json) : undefined;
    trace.push(this.#entry(at, object === undefined));
    for (const [key, inner] of Object.entries(object ?? {})) {
      const path = `${at.path}.${key}`;
      const note = this.#notes.ofProperty(object as Json, key) ?? at.note;
      if (!Array.isArray(inner)) {
        this.#visit(inner, { path, note }, trace);
        continue;
      }
      for (const [index, item] of inner.entries()) {
        const own = this.#notes.ofItem(object as Json, key, index) ?? note;
        this.#visit(item, { path: `${path}[${index}]`, note: own }, trace);
      }
    }
  }
}

interface At {
  readonly path: string;
  readonly note: Note;
}

export function createTracer(entry: RuleMark): Tracer {
  return new Tracer(entry);
}
