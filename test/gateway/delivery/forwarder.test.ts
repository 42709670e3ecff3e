/** The forwarder on a virtual clock and a network that does as it is told. */
import { describe, expect, it } from 'vitest';
import { createMac } from '../../../src/adapters/crypto/mac.ts';
import { limits } from '../../../src/base/limits.ts';
import type { DeliveryPorts } from '../../../src/gateway/deliver.ts';
import { startForwarder } from '../../../src/gateway/forwarder.ts';
import type { Payer } from '../../../src/gateway/ports/terms.ts';
import type { OutgoingRequest, SendResult } from '../../../src/gateway/ports/transport.ts';
import { memoryOutbox } from './memory-outbox.ts';
import { virtualClock } from './virtual-clock.ts';

type Network = (request: OutgoingRequest, at: number) => Promise<SendResult> | SendResult;

const reply = (status: number, extra: object = {}): SendResult => ({
  ...{ kind: 'response', status, contentType: 'application/fhir+json', cut: false },
  body: status === 200 ? '{"resourceType":"ClaimResponse","outcome":"queued"}' : '',
  ...extra,
});

const unanswered: SendResult = { kind: 'unanswered', reason: 'ECONNRESET' };

function payer(id: string, change: Partial<Payer> = {}): Payer {
  return { id, country: 'xx', url: `http://${id}`, concurrency: 4, ...change };
}

/** A forwarder at work; `sent` are the requests with their seconds. */
function rig(payers: readonly Payer[], network: Network) {
  const clock = virtualClock();
  const start = clock.now();
  const outbox = memoryOutbox(clock);
  const sent: { readonly second: number; readonly key: string; readonly method: string }[] = [];
  const ports = {
    ...{ outbox, clock },
    store: {
      body: async ({ owner }: { owner: string }) =>
        owner.includes('lost') ? [] : [new Uint8Array([1])],
    },
    vault: { seal: async () => new Uint8Array(), open: async () => new Uint8Array([1]) },
    ...{ mac: createMac(new Uint8Array(32)), payerCode: () => undefined, notify: [] },
    ids: { token: () => 'token', submission: () => 'id', fraction: () => 0.5 },
    log: { event: () => undefined },
    transport: {
      send: async (request: OutgoingRequest) => {
        const second = (clock.now() - start) / 1_000;
        const key = request.headers['idempotency-key'] ?? request.url;
        sent.push({ second, key, method: request.method });
        return await network(request, second);
      },
    },
  } as unknown as DeliveryPorts;
  const forwarder = startForwarder(ports, payers);
  const add = (to: string, ...payerKeys: readonly string[]): void => {
    outbox.add(to, ...payerKeys);
    forwarder.wake();
  };
  return { clock, outbox, add, sent, forwarder };
}

