/** What every store must do, whatever it runs on: one suite, called with each of them. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import type { Store } from '../../src/gateway/ports/store.ts';
import { answerCases } from './answer-cases.ts';
import { type Case, casesOf, it } from './cases.ts';
import { decisionCases } from './decision-cases.ts';
import { fenceCases } from './fence-cases.ts';
import { journalCases } from './journal-cases.ts';
import { receiptCases } from './receipt-cases.ts';
import { replayCases } from './replay-cases.ts';
import { AT, bytes, claimCommit, key, type OpenedStore, settlement } from './sample-rows.ts';
import { spoolCases } from './spool-cases.ts';
import { sumCases } from './sum-cases.ts';

export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`store contract: ${name}`, () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.close();
    });
    for (const [part, cases] of PARTS) describe(part, () => cases(() => opened));
  });
}

type Opened = () => OpenedStore;

const PARTS: readonly (readonly [string, (opened: Opened) => void])[] = [
  ['commits', commitCases],
  ['guards', guardCases],
  ['decisions', (opened) => decisionCases(opened, claimCommit)],
  ['journals', journalCases],
  ['reading', readingCases],
  ['what payers see', payerCases],
  ['shared resources', sharedCases],
  ['leases', leaseCases],
  ['outbox', outboxCases],
  ['answers', answerCases],
  ['deliveries let go again', replayCases],
  ['receipts and news', receiptCases],
  ['bodies that arrive', spoolCases],
  ['sums of claims', sumCases],
  ['two writers, and late ones', fenceCases],
];

/** Every case by its name, for a store of one's own. */
export function contractCases(opened: Opened): ReadonlyMap<string, Case> {
  return casesOf(() => {
    for (const [, cases] of PARTS) cases(opened);
  });
}

function commitCases(opened: Opened): void {
  it('keeps everything of a commit', async () => {
    const { store } = opened();
    const commit = claimCommit('keeps');
    expect(await store.commit(commit)).toBe('committed');
    const { id } = commit.submission;
    expect(await store.submission('a', id)).toMatchObject({ id, state: 'done', byteCount: 3 });
    expect(await store.units('a', id)).toEqual(commit.units);
    expect(await store.body({ tenant: 'a', owner: id, kind: 'request' })).toEqual([bytes('abc')]);
    const [current] = await store.currentVersions('a', [{ ...key, number: 'keeps' }]);
    expect(current).toMatchObject({ version: 1, fingerprint: 'f-keeps', superseded: [] });
    expect(await store.deliveries('a', id)).toMatchObject([{ state: 'ready', attempts: [] }]);
  });

  it('loses the second commit of a business key, and nothing of it stays', async () => {
    const { store } = opened();
    await store.commit(claimCommit('twice'));
    const second = claimCommit('twice', { deliveries: [], resources: [] });
    expect(await store.commit(second)).toBe('lost');
    const { id } = second.submission;
    expect(await store.submission('a', id)).toBeUndefined();
    expect(await store.body({ tenant: 'a', owner: id, kind: 'request' })).toEqual([]);
  });

  it('lets exactly one of 64 commits of the same key through', async () => {
    const { store } = opened();
    const commits = Array.from({ length: 64 }, () => store.commit(claimCommit('race')));
    const results = await Promise.all(commits);
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
  });

  it('takes the same number of another tenant as another claim', async () => {
    const { store } = opened();
    await store.commit(claimCommit('shared-number'));
    expect(await store.commit(claimCommit('shared-number', { tenant: 'b' }))).toBe('committed');
  });
}

