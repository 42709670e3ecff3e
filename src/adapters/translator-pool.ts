/** Translation in other threads, so that one large submission does not hold up all requests. */
import { Worker } from 'node:worker_threads';
import type { Place } from '../base/place.ts';
import { OutageError, TranslatorLostError } from '../gateway/ports/outage.ts';
import type { PreparedTranslation } from '../gateway/ports/prepared.ts';
import type { LocateRequest, TranslateRequest, Translator } from '../gateway/ports/services.ts';

export interface TranslateJob {
  readonly id: number;
  readonly request: TranslateRequest | LocateRequest;
}

export type TranslateReply =
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
}

/** One thread with the jobs it has been given. */
interface Lane {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

export function createTranslatorPool(options: PoolOptions): TranslatorPool {
  const lanes: Lane[] = [];
  const start = (): Lane => {
    const lane = startLane(options);
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
  const ask = <T>(request: TranslateRequest | LocateRequest): Promise<T> =>
    new Promise<unknown>((resolve, reject) => {
      const [first, ...others] = lanes;
      if (first === undefined) return reject(new OutageError('the translator is closed'));
      const free = others.reduce(
        (best, lane) => (lane.waiting.size < best.waiting.size ? lane : best),
        first,
      );
      last += 1;
      free.waiting.set(last, { resolve, reject });
      free.worker.postMessage({ id: last, request } satisfies TranslateJob);
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

function startLane({ thread, identityKey }: PoolOptions): Lane {
  const worker = new Worker(thread, { workerData: { identityKey } });
  const waiting = new Map<number, Waiting>();
  worker.on('message', (reply: TranslateReply) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('result' in reply) caller?.resolve(reply.result);
    else caller?.reject(new Error(reply.error));
  });
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => fail(new TranslatorLostError('a translator thread has ended')));
  return { worker, waiting };
}
