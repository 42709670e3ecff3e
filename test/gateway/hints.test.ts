/** Whatever hints say, and whatever becomes of them, the final state is the same. */
import { describe, expect, it } from 'vitest';
import type { Dedupe } from '../../src/gateway/ports/services.ts';
import { type RedisServer, redisMissing, startRedis } from '../adapters/redis-server.ts';
import { startUnderTest, type TestOptions } from '../http/gateway-under-test.ts';
import { crashRun } from './crash-run.ts';
import { sampleBytes } from './sample-claims.ts';

const fixed = (answer: 'seen' | 'new' | 'unknown'): Dedupe & { close(): Promise<void> } => ({
  kind: 'memory',
  mark: async () => answer,
  settle: async () => undefined,
  healthy: () => true,
  close: async () => undefined,
});

interface FinalState {
  /** How often each status was answered for a unit. */
  readonly answers: Readonly<Record<string, number>>;
  readonly stored: unknown;
  readonly delivered: readonly string[];
}

/** 12 claims, each sent 5 times at once: with its key, with other keys, and once without. */
async function finalState(options: TestOptions): Promise<FinalState> {
  const gateway = await startUnderTest(options);
  try {
    const send = async (number: string, key?: string) => {
      const response = await gateway.send('/submissions/sample', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
        body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
      });
      const status = /"status":"(\d+)"/.exec(await response.text())?.[1];
      return `${response.status} ${status} ${response.headers.get('idempotency-replayed') ?? ''}`;
    };
    const all: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const number = `hint-${n}`;
      const keys = [number, number, number, `${number}-other`, undefined];
      all.push(...(await Promise.all(keys.map((key) => send(number, key)))));
    }
    const ledger = await gateway.delivered(12);
    const found = await (await gateway.send('/fhir/Claim?_count=0')).json();
    const counted = all.filter((answer) => !answer.endsWith('true'));
    return {
      answers: Object.fromEntries(
        [...Map.groupBy(counted, String)]
          .map(([answer, { length }]) => [answer.trim(), length] as const)
          .filter(([answer]) => answer.endsWith('201')),
      ),
      stored: (found as { readonly total: number }).total,
      delivered: ledger.map(({ number, effects }) => `${number} ${effects}`).sort(),
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
  });
});

describe.skipIf(redisMissing('a gateway with Redis'))('Redis', () => {
  const disturbances: Readonly<Record<string, (redis: RedisServer) => Promise<void>>> = {
    'as it should be': async () => undefined,
    killed: (redis) => redis.kill(),
    flushed: (redis) => redis.flush(),
    hanging: async (redis) => redis.hang(),
  };

  it.each(Object.entries(disturbances))('%s', async (_name, disturb) => {
    const redis = await startRedis();
    try {
      const running = finalState({ redisUrl: redis.url });
      await disturb(redis);
      expect(await running).toEqual(await expected);
    } finally {
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
