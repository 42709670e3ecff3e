/**
 * Hints in Redis where a connection must not outlive the request that opened it (Workers): each
 * mark connects, asks and leaves, all within the limit.
 */
import { createClient } from 'redis';
import { limits } from '../../base/limits.ts';
import type { Dedupe } from '../../gateway/ports/services.ts';
import { createBreaker } from './breaker.ts';
import type { RedisOptions } from './dedupe.ts';
import { hintKey, scripts } from './mark.ts';

export function createRedisDedupePerMark({ url, clock, log }: RedisOptions): Dedupe {
  const breaker = createBreaker(clock, log);
  const connect = () => {
    const socket = { connectTimeout: limits.hintMs, reconnectStrategy: false as const };
    const client = createClient({ url, scripts, socket });
    client.on('error', () => undefined);
    return client;
  };
  const ask = async <T>(run: (client: ReturnType<typeof connect>) => Promise<T>) => {
    const client = connect();
    const asked = client.connect().then(() => run(client));
    const answer = asked.catch((): undefined => undefined);
    const late = clock.sleep(limits.hintMs).then((): undefined => undefined);
    const result = await Promise.race([answer, late]);
    client.destroy();
    return result;
  };
  return {
    kind: 'redis',
    mark: async (key) => {
      if (breaker.open()) return 'unknown';
      const hint = await ask((client) => client.mark(hintKey(key), limits.hintInFlightMs)).catch(
        (): undefined => undefined,
      );
      breaker.note(hint !== undefined);
      return hint ?? 'unknown';
    },
    settle: async (key, stored) => {
      if (breaker.open()) return;
      const ttlMs = stored ? limits.hintKeptMs : 0;
      await ask((client) => client.settle(hintKey(key), ttlMs)).catch((): undefined => undefined);
    },
    healthy: () => !breaker.open(),
  };
}
