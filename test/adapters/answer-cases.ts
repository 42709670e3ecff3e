/** What every store must do with payers' answers. */
import { expect } from 'vitest';
import type { AnswerCommit, AnsweredClaim } from '../../src/gateway/ports/answers.ts';
import {
  type AnswerEffect,
  answerEffect,
  CLAIM_FOLLOWS,
  type ClaimState,
} from '../../src/gateway/ports/states.ts';
import { it } from './cases.ts';
import { claimCommit, type OpenedStore, settlement } from './sample-rows.ts';

const AT = '2026-03-02T00:00:00.000Z';
const PAYER = 'payer-1';

let serial = 0;

function answer(id: string, ...claims: readonly Partial<AnsweredClaim>[]): AnswerCommit {
  serial += 1;
  return {
    ...{ tenant: 'a', id, kind: 'ClaimResponse', payer: PAYER, receivedAt: AT, bodies: [] },
    ...{ token: `token-${serial}`, tokens: [{ name: 'request', value: `r-${id}` }] },
    claims: claims.map((claim) => ({
      ...{ focusId: 'c-none', version: 1, state: 'approved', createdMs: 0, invites: false },
      ...claim,
    })),
    notify: ['sender'],
    event: { at: AT, actor: PAYER, action: 'answer', entity: id, outcome: 'done' },
  };
}

const states = Object.keys(CLAIM_FOLLOWS) as ClaimState[];

export function answerCases(opened: () => OpenedStore): void {
  it('finds what was sent under a key, or has the id, for its payer only', async () => {
    const { store, answers } = opened();
    await store.commit(claimCommit('findable'));
    const found = { tenant: 'a', focusId: 'c-findable', version: 1 };
    expect(await answers.sentAs(PAYER, 'k-a-findable')).toEqual(found);
    expect(await answers.sentAs('payer-2', 'k-a-findable')).toBeUndefined();
    expect(await answers.claim(PAYER, 'c-findable')).toEqual(found);
    expect(await answers.claim(PAYER, 'c-findable', 2)).toBeUndefined();
    expect(await answers.claim('payer-2', 'c-findable')).toBeUndefined();
  });

  it('judges every answer after every state as the table says', async () => {
    const { store, answers } = opened();
    for (const [nth, first] of states.entries()) {
      for (const next of states) {
        for (const createdMs of [5, 20]) {
          const number = `${nth}-${next}-${createdMs}`;
          await store.commit(claimCommit(number));
          const focusId = `c-${number}`;
          await answers.take(answer(`1-${number}`, { focusId, state: first, createdMs: 10 }));
          const said = answer(`2-${number}`, { focusId, state: next, createdMs });
          const [taken] = await answers.take(said);
          const known = { state: first, createdMs: 10 };
          const effect: AnswerEffect = answerEffect(known, { state: next, createdMs });
          expect([first, next, createdMs, taken]).toEqual([
            ...[first, next, createdMs],
            { focusId, version: 1, effect, fresh: true },
          ]);
        }
      }
    }
  });

  it('takes an answer once, whoever comes first', async () => {
    const { store, answers } = opened();
    await store.commit(claimCommit('once'));
    const equal = () => answers.take(answer('once', { focusId: 'c-once' }));
    const taken = (await Promise.all([equal(), equal(), equal(), equal()])).flat();
    expect(taken.filter(({ fresh }) => fresh)).toHaveLength(1);
    const about = { tenant: 'a', focusId: 'c-once', version: 1 };
    expect(await answers.answered(PAYER, ['once', 'none'])).toEqual([about]);
    expect(await answers.answered('payer-2', ['once'])).toEqual([]);
    expect(await answers.responsesTo(about)).toEqual(['ClaimResponse/once/_history/1']);
    await answers.take(answer('back', { focusId: 'c-once', state: 'rejected' }));
    // The repeat of what was said first does not bring its state back.
    await equal();
    const again = await answers.take(answer('more', { focusId: 'c-once', state: 'rejected' }));
    expect(again).toMatchObject([{ effect: 'unchanged' }]);
  });

  effectCases(opened);
}

/** What an answer changes besides the state of its claim. */
function effectCases(opened: () => OpenedStore): void {
  it('knows that an answered claim has arrived, and asks for a correction once', async () => {
    const { store, outbox, answers } = opened();
    const commit = claimCommit('arrived');
    const deliveries = commit.deliveries.map((row) => ({ ...row, payer: 'p-arrived' }));
    await store.commit({ ...commit, deliveries });
    const ask = { limit: 10, leaseMs: 60_000, payer: 'p-arrived', token: 'arrived' };
    await outbox.lease(ask);
    const { payerKey } = deliveries[0] ?? { payerKey: '' };
    const refusal = answer('no', { focusId: 'c-arrived', state: 'rejected', invites: true });
    await answers.take({ ...refusal, payer: 'p-arrived' });
    const late = settlement({ payerKey, attempt: 1, state: 'ready' });
    expect(await outbox.settle(late)).toBe(false);
    const [delivery] = await store.deliveries('a', commit.submission.id);
    expect(delivery).toMatchObject({
      state: 'delivered',
      attempts: [{ result: 'acknowledged: answered' }],
    });
    const [shown] = await answers.ofSubmission('a', commit.submission.id);
    expect(shown).toMatchObject({ state: 'rejected', effect: 'applied', payer: 'p-arrived' });
    const scope = { kind: 'tenant', tenant: 'a' } as const;
    const read = await store.resource(scope, 'ClaimResponse', 'no');
    expect(read).toMatchObject({ owner: 'ClaimResponse/no/_history/1' });
  });

  it('settles a send and takes its reply together, or neither', async () => {
    const { store, outbox, answers } = opened();
    const commit = claimCommit('reply');
    const deliveries = commit.deliveries.map((row) => ({ ...row, payer: 'p-reply' }));
    await store.commit({ ...commit, deliveries });
    await outbox.lease({ limit: 10, leaseMs: 60_000, payer: 'p-reply', token: 'reply' });
    const { payerKey } = deliveries[0] ?? { payerKey: '' };
    const reply = answer('reply', { focusId: 'c-reply', state: 'rejected' });
    const done = settlement({ payerKey, attempt: 1, state: 'refused' });
    expect(await outbox.settle({ ...done, attempt: 2, answer: reply })).toBe(false);
    expect(await answers.ofSubmission('a', commit.submission.id)).toEqual([]);
    expect(await outbox.settle({ ...done, answer: reply })).toBe(true);
    expect(await answers.ofSubmission('a', commit.submission.id)).toHaveLength(1);
  });

  it('keeps aside what fits nothing, once', async () => {
    const { answers } = opened();
    const odd = { payer: PAYER, id: 'q', kind: 'ClaimResponse', reason: 'unknown' } as const;
    const bodies = [
      { owner: 'quarantine/q', kind: 'bundle', part: 0, sealed: new Uint8Array([1]) },
    ] as const;
    expect(await answers.quarantine({ ...odd, receivedAt: AT }, bodies)).toBe(true);
    expect(await answers.quarantine({ ...odd, receivedAt: AT }, bodies)).toBe(false);
    expect(await answers.quarantined(PAYER, 10)).toEqual([{ ...odd, receivedAt: AT }]);
    expect(await answers.quarantined('payer-2', 10)).toEqual([]);
  });
}
