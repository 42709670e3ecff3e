/** Brings the finished target into the definition's order and drops what stayed empty. */
import { isExactNumber } from '../../base/decimal.ts';
import { copy, isObject, type Json } from './values.ts';

/** Of each property: its rank, its type (0 for a primitive), and the number of its choice or 0. */
export type OrderEntry = readonly [rank: number, type: string | 0, choice: number];
export type OrderTable = Readonly<Record<string, OrderEntry>>;
export type OrderTables = Readonly<Record<string, OrderTable>>;

/** Told when an object was written anew, so that what is noted of the old one moves along. */
export type Moved = (from: Json, to: Json) => void;

const LAST = 1e9;

const ABSTRACT = new Set(['', 'Resource', 'DomainResource']);

/** The table of an object: of its type, or by its resourceType where that may be any. */
function tableOf(object: Json, type: string, tables: OrderTables): OrderTable | undefined {
  const exact = ABSTRACT.has(type) ? undefined : tables[type];
  if (exact !== undefined) return exact;
  const own = object.resourceType;
  return (typeof own === 'string' ? tables[own] : undefined) ?? tables[type];
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

/** As `finish`, but what is inside was looked at already. */
export function finishOne(object: Json, type: string, tables: OrderTables): Json | undefined {
  const table = tableOf(object, type, tables);
  let last = -1;
  let lastChoice = 0;
  let inOrder = true;
  let filled = 0;
  for (const key in object) {
    const entry = table?.[key];
    const rank = entry === undefined ? (table === undefined ? last : LAST) : entry[0];
    const choice = entry === undefined ? 0 : entry[2];
    const value = object[key];
    if (isNothing(value)) {
      if (value !== undefined) object[key] = undefined;
      inOrder = false;
    } else filled++;
    if (rank < last || (choice !== 0 && choice === lastChoice)) inOrder = false;
    if (choice !== 0) lastChoice = choice;
    last = rank;
  }
  if (filled === 0) return undefined;
  return inOrder ? object : rebuild(object, table, { tables });
}

/** Undefined, null, and lists with nothing in them. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.every((item) => item === undefined || item === null);
}

/** In turn, as they were made: object, owner, site in the owner, position in a list or -1. */
export type LateObjects = readonly unknown[];

interface Site {
  readonly key: string;
  readonly type: string;
}

/** Later objects are inside of earlier ones, so they come first. */
export function finishLate(late: LateObjects, tables: OrderTables): void {
  for (let at = late.length - 4; at >= 0; at -= 4) {
    const object = late[at] as Json;
    const owner = late[at + 1] as Json;
    const { key, type } = late[at + 2] as Site;
    const index = late[at + 3] as number;
    const done = finishOne(object, type, tables);
    if (done === object) continue;
    if (index < 0) {
      if (owner[key] === object) owner[key] = done;
    } else replaceItem(owner[key] as unknown[], { object, done, index });
  }
}

interface Replacement {
  readonly object: Json;
  readonly done: Json | undefined;
  readonly index: number;
}

function replaceItem(items: unknown[], { object, done, index }: Replacement): void {
  const at = items[index] === object ? index : items.indexOf(object);
  if (at < 0) return;
  if (done === undefined) items.splice(at, 1);
  else items[at] = done;
}

/** A copy of a source value in its type's order, without what is empty. */
export function tidyCopy(value: unknown, type: string, tables: OrderTables): unknown {
  const copied = copy(value);
  return isObject(copied) ? finish(copied, type, { tables }) : copied;
}

function rebuild(object: Json, table: OrderTable | undefined, finisher: Finisher): Json {
  const chosen = new Map<number, string>();
  const keys: string[] = [];
  const ranks: number[] = [];
  for (const key in object) {
    if (object[key] === undefined) continue;
    const entry = table?.[key];
    const group = entry?.[2] ?? 0;
    if (group !== 0) {
      const before = keys.indexOf(chosen.get(group) ?? '');
      if (before >= 0) {
        keys.splice(before, 1);
        ranks.splice(before, 1);
      }
      chosen.set(group, key);
    }
    // Few keys, most of them in order: each goes behind the last that may stand before it
    const rank = table === undefined ? 0 : (entry?.[0] ?? LAST);
    let at = keys.length;
    while (at > 0 && (ranks[at - 1] ?? 0) > rank) at--;
    keys.splice(at, 0, key);
    ranks.splice(at, 0, rank);
  }
  const ordered: Json = {};
  for (const key of keys) ordered[key] = object[key];
  finisher.moved?.(object, ordered);
  return ordered;
}
