/** What every store must do for whoever looks after deliveries. */
import { expect } from 'vitest';
import type { DeliveryState } from '../../src/gateway/ports/outbox.ts';
import { it } from './cases.ts';
import { claimCommit, type OpenedStore, settlement } from './sample-rows.ts';

const event = { at: '2026-03-01T00:00:00.000Z', actor: 'op', action: 'release', outcome: 'ready' };

type Opened = () => OpenedStore;

/** A claim whose delivery has come to a state. */
function bringTo(opened: Opened) {
  return async (number: string, state: 'parked' | 'refused' | 'delivered') => {
    const { store, outbox } = opened();
    const payer = `p-${number}`;
    const commit = claimCommit(number, { tenant: 'rp' });
    const deliveries = commit.deliveries.map((each) => ({ ...each, payer }));
    await store.commit({ ...commit, deliveries });
    const ask = { limit: 10, leaseMs: 60_000, payer, token: number };
    await outbox.lease(ask);
    const [{ payerKey } = { payerKey: '' }] = deliveries;
    await outbox.settle({ ...settlement({ payerKey, attempt: 1, state }), tenant: 'rp' });
    return { payer, payerKey, ask, id: commit.submission.id };
  };
}

export function replayCases(opened: Opened): void {
  const bring = bringTo(opened);

  it('lists deliveries by what they are, in pages', async () => {
    const { replays } = opened();
    const { payer, payerKey, id } = await bring('listed', 'parked');
    const states: readonly DeliveryState[] = ['parked'];
    const fits = [
      ...[{}, { payer }, { tenant: 'rp' }, { channel: 'sample' }, { submission: id }],
      ...[{ unit: 'listed' }, { from: '2026-03-01', until: '2026-03-02' }],
    ];
    for (const filter of fits) {
      const found = await replays.list({ ...filter, states }, 1000);
      expect(found.map((each) => each.payerKey)).toContain(payerKey);
    }
    const misses = [
      ...[{ payer: 'x' }, { tenant: 'x' }, { channel: 'x' }, { submission: 'x' }, { unit: 'x' }],
      ...[{ from: '2026-03-02' }, { until: '2026-03-01' }],
    ];
    for (const filter of misses) expect(await replays.list({ ...filter, states }, 10)).toEqual([]);
    expect(await replays.list({ payer, states: ['ready', 'delivered'] }, 10)).toEqual([]);
    expect(await replays.list({ payer, states }, 10, payerKey)).toEqual([]);
    const [listed] = await replays.list({ payer, states }, 10);
    expect(listed).toMatchObject({ attempts: 1, result: 'acknowledged', unit: 1, key: 'listed' });
  });

  it.each(['parked', 'refused', 'delivered'] as const)(
    'lets what is %s go again',
    async (state) => {
      const { outbox, replays } = opened();
      const { payer, payerKey, ask } = await bring(`again-${state}`, state);
      const found = await replays.list({ payer, states: [state] }, 10);
      expect(await replays.release(found, event)).toBe(1);
      expect(await replays.release(found, event)).toBe(0);
      const [leased] = await outbox.lease({ ...ask, token: `${state}-2` });
      expect(leased).toMatchObject({ payerKey, attempt: 2, uncertain: state === 'delivered' });
      expect(leased?.ageMs).toBeLessThan(60_000);
    },
  );

  orderCases(opened);
}

/** Versions of one claim keep their order, whatever is let go. */
function orderCases(opened: Opened): void {
  it('does not bring an old version back after a newer one', async () => {
    const { store, outbox, replays } = opened();
    const first = claimCommit('older', { tenant: 'rp' });
    const rows = first.deliveries.map((each) => ({ ...each, payer: 'p-older' }));
    const next = rows.map((each) => ({ ...each, version: 2, payerKey: 'k2-older' }));
    await store.commit({ ...first, deliveries: [...rows, ...next] });
    for (const [at, { payerKey }] of [...rows, ...next].entries()) {
      await outbox.lease({ limit: 1, leaseMs: 60_000, payer: 'p-older', token: `older-${at}` });
      const done = settlement({ payerKey, attempt: 1, state: 'delivered' });
      expect(await outbox.settle({ ...done, tenant: 'rp' })).toBe(true);
    }
    const both = rows.map(({ payerKey }) => ({
      ...{ tenant: 'rp', payerKey, state: 'delivered' as const, location: '' },
    }));
    expect(await replays.release(both, event)).toBe(0);
    const all = [
      ...both,
      { tenant: 'rp', payerKey: 'k2-older', state: 'delivered' as const, location: '' },
    ];
    expect(await replays.release(all, event)).toBe(2);
    const ask = { limit: 10, leaseMs: 60_000, payer: 'p-older', token: 'older-again' };
    expect((await outbox.lease(ask)).map(({ payerKey }) => payerKey)).toEqual([rows[0]?.payerKey]);
  });

  it('holds later versions back while one is parked', async () => {
    const { store, outbox, replays } = opened();
    const first = claimCommit('held', { tenant: 'rp' });
    const rows = first.deliveries.map((each) => ({ ...each, payer: 'p-held' }));
    const next = rows.map((each) => ({ ...each, version: 2, payerKey: 'k2-held' }));
    await store.commit({ ...first, deliveries: [...rows, ...next] });
    const ask = { limit: 10, leaseMs: 60_000, payer: 'p-held' };
    const [leased] = await outbox.lease({ ...ask, token: 'h1' });
    const { payerKey = '' } = leased ?? {};
    const parked = settlement({ payerKey, attempt: 1, state: 'parked' });
    await outbox.settle({ ...parked, tenant: 'rp' });
    expect(await outbox.lease({ ...ask, token: 'h2' })).toEqual([]);
    await replays.release([{ tenant: 'rp', payerKey, state: 'parked', location: '' }], event);
    expect((await outbox.lease({ ...ask, token: 'h3' })).map((each) => each.payerKey)).toEqual([
      payerKey,
    ]);
  });

  it('parks what five processes in a row died with', async () => {
    const { outbox } = opened();
    const { payer, payerKey, ask } = await bringTo(opened)('poison', 'parked');
    const { replays } = opened();
    await replays.release([{ tenant: 'rp', payerKey, state: 'parked', location: '' }], event);
    for (let died = 1; died <= 5; died += 1) {
      const leased = await outbox.lease({ ...ask, leaseMs: 0, token: `poison-${died}` });
      expect(leased).toMatchObject([{ payerKey, crashes: died - 1 }]);
    }
    expect(await outbox.lease({ ...ask, token: 'poison-6' })).toEqual([]);
    const found = await replays.list({ payer, states: ['parked'] }, 10);
    expect(found).toMatchObject([{ payerKey, result: 'ambiguous: abandoned' }]);
  });
}
