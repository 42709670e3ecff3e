/** A clock whose time passes only when a test says so: waits end in the order they are due. */
import type { Clock } from '../../../src/gateway/ports/services.ts';

export interface VirtualClock extends Clock {
  /** Lets so much time pass, waking every sleeper at its time. */
  pass(ms: number): Promise<void>;
  /** Sets the time without anybody waking: a clock that was changed by hand. */
  jump(ms: number): void;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

export function virtualClock(start = Date.parse('2026-03-01T00:00:00Z')): VirtualClock {
  let now = start;
  let passed = 0;
  let sleepers: Sleeper[] = [];
  /** Everything that is ready to run does so. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ due: passed + Math.max(0, ms), wake });
      }),
    jump: (ms) => {
      now += ms;
    },
    pass: async (ms) => {
      await settle();
      const end = passed + ms;
      for (;;) {
        sleepers = sleepers.toSorted((a, b) => a.due - b.due);
        const [next] = sleepers;
        if (next === undefined || next.due > end) break;
        sleepers.shift();
        now += next.due - passed;
        passed = next.due;
        next.wake();
        await settle();
      }
      now += end - passed;
      passed = end;
      await settle();
    },
  };
}
