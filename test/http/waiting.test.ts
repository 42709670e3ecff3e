/** D8 and the ends of waiting: what comes before its original, and what nobody decides about. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { limits } from '../../src/base/limits.ts';
import { bodyOf, type GatewayUnderTest, startUnderTest, statusWhen } from './gateway-under-test.ts';
import { answers, placeOf, replacement, sendingTo, voiding } from './send-claims.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest();
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  vi.useRealTimers();
});

const { post, send } = sendingTo(() => gateway);

function later(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + ms);
}

describe('D8: what comes before its original', () => {
  it('is told at once if it came alone', async () => {
    for (const options of [replacement, voiding]) {
      const answer = await send({ number: 'd8-alone' }, options);
      expect([answer.status, answer.codes]).toEqual(['422', ['SAMPAN-GATEWAY-NO-ORIGINAL']]);
      expect(answer.text).toContain('not-found');
    }
    expect((await send({ number: 'd8-alone' })).status).toBe('201');
  });

  it('of files waits, and is worked in when the original comes', async () => {
    const early = await post([{ number: 'd8-a', amount: 2 }, { number: 'd8-b' }], replacement);
    const parked = await answers(early.clone());
    expect(parked.map(({ status, codes }) => [status, codes])).toEqual([
      ['202', ['SAMPAN-GATEWAY-EARLY']],
      ['202', ['SAMPAN-GATEWAY-EARLY']],
    ]);
    const [waits] = await answers(
      await gateway.send(`${placeOf(early)}/units/1`, {
        ...{ method: 'POST', body: '{"decision":"replace"}' },
        headers: { 'content-type': 'application/json' },
      }),
    );
    expect(waits?.codes).toEqual(['SAMPAN-GATEWAY-NO-CANDIDATE']);
    const before = await statusWhen(gateway, placeOf(early), () => true);
    expect(before.books).toMatchObject({ in: 2, parked: 2 });
    expect(before.units[0]).toMatchObject({ waits: { for: 'original' } });
    expect((await send({ number: 'd8-a', amount: 1 })).status).toBe('201');
    const after = await statusWhen(
      gateway,
      placeOf(early),
      ({ units }) => units[0]?.delivery?.state === 'delivered',
    );
    expect(after.books).toMatchObject({ in: 2, parked: 1, replaced: 1 });
    expect(after.units[0]?.timeline.map(({ event }) => event).slice(0, 4)).toEqual([
      ...['received', 'parked', 'arrived', 'replaced'],
    ]);
    const found = await gateway.send('/fhir/Claim?identifier=d8-a');
    const { entry } = await bodyOf<{
      entry: readonly { resource: { meta: object; total: { value: number } } }[];
    }>(found);
    expect(entry[0]?.resource).toMatchObject({ meta: { versionId: '2' }, total: { value: 2 } });
  });

  it('may be a void, and is discarded if its sender wants that', async () => {
    const early = await post([{ number: 'd8-c' }, { number: 'd8-d' }], voiding);
    const [discarded] = await answers(
      await gateway.send(`${placeOf(early)}/units/2`, {
        ...{ method: 'POST', body: '{"decision":"discard"}' },
        headers: { 'content-type': 'application/json' },
      }),
    );
    expect(discarded?.codes).toEqual(['SAMPAN-GATEWAY-DISCARDED']);
    await post([{ number: 'd8-c' }, { number: 'd8-d' }]);
    const { books } = await statusWhen(
      gateway,
      placeOf(early),
      ({ units }) => units[0]?.state === 'voided',
    );
    expect(books).toMatchObject({ in: 2, voided: 1, rejected: 1, parked: 0 });
    expect((await send({ number: 'd8-d' })).codes).toEqual(['SAMPAN-GATEWAY-DUPLICATE']);
  });

  it('may be taken for later, with what was asked', async () => {
    await send({ number: 'd8-later' });
    const options = { ...voiding, headers: { prefer: 'respond-async' } };
    const response = await post([{ number: 'd8-later' }, { number: 'd8-never' }], options);
    expect(response.status).toBe(202);
    const place = response.headers.get('content-location') ?? '';
    const { books } = await statusWhen(gateway, place, ({ state }) => state === 'done');
    expect(books).toMatchObject({ in: 2, voided: 1, parked: 1 });
  });

  it('is rejected with a report after a day', async () => {
    const early = await post([{ number: 'd8-e' }, { number: 'd8-f' }], voiding);
    later(limits.earlyKeptMs + 1_000);
    const { books, units } = await statusWhen(
      gateway,
      placeOf(early),
      (status) => status.books.parked === 0,
    );
    expect(books).toMatchObject({ in: 2, parked: 0, rejected: 2 });
    expect(units[0]?.timeline.map(({ event }) => event)).toEqual([
      ...['received', 'parked', 'expired', 'rejected'],
    ]);
    expect(JSON.stringify(units[0])).toContain('SAMPAN-GATEWAY-NO-ORIGINAL');
    expect((await send({ number: 'd8-e' })).status).toBe('201');
  });

  it('is not stored if all or nothing was asked for and another unit failed', async () => {
    const early = await post([{ number: 'd8-g' }, { number: 'd8-h', state: 'rejected' }], {
      query: '?intent=void&all-or-nothing=true',
    });
    expect((await answers(early)).map(({ status }) => status)).toEqual(['422', '422']);
  });
});

describe('D6: a candidate nobody decides about', () => {
  it('is closed after 30 days; the conflict stays in the books', async () => {
    await send({ number: 'd6-old', amount: 1 });
    const conflict = await post([{ number: 'd6-old', amount: 2 }]);
    const waiting = await statusWhen(gateway, placeOf(conflict), () => true);
    expect(waiting.units[0]).toMatchObject({ waits: { for: 'decision' } });
    later(limits.conflictKeptMs + 1_000);
    const { books, units } = await statusWhen(
      gateway,
      placeOf(conflict),
      (status) => status.units[0]?.timeline.some(({ event }) => event === 'expired') === true,
    );
    expect(books).toMatchObject({ in: 1, conflict: 1 });
    expect(JSON.stringify(units[0])).toContain('SAMPAN-GATEWAY-EXPIRED');
    expect(units[0]).not.toHaveProperty('waits');
    const [late] = await answers(
      await gateway.send(`${placeOf(conflict)}/units/1`, {
        ...{ method: 'POST', body: '{"decision":"replace"}' },
        headers: { 'content-type': 'application/json' },
      }),
    );
    expect(late?.codes).toEqual(['SAMPAN-GATEWAY-NO-CANDIDATE']);
  });
});
