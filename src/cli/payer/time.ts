/** The simulated payer's time: the real one, or one that passes only when it is told to. */
import { setTimeout as realSleep } from 'node:timers/promises';

export interface PayerTime {
  now(): number;
  /** Ends early if the signal is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Lets so much time pass; undefined where it passes by itself. */
  readonly pass?: (ms: number) => void;
}

export const realTime: PayerTime = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await realSleep(ms, undefined, { signal }).catch(() => undefined);
  },
};

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Nothing waits longer than it takes to say so: tests of slow payers need no time. */
export function virtualTime(startMs: number = Date.parse('2026-01-01T00:00:00Z')): PayerTime {
  let now = startMs;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { due: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          resolve();
        });
      }),
    pass: (ms) => {
      now += ms;
      const due = [...sleepers].filter((sleeper) => sleeper.due <= now);
      for (const sleeper of due.toSorted((a, b) => a.due - b.due)) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
  };
}
