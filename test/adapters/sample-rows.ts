/** What the cases of the store's contract are made of: everything that is kept, and one claim. */
import { createSqlAnswers } from '../../src/adapters/sql/answers.ts';
import { createSqlNotices } from '../../src/adapters/sql/notices.ts';
import { createSqlOutbox } from '../../src/adapters/sql/outbox.ts';
import { createSqlReceipts } from '../../src/adapters/sql/receipts.ts';
import { createRegistry } from '../../src/adapters/sql/registry.ts';
import { createSqlReplays } from '../../src/adapters/sql/replays.ts';
import type { SqlRunner } from '../../src/adapters/sql/statement.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import type { Answers } from '../../src/gateway/ports/answers.ts';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import type { Notices } from '../../src/gateway/ports/notices.ts';
import type { Outbox, Settlement } from '../../src/gateway/ports/outbox.ts';
import type { Receipts } from '../../src/gateway/ports/receipts.ts';
import type { Replays } from '../../src/gateway/ports/replay.ts';
import type { Registry } from '../../src/gateway/ports/services.ts';
import { booksOf } from '../../src/gateway/ports/states.ts';
import type { Store } from '../../src/gateway/ports/store.ts';

export interface OpenedStore {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly answers: Answers;
  readonly notices: Notices;
  readonly receipts: Receipts;
  readonly replays: Replays;
  readonly registry: Registry;
  close(): Promise<void>;
}

/** Everything that is kept, over one runner. */
export function portsOn(runner: SqlRunner): Omit<OpenedStore, 'close'> {
  return {
    store: createSqlStore(runner),
    outbox: createSqlOutbox(runner),
    answers: createSqlAnswers(runner),
    notices: createSqlNotices(runner),
    receipts: createSqlReceipts(runner),
    replays: createSqlReplays(runner),
    registry: createRegistry({
      ...{ runner, payers: [], payerByChannel: {} },
      resendRules: () => ({ resend: 'conflict', reopens: false }),
    }),
  };
}

export const AT = '2026-03-01T00:00:00.000Z';
export const key = { facility: '10001', scheme: 'sample', kind: 'visit', number: '' };
export const bytes = (text: string) => new TextEncoder().encode(text);

let serial = 0;

/** A commit of one new claim; every part can be replaced. */
export function claimCommit(
  number: string,
  change: Partial<Commit> & { tenant?: string } = {},
): Commit {
  serial += 1;
  const id = `s${serial}`;
  const focusId = `c-${number}`;
  const payer = 'payer-1';
  return {
    tenant: 'a',
    submission: {
      ...{ id, channel: 'sample', sender: 'sender', receivedAt: AT, requestHash: `h${serial}` },
      ...{ byteCount: 3, state: 'done', books: JSON.stringify(booksOf(['new'])), resumed: false },
    },
    bodies: [{ owner: id, kind: 'request', part: 0, sealed: bytes('abc') }],
    units: [
      {
        ...{ ordinal: 1, key: number, state: 'new', focusType: 'Claim', focusId },
        ...{ version: 1, versionId: '1' },
      },
    ],
    versions: [
      {
        key: { ...key, number },
        ...{ version: 1, versionId: '1', generation: 1, intent: 'original' },
        ...{ fingerprint: `f-${number}`, focusType: 'Claim', focusId, ordinal: 1 },
        ...{ channel: 'sample', payer, current: true, sequence: '', likeness: '' },
        versions: { channel: '1', map: 'm', profile: 'p', terminology: 't' },
      },
    ],
    expected: [],
    resources: [
      {
        ...{ type: 'Claim', id: focusId, versionId: '1', serviceDate: '2026-03-01' },
        ...{ content: '', owner: `Claim/${focusId}/_history/1`, payer, leads: true },
      },
    ],
    tokens: [
      { type: 'Claim', name: 'identifier', value: `t-${number}`, id: focusId, versionId: '1' },
    ],
    deliveries: [
      {
        ...{ payer, payerKey: `k-${change.tenant ?? 'a'}-${number}`, focusType: 'Claim', focusId },
        ...{ version: 1, location: `Claim/${focusId}/_history/1`, intent: 'original' },
        ...{ generation: 1, replaces: '', withdraws: false },
      },
    ],
    parked: [],
    events: [
      { at: AT, actor: 'sender', action: 'receive', entity: `submission/${id}`, outcome: 'done' },
    ],
    ...change,
  };
}

export function settlement(change: Pick<Settlement, 'payerKey' | 'attempt' | 'state'>): Settlement {
  return {
    ...{ tenant: 'a', result: 'acknowledged', status: 200, delayMs: 0, notify: [] },
    event: { at: AT, actor: 'forwarder', action: 'deliver', entity: 'x', outcome: change.state },
    ...change,
  };
}
