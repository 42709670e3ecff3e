/** Unpacks one entry, never further than its limits, and holds the output against the header. */
import { Inflate } from 'fflate';
import type { WireCode } from '../findings.ts';
import { crc32 } from './crc32.ts';
import type { LocatedEntry } from './local.ts';

/** Deflate's best is 1,032 bytes out for one in, so one push yields at most 16 MiB. */
const PUSH_BYTES = 16 * 1024;
const DEFLATE_BEST_RATIO = 1032;

/** Bytes of output still allowed. */
export interface UnpackBudget {
  /** By the ratio of this entry, and of the whole archive. */
  readonly ratioBytes: number;
  /** By the size of all files together. */
  readonly totalBytes: number;
}

export type Unpacked =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'refused';
      readonly code: WireCode;
      /** Bytes of output at which it was refused. */
      readonly produced: number;
    };

export function unpack({ entry, data }: LocatedEntry, budget: UnpackBudget): Unpacked {
  if (entry.method === 0 && data.length !== entry.size) return refused('SAMPAN-ZIP-SIZE', 0);
  if (entry.method === 0 && data.length > budget.totalBytes) {
    return refused('SAMPAN-ZIP-TOO-BIG', 0);
  }
  const unpacked: Unpacked =
    entry.method === 0 ? { kind: 'bytes', bytes: data } : inflate(data, entry.size, budget);
  if (unpacked.kind === 'refused') return unpacked;
  const { bytes } = unpacked;
  if (bytes.length !== entry.size) return refused('SAMPAN-ZIP-SIZE', bytes.length);
  return crc32(bytes) === entry.crc ? unpacked : refused('SAMPAN-ZIP-CRC', bytes.length);
}

function refused(code: WireCode, produced: number): Unpacked {
  return { kind: 'refused', code, produced };
}

/**
 * What of fflate's state tells how its stream ended: its input left over, and its last block. `o`
 * is where it writes, behind the window of `s.b` bytes that later output may repeat.
 */
interface InflateState {
  o: Uint8Array;
  readonly p: Uint8Array;
  readonly s: {
    readonly b: number;
    readonly f?: number;
    readonly l?: unknown;
    readonly p?: number;
  };
}

/**
 * Room for a window, for what a push of a text mostly yields, and for the 128 KiB that fflate wants
 * free: it would make so large a buffer for each file of a set, and a set has sixteen small ones.
 */
const scratch = new Uint8Array(512 * 1024);

function push(inflater: Inflate, bytes: Uint8Array, last: boolean): void {
  const state = inflater as unknown as InflateState;
  scratch.set(state.o.subarray(0, state.s.b));
  state.o = scratch;
  inflater.push(bytes, last);
}

function inflate(data: Uint8Array, size: number, budget: UnpackBudget): Unpacked {
  if (size > data.length * DEFLATE_BEST_RATIO) return refused('SAMPAN-ZIP-SIZE', 0);
  const allowed = Math.min(budget.ratioBytes, budget.totalBytes);
  // Untouched pages of a large buffer cost nothing, so a declared size below the limit is taken.
  const output = new Uint8Array(Math.min(size, allowed));
  let produced = 0;
  const inflater = new Inflate((chunk) => {
    if (produced + chunk.length <= output.length) output.set(chunk, produced);
    produced += chunk.length;
  });
  try {
    for (let at = 0; at < data.length; at += PUSH_BYTES) {
      const end = Math.min(data.length, at + PUSH_BYTES);
      push(inflater, data.subarray(at, end), end === data.length);
      if (produced > output.length) return refused(overrunCode(produced, budget), produced);
    }
  } catch {
    return refused('SAMPAN-ZIP-DATA', produced);
  }
  if (!endedExactly(inflater)) return refused('SAMPAN-ZIP-DATA', produced);
  return { kind: 'bytes', bytes: output.subarray(0, produced) };
}

function overrunCode(produced: number, budget: UnpackBudget): WireCode {
  if (produced > budget.ratioBytes) return 'SAMPAN-ZIP-BOMB';
  return produced > budget.totalBytes ? 'SAMPAN-ZIP-TOO-BIG' : 'SAMPAN-ZIP-SIZE';
}

/** The last block has been read to its end and no byte of input follows it. */
function endedExactly(inflater: Inflate): boolean {
  const state = inflater as unknown as InflateState;
  const left = state.p.length - ((state.s.p ?? 0) > 0 ? 1 : 0);
  return state.s.f === 1 && !state.s.l && left === 0;
}
