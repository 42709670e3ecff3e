/** List modes of sources and targets. https://hl7.org/fhir/R5/mapping-language.html#7.8.0.10 */
import type { Json } from './values.ts';

export const sourceModes = {
  first: <T>(items: readonly T[]): readonly T[] => items.slice(0, 1),
  not_first: <T>(items: readonly T[]): readonly T[] => items.slice(1),
  last: <T>(items: readonly T[]): readonly T[] => items.slice(-1),
  not_last: <T>(items: readonly T[]): readonly T[] => items.slice(0, -1),
} as const;

/** How many items at the head and tail of a target list were put there by `first` and `last`. */
const heads = new WeakMap<object, number>();
const tails = new WeakMap<object, number>();

/** The list of a repeating element; made if need be. */
export function itemsOf(owner: Json, key: string): unknown[] {
  owner[key] ??= [];
  return owner[key] as unknown[];
}

/** Before the items other rules add; in order among themselves. Gives the position. */
export function pushFirst(owner: Json, key: string, value: unknown): number {
  const items = itemsOf(owner, key);
  const head = heads.get(items) ?? 0;
  items.splice(head, 0, value);
  heads.set(items, head + 1);
  return head;
}

/** After the items other rules add. */
export function pushLast(owner: Json, key: string, value: unknown): number {
  const items = itemsOf(owner, key);
  items.push(value);
  tails.set(items, (tails.get(items) ?? 0) + 1);
  return items.length - 1;
}

/** Where a map somewhere says `last` on this element. */
export function push(owner: Json, key: string, value: unknown): number {
  const items = itemsOf(owner, key);
  const at = items.length - (tails.get(items) ?? 0);
  items.splice(at, 0, value);
  return at;
}

/** An item of a repeating element to go on with: its last one, or a new one. */
export function lastItem(owner: Json, key: string): Json {
  const items = itemsOf(owner, key);
  const last = items.at(-1);
  if (last !== undefined) return last as Json;
  const made: Json = {};
  items.push(made);
  return made;
}