function guardCases(opened: Opened): void {
  it('loses a commit whose expected version is not current', async () => {
    const { store } = opened();
    await store.commit(claimCommit('expected'));
    const rest = { versions: [], resources: [], tokens: [], deliveries: [] };
    const holds = { key: { ...key, number: 'expected' }, version: 1 };
    expect(await store.commit(claimCommit('d', { ...rest, expected: [holds] }))).toBe('committed');
    const gone = { ...holds, version: 2 };
    expect(await store.commit(claimCommit('d', { ...rest, expected: [gone] }))).toBe('lost');
  });

  it('lets one request have a transport key, until the key runs out', async () => {
    const { store } = opened();
    const row = { route: 'r', key: 'tk', requestHash: 'h', expiresAt: '2026-02-01T00:00:00.000Z' };
    expect(await store.commit(claimCommit('tk1', { transportKey: row }))).toBe('committed');
    const late = { ...row, requestHash: 'h2', expiresAt: '2027-01-01T00:00:00.000Z' };
    expect(await store.commit(claimCommit('tk2', { transportKey: late }))).toBe('committed');
    expect(await store.commit(claimCommit('tk3', { transportKey: late }))).toBe('lost');
    expect(await store.transportKey('a', 'r', 'tk')).toMatchObject({ requestHash: 'h2' });
    expect(await store.transportKey('b', 'r', 'tk')).toBeUndefined();
  });

  it('works on a submission taken for later once', async () => {
    const { store } = opened();
    const taken = claimCommit('later');
    const none = { units: [], versions: [], resources: [], tokens: [], deliveries: [] };
    const received = { ...taken.submission, state: 'received' as const };
    await store.commit({ ...taken, ...none, submission: received });
    expect(await store.waiting(10)).toContainEqual({ tenant: 'a', id: received.id });
    const done = { ...taken, bodies: [], submission: { ...taken.submission, resumed: true } };
    expect(await store.commit(done)).toBe('committed');
    expect(await store.commit({ ...done, ...none })).toBe('lost');
    expect(await store.waiting(10)).toEqual([]);
  });
}

function readingCases(opened: Opened): void {
  const tenant = { kind: 'tenant', tenant: 'a' } as const;

  it('reads a resource by id and version in its own tenant and by its payer only', async () => {
    const { store } = opened();
    await store.commit(claimCommit('read'));
    const read = (scope: Parameters<Store['resource']>[0], version?: string) =>
      store.resource(scope, 'Claim', 'c-read', version);
    expect(await read(tenant)).toMatchObject({ versionId: '1', lastUpdated: AT });
    expect(await read(tenant, '1')).toMatchObject({ owner: 'Claim/c-read/_history/1' });
    expect(await read(tenant, '2')).toBeUndefined();
    expect(await read({ kind: 'tenant', tenant: 'b' })).toBeUndefined();
    expect(await read({ kind: 'payer', payer: 'payer-1' })).toMatchObject({ tenant: 'a' });
    expect(await read({ kind: 'payer', payer: 'payer-2' })).toBeUndefined();
  });

  it('searches by token, id and time, in pages, with a total', async () => {
    const { store } = opened();
    for (const number of ['p1', 'p2', 'p3']) {
      const commit = claimCommit(number);
      const tokens = [...commit.tokens, { ...commit.tokens[0], name: 'patient', value: 'same' }];
      await store.commit({ ...commit, tokens: tokens as Commit['tokens'] });
    }
    const base = { scope: tenant, type: 'Claim', updated: [], limit: 2 };
    const byPatient = { ...base, tokens: [{ name: 'patient', values: ['same'] }] };
    const first = await store.search(byPatient);
    expect(first.map(({ id }) => id)).toEqual(['c-p1', 'c-p2']);
    const after = { lastUpdated: AT, id: 'c-p2' };
    const next = await store.search({ ...byPatient, after });
    expect(next.map(({ id }) => id)).toEqual(['c-p3']);
    expect(await store.count({ ...byPatient, after })).toBe(3);
    const both = [...byPatient.tokens, { name: 'identifier', values: ['t-p2', 'none'] }];
    expect((await store.search({ ...base, tokens: both })).map(({ id }) => id)).toEqual(['c-p2']);
    const token = { name: 'patient', value: 'same' };
    expect(await store.anyWith('a', 'Claim', token)).toBe(true);
    expect(await store.anyWith('b', 'Claim', token)).toBe(false);
    expect(await store.anyWith('a', 'Claim', { ...token, value: 'other' })).toBe(false);
    const later = [{ op: '>' as const, at: AT }];
    expect(await store.search({ ...base, tokens: [], updated: later })).toEqual([]);
    const payer = { kind: 'payer', payer: 'payer-1' } as const;
    expect(await store.count({ ...byPatient, scope: payer })).toBe(3);
    expect(await store.count({ ...byPatient, scope: { kind: 'tenant', tenant: 'b' } })).toBe(0);
  });

  it('finds the last decided submission of the same bytes', async () => {
    const { store } = opened();
    const bring = async (number: string, change: Partial<Commit['submission']>) => {
      const commit = claimCommit(number);
      const submission = { ...commit.submission, requestHash: 'same', ...change };
      await store.commit({ ...commit, submission });
      return submission.id;
    };
    const asked = { tenant: 'a', channel: 'sample', requestHash: 'same', since: AT };
    expect(await store.sameBytes(asked)).toBeUndefined();
    await bring('bytes-1', {});
    const later = await bring('bytes-2', { receivedAt: '2026-03-02T00:00:00.000Z' });
    await bring('bytes-3', { receivedAt: '2026-03-03T00:00:00.000Z', state: 'received' });
    expect(await store.sameBytes(asked)).toBe(later);
    expect(await store.sameBytes({ ...asked, tenant: 'b' })).toBeUndefined();
    expect(await store.sameBytes({ ...asked, channel: 'other' })).toBeUndefined();
    expect(await store.sameBytes({ ...asked, requestHash: 'x' })).toBeUndefined();
    const since = '2026-03-04T00:00:00.000Z';
    expect(await store.sameBytes({ ...asked, since })).toBeUndefined();
  });

  it('is ready', async () => {
    await expect(opened().store.check()).resolves.toBeUndefined();
  });
}

