/** What every store must do when two want to write the same, or one comes late. */
import { expect } from 'vitest';
import type { AnswerCommit } from '../../src/gateway/ports/answers.ts';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import type { DeliveryState } from '../../src/gateway/ports/outbox.ts';
import { booksOf } from '../../src/gateway/ports/states.ts';
import { it } from './cases.ts';
import { AT, claimCommit, key, type OpenedStore, settlement } from './sample-rows.ts';

type Opened = () => OpenedStore;

const NOTHING = {
  ...{ units: [], versions: [], resources: [], tokens: [], deliveries: [], bodies: [] },
} as const;

export function fenceCases(opened: Opened): void {
  versionCases(opened);
  unitCases(opened);
  withdrawalCases(opened);
  leaseCases(opened);
  answerCases(opened);
  releaseCases(opened);
  receiptCases(opened);
}

/** A claim, and versions of it with deliveries to a payer of their own. */
function claimOf(number: string, ...versions: readonly number[]): Commit {
  const commit = claimCommit(number);
  const [row] = commit.deliveries;
  if (row === undefined) throw new Error('no delivery');
  return {
    ...commit,
    deliveries: versions.map((version) => ({
      ...{ ...row, payer: `p-${number}`, version, payerKey: `k-${number}-${version}` },
    })),
  };
}

const nextVersion = (number: string, version: number, change: Partial<Commit> = {}): Commit =>
  claimCommit(number, {
    ...NOTHING,
    versions: claimCommit(number).versions.map((row) => ({
      ...{ ...row, version, versionId: String(version) },
    })),
    ...change,
  });

function versionCases(opened: Opened): void {
  it('loses what rests on a version that was replaced', async () => {
    const { store } = opened();
    await store.commit(claimCommit('rests'));
    expect(await store.commit(nextVersion('rests', 2))).toBe('committed');
    const on = (version: number) =>
      claimCommit('rests', {
        ...{ ...NOTHING, expected: [{ key: { ...key, number: 'rests' }, version }] },
      });
    expect(await store.commit(on(1))).toBe('lost');
    expect(await store.commit(on(2))).toBe('committed');
  });

  it('never makes an older version current', async () => {
    const { store } = opened();
    await store.commit(claimCommit('older'));
    expect(await store.commit(nextVersion('older', 3))).toBe('committed');
    expect(await store.commit(nextVersion('older', 2))).toBe('lost');
  });
}

function unitCases(opened: Opened): void {
  it('settles a unit from the state that was read, and only once', async () => {
    const { store } = opened();
    const unit = { ordinal: 1, key: 'unit', state: 'conflict' };
    const commit = claimCommit('unit', { ...NOTHING, units: [unit] });
    await store.commit(commit);
    const { books } = commit.submission;
    const settled = (stateBefore: 'conflict' | 'parked') =>
      store.commit({
        ...claimCommit('unit', NOTHING),
        ...{ amends: { ordinal: 1, as: 'discard', stateBefore, booksBefore: books, erases: '' } },
        submission: { ...commit.submission, resumed: true },
        units: [unit],
      });
    expect(await settled('parked')).toBe('lost');
    expect(await settled('conflict')).toBe('committed');
    expect(await settled('conflict')).toBe('lost');
  });
}

