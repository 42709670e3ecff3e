/** Translation in other threads, so that one large submission does not hold up all requests. */
import { Worker } from 'node:worker_threads';
import type { Place } from '../base/place.ts';
import { OutageError, TranslatorLostError } from '../gateway/ports/outage.ts';
import type { PreparedTranslation } from '../gateway/ports/prepared.ts';
import type {
  LocateRequest,
  StoredBody,
  TranslateRequest,
  Translator,
} from '../gateway/ports/services.ts';
import { createOneATurn, type OneATurn } from './one-a-turn.ts';
import { type PartWindow, partWindow, showPart } from './part-window.ts';

export interface TranslateJob {
  readonly id: number;
  readonly request: Omit<TranslateRequest, 'stored'> | LocateRequest;
  readonly stored?: Omit<StoredBody, 'read'>;
}

export interface TranslatorData {
  readonly identityKey: Uint8Array;
  readonly window: PartWindow;
}

export type TranslateReply =
  /** It waits for this part of what is stored. */
  | { readonly id: number; readonly part: number }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

export interface TranslatorPool extends Translator {
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Module that each thread runs. */
  readonly thread: URL;
  readonly threads: number;
  readonly identityKey: Uint8Array;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly stored?: StoredBody;
  /** Why a part could not be read. */
  failure?: Error;
}

/** One thread with the jobs it has been given. */
interface Lane {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  /** The submission it sliced last: it has that open. */
  sliced: string;
}

export function createTranslatorPool(options: PoolOptions): TranslatorPool {
  const lanes: Lane[] = [];
  const oneATurn = createOneATurn();
  const start = (): Lane => {
    const lane = startLane(options, oneATurn);
    // A thread that died is replaced; what it had in hand has failed.
    lane.worker.once('exit', (code) => {
      const at = lanes.indexOf(lane);
      if (at >= 0 && code !== 0) lanes[at] = start();
    });
    return lane;
  };
  for (let n = 0; n < options.threads; n += 1) lanes.push(start());
  let last = 0;
  // What a thread answers is what it was asked for: the same code runs on both sides.
  const ask = <T>({ stored, ...request }: TranslateRequest | LocateRequest): Promise<T> =>
    new Promise<unknown>((resolve, reject) => {
      const lane = chooseLane(lanes, request.slice?.key);
      if (lane === undefined) return reject(new OutageError('the translator is closed'));
      last += 1;
      lane.waiting.set(last, { resolve, reject, ...(stored && { stored }) });
      const job: TranslateJob = { id: last, request, ...(stored && { stored: plain(stored) }) };
      lane.worker.postMessage(job);
    }) as Promise<T>;
  return {
    translate: (request) => ask<PreparedTranslation>(request),
    locate: (request) => ask<readonly (readonly Place[])[]>(request),
    close: async () => {
      const closing = lanes.splice(0);
      await Promise.all(closing.map(({ worker }) => worker.terminate()));
    },
  };
}

/** The one that has the submission open, else the one with the least to do. */
function chooseLane(lanes: readonly Lane[], slices: string | undefined): Lane | undefined {
  const open = lanes.find(({ sliced }) => slices !== undefined && sliced === slices);
  if (open !== undefined) return open;
  const [first, ...others] = lanes;
  if (first === undefined) return undefined;
  const free = others.reduce(
    (best, lane) => (lane.waiting.size < best.waiting.size ? lane : best),
    first,
  );
  if (slices !== undefined) free.sliced = slices;
  return free;
}

function plain({ read: _here, ...body }: StoredBody): Omit<StoredBody, 'read'> {
  return body;
}

function startLane({ thread, identityKey }: PoolOptions, oneATurn: OneATurn): Lane {
  const window = partWindow();
  const workerData: TranslatorData = { identityKey, window };
  const worker = new Worker(thread, { workerData });
  const waiting = new Map<number, Waiting>();
  worker.on('message', (reply: TranslateReply) => {
    const caller = waiting.get(reply.id);
    if ('part' in reply) {
      void handOver(window, caller, reply.part);
      return;
    }
    waiting.delete(reply.id);
    if ('result' in reply) oneATurn(() => caller?.resolve(reply.result));
    else caller?.reject(caller.failure ?? new Error(reply.error));
  });
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => fail(new TranslatorLostError('a translator thread has ended')));
  return { worker, waiting, sliced: '' };
}

async function handOver(
  window: PartWindow,
  caller: Waiting | undefined,
  part: number,
): Promise<void> {
  try {
    if (caller?.stored === undefined) throw new Error('nobody has what is asked for');
    showPart(window, await caller.stored.read(part));
  } catch (error) {
    if (caller) caller.failure = error instanceof Error ? error : new Error(String(error));
    showPart(window, undefined);
  }
}