function payerCases(opened: Opened): void {
  it('shows a payer nothing of what its senders send to another', async () => {
    const { store } = opened();
    for (const [number, payer] of [
      ['own-1', 'p-own'],
      ['own-2', 'p-other'],
    ] as const) {
      const { resources, deliveries, versions, ...commit } = claimCommit(number, { tenant: 'own' });
      const to = <Row>(rows: readonly Row[]) => rows.map((row) => ({ ...row, payer }));
      const addressed = { resources: to(resources), deliveries: to(deliveries) };
      await store.commit({ ...commit, ...addressed, versions: to(versions) });
    }
    const scope = { kind: 'payer', payer: 'p-own' } as const;
    const all = { scope, type: 'Claim', tokens: [], updated: [], limit: 10 };
    expect((await store.search(all)).map(({ id }) => id)).toEqual(['c-own-1']);
    expect(await store.count(all)).toBe(1);
    expect(await store.resource(scope, 'Claim', 'c-own-1', '1')).toBeDefined();
    expect(await store.resource(scope, 'Claim', 'c-own-2', '1')).toBeUndefined();
    expect(await store.history(scope, 'Claim', 'c-own-2')).toEqual([]);
  });
}

function sharedCases(opened: Opened): void {
  const scope = { kind: 'tenant', tenant: 'a' } as const;
  const bring = async (number: string, served: string, content: string) => {
    const commit = claimCommit(number);
    const patient = {
      ...{ type: 'Patient', id: 'person', versionId: `${commit.submission.id}.1` },
      ...{ serviceDate: served, content, owner: `Claim/c-${number}/_history/1` },
      ...{ payer: 'payer-1', leads: true },
    };
    await opened().store.commit({ ...commit, resources: [...commit.resources, patient] });
    return patient.versionId;
  };

  it('keeps the state of the latest service current, not of the latest arrival', async () => {
    const { store } = opened();
    const march = await bring('m', '2026-03-01', 'x');
    expect(await store.resource(scope, 'Patient', 'person')).toMatchObject({ versionId: march });
    await bring('f', '2026-02-01', 'y');
    expect(await store.resource(scope, 'Patient', 'person')).toMatchObject({ versionId: march });
    const april = await bring('ap', '2026-04-01', 'z');
    expect(await store.resource(scope, 'Patient', 'person')).toMatchObject({ versionId: april });
    expect(await store.history(scope, 'Patient', 'person')).toHaveLength(3);
  });

  it('makes no new version of the same content, but remembers when it was last seen', async () => {
    const { store } = opened();
    const april = await store.resource(scope, 'Patient', 'person');
    await bring('may', '2026-05-01', 'z');
    expect(await store.history(scope, 'Patient', 'person')).toHaveLength(3);
    await bring('between', '2026-04-15', 'w');
    expect(await store.resource(scope, 'Patient', 'person')).toEqual(april);
  });
}

const request = { limit: 100, leaseMs: 60_000 };

function commitFor(number: string, payer: string): Commit {
  const commit = claimCommit(number);
  return { ...commit, deliveries: commit.deliveries.map((row) => ({ ...row, payer })) };
}

