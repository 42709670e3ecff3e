/** The outbox against a payer that misbehaves: every claim arrives, with one effect. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutgoingRequest } from '../../src/gateway/ports/transport.ts';
import type { Adapters } from '../../src/node.ts';
import { sampleBytes } from '../gateway/sample-claims.ts';
import {
  type GatewayUnderTest,
  type Status,
  startUnderTest,
  statusWhen,
} from './gateway-under-test.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest();
});
afterAll(async () => {
  await gateway.close();
});

async function sendOne(number: string): Promise<string> {
  const response = await gateway.send('/submissions/sample', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
  });
  expect(response.status).toBe(200);
  return response.headers.get('location') ?? '';
}

const stateIs = (state: string) => (status: Status) => status.units[0]?.delivery?.state === state;
const attempts = (status: Status) =>
  status.units[0]?.timeline.filter(({ event }) => event === 'sent').length;
const entryOf = async (number: string) =>
  (await gateway.ledger()).find((entry) => entry.number === number);

describe('delivery', () => {
  it.each(['accept', 'slow'])('%s: one attempt, one effect', async (name) => {
    await gateway.scenario({ name, ms: 300 });
    const place = await sendOne(`ok-${name}`);
    const status = await statusWhen(gateway, place, stateIs('delivered'));
    expect([status.units[0]?.delivery?.state, attempts(status)]).toEqual(['delivered', 1]);
    expect(await entryOf(`ok-${name}`)).toMatchObject({ received: 1, effects: 1, version: '1' });
  });

  it('reject: refused for good, and not sent again', async () => {
    await gateway.scenario({ name: 'reject', code: 'C305', times: 1 });
    const status = await statusWhen(gateway, await sendOne('rejected'), stateIs('refused'));
    expect(attempts(status)).toBe(1);
    const events = status.units[0]?.timeline.map(({ event }) => event) ?? [];
    expect(events.slice(-3).toSorted()).toEqual([
      'answered: rejected',
      'refused: rejected',
      'sent',
    ]);
  });

  it('down: sent again until the payer is back', async () => {
    await gateway.scenario({ name: 'down', times: 2 });
    const status = await statusWhen(gateway, await sendOne('down'), stateIs('delivered'));
    expect(status.units[0]?.delivery?.state).toBe('delivered');
    expect(attempts(status)).toBe(3);
    expect(await entryOf('down')).toMatchObject({ received: 1, effects: 1 });
  });

  it.each(['garbage', 'duplicate'])(
    '%s: the same key and the same bytes, one effect',
    async (name) => {
      await gateway.scenario({ name, times: 1 });
      const status = await statusWhen(gateway, await sendOne(name), stateIs('delivered'));
      expect(status.units[0]?.delivery?.state).toBe('delivered');
      const entry = await entryOf(name);
      expect(entry).toMatchObject({ effects: 1, received: name === 'garbage' ? 2 : 1 });
      expect(new Set(entry?.bodySha256).size).toBe(1);
    },
  );

  it('timeout after processing, then a restart: one effect', { timeout: 30_000 }, async () => {
    await gateway.scenario({ name: 'timeout', times: 1 });
    const place = await sendOne('timeout');
    await gateway.delivered((await gateway.ledger()).length);
    const status = await statusWhen(gateway, place, stateIs('delivered'));
    if (status.units[0]?.delivery?.state !== 'delivered') {
      // The send is still waiting for its answer: that takes ten seconds.
      await new Promise((resolve) => setTimeout(resolve, 7_000));
    }
    const later = await statusWhen(gateway, place, stateIs('delivered'));
    expect(later.units[0]?.delivery?.state).toBe('delivered');
    const entry = await entryOf('timeout');
    expect(entry).toMatchObject({ received: 2, effects: 1 });
    expect(new Set(entry?.bodySha256).size).toBe(1);
  });
});

it('a payer that honours no keys, but tells what it has: one effect all the same', async () => {
  const own = await startUnderTest({ status: 'ClaimResponse?key={payerKey}' });
  try {
    await own.scenario({ name: 'garbage', times: 1, honours: false });
    const response = await own.send('/submissions/sample', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: sampleBytes([{ number: 'told' }]) as Uint8Array<ArrayBuffer>,
    });
    const place = response.headers.get('location') ?? '';
    const status = await statusWhen(own, place, stateIs('delivered'));
    expect(status.units[0]?.delivery?.state).toBe('delivered');
    expect(await own.ledger()).toMatchObject([{ received: 1, effects: 1 }]);
  } finally {
    await own.close();
  }
});

describe('a replacement and a void', () => {
  it("name the key of the version before, and the payer's own number of it", async () => {
    const sent: OutgoingRequest[] = [];
    const around = (adapters: Adapters): Adapters => ({
      ...adapters,
      transport: {
        ...adapters.transport,
        send: async (request) => {
          sent.push(request);
          return await adapters.transport.send(request);
        },
      },
    });
    const options = { databaseUrl: 'memory:', around };
    const own = await startUnderTest(options);
    const post = async (query: string, amount: number, count: number) => {
      await own.send(`/submissions/sample${query}`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: sampleBytes([{ number: 'numbered', amount }]) as Uint8Array<ArrayBuffer>,
      });
      return (await own.delivered(count)).at(-1);
    };
    const first = await post('', 1, 1);
    // The simulator numbers its replies.
    const number = `response-${first?.payerKey.slice(0, 12)}`;
    const second = await post('?intent=replacement', 2, 2);
    await own.send('/fhir/ClaimResponse', {
      ...{ method: 'POST', key: 'key-payer-1' },
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({
        ...{ resourceType: 'ClaimResponse', status: 'active', use: 'claim', outcome: 'complete' },
        ...{ created: '2026-03-02T10:00:00Z', identifier: [{ system: 'urn:p', value: 'เลข 7' }] },
        request: { reference: `Claim/${first?.claim}/_history/2` },
      }),
    });
    await post('?intent=void', 2, 3);
    await own.close();
    expect(
      sent.map(({ headers }) => [headers['sampan-replaces'], headers['sampan-replaces-number']]),
    ).toEqual([
      [undefined, undefined],
      [first?.payerKey, number],
      [second?.payerKey, 'urn:p|%E0%B9%80%E0%B8%A5%E0%B8%82%207'],
    ]);
  });
});
