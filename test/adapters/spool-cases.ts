/** Bodies that are kept as they arrive: a submission's once it is there, and else let go. */
import { expect } from 'vitest';
import { it } from './cases.ts';
import { bytes, claimCommit, type OpenedStore } from './sample-rows.ts';

const nothing = { units: [], versions: [], resources: [], tokens: [], deliveries: [], bodies: [] };

const arriving = (submission: string) => {
  return { tenant: 'a', submission, at: '2026-03-01T00:00:00.000Z' };
};

const parts = (owner: string, from: number) =>
  ['ab', 'cd'].map((text, at) => {
    return { owner, kind: 'request' as const, part: from + at, sealed: bytes(text) };
  });

/** A commit that makes what arrived a submission. */
function arrived(number: string) {
  const commit = claimCommit(number, nothing);
  return { ...commit, submission: { ...commit.submission, spooled: true } };
}

export function spoolCases(opened: () => OpenedStore): void {
  it('keeps a body that arrives in parts for the submission it becomes', async () => {
    const { store } = opened();
    const commit = arrived('arrives');
    const { id } = commit.submission;
    await store.spool(arriving(id), parts(id, 0));
    await store.spool(arriving(id), parts(id, 2));
    expect(await store.spooledBefore('2026-03-01T00:00:00.001Z')).toContainEqual({
      ...{ tenant: 'a', id },
    });
    expect(await store.spooledBefore('2026-03-01T00:00:00.000Z')).toEqual([]);
    expect(await store.commit(commit)).toBe('committed');
    const place = { tenant: 'a', owner: id, kind: 'request' as const };
    expect(await store.body(place)).toHaveLength(4);
    expect(await store.bodyPart({ ...place, part: 3 })).toEqual(bytes('cd'));
    expect(await store.bodyPart({ ...place, part: 4 })).toBeUndefined();
    expect(await store.spooledBefore('2099')).not.toContainEqual({ tenant: 'a', id });
  });

  it('does not let go of the body of a submission', async () => {
    const { store } = opened();
    const commit = arrived('stays');
    const { id } = commit.submission;
    await store.spool(arriving(id), parts(id, 0));
    await store.commit(commit);
    await store.dropSpool('a', id);
    expect(await store.body({ tenant: 'a', owner: id, kind: 'request' })).toHaveLength(2);
  });

  it('makes no submission of a body that was let go', async () => {
    const { store } = opened();
    const commit = arrived('let-go');
    const { id } = commit.submission;
    await store.spool(arriving(id), parts(id, 0));
    await store.dropSpool('b', id);
    expect(await store.body({ tenant: 'a', owner: id, kind: 'request' })).toHaveLength(2);
    await store.dropSpool('a', id);
    expect(await store.body({ tenant: 'a', owner: id, kind: 'request' })).toEqual([]);
    expect(await store.commit(commit)).toBe('lost');
    expect(await store.submission('a', id)).toBeUndefined();
  });
}
