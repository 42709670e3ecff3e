import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/crypto/ids.ts';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import { createMemoryDedupe } from '../../src/adapters/memory/dedupe.ts';
import { createRedisDedupe } from '../../src/adapters/redis/dedupe.ts';
import { createRedisDedupePerMark } from '../../src/adapters/redis/dedupe-per-mark.ts';
import { limits } from '../../src/base/limits.ts';
import type { Dedupe, Hint, Log } from '../../src/gateway/ports/services.ts';
import { type ManyRedis, startCluster, startSentinel } from './redis-many.ts';
import { type RedisServer, redisMissing, startRedis } from './redis-server.ts';

const silent: Log = { event: () => undefined };
const mac = createMac(new Uint8Array(32));
const keyOf = (...parts: readonly string[]) => mac.of('test', ...parts);

/** What every kind of hint must do. */
function dedupeContract(name: string, kind: Dedupe['kind'], open: () => Dedupe): void {
  describe(`dedupe contract: ${name}`, () => {
    /** The first mark of a connection may come late, and yet be written. */
    const warm = async () => {
      const dedupe = open();
      await told(dedupe, keyOf(name, 'warm'));
      return dedupe;
    };

    it('tells new from in flight from stored', async () => {
      const dedupe = await warm();
      const key = keyOf(name);
      expect(await told(dedupe, key)).toBe('new');
      expect(await told(dedupe, key)).toBe('in-flight');
      await dedupe.settle(key, true);
      expect(await told(dedupe, key)).toBe('seen');
      expect(await told(dedupe, keyOf(name, 'other'))).toBe('new');
      expect(dedupe.healthy()).toBe(true);
      expect(dedupe.kind).toBe(kind);
    });

    it('forgets what came to nothing', async () => {
      const dedupe = await warm();
      const key = keyOf(name, 'nothing');
      expect(await told(dedupe, key)).toBe('new');
      await dedupe.settle(key, false);
      expect(await told(dedupe, key)).toBe('new');
    });

    it('lets one of many at once be new', async () => {
      const dedupe = await warm();
      const race = keyOf(name, 'race');
      const all = await Promise.all(Array.from({ length: 16 }, () => dedupe.mark(race)));
      expect(all.filter((answer) => answer === 'new').length).toBeLessThanOrEqual(1);
    });

    it('keeps keys apart, wherever they lie', async () => {
      const dedupe = await warm();
      const keys = Array.from({ length: 40 }, (_, n) => keyOf(name, 'apart', String(n)));
      const first: Hint[] = [];
      for (const key of keys) first.push(await told(dedupe, key));
      expect(new Set(first)).toEqual(new Set(['new']));
    });
  });
}

/** The first answer that is one: a connection may still be on its way. */
async function told(dedupe: Dedupe, key: string): Promise<Hint> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await dedupe.mark(key);
    if (answer !== 'unknown') return answer;
    await systemClock.sleep(100);
  }
  return 'unknown';
}

dedupeContract('memory', 'memory', () => createMemoryDedupe(systemClock));

it('memory forgets after its time', async () => {
  let now = 0;
  const dedupe = createMemoryDedupe({ now: () => now });
  await dedupe.mark('k');
  now = limits.hintInFlightMs + 1;
  expect(await dedupe.mark('k')).toBe('new');
  await dedupe.settle('k', true);
  now += limits.hintKeptMs - 1;
  expect(await dedupe.mark('k')).toBe('seen');
  now += 2;
  expect(await dedupe.mark('k')).toBe('new');
});

const opened: { close(): Promise<void> }[] = [];
const openAt = (url: string) => {
  const dedupe = createRedisDedupe({ url, clock: systemClock, log: silent });
  opened.push(dedupe);
  return dedupe;
};
afterAll(async () => {
  for (const dedupe of opened) await dedupe.close();
});