const keys = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}-${at}`);

describe('the forwarder', () => {
  it('leaves a payer that is down alone for a while, and no other with it', async () => {
    let back = false;
    const { clock, outbox, add, sent } = rig([payer('a'), payer('b')], ({ peer }) =>
      peer === 'a' && !back ? reply(503) : reply(200),
    );
    add('a', ...keys('a', 20));
    add('b', ...keys('b', 20));
    await clock.pass(60_000);
    const toDown = sent.filter(({ key }) => key.startsWith('a-'));
    expect(keys('b', 20).map((key) => outbox.entry(key).state)).toEqual(
      Array(20).fill('delivered'),
    );
    // Four at once, then pauses that double: 0.5, 1, 2 … 30 s, each ended by one probe.
    expect(toDown.length).toBeLessThan(20);
    back = true;
    await clock.pass(limits.breakerPauseCapMs + 20 * limits.retryBaseMs * 2 ** 5);
    expect(keys('a', 20).map((key) => outbox.entry(key).state)).toEqual(
      Array(20).fill('delivered'),
    );
  });

  it('obeys Retry-After for the claim and for the payer', async () => {
    const { clock, add, sent } = rig([payer('a')], (_request, second) =>
      second === 0 ? reply(429, { retryAfterMs: 90_000 }) : reply(200),
    );
    add('a', 'first');
    await clock.pass(1_000);
    add('a', 'second');
    await clock.pass(200_000);
    expect(sent.map(({ key }) => key)).toEqual(['first', 'first', 'second']);
    expect(sent.slice(1).every(({ second }) => second >= 90 && second < 92)).toBe(true);
  });

  it('sends no faster than the payer takes', async () => {
    const { clock, add, sent } = rig([payer('a', { ratePerSecond: 5, concurrency: 50 })], () =>
      reply(200),
    );
    add('a', ...keys('k', 60));
    await clock.pass(10_000);
    expect(sent).toHaveLength(5 + 10 * 5);
  });

  it('never has more in flight than the payer takes at once', async () => {
    let inFlight = 0;
    let most = 0;
    const held: (() => void)[] = [];
    const { clock, outbox, add } = rig([payer('a', { concurrency: 3 })], async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise<void>((resolve) => held.push(resolve));
      inFlight -= 1;
      return reply(200);
    });
    add('a', ...keys('k', 9));
    for (let turn = 0; turn < 9; turn += 1) {
      await clock.pass(1_000);
      held.shift()?.();
    }
    await clock.pass(1_000);
    expect([most, keys('k', 9).every((key) => outbox.entry(key).state === 'delivered')]).toEqual([
      3,
      true,
    ]);
  });
});

describe('a claim in doubt', () => {
  const asking = payer('a', { status: 'ClaimResponse?key={payerKey}' });
  const found = '{"resourceType":"ClaimResponse","outcome":"complete"}';
  const refusal = '{"resourceType":"ClaimResponse","outcome":"error"}';

  it('is asked for before it is sent again, and not sent again if it is there', async () => {
    const { clock, outbox, add, sent } = rig([asking], ({ method }) =>
      method === 'GET' ? reply(200, { body: found }) : unanswered,
    );
    add('a', 'k');
    await clock.pass(5_000);
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(outbox.entry('k').state).toBe('delivered');
  });

  it('is sent again with the same key if the payer does not know it', async () => {
    const { clock, outbox, add, sent } = rig([asking], ({ method }, second) =>
      method === 'GET' ? reply(404) : second === 0 ? unanswered : reply(200),
    );
    add('a', 'k');
    await clock.pass(5_000);
    expect(sent.map(({ method, key }) => [method, key])).toEqual([
      ['POST', 'k'],
      ['GET', 'http://a/ClaimResponse?key=k'],
      ['POST', 'k'],
    ]);
    expect(outbox.entry('k').state).toBe('delivered');
  });

  it('that the payer calls a duplicate has the result that it tells', async () => {
    let asked = 0;
    const { clock, outbox, add, sent } = rig([asking], ({ method }, second) => {
      if (method === 'GET') asked += 1;
      if (method === 'GET') return asked === 1 ? reply(404) : reply(200, { body: refusal });
      return second === 0 ? unanswered : reply(409);
    });
    add('a', 'k');
    await clock.pass(5_000);
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST', 'GET']);
    expect(outbox.entry('k')).toMatchObject({ state: 'refused' });
  });

  it('is not sent again while the payer cannot tell', async () => {
    const { clock, outbox, add, sent } = rig([asking], ({ method }) =>
      method === 'GET' ? reply(500) : unanswered,
    );
    add('a', 'k');
    await clock.pass(60_000);
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(outbox.entry('k').state).toBe('ready');
  });
});

describe('what cannot be delivered', () => {
  it('is parked after five faults of ours, and holds nobody up', async () => {
    const { clock, outbox, add, sent } = rig([payer('a')], () => reply(200));
    add('a', 'lost', ...keys('k', 10));
    await clock.pass(120_000);
    expect(outbox.entry('lost')).toMatchObject({ state: 'parked', attempt: limits.crashTries });
    expect(sent.filter(({ key }) => key === 'lost')).toEqual([]);
    expect(keys('k', 10).every((key) => outbox.entry(key).state === 'delivered')).toBe(true);
  });

  it('is tried once if the payer says no for good', async () => {
    const { clock, outbox, add, sent } = rig([payer('a')], () => reply(422));
    add('a', 'k');
    await clock.pass(120_000);
    expect([outbox.entry('k').state, sent.length]).toEqual(['refused', 1]);
  });

  it('is tried for 72 hours, at most 15 minutes apart, then parked', async () => {
    const { clock, outbox, add, sent } = rig([payer('a')], () => ({
      kind: 'not-sent',
      reason: 'x',
    }));
    add('a', 'k');
    await clock.pass(limits.retryHorizonMs + 2 * limits.retryCapMs);
    expect(outbox.entry('k').state).toBe('parked');
    const gaps = sent.map(({ second }, at) => second - (sent[at - 1]?.second ?? 0));
    expect(Math.max(...gaps) * 1_000).toBeLessThanOrEqual(limits.retryCapMs + 30_000);
    expect(sent.at(-1)?.second).toBeGreaterThanOrEqual(limits.retryHorizonMs / 1_000);
  });
});

describe('a store that is away', () => {
  it('is told what came of a send as soon as it is back: nothing is sent again', async () => {
    const { clock, outbox, add, sent } = rig([payer('a')], () => reply(200));
    const { settle } = outbox;
    let away = true;
    Object.assign(outbox, {
      settle: async (settlement: Parameters<typeof settle>[0]) => {
        if (away) throw new Error('the store is full');
        return await settle(settlement);
      },
    });
    add('a', 'k');
    await clock.pass(10_000);
    expect(outbox.entry('k').state).toBe('sending');
    away = false;
    await clock.pass(1_000);
    expect([outbox.entry('k').state, sent.length]).toEqual(['delivered', 1]);
  });
});

describe('a shutdown', () => {
  it('lets sends finish, takes nothing new, and hands back what takes too long', async () => {
    const held = new Map<string, () => void>();
    const { clock, outbox, add, forwarder } = rig(
      [payer('a', { concurrency: 2 })],
      async (request) => {
        await new Promise<void>((resolve) => {
          held.set(request.headers['idempotency-key'] ?? '', resolve);
        });
        return reply(200);
      },
    );
    add('a', 'quick', 'stuck', 'waiting');
    await clock.pass(10);
    let ended = false;
    const stopping = forwarder.stop().then(() => {
      ended = true;
    });
    held.get('quick')?.();
    await clock.pass(limits.drainMs - 1_000);
    expect([outbox.entry('quick').state, ended]).toEqual(['delivered', false]);
    await clock.pass(2_000);
    await stopping;
    expect(outbox.entry('stuck')).toMatchObject({ state: 'ready', uncertain: true });
    expect(outbox.entry('waiting')).toMatchObject({ state: 'ready', attempt: 0 });
    // The answer comes after all: it no longer counts.
    held.get('stuck')?.();
    await clock.pass(10);
    expect(outbox.entry('stuck').results).toEqual(['ambiguous: handed back']);
  });
});
