import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/crypto/ids.ts';
import { createMemoryDedupe } from '../../src/adapters/memory/dedupe.ts';
import { createRedisDedupe } from '../../src/adapters/redis/dedupe.ts';
import { createRedisDedupePerMark } from '../../src/adapters/redis/dedupe-per-mark.ts';
import { limits } from '../../src/base/limits.ts';
import type { Dedupe, Log } from '../../src/gateway/ports/services.ts';
import { type RedisServer, redisMissing, startRedis } from './redis-server.ts';

const silent: Log = { event: () => undefined };

/** What every kind of hint must do. */
function dedupeContract(name: string, open: () => Dedupe): void {
  describe(`dedupe contract: ${name}`, () => {
    it('tells new from seen', async () => {
      const dedupe = open();
      const key = `k-${name}`;
      expect(await settled(dedupe, key)).toBe('new');
      expect(await dedupe.mark(key)).toBe('seen');
      expect(await dedupe.mark(`${key}-other`)).toBe('new');
      expect(dedupe.healthy()).toBe(true);
    });

    it('lets one of many at once be new', async () => {
      const dedupe = open();
      await settled(dedupe, `warm-${name}`);
      const all = await Promise.all(Array.from({ length: 16 }, () => dedupe.mark(`race-${name}`)));
      expect(all.filter((answer) => answer === 'new').length).toBeLessThanOrEqual(1);
    });
  });
}

/** The first answer that is one: a connection may still be on its way. */
async function settled(dedupe: Dedupe, key: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await dedupe.mark(key);
    if (answer !== 'unknown') return answer;
    await systemClock.sleep(100);
  }
  return 'unknown';
}

dedupeContract('memory', () => createMemoryDedupe(systemClock));

it('memory forgets after its time', async () => {
  let now = 0;
  const dedupe = createMemoryDedupe({ now: () => now });
  await dedupe.mark('k');
  now = limits.hintKeptMs + 1;
  expect(await dedupe.mark('k')).toBe('new');
});

describe.skipIf(redisMissing('hints in Redis'))('redis', () => {
  let server: RedisServer;
  const opened: { close(): Promise<void> }[] = [];
  const open = () => {
    const dedupe = createRedisDedupe({ url: server.url, clock: systemClock, log: silent });
    opened.push(dedupe);
    return dedupe;
  };
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    for (const dedupe of opened) await dedupe.close();
    await server.close();
  });

  dedupeContract('redis', open);
  dedupeContract('redis, a connection a mark', () =>
    createRedisDedupePerMark({ url: server.url, clock: systemClock, log: silent }),
  );

  it('says unknown in time while the server hangs, and is bypassed after that', async () => {
    const dedupe = open();
    await settled(dedupe, 'before');
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

  it('says unknown, and throws nothing, while there is no server', async () => {
    await server.kill();
    const dedupe = open();
    expect(await dedupe.mark('x')).toBe('unknown');
    await server.start();
    expect(['new', 'seen']).toContain(await settled(dedupe, 'x'));
  }, 20_000);
});
