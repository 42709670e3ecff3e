/**
 * Foresees, for each object a map makes, whether its properties will be written in the definition's
 * order and at least one of them surely. Only the others are put in order after the run.
 */
import type { Emitter, Writer } from './emitter.ts';

export interface Write {
  readonly kind: 'write';
  readonly key: string;
  readonly rank: number;
  /** Number of the choice the property belongs to; 0 for none. */
  readonly choice: number;
  /** True if nothing can keep it from happening once the object was made. */
  readonly sure: boolean;
  /** The loop it happens in, inside the object's life; 0 for none. */
  readonly loop: number;
  /** The object written, if it was made for this property. */
  readonly made?: Ledger;
}

interface Handover {
  readonly kind: 'call';
  readonly function: string;
  readonly parameter: number;
  readonly sure: boolean;
  readonly loop: number;
}

type Event = Write | Handover | { readonly kind: 'unknown' };

/** What happens to one object, in the order of the code. */
export interface Ledger {
  readonly events: Event[];
  /** How deep in conditions and loops the object was made. */
  readonly guards: number;
  readonly loops: readonly number[];
  late: boolean;
}

/** Begins where the writer is: in which conditions and loops the object is made. */
export function openLedger(writer: Writer): Ledger {
  return { events: [], guards: guardsOf(writer), loops: loopsOf(writer), late: false };
}

function guardsOf({ blocks }: Writer): number {
  return blocks.filter((block) => block !== 0).length;
}

function loopsOf({ blocks }: Writer): number[] {
  return blocks.filter((block) => block > 0);
}

/** What is certain about an event that happens where the writer is now. */
function circumstances(writer: Writer, ledger: Ledger): { sure: boolean; loop: number } {
  const inside = loopsOf(writer).filter((loop) => !ledger.loops.includes(loop));
  return { sure: guardsOf(writer) === ledger.guards, loop: inside[0] ?? 0 };
}

export function noteUnknown(ledger: Ledger | undefined): void {
  ledger?.events.push({ kind: 'unknown' });
}

export interface WriteDetail {
  readonly key: string;
  readonly rank: number;
  readonly choice: number;
  readonly made?: Ledger | undefined;
}

export function noteWrite(writer: Writer, ledger: Ledger | undefined, detail: WriteDetail): void {
  if (ledger === undefined) return;
  const { made, ...rest } = detail;
  const event = { kind: 'write', ...rest, ...circumstances(writer, ledger) } as const;
  ledger.events.push(made === undefined ? event : { ...event, made });
}

export function noteCall(
  writer: Writer,
  ledger: Ledger | undefined,
  call: { readonly function: string; readonly parameter: number },
): void {
  ledger?.events.push({ kind: 'call', ...call, ...circumstances(writer, ledger) });
}

/** The key under which a function's parameter has its ledger. */
export function parameterKey(name: string, parameter: number): string {
  return `${name} ${parameter}`;
}

type Flat = readonly Write[] | undefined;

/** All writes, those of called groups in their place; undefined if they cannot be foreseen. */
function flatten(ledger: Ledger, emitter: Emitter, open: ReadonlySet<Ledger>): Flat {
  if (open.has(ledger)) return undefined;
  const inner = new Set(open).add(ledger);
  const writes: Write[] = [];
  for (const event of ledger.events) {
    if (event.kind === 'unknown') return undefined;
    if (event.kind === 'write') writes.push(event);
    else {
      const called = emitter.parameters.get(parameterKey(event.function, event.parameter));
      const flat = called === undefined ? undefined : flatten(called, emitter, inner);
      if (flat === undefined) return undefined;
      for (const each of flat) {
        const loop = event.loop === 0 ? each.loop : event.loop;
        writes.push({ ...each, sure: event.sure && each.sure, loop });
      }
    }
  }
  return writes;
}

function inOrder(writes: readonly Write[]): boolean {
  let last = -1;
  const keysOfLoops = new Map<number, string>();
  const keysOfChoices = new Map<number, string>();
  for (const { key, rank, choice, loop } of writes) {
    if (rank < last) return false;
    last = rank;
    if (loop !== 0 && (keysOfLoops.get(loop) ?? key) !== key) return false;
    if (choice !== 0 && (keysOfChoices.get(choice) ?? key) !== key) return false;
    keysOfLoops.set(loop, key);
    keysOfChoices.set(choice, key);
  }
  return true;
}

/** An object that is made twice over, by two rules or in a loop, is written to by both. */
function markShared(writes: readonly Write[]): void {
  const seen = new Map<string, Ledger>();
  for (const { key, made, loop } of writes) {
    if (made === undefined) continue;
    const before = seen.get(key);
    if (before !== undefined && before !== made) before.late = true;
    if (before !== undefined || loop !== 0) made.late = true;
    seen.set(key, made);
  }
}

/** Decides for every object whether it must be looked at after the run. */
export function settle(emitter: Emitter): void {
  const flats = new Map<Ledger, Flat>();
  for (const ledger of emitter.ledgers) {
    const flat = flatten(ledger, emitter, new Set());
    flats.set(ledger, flat);
    if (flat === undefined || !inOrder(flat)) ledger.late = true;
    if (flat !== undefined) markShared(flat);
  }
  // an object may stay empty if all that is surely in it may be dropped for being empty itself
  for (let settled = false; !settled; ) {
    settled = true;
    for (const ledger of emitter.ledgers) {
      if (ledger.late) continue;
      const isSure = flats.get(ledger)?.some((write) => write.sure && write.made?.late !== true);
      if (isSure === true) continue;
      ledger.late = true;
      settled = false;
    }
  }
}
