/** Ten times as much at once as the gateway takes in: refused unread, finished what is in hand. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleBytes } from '../gateway/sample-claims.ts';
import { bodyOf, type GatewayUnderTest, startUnderTest } from './gateway-under-test.ts';

const BOUND = 6;
const BYTES = 10_000;

/** Translations wait here until the gate is opened. */
let gate = Promise.withResolvers<void>();
let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest({
    limits: { admittedRequests: BOUND, admittedBytes: BYTES },
    beforeTranslation: async () => await gate.promise,
  });
});
afterAll(async () => {
  gate.resolve();
  await gateway.close();
});

const post = (number: string, { blanks = 0, language = 'en' } = {}) =>
  gateway.send('/submissions/sample', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: `${new TextDecoder().decode(sampleBytes([{ number }]))}${' '.repeat(blanks)}`,
  });

async function readiness(): Promise<readonly [number, string]> {
  const response = await gateway.send('/readyz', { key: '' });
  return [response.status, (await bodyOf<{ readonly status: string }>(response)).status];
}

/** Its answer once there is no more room; requests without a parameter's value store nothing. */
async function refused(number: string, language = 'en'): Promise<Response> {
  for (let tries = 0; tries < 200; tries += 1) {
    const response = await gateway.send('/submissions/sample?dry-run=x', { method: 'POST' });
    if (response.status === 503) return await post(number, { language });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('there is always room');
}

it('finishes what it has let in, turns the rest away at once, and takes it later', async () => {
  gate = Promise.withResolvers();
  const numbers = Array.from({ length: 10 * BOUND }, (_, at) => `many-${at}`);
  const sent = numbers.map(async (number) => ({ number, response: await post(number) }));
  // Nothing that was let in is answered while the gate is closed.
  const early: string[] = [];
  const all = Promise.withResolvers<readonly string[]>();
  for (const each of sent) {
    void each.then(({ number }) => {
      early.push(number);
      if (early.length === numbers.length - BOUND) all.resolve([...early]);
    });
  }
  const refusedEarly = await all.promise;
  expect(await readiness()).toEqual([503, 'overloaded']);
  expect((await gateway.send('/fhir/Claim')).status).toBe(200);
  gate.resolve();
  const answers = await Promise.all(sent);
  const turnedAway = answers.filter(({ response }) => response.status === 503);
  expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(BOUND);
  expect(turnedAway.map(({ number }) => number).sort()).toEqual([...refusedEarly].sort());
  for (const { response } of turnedAway) {
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.text()).toContain('SAMPAN-HTTP-BUSY');
  }
  expect(await readiness()).toEqual([200, 'ready']);
  await sendAll(turnedAway.map(({ number }) => number));
  expect(await bodyOf(await gateway.send('/fhir/Claim?_count=0'))).toMatchObject({
    total: numbers.length,
  });
  const ledger = await gateway.delivered(numbers.length);
  expect(ledger.map(({ number, effects }) => [number, effects]).sort()).toEqual(
    numbers.map((number) => [number, 1]).sort(),
  );
});

/** As a sender does: again and again, until it is taken. */
async function sendAll(numbers: readonly string[]): Promise<void> {
  let left = numbers;
  for (let round = 0; left.length > 0 && round < 100; round += 1) {
    const answers = await Promise.all(
      left.map(async (number) => ({ number, status: (await post(number)).status })),
    );
    left = answers.filter(({ status }) => status === 503).map(({ number }) => number);
  }
  expect(left).toEqual([]);
}

it('says it once in the log when it begins and when it is over', () => {
  const said = gateway.logged.filter(({ message }) => /overloaded|room for work/.test(message));
  expect(said.slice(0, 2)).toMatchObject([
    { level: 'warn', message: 'overloaded' },
    { level: 'info', message: 'room for work again' },
  ]);
});

it('counts bytes too; one large body alone is always let in', async () => {
  gate = Promise.withResolvers();
  const large = post('large', { blanks: 2 * BYTES });
  const answer = await refused('beside', 'th');
  expect([answer.status, await answer.text()]).toEqual([
    503,
    expect.stringContaining('ส่งคำขอเดิมอีกครั้ง'),
  ]);
  gate.resolve();
  expect((await large).status).toBe(200);
  expect((await post('beside')).status).toBe(200);
});

it('answers before the body has come', async () => {
  gate = Promise.withResolvers();
  const large = post('first', { blanks: 2 * BYTES });
  await refused('second');
  const answered = Promise.withResolvers<number | undefined>();
  const headers = {
    ...{ authorization: 'Bearer key-one', 'content-type': 'application/json' },
    'content-length': '5000',
  };
  const unsent = request(`${gateway.url}/submissions/sample`, { method: 'POST', headers });
  unsent.on('response', ({ statusCode }) => answered.resolve(statusCode));
  unsent.on('error', answered.reject);
  unsent.flushHeaders();
  expect(await answered.promise).toBe(503);
  unsent.on('error', () => undefined);
  unsent.destroy();
  gate.resolve();
  expect((await large).status).toBe(200);
});

it('takes a batch as one request, whatever is in it', async () => {
  const one = await startUnderTest({ limits: { admittedRequests: 1 } });
  const entry = ['a', 'b'].map((id) => ({
    resource: { resourceType: 'Patient', id },
    request: { method: 'POST', url: 'Patient/$validate' },
  }));
  const response = await one.send('/fhir', {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }),
  });
  expect(await bodyOf(response)).toMatchObject({
    entry: [{ response: { status: '200' } }, { response: { status: '200' } }],
  });
  await one.close();
});