describe.skipIf(redisMissing('hints in Redis'))('redis', () => {
  let server: RedisServer;
  const open = () => openAt(server.url);
  beforeAll(async () => {
    server = await startRedis();
  }, 40_000);
  afterAll(async () => {
    await server.close();
  });

  dedupeContract('redis', 'redis', open);
  dedupeContract('redis, a connection a mark', 'redis', () =>
    createRedisDedupePerMark({ url: server.url, clock: systemClock, log: silent }),
  );

  it('says unknown in time while the server hangs, and is bypassed after that', async () => {
    const dedupe = open();
    await told(dedupe, 'before');
    server.hang();
    const began = performance.now();
    const answers = [await dedupe.mark('a'), await dedupe.mark('b'), await dedupe.mark('c')];
    const took = performance.now() - began;
    expect(answers).toEqual(['unknown', 'unknown', 'unknown']);
    expect(took).toBeLessThan(3 * limits.hintMs + 200);
    expect(dedupe.healthy()).toBe(false);
    const bypassed = performance.now();
    expect(await dedupe.mark('d')).toBe('unknown');
    expect(performance.now() - bypassed).toBeLessThan(limits.hintMs);
    server.wake();
  });

  it.each([
    ['read-only', ['replicaof', '127.0.0.1', '1']],
    ['out of memory', ['config', 'set', 'maxmemory', '1']],
  ])('says unknown while the server is %s, and throws nothing', async (_name, words) => {
    const dedupe = open();
    const key = keyOf('refused', ...words);
    await told(dedupe, keyOf('warm', ...words));
    server.command(...words);
    expect(await dedupe.mark(key)).toBe('unknown');
    await dedupe.settle(key, true);
    server.command('replicaof', 'no', 'one');
    server.command('config', 'set', 'maxmemory', '0');
    expect(await told(dedupe, key)).toBe('new');
  });

  it('says unknown, and throws nothing, while there is no server', async () => {
    await server.kill();
    const dedupe = open();
    expect(await dedupe.mark('x')).toBe('unknown');
    expect(dedupe.healthy()).toBe(false);
    await server.start();
    expect(['new', 'seen']).toContain(await told(dedupe, 'x'));
    expect(dedupe.healthy()).toBe(true);
  }, 20_000);
});

describe.skipIf(redisMissing('hints in Redis Cluster'))('redis cluster', () => {
  let cluster: ManyRedis;
  beforeAll(async () => {
    cluster = await startCluster();
  }, 40_000);
  afterAll(async () => {
    await cluster.close();
  });

  dedupeContract('redis cluster', 'redis-cluster', () => openAt(cluster.url));

  it('spreads keys over all nodes, and bypasses a node that is gone', async () => {
    const sizes = cluster.command('dbsize').map(Number);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    const dedupe = openAt(cluster.url);
    await told(dedupe, keyOf('warm cluster'));
    await cluster.kill(0);
    const began = performance.now();
    const keys = Array.from({ length: 12 }, (_, n) => keyOf('gone', String(n)));
    const answers = await Promise.all(keys.map((key) => dedupe.mark(key)));
    expect(answers).toContain('unknown');
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe.skipIf(redisMissing('hints in Redis behind a sentinel'))('redis sentinel', () => {
  let watched: ManyRedis;
  beforeAll(async () => {
    watched = await startSentinel();
  }, 40_000);
  afterAll(async () => {
    await watched.close();
  });

  dedupeContract('redis sentinel', 'redis-sentinel', () => openAt(watched.url));

  it('finds the server that took over', async () => {
    const dedupe = openAt(watched.url);
    await told(dedupe, keyOf('warm sentinel'));
    await watched.kill(0);
    for (let tries = 0; tries < 300 && (await dedupe.mark(keyOf('after'))) === 'unknown'; ) {
      tries += 1;
      await systemClock.sleep(100);
    }
    expect(await told(dedupe, keyOf('taken over'))).toBe('new');
  }, 40_000);
});
