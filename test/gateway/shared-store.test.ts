/** Two gateways on one PostgreSQL: what one promises both keep, and nothing is sent twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PostgresServer,
  postgresMissing,
  startPostgres,
} from '../adapters/postgres-server.ts';
import { type RedisServer, redisMissing, startRedis } from '../adapters/redis-server.ts';
import {
  type GatewayUnderTest,
  startUnderTest,
  type TestOptions,
} from '../http/gateway-under-test.ts';
import { sampleBytes } from './sample-claims.ts';

const CLAIMS = 20;

async function send(url: string, number: string, key?: string) {
  const response = await fetch(`${url}/submissions/sample`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer key-one',
      'content-type': 'application/json',
      ...(key && { 'idempotency-key': key }),
    },
    body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
  });
  const text = await response.text();
  return {
    ...{ status: response.status, location: response.headers.get('location'), text },
    unit: /"status":"(\d+)"/.exec(text)?.[1],
  };
}

describe.skipIf(postgresMissing('two gateways on one PostgreSQL'))('two gateways', () => {
  let server: PostgresServer;
  const opened: GatewayUnderTest[] = [];
  const openTwo = async (options: TestOptions = {}) => {
    const databaseUrl = await server.newDatabase();
    const first = await startUnderTest({ ...options, databaseUrl });
    opened.push(first);
    return { first, urls: [first.url, (await first.startBeside()).url] };
  };
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    for (const gateway of opened) await gateway.close();
    await server.close();
  }, 60_000);

  const takesOnce = async (options: TestOptions) => {
    const { first, urls } = await openTwo(options);
    const numbers = Array.from({ length: CLAIMS }, (_, n) => `both-${n}`);
    for (const number of numbers) {
      const sent = urls.flatMap((url) => [send(url, number, number), send(url, number)]);
      const answers = await Promise.all(sent);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const made = answers.filter(({ unit }) => unit === '201');
      // Made once; that answer again for the same key at the other gateway.
      expect(new Set(made.map(({ location }) => location)).size).toBe(1);
      const [one, , other] = answers;
      expect(one?.text).toBe(other?.text);
      expect(one?.location).toBe(other?.location);
    }
    const ledger = await first.delivered(CLAIMS);
    expect(ledger.map(({ effects, received }) => [effects, received])).toEqual(
      numbers.map(() => [1, 1]),
    );
    const found = await (await first.send('/fhir/Claim?_count=0')).json();
    expect(found).toMatchObject({ total: CLAIMS });
  };

  it('take each claim once, and send it once', () => takesOnce({}));

  it('name the store', async () => {
    const [gateway] = opened;
    const ready = await (await gateway?.send('/readyz'))?.json();
    expect(ready).toMatchObject({
      status: 'ready',
      dependencies: expect.arrayContaining([
        expect.objectContaining({ name: 'store', kind: 'postgresql', status: 'up' }),
      ]),
    });
  });

  it('go on after the server crashed, and lose nothing that was acknowledged', async () => {
    const { first, urls } = await openTwo();
    const acknowledged: string[] = [];
    let ended = false;
    const sending = urls.map(async (url, gateway) => {
      for (let n = 0; !ended; n += 1) {
        const number = `crash-${gateway}-${n}`;
        while ((await send(url, number, number)).unit !== '201') {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        acknowledged.push(number);
      }
    });
    for (const disturb of [server.cutConnections, server.crash, server.cutConnections]) {
      const wanted = acknowledged.length + 10;
      while (acknowledged.length < wanted) await new Promise((resolve) => setTimeout(resolve, 10));
      await disturb();
    }
    ended = true;
    await Promise.all(sending);
    const ledger = await first.delivered(acknowledged.length);
    expect(ledger.map(({ number }) => number).sort()).toEqual(acknowledged.toSorted());
    expect(ledger.filter(({ effects }) => effects !== 1)).toEqual([]);
  });

  describe.skipIf(redisMissing('two gateways with Redis'))('with Redis between them', () => {
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(async () => {
      await redis.close();
    });

    it('take each claim once, and send it once', () => takesOnce({ redisUrl: redis.url }));

    it('work on a key in one gateway only', async () => {
      let translations = 0;
      const { urls } = await openTwo({
        redisUrl: redis.url,
        beforeTranslation: async () => {
          translations += 1;
          await new Promise((resolve) => setTimeout(resolve, 300));
        },
      });
      // Connections to Redis are made in the background.
      for (const url of urls) await send(url, 'warm', 'warm');
      translations = 0;
      const answers = await Promise.all(urls.map((url) => send(url, 'same', 'same')));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(translations).toBe(1);
    });
  });
});
