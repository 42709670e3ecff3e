/** D6, D7 and D9 to D11 over HTTP: corrections, voids, and the release of candidates. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleClaim } from '../gateway/sample-claims.ts';
import {
  bodyOf,
  type GatewayUnderTest,
  type Status,
  startUnderTest,
  statusWhen,
} from './gateway-under-test.ts';
import { answers, placeOf, replacement, sendingTo, voiding } from './send-claims.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest();
});
afterAll(async () => {
  await gateway.close();
});

const { post, send } = sendingTo(() => gateway);

const claimAt = async (location: string | undefined) =>
  await bodyOf<{ readonly status: string; readonly total: { readonly value: number } }>(
    await gateway.send(`/fhir/${location}`),
  );
const ledgerOf = async (number: string) =>
  (await gateway.ledger()).filter((entry) => entry.number === number);

async function inLedger(number: string, versions: number) {
  for (let tries = 0; tries < 100; tries += 1) {
    const entries = await ledgerOf(number);
    if (entries.length >= versions) return entries;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the payer has not got ${versions} versions of ${number}`);
}

describe('D7: corrections', () => {
  it('make the next version, keep the one before, and reach the payer in order', async () => {
    const first = await send({ number: 'd7', amount: 1, lines: ['a', 'b'] });
    const second = await send({ number: 'd7', amount: 2, lines: ['b', 'c'] }, replacement);
    expect(second).toMatchObject({ status: '201', etag: 'W/"2"' });
    expect(second.location).toBe(first.location?.replace(/1$/, '2'));
    expect((await claimAt(first.location)).total.value).toBe(1);
    expect((await claimAt(second.location?.replace(/\/_history.*/, ''))).total.value).toBe(2);
    const entries = await inLedger('d7', 2);
    expect(entries.map(({ version, effects }) => [version, effects])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    const lines = await bodyOf<{ readonly total: number }>(
      await gateway.send('/fhir/Claim?identifier=d7'),
    );
    expect(lines.total).toBe(1);
  });

  it('serve an earlier date as the current state all the same', async () => {
    await send({ number: 'd7-date', served: '2026-05-01' });
    const second = await send({ number: 'd7-date', served: '2026-04-01' }, replacement);
    const current = await gateway.send(`/fhir/${second.location?.replace(/\/_history.*/, '')}`);
    expect(current.headers.get('etag')).toBe('W/"2"');
  });

  it('are what other content means where the channel corrects by sending again', async () => {
    const channel = 'sample-correcting';
    await send({ number: 'd7-rule', amount: 1 }, { channel });
    const second = await send({ number: 'd7-rule', amount: 2 }, { channel });
    expect(second).toMatchObject({ status: '201', etag: 'W/"2"' });
    expect(second.codes).toEqual(['SAMPAN-GATEWAY-CORRECTED']);
    expect(second.text).toContain('amount');
    const old = await send({ number: 'd7-rule', amount: 1 }, { channel });
    expect([old.status, old.etag, old.codes]).toEqual([
      ...['200', 'W/"2"', ['SAMPAN-GATEWAY-SUPERSEDED']],
    ]);
    const asked = await send(
      { number: 'd7-rule', amount: 3 },
      { channel, query: '?intent=original' },
    );
    expect(asked.codes).toEqual(['SAMPAN-GATEWAY-CONFLICT']);
    const back = await send({ number: 'd7-rule', amount: 1 }, { channel, ...replacement });
    expect(back).toMatchObject({ status: '201', etag: 'W/"3"' });
  });

  it('tell what they leave out, unless that was asked for', async () => {
    const channel = 'sample-correcting';
    await send({ number: 'd7-less', lines: ['a'], served: '2026-03-02' }, { channel });
    const less = await send({ number: 'd7-less', served: '2026-03-02' }, { channel });
    expect([less.status, less.codes]).toEqual([
      ...['201', ['SAMPAN-GATEWAY-CORRECTED', 'SAMPAN-GATEWAY-VANISHED']],
    ]);
    expect(less.text).toContain('lines is there no more');
    const meant = await send({ number: 'd7-less' }, { channel, ...replacement });
    expect(meant.codes).toEqual(['SAMPAN-GATEWAY-CORRECTED']);
  });

  it('may be what the content itself says it is', async () => {
    await send({ number: 'd7-content', amount: 1 });
    const second = await send({ number: 'd7-content', amount: 2, intent: 'replacement' });
    expect(second.status).toBe('201');
    const third = await send({ number: 'd7-content', amount: 2, intent: 'void' });
    expect(third.codes).toEqual(['SAMPAN-GATEWAY-CANCELLED']);
  });

  it('go to the payer the claim went to', async () => {
    await send({ number: 'd7-payer', amount: 1 });
    const moved = await send({ number: 'd7-payer', amount: 2, payer: 'payer-2' }, replacement);
    expect([moved.status, moved.codes]).toEqual(['409', ['SAMPAN-GATEWAY-OTHER-PAYER']]);
  });

  it('of one claim sent 64 times at once make one version', async () => {
    await send({ number: 'd7-race', amount: 1 });
    const all = await Promise.all(
      Array.from({ length: 64 }, () => send({ number: 'd7-race', amount: 2 }, replacement)),
    );
    expect(all.filter(({ status }) => status === '201')).toHaveLength(1);
    expect(all.filter(({ status }) => status === '200')).toHaveLength(63);
    expect(new Set(all.map(({ etag }) => etag))).toEqual(new Set(['W/"2"']));
  });

  it('and voids of one claim, 32 each at once, leave a voided claim', async () => {
    await send({ number: 'd7-d9', amount: 1 });
    const all = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        send({ number: 'd7-d9', amount: 2 }, n % 2 === 0 ? replacement : voiding),
      ),
    );
    const versions = new Set(all.map(({ etag }) => etag));
    const last = await send({ number: 'd7-d9' }, voiding);
    expect(last.codes).toEqual(['SAMPAN-GATEWAY-CANCELLED']);
    expect(last.etag).toBe(versions.has('W/"3"') ? 'W/"3"' : 'W/"2"');
    const made = all.filter(({ status, codes }) => status === '201' || codes.length === 0);
    expect(made.length).toBeLessThanOrEqual(1);
    await inLedger('d7-d9', Number(last.etag?.replace(/\D/g, '')));
  });
});

