/** What a store must do for corrections, voids and units that wait. */
import { expect } from 'vitest';
import type { Commit, VersionRow } from '../../src/gateway/ports/commit.ts';
import { booksOf } from '../../src/gateway/ports/states.ts';
import { it } from './cases.ts';
import { bytes, type OpenedStore } from './sample-rows.ts';

type ClaimCommit = (number: string, change?: Partial<Commit>) => Commit;

const key = (number: string) => ({ facility: '10001', scheme: 'sample', kind: 'visit', number });

/** The commit of a later version of what `claimCommit` makes. */
function nextCommit(make: ClaimCommit, number: string, version: number): Commit {
  const commit = make(number);
  const location = `Claim/c-${number}/_history/${version}`;
  return {
    ...commit,
    versions: commit.versions.map((row) => ({
      ...{ ...row, version, versionId: String(version), fingerprint: `f-${number}-${version}` },
    })),
    expected: [{ key: key(number), version: version - 1 }],
    resources: commit.resources.map((row) => ({
      ...{ ...row, versionId: String(version), owner: location, serviceDate: '2020-01-01' },
    })),
    tokens: [],
    deliveries: commit.deliveries.map((row) => ({
      ...{ ...row, version, location, payerKey: `${row.payerKey}-${version}` },
    })),
  };
}

const NOTHING = {
  ...{ units: [], versions: [], resources: [], tokens: [], deliveries: [], bodies: [] },
} as const;

export function decisionCases(opened: () => OpenedStore, make: ClaimCommit): void {
  versionCases(opened, make);
  orderCases(opened, make);
  likenessCases(opened, make);
  parkedCases(opened, make);
  settlingCases(opened, make);
  withdrawalCases(opened, make);
}

function versionCases(opened: () => OpenedStore, make: ClaimCommit): void {
  const scope = { kind: 'tenant', tenant: 'a' } as const;

  it('makes the next version current, whatever its date, and keeps the one before', async () => {
    const { store } = opened();
    await store.commit(make('next'));
    expect(await store.commit(nextCommit(make, 'next', 2))).toBe('committed');
    const [current] = await store.currentVersions('a', [key('next')]);
    expect(current).toMatchObject({ version: 2, superseded: ['f-next'], generation: 1 });
    expect(await store.versionOf('a', 'Claim', 'c-next')).toEqual(current);
    expect(await store.versionOf('b', 'Claim', 'c-next')).toBeUndefined();
    expect(await store.resource(scope, 'Claim', 'c-next')).toMatchObject({ versionId: '2' });
    expect(await store.resource(scope, 'Claim', 'c-next', '1')).toBeDefined();
    expect(await store.commit(nextCommit(make, 'next', 2))).toBe('lost');
  });

  it('lets one of 32 next versions at once through', async () => {
    const { store } = opened();
    await store.commit(make('next-race'));
    const all = Array.from({ length: 32 }, () => store.commit(nextCommit(make, 'next-race', 2)));
    const results = await Promise.all(all);
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
  });

  it('never has one version twice, nor two current versions', async () => {
    const { store } = opened();
    await store.commit(make('unique'));
    const row = (change: Partial<VersionRow>): VersionRow => {
      const [version] = make('unique').versions;
      if (version === undefined) throw new Error('no version');
      return { ...version, ...change };
    };
    const commit = (...versions: readonly VersionRow[]) =>
      store.commit(make('unique', { ...NOTHING, versions }));
    expect(await commit(row({ current: false }))).toBe('lost');
    expect(await commit(row({ version: 2 }), row({ version: 3 }))).toBe('lost');
    const both = [row({ version: 2, current: false }), row({ version: 3 })];
    expect(await commit(...both)).toBe('committed');
  });

  it('takes out of the current state what a correction left out', async () => {
    const { store } = opened();
    const first = make('gone');
    const extra = { ...first.resources[0], type: 'Condition', id: 'x-gone' };
    await store.commit({ ...first, resources: [...first.resources, extra] as Commit['resources'] });
    const gone = [{ type: 'Condition', id: 'x-gone' }];
    await store.commit({ ...nextCommit(make, 'gone', 2), gone });
    expect(await store.resource(scope, 'Condition', 'x-gone')).toBeUndefined();
    expect(await store.resource(scope, 'Condition', 'x-gone', '1')).toBeDefined();
  });
}