function leaseCases(opened: Opened): void {
  it('leases a delivery once, with its attempt', async () => {
    const { store, outbox } = opened();
    const commit = commitFor('lease', 'p-lease');
    await store.commit(commit);
    const ask = { ...request, payer: 'p-lease' };
    const [leased, ...none] = await outbox.lease({ ...ask, token: 'l1' });
    expect(leased).toMatchObject({ payerKey: 'k-a-lease', attempt: 1 });
    expect(none).toEqual([]);
    expect(await outbox.lease({ ...ask, token: 'l2' })).toEqual([]);
    const [shown] = await store.deliveries('a', commit.submission.id);
    expect(shown).toMatchObject({ state: 'sending', attempts: [{ attempt: 1 }] });
    const done = settlement({ payerKey: 'k-a-lease', attempt: 1, state: 'delivered' });
    expect(await outbox.settle({ ...done, reply: bytes('reply') })).toBe(true);
    expect(await outbox.settle(done)).toBe(false);
    const place = { tenant: 'a', owner: 'delivery/k-a-lease', kind: 'reply' } as const;
    expect(await store.body(place)).toEqual([bytes('reply')]);
  });

  it('gives an expired lease to the next, and refuses the late result', async () => {
    const { store, outbox } = opened();
    await store.commit(commitFor('late', 'p-late'));
    const ask = { ...request, payer: 'p-late' };
    await outbox.lease({ ...ask, leaseMs: 0, token: 'x1' });
    const [again] = await outbox.lease({ ...ask, token: 'x2' });
    expect(again).toMatchObject({ attempt: 2 });
    const late = settlement({ payerKey: 'k-a-late', attempt: 1, state: 'delivered' });
    expect(await outbox.settle(late)).toBe(false);
    expect(await outbox.settle({ ...late, attempt: 2 })).toBe(true);
  });
}

function outboxCases(opened: Opened): void {
  it('waits until a retry is due', async () => {
    const { store, outbox } = opened();
    await store.commit(commitFor('retry', 'p-retry'));
    const ask = { ...request, payer: 'p-retry' };
    await outbox.lease({ ...ask, token: 'r1' });
    const again = settlement({ payerKey: 'k-a-retry', attempt: 1, state: 'ready' });
    await outbox.settle({ ...again, delayMs: 60_000 });
    expect(await outbox.lease({ ...ask, token: 'r2' })).toEqual([]);
  });

  it('does not forget that an attempt may have arrived', async () => {
    const { store, outbox } = opened();
    await store.commit(commitFor('doubt', 'p-doubt'));
    const ask = { ...request, payer: 'p-doubt' };
    for (const [attempt, uncertain] of [
      [1, true],
      [2, false],
    ] as const) {
      await outbox.lease({ ...ask, token: `d${attempt}` });
      const again = settlement({ payerKey: 'k-a-doubt', attempt, state: 'ready' });
      await outbox.settle({ ...again, uncertain });
    }
    const [third] = await outbox.lease({ ...ask, token: 'd3' });
    expect(third).toMatchObject({ attempt: 3, uncertain: true });
  });

  it('sends the versions of a claim one after the other', async () => {
    const { store, outbox } = opened();
    const first = commitFor('order', 'p-order');
    const second = first.deliveries.map((row) => ({ ...row, version: 2, payerKey: 'k2-order' }));
    await store.commit({ ...first, deliveries: [...first.deliveries, ...second] });
    const ask = { ...request, payer: 'p-order' };
    const [only, ...others] = await outbox.lease({ ...ask, token: 'o1' });
    expect(only).toMatchObject({ payerKey: 'k-a-order' });
    expect(others).toEqual([]);
    await outbox.settle(settlement({ payerKey: 'k-a-order', attempt: 1, state: 'refused' }));
    const [next] = await outbox.lease({ ...ask, token: 'o2' });
    expect(next).toMatchObject({ payerKey: 'k2-order' });
  });

  it('hands back everything after a restart', async () => {
    const { store, outbox } = opened();
    await store.commit(commitFor('restart', 'p-restart'));
    const ask = { ...request, payer: 'p-restart' };
    await outbox.lease({ ...ask, token: 'q1' });
    expect(await outbox.releaseAll()).toBeGreaterThan(0);
    expect(await outbox.lease({ ...ask, token: 'q2' })).toMatchObject([{ attempt: 2 }]);
  });
}