describe('D9 to D11: voids', () => {
  it('cancel the claim as it was, once, and close its number', async () => {
    const first = await send({ number: 'd9', amount: 9 });
    const second = await send({ number: 'd9', amount: 10 }, voiding);
    expect([second.status, second.etag, second.codes]).toEqual([
      ...['200', 'W/"2"', ['SAMPAN-GATEWAY-CANCELLED']],
    ]);
    expect(await claimAt(second.location)).toMatchObject({
      status: 'cancelled',
      total: { value: 9 },
    });
    expect((await claimAt(first.location)).status).toBe('active');
    const again = await send({ number: 'd9', amount: 9 }, voiding);
    expect(again).toEqual(second);
    for (const options of [{}, replacement]) {
      const closed = await send({ number: 'd9', amount: 9 }, options);
      expect([closed.status, closed.codes]).toEqual(['409', ['SAMPAN-GATEWAY-VOIDED']]);
      expect(closed.text).toContain('voided');
    }
    expect((await inLedger('d9', 2)).map(({ version }) => version)).toEqual(['1', '2']);
  });

  it('let a claim live again where the channel allows it, as another to the payer', async () => {
    const channel = 'sample-correcting';
    await send({ number: 'd11' }, { channel });
    await send({ number: 'd11' }, { channel, ...voiding });
    const plain = await send({ number: 'd11' }, { channel });
    expect(plain.codes).toEqual(['SAMPAN-GATEWAY-VOIDED']);
    const reopened = await send({ number: 'd11', payer: 'payer-2' }, { channel, ...replacement });
    expect(reopened).toMatchObject({ status: '201', etag: 'W/"3"' });
    expect((await claimAt(reopened.location)).status).toBe('active');
  });

  it('before anything left: both are sent, or neither, as the payer has it', async () => {
    await gateway.scenario({ name: 'down' });
    const both = await post([{ number: 'v-both' }]);
    const bothVoid = await post([{ number: 'v-both' }], voiding);
    await statusWhen(gateway, placeOf(both), started);
    await gateway.scenario({ name: 'accept' });
    // payer-2 is reached by nobody in between: the two requests are one commit.
    const claims: readonly SampleClaim[] = [
      { number: 'v-neither', payer: 'payer-2' },
      { number: 'v-neither', payer: 'payer-2', intent: 'void' },
    ];
    const neither = await post(claims);
    const status = await statusWhen(gateway, placeOf(neither), ({ units }) => units.length === 2);
    expect(status.units.map(({ delivery }) => delivery?.state)).toEqual(['withdrawn', 'withdrawn']);
    expect((await inLedger('v-both', 2)).map(({ version }) => version)).toEqual(['1', '2']);
    expect(bothVoid.status).toBe(200);
  });
});

const started = ({ units }: Status) => (units[0]?.timeline.length ?? 0) > 2;