function orderCases(opened: () => OpenedStore, make: ClaimCommit): void {
  it("remembers the sender's own order, and loses what rests on another one", async () => {
    const { store } = opened();
    await store.commit(make('order-seen'));
    const seen = (from: string, to: string) =>
      store.commit(
        make('order-seen', {
          ...NOTHING,
          seen: [{ key: key('order-seen'), version: 1, from, to }],
        }),
      );
    const sequence = async () =>
      (await store.currentVersions('a', [key('order-seen')]))[0]?.sequence;
    expect(await sequence()).toEqual([]);
    expect(await seen('', '["2"]')).toBe('committed');
    expect(await sequence()).toEqual(['2']);
    expect(await seen('', '["1"]')).toBe('lost');
    expect(await seen('["2"]', '["3"]')).toBe('committed');
    expect(await sequence()).toEqual(['3']);
  });
}

function likenessCases(opened: () => OpenedStore, make: ClaimCommit): void {
  it('finds current claims that look alike, in the own tenant', async () => {
    const { store } = opened();
    const like = (number: string, tenant = 'a') => {
      const commit = make(number, { tenant });
      return { ...commit, versions: commit.versions.map((row) => ({ ...row, likeness: 'like' })) };
    };
    await store.commit(like('like-1'));
    await store.commit(like('like-2', 'b'));
    const found = await store.alike('a', ['like', 'none']);
    expect(found).toEqual([
      {
        ...{ likeness: 'like', key: key('like-1'), focusType: 'Claim', focusId: 'c-like-1' },
        versionId: '1',
      },
    ]);
    await store.commit(nextCommit(make, 'like-1', 2));
    expect(await store.alike('a', ['like'])).toEqual([]);
  });

  it('names two of many claims that look alike, the oldest', async () => {
    const { store } = opened();
    for (const number of ['many-3', 'many-1', 'many-2']) {
      const commit = make(number);
      const versions = commit.versions.map((row) => ({ ...row, likeness: 'many' }));
      const receivedAt = `2026-01-0${number.at(-1)}T00:00:00.000Z`;
      await store.commit({ ...commit, versions, submission: { ...commit.submission, receivedAt } });
    }
    const found = await store.alike('a', ['none', 'many']);
    expect(found.map(({ focusId }) => focusId)).toEqual(['c-many-1', 'c-many-2']);
  });

  it('loses the second of two that make something under one condition', async () => {
    const { store } = opened();
    const conditions = ['if-none-exist'];
    expect(await store.commit(make('cond-1', { conditions }))).toBe('committed');
    expect(await store.commit(make('cond-2', { conditions }))).toBe('lost');
    const late = make('cond-3', { ...NOTHING, conditions });
    const receivedAt = '2026-03-01T00:02:00.000Z';
    const submission = { ...late.submission, receivedAt };
    expect(await store.commit({ ...late, submission })).toBe('committed');
  });
}

const FAR = '2030-01-01T00:00:00.000Z';

function parkedBy(make: ClaimCommit) {
  return (number: string, reason: 'conflict' | 'early', expiresAt: string) =>
    make(number, {
      ...NOTHING,
      units: [{ ordinal: 1, key: number, state: reason === 'early' ? 'parked' : 'conflict' }],
      parked: [
        {
          ...{ ordinal: 1, key: key(number), reason, intent: 'replacement', version: 0 },
          ...{ fingerprint: 'f', expiresAt },
        },
      ],
    });
}

function parkedCases(opened: () => OpenedStore, make: ClaimCommit): void {
  it('finds what has waited too long, and what its original came for', async () => {
    const { store } = opened();
    const old = parkedBy(make)('old', 'conflict', '2026-03-02T00:00:00.000Z');
    const waits = parkedBy(make)('waits', 'conflict', FAR);
    const early = parkedBy(make)('early', 'early', FAR);
    for (const commit of [old, waits, early]) await store.commit(commit);
    const due = async (now: string) =>
      (await store.dueParked(now, 10)).map((row) => row.submission);
    expect(await due('2026-03-01T00:00:00.000Z')).toEqual([]);
    expect(await due('2026-03-03T00:00:00.000Z')).toEqual([old.submission.id]);
    await store.commit(make('early'));
    expect(await due('2026-03-01T00:00:00.000Z')).toEqual([early.submission.id]);
    const { id } = early.submission;
    expect(await store.parkedUnit('a', id, 1)).toMatchObject({ reason: 'early', expiresAt: FAR });
    expect(await store.parkedUnit('b', id, 1)).toBeUndefined();
    expect(await store.parkedUnits('a', id)).toMatchObject([{ ordinal: 1, reason: 'early' }]);
    expect(await store.parkedUnits('b', id)).toEqual([]);
  });
}

