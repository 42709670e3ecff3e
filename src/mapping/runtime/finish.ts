/** Brings the finished target into the definition's order and drops what stayed empty. */
import { isExactNumber } from '../../base/decimal.ts';
import type { Json } from './values.ts';

/** Of each property: its rank, its type (0 for a primitive), and the number of its choice or 0. */
export type OrderEntry = readonly [rank: number, type: string | 0, choice: number];
export type OrderTable = Readonly<Record<string, OrderEntry>>;
export type OrderTables = Readonly<Record<string, OrderTable>>;

/** Told when an object was written anew, so that what is noted of the old one moves along. */
export type Moved = (from: Json, to: Json) => void;

const LAST = 1e9;

/** The table of an object: by its resourceType where it has one. */
function tableOf(object: Json, type: string, tables: OrderTables): OrderTable | undefined {
  const own = object.resourceType;
  if (typeof own === 'string' && tables[own] !== undefined) return tables[own];
  return tables[type];
}

export interface Finisher {
  readonly tables: OrderTables;
  readonly moved?: Moved;
}

function finishItems(items: unknown[], type: string | 0, finisher: Finisher): unknown {
  let kept = 0;
  let filled = 0;
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === null || item === undefined) {
      if (type === 0 || item === null) items[kept++] = null;
      continue;
    }
    const done =
      typeof item === 'object' && type !== 0 ? finish(item as Json, type, finisher) : item;
    if (done === undefined) continue;
    items[kept++] = done;
    filled++;
  }
  items.length = kept;
  return filled === 0 ? undefined : items;
}

function finishValue(value: unknown, type: string | 0, finisher: Finisher): unknown {
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  if (Array.isArray(value)) return finishItems(value, type, finisher);
  return type === 0 || isExactNumber(value) ? value : finish(value as Json, type, finisher);
}

/** The object itself if it was in order, else a new one; undefined if nothing is in it. */
export function finish(object: Json, type: string, finisher: Finisher): Json | undefined {
  const table = tableOf(object, type, finisher.tables);
  let last = -1;
  let lastChoice = 0;
  let inOrder = true;
  let filled = 0;
  for (const key in object) {
    const entry = table?.[key];
    const rank = entry === undefined ? (table === undefined ? last : LAST) : entry[0];
    const value = object[key];
    const done = finishValue(value, entry === undefined ? '' : entry[1], finisher);
    if (done === undefined) inOrder = false;
    else filled++;
    if (done !== value) object[key] = done;
    const choice = entry === undefined ? 0 : entry[2];
    // of two properties of one choice the one set later wins
    if (rank < last || (choice !== 0 && choice === lastChoice)) inOrder = false;
    if (choice !== 0) lastChoice = choice;
    last = rank;
  }
  if (filled === 0) return undefined;
  return inOrder ? object : rebuild(object, table, finisher);
}

function rebuild(object: Json, table: OrderTable | undefined, finisher: Finisher): Json {
  const chosen = new Map<number, string>();
  const keys: string[] = [];
  for (const key in object) {
    if (object[key] === undefined) continue;
    const group = table?.[key]?.[2] ?? 0;
    const before = group === 0 ? undefined : chosen.get(group);
    if (before !== undefined && before !== key) keys.splice(keys.indexOf(before), 1);
    if (group !== 0) chosen.set(group, key);
    keys.push(key);
  }
  const rank = (key: string) => table?.[key]?.[0] ?? LAST;
  if (table !== undefined) keys.sort((a, b) => rank(a) - rank(b));
  const ordered: Json = {};
  for (const key of keys) ordered[key] = object[key];
  finisher.moved?.(object, ordered);
  return ordered;
}
