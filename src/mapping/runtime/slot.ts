/** Where a primitive of the target stands, so that a rule can fill it after it was made. */
import { itemsOf } from './lists.ts';
import { type Json, list } from './values.ts';

export interface Slot {
  readonly owner: Json;
  readonly key: string;
  /** Position, if the element repeats. */
  readonly index: number | undefined;
}

/** `index`: -1 is the last item of a repeating element. */
export function slot(owner: Json, key: string, repeats: boolean): Slot {
  if (!repeats) return { owner, key, index: undefined };
  return { owner, key, index: itemsOf(owner, key).length - 1 };
}

/** Adds a place to a repeating element. */
export function slotPushed(owner: Json, key: string): Slot {
  const items = itemsOf(owner, key);
  items.push(undefined);
  return { owner, key, index: items.length - 1 };
}

export function slotGet(slot: Slot): unknown {
  const value = slot.owner[slot.key];
  return slot.index === undefined ? value : list(value)[slot.index];
}

export function slotSet(slot: Slot, value: unknown): void {
  if (slot.index === undefined) slot.owner[slot.key] = value;
  else (slot.owner[slot.key] as unknown[])[slot.index] = value;
}

/** The object that holds a primitive's id and extensions; made if need be. */
export function slotCompanion(slot: Slot): Json {
  const key = `_${slot.key}`;
  if (slot.index === undefined) {
    slot.owner[key] ??= {};
    return slot.owner[key] as Json;
  }
  const items = itemsOf(slot.owner, key);
  while (items.length <= slot.index) items.push(null);
  items[slot.index] ??= {};
  return items[slot.index] as Json;
}

/** Id and extensions of a primitive, copied along with it. */
export function slotCompanionSet(slot: Slot, ext: unknown): void {
  if (ext === undefined || ext === null) return;
  Object.assign(slotCompanion(slot), ext);
}
