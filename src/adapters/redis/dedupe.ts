/**
 * Hints in Redis, alone or as a cluster: one key a script, so both work the same. Redis may forget
 * or lie; 50 ms of silence or an error mean `unknown`, and several in a row a pause.
 */
import { createClient, createCluster } from 'redis';
import { limits } from '../../base/limits.ts';
import type { Clock, Dedupe, Log } from '../../gateway/ports/services.ts';
import { createBreaker } from './breaker.ts';
import { hintKey, mark } from './mark.ts';

export interface RedisDedupe extends Dedupe {
  close(): Promise<void>;
}

export interface RedisOptions {
  /** One URL, or several separated by commas for a cluster. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Client {
  mark(key: string, ttlMs: number): Promise<boolean>;
  destroy(): void;
}

/** Never fails for want of a server: it connects in the background and bypasses until then. */
export function createRedisDedupe({ url, clock, log }: RedisOptions): RedisDedupe {
  const client = connect(url, log);
  const breaker = createBreaker(clock, log);
  return {
    mark: async (key) => {
      if (breaker.open()) return 'unknown';
      const asked = client.mark(hintKey(key), limits.hintKeptMs);
      const answer = await withinLimit(asked, clock);
      breaker.note(answer !== undefined);
      if (answer === undefined) return 'unknown';
      return answer ? 'new' : 'seen';
    },
    healthy: () => !breaker.open(),
    close: async () => client.destroy(),
  };
}

function connect(url: string, log: Log): Client {
  const urls = url.split(',').map((one) => one.trim());
  const socket = { connectTimeout: 1_000, reconnectStrategy: (tries: number) => pause(tries) };
  const scripts = { mark };
  // Commands must not queue up while the server is away: a hint that comes late is worth nothing.
  const options = { scripts, socket, disableOfflineQueue: true };
  const failed = (error: Error) => log.event('warn', 'redis', { reason: error.message });
  if (urls.length > 1) {
    const rootNodes = urls.map((one) => ({ url: one }));
    const cluster = createCluster({ rootNodes, scripts, defaults: { socket } });
    cluster.on('error', failed);
    cluster.connect().catch(failed);
    return cluster;
  }
  const client = createClient({ url, ...options });
  client.on('error', failed);
  client.connect().catch(failed);
  return client;
}

function pause(tries: number): number {
  return Math.min(100 * 2 ** Math.min(tries, 10), 2_000);
}

/** The answer if it comes in time; a late or failed one is swallowed. */
async function withinLimit(asked: Promise<boolean>, clock: Clock): Promise<boolean | undefined> {
  const answer = asked.then(
    (fresh): boolean | undefined => fresh,
    () => undefined,
  );
  return await Promise.race([answer, clock.sleep(limits.hintMs).then(() => undefined)]);
}
