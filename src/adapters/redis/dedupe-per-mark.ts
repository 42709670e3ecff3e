/**
 * Hints in Redis where a connection must not outlive the request that opened it (Workers): each
 * mark connects, asks and leaves, all within the limit.
 */
import { createClient } from 'redis';
import { limits } from '../../base/limits.ts';
import type { Dedupe } from '../../gateway/ports/services.ts';
import { createBreaker } from './breaker.ts';
import type { RedisOptions } from './dedupe.ts';
import { hintKey, mark } from './mark.ts';

export function createRedisDedupePerMark({ url, clock, log }: RedisOptions): Dedupe {
  const breaker = createBreaker(clock, log);
  const ask = async (key: string): Promise<boolean | undefined> => {
    const socket = { connectTimeout: limits.hintMs, reconnectStrategy: false as const };
    const client = createClient({ url, scripts: { mark }, socket });
    client.on('error', () => undefined);
    const asked = client.connect().then(() => client.mark(hintKey(key), limits.hintKeptMs));
    const answer = asked.then(
      (fresh): boolean | undefined => fresh,
      () => undefined,
    );
    const late = clock.sleep(limits.hintMs).then(() => undefined);
    const result = await Promise.race([answer, late]);
    client.destroy();
    return result;
  };
  return {
    mark: async (key) => {
      if (breaker.open()) return 'unknown';
      const fresh = await ask(key).catch(() => undefined);
      breaker.note(fresh !== undefined);
      if (fresh === undefined) return 'unknown';
      return fresh ? 'new' : 'seen';
    },
    healthy: () => !breaker.open(),
  };
}
