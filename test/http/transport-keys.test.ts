/** An Idempotency-Key stands for what it was first sent with, as long as is promised. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/crypto/ids.ts';
import { limits } from '../../src/base/limits.ts';
import { sampleBytes } from '../gateway/sample-claims.ts';
import { type GatewayUnderTest, startUnderTest } from './gateway-under-test.ts';

let gateway: GatewayUnderTest;
let aheadMs = 0;
const clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
beforeAll(async () => {
  gateway = await startUnderTest({
    databaseUrl: 'memory:',
    around: (adapters) => ({ ...adapters, clock }),
  });
});
afterAll(async () => {
  await gateway.close();
});

async function send(number: string): Promise<readonly [number, string | null]> {
  const response = await gateway.send('/submissions/sample', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'month-end' },
    body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
  });
  await response.text();
  return [response.status, response.headers.get('idempotency-replayed')];
}

it('is remembered to its last moment, and then free for other content', async () => {
  expect(await send('k-1')).toEqual([200, null]);
  aheadMs = limits.transportKeyKeptMs - 60_000;
  expect(await send('k-1')).toEqual([200, 'true']);
  expect(await send('k-2')).toEqual([422, null]);
  aheadMs = limits.transportKeyKeptMs + 60_000;
  expect(await send('k-2')).toEqual([200, null]);
  expect(await send('k-2')).toEqual([200, 'true']);
});
