/** When to try again: exponential with full jitter, so that a crowd does not come back at once. */
import { limits } from '../base/limits.ts';

/** Milliseconds before the attempt after `attempt`; `fraction` is uniform in [0, 1). */
export function retryDelayMs(attempt: number, fraction: number): number {
  const span = Math.min(limits.retryCapMs, limits.retryBaseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(span * fraction);
}
