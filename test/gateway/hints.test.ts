/** Whatever hints say, and whatever becomes of them, the final state is the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dedupe, Hint } from '../../src/gateway/ports/services.ts';
import { type ManyRedis, startCluster } from '../adapters/redis-many.ts';
import { type RedisServer, redisMissing, startRedis } from '../adapters/redis-server.ts';
import { startUnderTest, type TestOptions } from '../http/gateway-under-test.ts';
import { crashRun } from './crash-run.ts';
import { sampleBytes } from './sample-claims.ts';

const fixed = (answer: Hint): Dedupe & { close(): Promise<void> } => ({
  kind: 'memory',
  mark: async () => answer,
  settle: async () => undefined,
  healthy: () => true,
  close: async () => undefined,
});

/** 12 originals, 8 corrections, 4 voids. */
const VERSIONS = 24;

interface FinalState {
  /** How often each status was answered for a unit. */
  readonly answers: Readonly<Record<string, number>>;
  readonly stored: unknown;
  readonly delivered: readonly string[];
}

/** What is done to claims after they were sent: each five times at once. */
const CHANGES = [
  { query: '?intent=replacement', amount: 2 },
  { query: '?intent=void', amount: 2 },
] as const;

/**
 * 12 claims, each sent 5 times at once: with its key, with other keys, and once without. Two of
 * three are corrected the same way, and half of those voided.
 */
async function finalState(options: TestOptions): Promise<FinalState> {
  const gateway = await startUnderTest(options);
  try {
    const send = async (number: string, key?: string, query = '', amount = 1) => {
      const response = await gateway.send(`/submissions/sample${query}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key && { 'idempotency-key': `${key}${query}` }),
        },
        body: sampleBytes([{ number, amount }]) as Uint8Array<ArrayBuffer>,
      });
      const status = /"status":"(\d+)"/.exec(await response.text())?.[1];
      return `${response.status} ${status} ${response.headers.get('idempotency-replayed') ?? ''}`;
    };
    const all: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const number = `hint-${n}`;
      const keys = [number, number, number, `${number}-other`, undefined];
      all.push(...(await Promise.all(keys.map((key) => send(number, key)))));
      for (const { query, amount } of CHANGES.slice(0, n % 3)) {
        all.push(...(await Promise.all(keys.map((key) => send(number, key, query, amount)))));
      }
    }
    const ledger = await gateway.delivered(VERSIONS);
    const found = await (await gateway.send('/fhir/Claim?_count=0')).json();
    const counted = all.filter((answer) => !answer.endsWith('true'));
    return {
      answers: Object.fromEntries(
        [...Map.groupBy(counted, String)]
          .map(([answer, { length }]) => [answer.trim(), length] as const)
          .filter(([answer]) => answer.endsWith('201')),
      ),
      stored: (found as { readonly total: number }).total,
      delivered: ledger
        .map(({ number, version, effects }) => `${number} ${version} ${effects}`)
        .sort(),
    };
  } finally {
    await gateway.close();
  }
}

const expected = finalState({});

describe('hints', () => {
  it.each(['new', 'seen', 'unknown'] as const)('that always say %s', async (answer) => {
    const state = await finalState({ dedupe: fixed(answer) });
    expect(state).toEqual(await expected);
    expect(state.stored).toBe(12);
    expect(state.delivered).toHaveLength(VERSIONS);
    expect(state.answers).toEqual({ '200 201': 20 });
  });
});

describe.skipIf(redisMissing('a gateway with Redis'))('Redis', () => {
  /** What happens to Redis meanwhile; ends when asked. */
  const disturbances: Readonly<Record<string, (redis: RedisServer) => Promise<() => void>>> = {
    'as it should be': async () => () => undefined,
    killed: async (redis) => {
      await redis.kill();
      return () => undefined;
    },
    'flushed every 100 ms': async (redis) => {
      await redis.flush();
      const timer = setInterval(() => void redis.flush().catch(() => undefined), 100);
      return () => clearInterval(timer);
    },
    hanging: async (redis) => {
      redis.hang();
      return () => undefined;
    },
  };

  it.each(Object.entries(disturbances))('%s', async (_name, disturb) => {
    const redis = await startRedis();
    let end = (): void => undefined;
    try {
      const running = finalState({ redisUrl: redis.url });
      end = await disturb(redis);
      expect(await running).toEqual(await expected);
    } finally {
      end();
      redis.wake();
      await redis.close();
    }
  });

  it('flushed while the gateway is killed again and again', async () => {
    const redis = await startRedis();
    try {
      const { acknowledged, stored, ledger } = await crashRun({
        ...{ kills: 3, senders: 4, redisUrl: redis.url, disturb: () => redis.flush() },
      });
      expect(stored).toBe(acknowledged.length);
      expect(ledger.map(({ effects }) => effects)).toEqual(acknowledged.map(() => 1));
    } finally {
      await redis.close();
    }
  }, 150_000);
});

describe.skipIf(redisMissing('a gateway with Redis Cluster'))('Redis Cluster', () => {
  let cluster: ManyRedis;
  beforeAll(async () => {
    cluster = await startCluster();
  }, 40_000);
  afterAll(async () => {
    await cluster.close();
  });

  // In this order: nothing is well after the last.
  const disturbances: Readonly<Record<string, () => Promise<() => void>>> = {
    'as it should be': async () => () => undefined,
    'flushed every 100 ms': async () => {
      const timer = setInterval(() => cluster.command('flushall'), 100);
      return () => clearInterval(timer);
    },
    'with a node killed': async () => {
      await cluster.kill(0);
      return () => undefined;
    },
    'killed altogether': async () => {
      await Promise.all([cluster.kill(1), cluster.kill(2)]);
      return () => undefined;
    },
  };

  it.each(Object.entries(disturbances))('%s', async (_name, disturb) => {
    const running = finalState({ redisUrl: cluster.url });
    const end = await disturb();
    try {
      expect(await running).toEqual(await expected);
    } finally {
      end();
    }
  });
});
