/** Hints in this process alone: the oldest are forgotten first. */
import { limits } from '../../base/limits.ts';
import type { Clock, Dedupe } from '../../gateway/ports/services.ts';

interface Mark {
  readonly hint: 'in-flight' | 'seen';
  readonly until: number;
}

export function createMemoryDedupe(clock: Pick<Clock, 'now'>): Dedupe {
  const marks = new Map<string, Mark>();
  const set = (key: string, mark: Mark): void => {
    marks.delete(key);
    marks.set(key, mark);
    const [oldest] = marks.keys();
    if (marks.size > limits.hintKeys && oldest !== undefined) marks.delete(oldest);
  };
  return {
    kind: 'memory',
    mark: async (key) => {
      const now = clock.now();
      const held = marks.get(key);
      if (held !== undefined && held.until > now) return held.hint;
      set(key, { hint: 'in-flight', until: now + limits.hintInFlightMs });
      return 'new';
    },
    settle: async (key, stored) => {
      if (stored) set(key, { hint: 'seen', until: clock.now() + limits.hintKeptMs });
      else marks.delete(key);
    },
    healthy: () => true,
  };
}
