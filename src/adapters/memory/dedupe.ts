/** Hints in this process alone: the oldest are forgotten first. */
import { limits } from '../../base/limits.ts';
import type { Clock, Dedupe } from '../../gateway/ports/services.ts';

export function createMemoryDedupe(clock: Pick<Clock, 'now'>): Dedupe {
  const marks = new Map<string, number>();
  return {
    mark: async (key) => {
      const now = clock.now();
      const until = marks.get(key);
      if (until !== undefined && until > now) return 'seen';
      marks.delete(key);
      marks.set(key, now + limits.hintKeptMs);
      const [oldest] = marks.keys();
      if (marks.size > limits.hintKeys && oldest !== undefined) marks.delete(oldest);
      return 'new';
    },
    healthy: () => true,
  };
}
