/**
 * Hints in Redis. It may forget or lie; 50 ms of silence or an error mean `unknown`, and several in
 * a row a pause.
 */
import { limits } from '../../base/limits.ts';
import type { Clock, Dedupe, Hint, Log } from '../../gateway/ports/services.ts';
import { createBreaker } from './breaker.ts';
import { openHints } from './client.ts';
import { hintKey } from './mark.ts';

export interface RedisDedupe extends Dedupe {
  close(): Promise<void>;
}

export interface RedisOptions {
  /** See `openHints`. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Never fails for want of a server: it connects in the background and bypasses until then. */
export function createRedisDedupe({ url, clock, log }: RedisOptions): RedisDedupe {
  const client = openHints(url, log);
  const breaker = createBreaker(clock, log);
  /** The answer if it comes in time; a late or failed one is swallowed. */
  const within = async <T>(asked: Promise<T>): Promise<T | undefined> => {
    const answer = asked.catch((): undefined => undefined);
    return await Promise.race([
      answer,
      clock.sleep(limits.hintMs).then((): undefined => undefined),
    ]);
  };
  return {
    kind: client.kind,
    mark: async (key): Promise<Hint> => {
      if (breaker.open()) return 'unknown';
      const hint = await within(client.mark(hintKey(key), limits.hintInFlightMs));
      breaker.note(hint !== undefined);
      return hint ?? 'unknown';
    },
    settle: async (key, stored) => {
      if (breaker.open()) return;
      await within(client.settle(hintKey(key), stored ? limits.hintKeptMs : 0));
    },
    // A gateway that nobody asks anything of learns nothing from its marks.
    healthy: () => client.connected() && !breaker.open(),
    close: async () => client.destroy(),
  };
}
