/** What every store must do with receipts, with the books of a day, and with news for senders. */
import { expect } from 'vitest';
import { it } from './cases.ts';
import { claimCommit, type OpenedStore, settlement } from './sample-rows.ts';

const row = (sequence: number, submission: string) => ({
  ...{ sequence, submission, hash: `hash-${sequence}`, text: `text-${sequence}` },
  issuedAt: '2026-03-01T00:00:01.000Z',
});

export function receiptCases(opened: () => OpenedStore): void {
  it('chains receipts: of two writers one is told that it was second', async () => {
    const { store, receipts } = opened();
    const commits = [1, 2, 3].map((n) => claimCommit(`receipt-${n}`, { tenant: 'r' }));
    for (const commit of commits) await store.commit(commit);
    const [a = '', b = '', c = ''] = commits.map(({ submission }) => submission.id);
    expect(await receipts.head('r')).toBeUndefined();
    const due = await receipts.due(10, 'r');
    expect(due.map(({ submission }) => submission.id).sort()).toEqual([a, b, c].sort());
    const rows = [row(1, a), row(2, b)];
    const both = await Promise.all([receipts.append('r', rows), receipts.append('r', rows)]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await receipts.head('r')).toEqual({ sequence: 2, hash: 'hash-2' });
    expect(await receipts.read('r', b)).toEqual(row(2, b));
    expect(await receipts.read('a', b)).toBeUndefined();
    expect((await receipts.due(10, 'r')).map(({ submission }) => submission.id)).toEqual([c]);
    expect(await receipts.append('r', [row(2, c)])).toBe(false);
    expect((await receipts.due(1000)).some(({ tenant }) => tenant === 'r')).toBe(true);
  });

  it('counts the units, deliveries and answers of a day, of one tenant', async () => {
    const { store, receipts } = opened();
    const commit = claimCommit('counted', { tenant: 'books' });
    await store.commit(commit);
    const counts = await receipts.counts('books', '2026-03-01', '2026-03-02');
    expect(counts).toEqual({
      ...{ submissions: { done: 1 }, units: { new: 1 }, deliveries: { ready: 1 } },
      ...{ claims: { '': 1 }, books: [commit.submission.books] },
    });
    const next = await receipts.counts('books', '2026-03-02', '2026-03-03');
    expect([next.submissions, next.books]).toEqual([{}, []]);
  });

  it('keeps news for the senders that want them, and leases each once', async () => {
    const { store, outbox, notices } = opened();
    const commit = claimCommit('news', { tenant: 'n' });
    const deliveries = commit.deliveries.map((each) => ({ ...each, payer: 'p-news' }));
    const submission = { ...commit.submission, sender: 'wants' };
    await store.commit({ ...commit, submission, deliveries });
    await outbox.lease({ limit: 10, leaseMs: 60_000, payer: 'p-news', token: 'news' });
    const { payerKey } = deliveries[0] ?? { payerKey: '' };
    const done = settlement({ payerKey, attempt: 1, state: 'delivered' });
    expect(await outbox.settle({ ...done, tenant: 'n', notify: ['other', 'wants'] })).toBe(true);
    const ask = { sender: 'wants', limit: 10, leaseMs: 60_000 };
    const [leased, ...more] = await notices.lease(ask);
    expect(leased).toMatchObject({
      ...{ tenant: 'n', sender: 'wants', event: 'delivery.delivered', attempt: 1, ordinal: 1 },
      ...{ submission: submission.id, location: 'Claim/c-news/_history/1' },
    });
    expect([
      more,
      await notices.lease(ask),
      await notices.lease({ ...ask, sender: 'other' }),
    ]).toEqual([[], [], []]);
    const { id = '' } = leased ?? {};
    const again = { tenant: 'n', id, attempt: 1, state: 'ready', result: 'x', delayMs: 0 } as const;
    expect(await notices.settle(again)).toBe(true);
    expect(await notices.settle(again)).toBe(false);
    const [second] = await notices.lease({ ...ask, leaseMs: 0 });
    expect(second?.attempt).toBe(2);
    // Its lease has run out: it is due again, and the late result counts no more.
    const [third] = await notices.lease(ask);
    expect(third?.attempt).toBe(3);
    expect(await notices.settle({ ...again, attempt: 2, state: 'delivered' })).toBe(false);
    expect(await notices.settle({ ...again, attempt: 3, state: 'delivered' })).toBe(true);
    expect(await notices.lease(ask)).toEqual([]);
  });
}