function withdrawalCases(opened: Opened): void {
  it('withdraws what has not left of this life of a claim, whatever left of others', async () => {
    const { store, outbox } = opened();
    const first = claimOf('lives', 1);
    await store.commit(first);
    await outbox.lease({ payer: 'p-lives', limit: 1, leaseMs: 60_000, token: 'lives' });
    const sent = settlement({ payerKey: 'k-lives-1', attempt: 1, state: 'delivered' });
    await outbox.settle(sent);
    const second = (version: number, change: object) => {
      const [row] = claimOf('lives', version).deliveries;
      const deliveries = [{ ...row, generation: 2, ...change }] as Commit['deliveries'];
      const units = [{ ...first.units[0], version }] as Commit['units'];
      return nextVersion('lives', version, { deliveries, units });
    };
    const again = second(2, {});
    const voided = second(3, { intent: 'void', withdraws: true });
    await store.commit(again);
    await store.commit(voided);
    const states = await Promise.all(
      [again, voided].map((commit) => store.deliveries('a', commit.submission.id)),
    );
    expect(states.flat().map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });
}

function leaseCases(opened: Opened): void {
  it('leases for one payer while another is being sent to', async () => {
    const { store, outbox } = opened();
    for (const number of ['side-1', 'side-2']) await store.commit(claimOf(number, 1));
    const ask = { limit: 10, leaseMs: 60_000 };
    for (const number of ['side-1', 'side-2']) {
      const leased = await outbox.lease({ ...ask, payer: `p-${number}`, token: number });
      expect(leased.map(({ payerKey }) => payerKey)).toEqual([`k-${number}-1`]);
    }
  });

  it('holds later versions back while one is being sent', async () => {
    const { store, outbox } = opened();
    await store.commit(claimOf('flight', 1, 2));
    const ask = { payer: 'p-flight', limit: 10, leaseMs: 60_000 };
    expect(await outbox.lease({ ...ask, token: 'f1' })).toHaveLength(1);
    expect(await outbox.lease({ ...ask, token: 'f2' })).toEqual([]);
  });

  it('ends attempts whose lease ran out, and no others', async () => {
    const { store, outbox } = opened();
    const [holds, ends] = [claimOf('holds', 1), claimOf('ends', 1)];
    for (const commit of [holds, ends]) await store.commit(commit);
    const ask = { limit: 10, leaseMs: 60_000 };
    await outbox.lease({ ...ask, payer: 'p-holds', token: 'e1' });
    await outbox.lease({ ...ask, payer: 'p-ends', leaseMs: 0, token: 'e2' });
    await outbox.lease({ ...ask, payer: 'p-ends', token: 'e3' });
    const attempts = async (commit: Commit) =>
      (await store.deliveries('a', commit.submission.id)).flatMap((each) =>
        each.attempts.map(({ result }) => result),
      );
    expect(await attempts(holds)).toEqual([undefined]);
    expect(await attempts(ends)).toEqual(['abandoned', undefined]);
  });

  it('takes up again after a restart what was being sent, and nothing that was done', async () => {
    const { store, outbox } = opened();
    const commit = claimOf('done', 1);
    await store.commit(commit);
    await outbox.lease({ payer: 'p-done', limit: 1, leaseMs: 60_000, token: 'd1' });
    await outbox.settle(settlement({ payerKey: 'k-done-1', attempt: 1, state: 'delivered' }));
    await outbox.releaseAll();
    const [delivery] = await store.deliveries('a', commit.submission.id);
    expect(delivery?.state).toBe('delivered');
  });
}

let serial = 0;

function answer(id: string, focusId: string, change: object = {}): AnswerCommit {
  serial += 1;
  const { payer = `p-${focusId.slice(2)}`, ...claim } = change as { readonly payer?: string };
  return {
    ...{ tenant: 'a', id, kind: 'ClaimResponse', payer, receivedAt: AT, bodies: [], tokens: [] },
    token: `fence-${serial}`,
    claims: [{ focusId, version: 1, state: 'approved', createdMs: 10, invites: false, ...claim }],
    ...{ notify: [], event: { at: AT, actor: payer, action: 'answer', entity: id, outcome: '' } },
  };
}

function answerCases(opened: Opened): void {
  /** A claim that was sent; its delivery's state is told. */
  const sent = async (number: string, state: 'delivered' | 'refused') => {
    const { store, outbox } = opened();
    const commit = claimOf(number, 1);
    await store.commit(commit);
    const payerKey = `k-${number}-1`;
    await outbox.lease({ payer: `p-${number}`, limit: 1, leaseMs: 60_000, token: number });
    await outbox.settle(settlement({ payerKey, attempt: 1, state }));
    return async () => (await store.deliveries('a', commit.submission.id))[0]?.state;
  };
  const letGo = async (number: string, state: DeliveryState) => {
    const event = { at: AT, actor: 'op', action: 'release', outcome: 'ready' };
    const row = { tenant: 'a', payerKey: `k-${number}-1`, state, location: '' };
    expect(await opened().replays.release([row], event)).toBe(1);
  };

  it('changes nothing by an answer that came too late', async () => {
    const { answers } = opened();
    await sent('tardy', 'delivered');
    await answers.take(answer('tardy-1', 'c-tardy'));
    const queued = { state: 'queued', createdMs: 5 };
    expect(await answers.take(answer('tardy-2', 'c-tardy', queued))).toMatchObject([
      { effect: 'late' },
    ]);
    expect(await answers.take(answer('tardy-3', 'c-tardy', { createdMs: 20 }))).toMatchObject([
      { effect: 'unchanged' },
    ]);
  });

  it('sends what was let go again, whatever answers of before are repeated', async () => {
    const { answers } = opened();
    const state = await sent('repeat', 'delivered');
    await answers.take(answer('repeat-1', 'c-repeat'));
    await letGo('repeat', 'delivered');
    await answers.take(answer('repeat-1', 'c-repeat'));
    await answers.take(answer('repeat-2', 'c-repeat', { state: 'queued', createdMs: 5 }));
    expect(await state()).toBe('ready');
  });

  it('takes no answer of one payer for a delivery to another', async () => {
    const { store, answers } = opened();
    const commit = claimOf('foreign', 1);
    await store.commit(commit);
    await answers.take(answer('foreign-1', 'c-foreign', { payer: 'p-other' }));
    expect((await store.deliveries('a', commit.submission.id))[0]?.state).toBe('ready');
  });

  it('leaves a delivery that was refused as it is when the payer answers', async () => {
    const { answers } = opened();
    const state = await sent('no', 'refused');
    await answers.take(answer('no-1', 'c-no'));
    expect(await state()).toBe('refused');
  });
}

function releaseCases(opened: Opened): void {
  it('lets nothing go that is being sent, nor a version before it', async () => {
    const { store, outbox, replays } = opened();
    await store.commit(claimOf('under-way', 1, 2));
    const ask = { payer: 'p-under-way', limit: 1, leaseMs: 60_000 };
    const event = { at: AT, actor: 'op', action: 'release', outcome: 'ready' };
    const release = (version: number, state: DeliveryState) =>
      replays.release(
        [{ tenant: 'a', payerKey: `k-under-way-${version}`, state, location: '' }],
        event,
      );
    await outbox.lease({ ...ask, token: 'u1' });
    const first = settlement({ payerKey: 'k-under-way-1', attempt: 1, state: 'delivered' });
    await outbox.settle(first);
    expect(await outbox.lease({ ...ask, token: 'u2' })).toHaveLength(1);
    expect(await release(2, 'sending')).toBe(0);
    expect(await release(1, 'delivered')).toBe(0);
  });
}

function receiptCases(opened: Opened): void {
  it('gives a submission one receipt', async () => {
    const { store, receipts } = opened();
    const { submission } = claimCommit('one-receipt', { tenant: 'rr' });
    const books = JSON.stringify(booksOf([]));
    await store.commit(
      claimCommit('one-receipt', {
        ...NOTHING,
        tenant: 'rr',
        submission: { ...submission, books },
      }),
    );
    const row = (sequence: number) => ({
      ...{ sequence, submission: submission.id, hash: `h${sequence}`, text: '', issuedAt: AT },
    });
    expect(await receipts.append('rr', [row(1)])).toBe(true);
    expect(await receipts.append('rr', [row(2)])).toBe(false);
  });
}
