/** After several failures in a row nothing is asked for a while. */
import { limits } from '../../base/limits.ts';
import type { Clock, Log } from '../../gateway/ports/services.ts';

const FAILURES_TO_PAUSE = 3;

export interface Breaker {
  open(): boolean;
  note(success: boolean): void;
}

export function createBreaker(clock: Clock, log: Log): Breaker {
  let failures = 0;
  let until = 0;
  return {
    open: () => clock.now() < until,
    note: (success) => {
      failures = success ? 0 : failures + 1;
      if (failures < FAILURES_TO_PAUSE) return;
      failures = 0;
      until = clock.now() + limits.hintPauseMs;
      log.event('warn', 'hints are bypassed', { forMs: limits.hintPauseMs });
    },
  };
}
