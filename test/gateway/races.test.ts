/** 64 requests at once at two gateways on one PostgreSQL: each decision is made once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PostgresServer,
  postgresMissing,
  startPostgres,
} from '../adapters/postgres-server.ts';
import { bodyOf, type GatewayUnderTest, startUnderTest } from '../http/gateway-under-test.ts';
import { type SampleClaim, sampleBytes } from './sample-claims.ts';

interface Answer {
  readonly entry: readonly {
    readonly response: { readonly status: string; readonly etag: string };
  }[];
}

describe.skipIf(postgresMissing('races of two gateways'))('64 at once', () => {
  let server: PostgresServer;
  let gateway: GatewayUnderTest;
  let urls: readonly string[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    gateway = await startUnderTest({ databaseUrl: await server.newDatabase() });
    urls = [gateway.url, (await gateway.startBeside()).url];
  }, 60_000);
  afterAll(async () => {
    await gateway.close();
    await server.close();
  });

  /** Status and version of the one entry; sent again as long as the gateway is too busy. */
  async function send(at: number, path: string, body: string | Uint8Array): Promise<string> {
    for (;;) {
      const response = await fetch(`${urls[at % urls.length]}${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer key-one', 'content-type': 'application/json' },
        body: body as string,
      });
      if (response.status === 503) continue;
      expect(response.status).toBe(200);
      const [entry] = (await bodyOf<Answer>(response)).entry;
      return `${entry?.response.status} ${entry?.response.etag}`;
    }
  }

  const claim = (value: SampleClaim) => sampleBytes([value]);
  const post = (at: number, value: SampleClaim, intent = '') =>
    send(at, `/submissions/sample${intent && `?intent=${intent}`}`, claim(value));
  const times = (count: number, ask: (at: number) => Promise<string>) =>
    Promise.all(Array.from({ length: count }, (_, at) => ask(at)));
  const counts = (answers: readonly string[]) =>
    Object.fromEntries([...Map.groupBy(answers, String)].map(([key, all]) => [key, all.length]));

  it('D1 and D5: one new claim', async () => {
    const answers = await times(64, (at) => post(at, { number: 'new' }));
    expect(counts(answers)).toEqual({ '201 W/"1"': 1, '200 W/"1"': 63 });
  });

  it('D7: one correction', async () => {
    await post(0, { number: 'next', amount: 1 });
    const answers = await times(64, (at) => post(at, { number: 'next', amount: 2 }, 'replacement'));
    expect(counts(answers)).toEqual({ '201 W/"2"': 1, '200 W/"2"': 63 });
  });

  it('D7 with D9: at most one correction, then one void', async () => {
    await post(0, { number: 'both', amount: 1 });
    const answers = await times(64, (at) =>
      post(at, { number: 'both', amount: 2 }, (at >> 1) % 2 === 0 ? 'replacement' : 'void'),
    );
    const last = await post(0, { number: 'both' }, 'void');
    const found = counts(answers);
    expect(found['201 W/"2"'] ?? 0).toBeLessThanOrEqual(1);
    expect(last).toBe('201 W/"2"' in found ? '200 W/"3"' : '200 W/"2"');
  });

  it('D6: one release of a candidate', async () => {
    await post(0, { number: 'release', amount: 1 });
    const response = await fetch(`${gateway.url}/submissions/sample`, {
      method: 'POST',
      headers: { authorization: 'Bearer key-one', 'content-type': 'application/json' },
      body: claim({ number: 'release', amount: 2 }) as Uint8Array<ArrayBuffer>,
    });
    const path = `${response.headers.get('location')}/units/1`;
    const answers = await times(64, (at) => send(at, path, '{"decision":"replace"}'));
    expect(counts(answers)).toMatchObject({ '201 W/"2"': 1 });
    expect(answers.every((answer) => answer.endsWith('W/"2"'))).toBe(true);
  });

  it('every version reaches the payer once, in order', async () => {
    const number = 'both';
    const status = await post(0, { number }, 'void');
    const versions = Number(/"(\d)"/.exec(status)?.[1]);
    const ledger = await gateway.delivered(1 + 2 + versions + 2);
    const own = ledger.filter((entry) => entry.number === number);
    expect(own.map(({ version }) => Number(version))).toEqual(
      Array.from({ length: versions }, (_, at) => at + 1),
    );
    expect(ledger.every(({ effects }) => effects === 1)).toBe(true);
  });
});
