/** What each value of the target was made from, kept beside the target until the run is over. */
import { isNode } from './recorder.ts';

export interface RuleMark {
  readonly map: string;
  readonly line: number;
  readonly rule: string;
}

/** One run of a rule, or of a rule for one item; its reads are conditions of all written in it. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly reads: Set<string>;
  readonly mark: RuleMark;
}

export interface Note {
  readonly sources: ReadonlySet<string>;
  readonly frame: Frame;
}

/** Places read by the rules around a write. */
export function conditionsOf(frame: Frame): Set<string> {
  const found = new Set<string>();
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
    for (const place of at.reads) found.add(place);
  }
  return found;
}

export class Notes {
  readonly #properties = new WeakMap<object, Map<string, Note>>();
  readonly #objects = new WeakMap<object, Note>();
  /** One note for each item of a list, in the list's order. */
  readonly #lists = new WeakMap<object, Map<string, Note[]>>();

  ofProperty(owner: object, key: string): Note | undefined {
    return this.#properties.get(owner)?.get(key);
  }

  ofItem(owner: object, key: string, index: number): Note | undefined {
    const item: unknown = Reflect.get(owner, key)?.[index];
    const own = isNode(item) ? this.#objects.get(item) : undefined;
    return own ?? this.#lists.get(owner)?.get(key)?.[index];
  }

  depsOf(owner: object, key: string): ReadonlySet<string> | undefined {
    const note = this.ofProperty(owner, key);
    if (note === undefined) return undefined;
    return new Set([...note.sources, ...conditionsOf(note.frame)]);
  }

  keep(owner: object, key: string, note: Note): void {
    const known = this.#properties.get(owner) ?? new Map<string, Note>();
    this.#properties.set(owner, known.set(key, note));
  }

  /** An item joins a list at a position. */
  insert(owner: object, at: { key: string; index: number; value: unknown }, note: Note): void {
    if (isNode(at.value)) this.#objects.set(at.value, note);
    this.#itemsOf(owner, at.key).splice(at.index, 0, note);
    if (this.ofProperty(owner, at.key) === undefined) this.keep(owner, at.key, note);
  }

  replace(owner: object, at: { key: string; index: number }, note: Note): void {
    this.#itemsOf(owner, at.key)[at.index] = note;
  }

  #itemsOf(owner: object, key: string): Note[] {
    const byKey = this.#lists.get(owner) ?? new Map<string, Note[]>();
    this.#lists.set(owner, byKey);
    const notes = byKey.get(key) ?? [];
    byKey.set(key, notes);
    return notes;
  }

  /** An object was written anew: its notes move along. */
  move(from: object, to: object): void {
    const properties = this.#properties.get(from);
    if (properties !== undefined) this.#properties.set(to, properties);
    const lists = this.#lists.get(from);
    if (lists !== undefined) this.#lists.set(to, lists);
    const own = this.#objects.get(from);
    if (own !== undefined) this.#objects.set(to, own);
  }
}