describe('D6: the release of a candidate', () => {
  const decide = async (place: string, decision: string, headers = {}) =>
    await gateway.send(`${place}/units/1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ decision }),
    });

  const conflicting = async (number: string) => {
    await send({ number, amount: 1 });
    const response = await post([{ number, amount: 2 }]);
    return placeOf(response);
  };

  it('replaces the current version, and moves the unit in the books', async () => {
    const place = await conflicting('r-replace');
    const [released] = await answers(await decide(place, 'replace'));
    expect(released).toMatchObject({ status: '201', etag: 'W/"2"' });
    expect((await claimAt(released?.location)).total.value).toBe(2);
    const [again] = await answers(await decide(place, 'replace'));
    expect(again).toMatchObject({ status: '200', location: released?.location });
    expect(again?.codes).toEqual(['SAMPAN-GATEWAY-DECIDED']);
    const [late] = await answers(await decide(place, 'discard'));
    expect([late?.status, late?.codes]).toEqual(['409', ['SAMPAN-GATEWAY-NO-CANDIDATE']]);
    const status = await statusWhen(gateway, place, ({ units }) =>
      Boolean(units[0]?.delivery?.state === 'delivered'),
    );
    expect(status.books).toMatchObject({ in: 1, conflict: 0, replaced: 1 });
    expect(status.units[0]?.state).toBe('replaced');
    expect(status.units[0]?.timeline.map(({ event }) => event).slice(0, 4)).toEqual([
      ...['received', 'conflict', 'replace', 'replaced'],
    ]);
    expect(await inLedger('r-replace', 2)).toHaveLength(2);
  });

  it('discards the candidate', async () => {
    const place = await conflicting('r-discard');
    const [discarded] = await answers(await decide(place, 'discard'));
    expect([discarded?.status, discarded?.codes]).toEqual(['200', ['SAMPAN-GATEWAY-DISCARDED']]);
    const status = await statusWhen(gateway, place, () => true);
    expect(status.books).toMatchObject({ in: 1, conflict: 1 });
    expect(status.units[0]?.timeline.map(({ event }) => event)).toContain('discard');
    const [late] = await answers(await decide(place, 'replace'));
    expect(late?.codes).toEqual(['SAMPAN-GATEWAY-NO-CANDIDATE']);
  });

  it('is refused if the claim moved on, unless its sender has seen that', async () => {
    const place = await conflicting('r-moved');
    await send({ number: 'r-moved', amount: 3 }, replacement);
    const [moved] = await answers(await decide(place, 'replace'));
    expect([moved?.status, moved?.codes]).toEqual(['409', ['SAMPAN-GATEWAY-OVERTAKEN']]);
    const [wrong] = await answers(await decide(place, 'replace', { 'if-match': 'W/"1"' }));
    expect([wrong?.status, wrong?.codes]).toEqual(['412', ['SAMPAN-GATEWAY-NOT-CURRENT']]);
    const [seen] = await answers(await decide(place, 'replace', { 'if-match': 'W/"2"' }));
    expect(seen).toMatchObject({ status: '201', etag: 'W/"3"' });
  });

  it('is refused once the claim is voided', async () => {
    const place = await conflicting('r-void');
    await send({ number: 'r-void' }, voiding);
    const [closed] = await answers(await decide(place, 'replace'));
    expect([closed?.status, closed?.codes]).toEqual(['409', ['SAMPAN-GATEWAY-VOIDED']]);
  });

  it('happens once, asked for 64 times at once', async () => {
    const place = await conflicting('r-race');
    const all = await Promise.all(
      Array.from({ length: 64 }, async () => (await answers(await decide(place, 'replace')))[0]),
    );
    expect(all.filter((answer) => answer?.status === '201')).toHaveLength(1);
    expect(new Set(all.map((answer) => answer?.location)).size).toBe(1);
    const status = await statusWhen(gateway, place, () => true);
    expect(status.books).toMatchObject({ in: 1, replaced: 1, conflict: 0 });
  });

  it('knows what is no decision, no unit, and another tenant', async () => {
    const place = await conflicting('r-bad');
    const perhaps = await decide(place, 'perhaps');
    expect(perhaps.status).toBe(400);
    expect(await perhaps.text()).toContain('decision = perhaps');
    expect((await decide(place.replace(/.$/, 'x'), 'replace')).status).toBe(404);
    const other = await gateway.send(`${place}/units/1`, {
      ...{ method: 'POST', key: 'key-two', body: '{"decision":"discard"}' },
      headers: { 'content-type': 'application/json' },
    });
    expect(other.status).toBe(404);
    expect((await gateway.send(`${place}/units/7`, { method: 'POST' })).status).toBe(415);
  });

  it('of 64 conflicts at once parks each and lets one be released', async () => {
    await send({ number: 'd6-race', amount: 1 });
    const all = await Promise.all(
      Array.from({ length: 64 }, () => post([{ number: 'd6-race', amount: 2 }])),
    );
    const results = await Promise.all(all.map(async (response) => (await answers(response))[0]));
    expect(new Set(results.map((result) => result?.status))).toEqual(new Set(['409']));
    const decided = await Promise.all(
      all.map(async (response) => (await answers(await decide(placeOf(response), 'replace')))[0]),
    );
    expect(decided.filter((answer) => answer?.etag === 'W/"2"')).toHaveLength(64);
    expect(decided.filter((answer) => answer?.status === '201')).toHaveLength(1);
  });
});
