/** Messages of visits: found by their keys, and never lost to two commits at once. */
import { expect } from 'vitest';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import { it } from './cases.ts';
import { AT, bytes, claimCommit, type OpenedStore } from './sample-rows.ts';

const nothing = { units: [], versions: [], resources: [], tokens: [], deliveries: [] };

/** A commit that keeps one entry under the keys, resting on the counts. */
function kept(
  name: string,
  keys: readonly string[],
  expected: Readonly<Record<string, number>>,
  change: Partial<Commit> = {},
): Commit {
  const owner = `journal/${name}/1`;
  const body = { owner, kind: 'messages', part: 0, sealed: bytes(name) } as const;
  const counts = Object.entries(expected).map(([key, version]) => ({ key, version }));
  const counted = keys.map((key) => key.split('@')[0] ?? '');
  const found = keys.map((key) => key.replace('@', ':'));
  const entries = [{ owner, keys: found }];
  const journal = { stream: 'f|j', expected: counts, counts: counted, entries };
  return claimCommit(name, { ...nothing, bodies: [body], journal, ...change });
}

const exact = (...keys: readonly string[]) =>
  keys.map((key) => ({ count: key, from: key, to: key }));

const entry = (name: string) => ({ owner: `journal/${name}/1`, sealed: [bytes(name)] });

export function journalCases(opened: () => OpenedStore): void {
  findingCases(opened);
  countingCases(opened);
}

function findingCases(opened: () => OpenedStore): void {
  it('finds entries by any of their keys, and counts who wrote', async () => {
    const { store } = opened();
    expect(await store.journal('a', 'f|j', exact('v1'))).toEqual({ versions: [], entries: [] });
    expect(await store.commit(kept('j1', ['v1', 'p1'], { v1: 0, p1: 0 }))).toBe('committed');
    expect(await store.commit(kept('j2', ['p1'], { p1: 1 }))).toBe('committed');
    expect(await store.journal('a', 'f|j', exact('v1', 'p1', 'x'))).toEqual({
      versions: expect.arrayContaining([
        { key: 'v1', version: 1 },
        { key: 'p1', version: 2 },
      ]),
      entries: [entry('j1'), entry('j2')],
    });
    expect(await store.journal('a', 'f|j', exact('v1'))).toMatchObject({ entries: [entry('j1')] });
    expect(await store.journal('a', 'other|j', exact('v1'))).toEqual({ versions: [], entries: [] });
    expect(await store.journal('b', 'f|j', exact('v1'))).toEqual({ versions: [], entries: [] });
  });

  it('finds entries by a stretch of keys, and forgets them with what they begin with', async () => {
    const { store } = opened();
    const submission = { ...claimCommit('r').submission, receivedAt: '2020-01-02T00:00:00.000Z' };
    await store.commit(kept('r1', ['p8@10'], { p8: 0 }, { submission }));
    await store.commit(kept('r2', ['p8@20'], { p8: 1 }));
    const since = (time: string) => [{ count: 'p8', from: `p8:${time}`, to: 'p8;' }];
    const versions = [{ key: 'p8', version: 2 }];
    const both = { versions, entries: [entry('r1'), entry('r2')] };
    expect(await store.journal('a', 'f|j', since(''))).toEqual(both);
    expect(await store.journal('a', 'f|j', since('15'))).toEqual({
      versions,
      entries: [entry('r2')],
    });
    expect(await store.journal('a', 'f|j', since('21'))).toEqual({ versions, entries: [] });
    await store.forgetJournal('j', AT);
    expect(await store.journal('a', 'f|j', since(''))).toEqual(both);
    await store.forgetJournal('j', '2030-01-01T00:00:00.000Z');
    expect(await store.journal('a', 'f|j', since(''))).toEqual({ versions: [], entries: [] });
  });

  it('finds the keys of the entries of one submission', async () => {
    const { store } = opened();
    await store.commit(kept('o1', ['v6', 'p6'], {}));
    await store.commit(kept('o10', ['v7'], {}));
    const found = { stream: 'f|j', keys: ['p6', 'v6'] };
    expect(await store.journalKeys('a', 'journal/o1/')).toEqual(found);
    expect(await store.journalKeys('b', 'journal/o1/')).toBeUndefined();
  });
}

function countingCases(opened: () => OpenedStore): void {
  it('loses a commit that rests on an older count, and nothing of it stays', async () => {
    const { store } = opened();
    expect(await store.commit(kept('k1', ['v2'], { v2: 0 }))).toBe('committed');
    const late = kept('k2', ['v2'], { v2: 0 });
    expect(await store.commit(late)).toBe('lost');
    expect(await store.journal('a', 'f|j', exact('v2'))).toMatchObject({ entries: [entry('k1')] });
    expect(await store.submission('a', late.submission.id)).toBeUndefined();
  });

  it('lets one of many at once through, and the others when they have read again', async () => {
    const { store } = opened();
    const names = Array.from({ length: 12 }, (_, index) => `m${index}`);
    const send = async (name: string): Promise<number> => {
      const [count] = (await store.journal('a', 'f|j', exact('v3'))).versions;
      const commit = kept(name, ['v3'], { v3: count?.version ?? 0 });
      return (await store.commit(commit)) === 'committed' ? 1 : 1 + (await send(name));
    };
    await Promise.all(names.map(send));
    const { versions, entries } = await store.journal('a', 'f|j', exact('v3'));
    expect(versions).toEqual([{ key: 'v3', version: names.length }]);
    expect(entries).toHaveLength(names.length);
  });

  it('forgets what has rested, with its bytes, and nothing else', async () => {
    const { store } = opened();
    const submission = { ...claimCommit('old').submission, receivedAt: '2020-01-01T00:00:00.000Z' };
    await store.commit(kept('old', ['v4'], { v4: 0 }, { submission }));
    await store.commit(kept('new', ['v5'], { v5: 0 }));
    await store.forgetJournal('other', AT);
    expect((await store.journal('a', 'f|j', exact('v4'))).entries).toHaveLength(1);
    await store.forgetJournal('j', AT);
    expect(await store.journal('a', 'f|j', exact('v4'))).toEqual({ versions: [], entries: [] });
    const body = { tenant: 'a', owner: 'journal/old/1', kind: 'messages' } as const;
    expect(await store.body(body)).toEqual([]);
    expect((await store.journal('a', 'f|j', exact('v5'))).entries).toHaveLength(1);
  });
}