function settlingCases(opened: () => OpenedStore, make: ClaimCommit): void {
  it('settles a unit once, and only on the books that were read', async () => {
    const { store } = opened();
    const commit = parkedBy(make)('settle', 'conflict', FAR);
    const { id, books } = commit.submission;
    const candidate = { owner: `${id}/1`, kind: 'candidate' as const, part: 0, sealed: bytes('c') };
    await store.commit({ ...commit, bodies: [candidate] });
    const kept = () => store.body({ tenant: 'a', owner: `${id}/1`, kind: 'candidate' });
    const amends = {
      ordinal: 1,
      as: 'replace',
      stateBefore: 'conflict',
      booksBefore: books,
      erases: `${id}/1`,
    } as const;
    const settled = (booksBefore: string, at: string): Commit => ({
      ...make('settled', NOTHING),
      ...{ amends: { ...amends, booksBefore }, events: [] },
      submission: {
        ...{ ...commit.submission, receivedAt: at, resumed: true },
        books: JSON.stringify(booksOf(['replaced'])),
      },
      units: [
        {
          ...{ ordinal: 1, key: 'settle', state: 'replaced', focusType: 'Claim', focusId: 'c' },
          ...{ version: 2, versionId: '2' },
        },
      ],
    });
    expect(await store.commit(settled('{}', FAR))).toBe('lost');
    expect(await kept()).toHaveLength(1);
    expect(await store.commit(settled(books, FAR))).toBe('committed');
    expect(await kept()).toEqual([]);
    expect(await store.commit(settled(JSON.stringify(booksOf(['replaced'])), FAR))).toBe('lost');
    expect((await store.units('a', id))[0]).toMatchObject({
      ...{ state: 'replaced', firstState: 'conflict', settledAt: FAR, settledAs: 'replace' },
      versionId: '2',
    });
    expect(await store.parkedUnit('a', id, 1)).toBeUndefined();
    expect((await store.submission('a', id))?.books).toContain('"replaced":1');
    expect((await store.submission('a', id))?.receivedAt).toBe(commit.submission.receivedAt);
  });
}

function withdrawalCases(opened: () => OpenedStore, make: ClaimCommit): void {
  const withdraws = (commit: Commit): Commit => ({
    ...commit,
    deliveries: commit.deliveries.map((row) => ({
      ...{ ...row, payer: 'p-void', intent: 'void', withdraws: true },
    })),
  });
  const first = (number: string): Commit => {
    const commit = make(number);
    return { ...commit, deliveries: commit.deliveries.map((row) => ({ ...row, payer: 'p-void' })) };
  };
  const states = async (commit: Commit) =>
    (await opened().store.deliveries('a', commit.submission.id)).map(({ state }) => state);

  it('withdraws a void and what it voids if nothing has left', async () => {
    const { store } = opened();
    const original = first('unsent');
    await store.commit(original);
    const tombstone = withdraws(nextCommit(make, 'unsent', 2));
    const units = [{ ...tombstone.units[0], version: 2 }] as Commit['units'];
    await store.commit({ ...tombstone, units });
    expect([await states(original), await states(tombstone)]).toEqual([
      ['withdrawn'],
      ['withdrawn'],
    ]);
  });

  it('sends both if an attempt has been made', async () => {
    const { store, outbox } = opened();
    const original = first('left');
    await store.commit(original);
    const lease = { payer: 'p-void', limit: 10, leaseMs: 60_000, token: 'void' };
    expect(await outbox.lease(lease)).toHaveLength(1);
    const tombstone = withdraws(nextCommit(make, 'left', 2));
    const units = [{ ...tombstone.units[0], version: 2 }] as Commit['units'];
    await store.commit({ ...tombstone, units });
    expect([await states(original), await states(tombstone)]).toEqual([['sending'], ['ready']]);
  });
}
