/** A submission that kills every translator that reads it ends as failed, and holds nobody up. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { limits } from '../../src/base/limits.ts';
import { TranslatorLostError } from '../../src/gateway/ports/outage.ts';
import { sampleBytes } from '../gateway/sample-claims.ts';
import { type GatewayUnderTest, startUnderTest, statusWhen } from './gateway-under-test.ts';

let gateway: GatewayUnderTest;
let deaths = 0;
beforeAll(async () => {
  gateway = await startUnderTest({
    beforeTranslation: async (text) => {
      if (!text.includes('poison')) return;
      deaths += 1;
      throw new TranslatorLostError('a translator thread has ended');
    },
  });
});
afterAll(async () => {
  await gateway.close();
});

async function postForLater(number: string): Promise<string> {
  const response = await gateway.send('/submissions/sample', {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'respond-async' },
    body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
  });
  expect(response.status).toBe(202);
  return response.headers.get('content-location') ?? '';
}

it('is tried five times, then given up in words', { timeout: 20_000 }, async () => {
  const [poison, good] = [await postForLater('poison'), await postForLater('good')];
  // The other one waits behind it for as many looks, a second each.
  const failed = await statusWhen(gateway, poison, ({ state }) => state === 'failed');
  const done = await statusWhen(gateway, good, ({ state }) => state === 'done');
  expect(done.state).toBe('done');
  expect([failed.state, deaths]).toEqual(['failed', limits.crashTries]);
  expect(JSON.stringify(failed)).toContain('SAMPAN-GATEWAY-FAILED');
});
