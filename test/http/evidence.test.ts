/** D12 to D15 and D22 over HTTP: order, conditions, like claims, the same claim by two channels. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayUnderTest, startUnderTest, statusWhen } from './gateway-under-test.ts';
import { answers, placeOf, replacement, sendingTo, voiding } from './send-claims.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest();
});
afterAll(async () => {
  await gateway.close();
});

const { post, send } = sendingTo(() => gateway);

describe("D12: the sender's own order", () => {
  const channel = 'sample-correcting';
  const at = (sequence: string, amount: number) => ({
    number: 'd12',
    amount,
    sequence: [sequence],
  });

  it('tells an older state from a newer one, and keeps it as history', async () => {
    expect((await send(at('10', 1), { channel })).status).toBe('201');
    expect((await send(at('11', 2), { channel })).etag).toBe('W/"2"');
    const stale = await send(at('9', 3), { channel });
    expect([stale.status, stale.etag, stale.codes]).toEqual([
      ...['409', 'W/"2"', ['SAMPAN-GATEWAY-STALE']],
    ]);
    expect(stale.text).toContain('stale');
    const late = await send(at('9', 2), { channel, ...voiding });
    expect(late.codes).toEqual(['SAMPAN-GATEWAY-STALE']);
    const again = await send(at('10', 1), { channel });
    expect(again.codes).toEqual(['SAMPAN-GATEWAY-SUPERSEDED']);
    const forced = await send(at('10', 1), { channel, ...replacement });
    expect(forced.codes).toEqual(['SAMPAN-GATEWAY-STALE']);
    expect((await send(at('12', 1), { channel, ...replacement })).etag).toBe('W/"3"');
  });
});

describe('D12: the same content again, later', () => {
  const channel = 'sample-correcting';
  const at = (sequence: string, amount: number) => ({
    ...{ number: 'd12-again', amount, sequence: [sequence] },
  });

  it('makes older what came in between', async () => {
    await send(at('10', 1), { channel });
    expect((await send(at('20', 1), { channel })).codes).toEqual(['SAMPAN-GATEWAY-DUPLICATE']);
    expect((await send(at('15', 2), { channel })).codes).toEqual(['SAMPAN-GATEWAY-STALE']);
    expect((await send(at('25', 2), { channel })).etag).toBe('W/"2"');
    // Back to what it was, and later: no old batch.
    expect((await send(at('30', 1), { channel })).etag).toBe('W/"3"');
    expect((await send(at('5', 2), { channel })).codes).toEqual(['SAMPAN-GATEWAY-SUPERSEDED']);
  });

  it('is kept of many at once', async () => {
    const number = 'd12-many';
    const seen = (order: number) => send({ number, sequence: [String(order)] }, { channel });
    await seen(1);
    await Promise.all(Array.from({ length: 4 }, (_, n) => seen(n + 2)));
    const late = await send({ number, amount: 5, sequence: ['4'] }, { channel });
    expect(late.codes).toEqual(['SAMPAN-GATEWAY-STALE']);
  });
});

describe('D13: If-Match', () => {
  it('is held against the current version', async () => {
    const first = await send({ number: 'd13', amount: 1 });
    const match = (etag: string) => ({ ...replacement, headers: { 'if-match': etag } });
    const second = await send({ number: 'd13', amount: 2 }, match(first.etag ?? ''));
    expect(second.status).toBe('201');
    const late = await send({ number: 'd13', amount: 3 }, match(first.etag ?? ''));
    expect([late.status, late.codes]).toEqual(['412', ['SAMPAN-GATEWAY-NOT-CURRENT']]);
    expect((await send({ number: 'd13', amount: 3 }, match('*'))).etag).toBe('W/"3"');
    const response = await post([{ number: 'd13' }], match('not an etag'));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('SAMPAN-HTTP-PARAMETER');
  });
});

describe('D14: If-None-Exist', () => {
  const under = (query: string) => ({ headers: { 'if-none-exist': query } });

  it('none, one and more claims', async () => {
    const query = 'identifier=https://sample.example/claim|d14';
    const first = await send({ number: 'd14' }, under(query));
    expect(first.status).toBe('201');
    const other = await send({ number: 'd14-other' }, under(query));
    expect([other.status, other.location, other.codes]).toEqual([
      ...['200', first.location, ['SAMPAN-GATEWAY-EXISTS']],
    ]);
    expect((await send({ number: 'd14-other' })).status).toBe('201');
    const more = await send({ number: 'd14-3' }, under('identifier=d14,d14-other'));
    expect([more.status, more.codes]).toEqual(['412', ['SAMPAN-GATEWAY-AMBIGUOUS']]);
    const unknown = await send({ number: 'd14-4' }, under('colour=red'));
    expect(unknown.status).toBe('412');
    expect((await post([{ number: 'd14-5' }], under('nothing'))).status).toBe(400);
  });

  it('lets one of 32 claims at once under the same condition be made', async () => {
    const query = 'identifier=d14-race-0,d14-race-1,d14-race-2,d14-race-3';
    const all = await Promise.all(
      Array.from({ length: 32 }, (_, n) => send({ number: `d14-race-${n % 4}` }, under(query))),
    );
    expect(all.filter(({ status }) => status === '201')).toHaveLength(1);
    expect(new Set(all.map(({ location }) => location)).size).toBe(1);
  });
});

describe('D15: another claim of the same service', () => {
  it('is accepted with a warning that names it, and forwarded', async () => {
    const service = 'd15-service';
    const first = await send({ number: 'd15-a', service });
    const second = await send({ number: 'd15-b', service });
    expect([second.status, second.codes]).toEqual(['201', ['SAMPAN-GATEWAY-SUSPECT']]);
    expect(second.text).toContain(first.location);
    expect(second.text).toContain('suspect-duplicate');
    expect((await send({ number: 'd15-c', service, amount: 1 })).codes).toEqual(['SAMPAN-OK']);
    expect((await send({ number: 'd15-d', service, patient: 'P2' })).codes).toEqual(['SAMPAN-OK']);
    await send({ number: 'd15-a' }, voiding);
    await send({ number: 'd15-b' }, voiding);
    expect((await send({ number: 'd15-e', service })).codes).toEqual(['SAMPAN-OK']);
  });

  it('is seen within one submission, and not across tenants', async () => {
    const claims = [
      { number: 'd15-x', service: 'twice' },
      { number: 'd15-y', service: 'twice' },
    ];
    const list = await answers(await post(claims));
    expect(list.map(({ codes }) => codes[0])).toEqual(['SAMPAN-OK', 'SAMPAN-GATEWAY-SUSPECT']);
  });
});

describe('D22: the same claim through another channel', () => {
  const other = { channel: 'sample-other' };

  it('is a duplicate that names the other submission', async () => {
    const response = await post([{ number: 'd22', amount: 1 }]);
    const [first] = await answers(response.clone());
    const again = await post([{ number: 'd22', amount: 1 }], other);
    const [duplicate] = await answers(again.clone());
    expect([duplicate?.status, duplicate?.location, duplicate?.codes]).toEqual([
      ...['200', first?.location, ['SAMPAN-GATEWAY-OTHER-CHANNEL']],
    ]);
    expect(duplicate?.text).toContain(placeOf(response).split('/').at(-1));
    expect(duplicate?.text).toContain('channel sample');
    const status = await statusWhen(gateway, placeOf(again), () => true);
    expect(status.books).toMatchObject({ in: 1, duplicate: 1 });
  });

  it('with other content is a conflict that shows where they differ', async () => {
    await send({ number: 'd22-b', amount: 1 });
    const conflict = await send({ number: 'd22-b', amount: 2 }, other);
    expect([conflict.status, conflict.codes]).toEqual(['409', ['SAMPAN-GATEWAY-CONFLICT']]);
    expect(conflict.text).toContain('Claim.total.value');
    expect(conflict.text).not.toContain('Patient');
    const corrected = await send({ number: 'd22-b', amount: 2 }, { ...other, ...replacement });
    expect(corrected).toMatchObject({ status: '201', etag: 'W/"2"' });
    const back = await send({ number: 'd22-b', amount: 2 });
    expect(back.codes).toEqual(['SAMPAN-GATEWAY-OTHER-CHANNEL']);
  });

  it('is voided through either', async () => {
    await send({ number: 'd22-c' });
    expect((await send({ number: 'd22-c' }, { ...other, ...voiding })).etag).toBe('W/"2"');
    expect((await send({ number: 'd22-c' }, other)).codes).toEqual(['SAMPAN-GATEWAY-VOIDED']);
  });
});
