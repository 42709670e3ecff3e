/** Work that comes in bursts: done when woken, and looked for now and then in any case. */
import type { Clock, Log } from './ports/services.ts';

export interface Loop {
  wake(): void;
  /** Ends after the work in hand. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly everyMs: number;
  /** True if there may be more at once. */
  readonly work: () => Promise<boolean>;
}

export function startLoop({ clock, log, everyMs, work }: LoopOptions): Loop {
  let stopped = false;
  let wake = (): void => undefined;
  const once = async (): Promise<boolean> => {
    try {
      return await work();
    } catch (error) {
      log.event('error', 'work failed', {
        reason: error instanceof Error ? error.message : String(error),
      });
      return false;
    }
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!(await once()) && !stopped) await Promise.race([woken, clock.sleep(everyMs, woken)]);
    }
  };
  const running = run();
  return {
    wake: () => wake(),
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
