/**
 * One part of a stored body at a time, shown to a thread that cannot wait otherwise: translation is
 * synchronous, and the store is not.
 */
import { limits } from '../base/limits.ts';

export interface PartWindow {
  /** Whether the part is there, and its length. */
  readonly state: Int32Array;
  readonly bytes: Uint8Array;
}

const WAITS = 0;
const SHOWN = 1;
const FAILED = 2;

export function partWindow(): PartWindow {
  return {
    state: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
    bytes: new Uint8Array(new SharedArrayBuffer(limits.bodyChunkBytes)),
  };
}

/** In the thread that has the store; without a part, the other one gives up. */
export function showPart({ state, bytes }: PartWindow, part: Uint8Array | undefined): void {
  bytes.set(part ?? []);
  Atomics.store(state, 1, part?.length ?? 0);
  Atomics.store(state, 0, part === undefined ? FAILED : SHOWN);
  Atomics.notify(state, 0);
}

/** In the thread that waits. */
export function createFetch(
  { state, bytes }: PartWindow,
  ask: (part: number) => void,
): (part: number) => Uint8Array {
  return (part) => {
    Atomics.store(state, 0, WAITS);
    ask(part);
    Atomics.wait(state, 0, WAITS);
    if (Atomics.load(state, 0) === FAILED) throw new Error('the part could not be read');
    return bytes.slice(0, Atomics.load(state, 1));
  };
}
