/**
 * Each key that decisions rest on, taken away: what it refuses is then stored. So none of them is
 * there for nothing, and none is only believed to be there.
 */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../src/adapters/sql/migrations.ts';
import { runnerOn } from '../../src/adapters/sqlite/in-memory.ts';
import { migrate } from '../../src/adapters/sqlite/open.ts';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import { claimCommit, type OpenedStore, portsOn } from './sample-rows.ts';
import { contractCases } from './store-contract.ts';

/** Everything that is kept, in memory, without one key of the schema. */
function portsWithout(missing: string | undefined): OpenedStore {
  const database = new DatabaseSync(':memory:');
  let dropped = 0;
  const less = readMigrations('sqlite').map((each) => {
    const statements = each.sql.split(/;\s*$/m);
    const left = statements.map((sql) => (missing === undefined ? sql : withoutKey(sql, missing)));
    dropped += left.filter((sql, at) => sql !== statements[at]).length;
    return { ...each, sql: left.join(';\n') };
  });
  if (missing !== undefined && dropped === 0) throw new Error(`no key ${missing}`);
  migrate(database, less);
  const runner = runnerOn(database);
  return { ...portsOn(runner), close: runner.close };
}

/** An index by its name; a primary key by `table.key`. */
function withoutKey(sql: string, missing: string): string {
  const [table, key] = missing.split('.');
  if (key === undefined) return sql.includes(`UNIQUE INDEX ${missing}`) ? '' : sql;
  if (!sql.includes(`CREATE TABLE ${table} (`)) return sql;
  return sql.replace(/,\s*PRIMARY KEY \([^)]*\)/, '').replace(') WITHOUT ROWID', ')');
}

const NOTHING = {
  ...{ units: [], versions: [], resources: [], tokens: [], deliveries: [], bodies: [] },
} as const;

const key = (number: string) => ({ facility: '10001', scheme: 'sample', kind: 'visit', number });

/** The case of the contract that fails without the key. */
const SEEN_BY = {
  'answer.key': 'takes an answer once, whoever comes first',
  'quarantine.key': 'keeps aside what fits nothing, once',
  'receipt.key': 'chains receipts: of two writers one is told that it was second',
  receipt_of_submission: 'gives a submission one receipt',
};

/** Every key there is; what has no witness keeps rows apart that are written under a guard. */
const KEYS = [
  'answer tenant id focus_id version',
  'attempt tenant payer_key attempt',
  'audit tenant sequence',
  'body tenant owner kind part',
  'change payer sequence',
  'claim_state tenant focus_id version',
  'claim_version tenant facility scheme kind number version',
  'claim_version tenant facility scheme kind number …',
  'counted tenant name key',
  'journal_key tenant stream key owner',
  'journal_state tenant stream key',
  'made_once tenant query',
  'meta name',
  'migration name',
  'notice tenant id',
  'outbox tenant payer_key',
  'parked tenant submission ordinal',
  'payer_tenant payer tenant',
  'quarantine payer id',
  'receipt tenant sequence',
  'receipt tenant submission',
  'registry tenant name key',
  'resource tenant type id version_id',
  'search_token tenant type name value id version_id',
  'spool tenant submission',
  'submission tenant id',
  'tenant_key tenant generation',
  'transport_key tenant route key',
  'unit tenant submission ordinal',
];

interface Witness {
  /** What is stored before. */
  readonly before: readonly Commit[];
  /** What must be lost. */
  readonly refused: Commit;
}

function witnesses(): Readonly<Record<string, Witness>> {
  const first = claimCommit('one');
  const [version] = first.versions;
  if (version === undefined) throw new Error('no version');
  const again = (change: Partial<Commit>) => claimCommit('one', { ...NOTHING, ...change });
  const transportKey = {
    ...{ route: 'r', key: 'k', requestHash: 'h', expiresAt: '2099-01-01T00:00:00.000Z' },
  };
  const parked: Commit['parked'][number] = {
    ...{ ordinal: 1, key: key('one'), reason: 'conflict', intent: 'replacement', version: 1 },
    ...{ fingerprint: 'f', expiresAt: '2099-01-01T00:00:00.000Z' },
  };
  const other = claimCommit('other');
  return {
    claim_version_once: {
      before: [first],
      refused: again({ versions: [{ ...version, current: false }] }),
    },
    claim_version_current: {
      before: [first],
      refused: again({ versions: [2, 3].map((next) => ({ ...version, version: next })) }),
    },
    'transport_key.key': {
      before: [claimCommit('one', { transportKey })],
      refused: claimCommit('other', { transportKey }),
    },
    'made_once.key': {
      before: [claimCommit('one', { conditions: ['c'] })],
      refused: claimCommit('other', { conditions: ['c'] }),
    },
    'submission.key': {
      before: [first],
      refused: { ...other, submission: first.submission, bodies: [], units: [] },
    },
    'body.key': { before: [first], refused: again({ bodies: first.bodies }) },
    'unit.key': {
      before: [],
      refused: again({ units: [...first.units, ...first.units] }),
    },
    'parked.key': { before: [], refused: again({ parked: [parked, parked] }) },
    'outbox.key': {
      before: [first],
      refused: {
        ...other,
        deliveries: other.deliveries.map((row) => ({
          ...{ ...row, payerKey: first.deliveries[0]?.payerKey ?? '' },
        })),
      },
    },
  };
}

describe('a key that decisions rest on', () => {
  it.each(Object.entries(witnesses()))('%s', async (name, { before, refused }) => {
    for (const [missing, result] of [
      [undefined, 'lost'],
      [name === 'outbox.key' ? 'outbox_next.key' : name, 'committed'],
    ] as const) {
      const { store } = portsWithout(missing);
      for (const commit of before) expect(await store.commit(commit)).toBe('committed');
      expect(await store.commit(refused)).toBe(result);
    }
  });

  it.each(Object.entries(SEEN_BY))('%s: %s', async (missing, name) => {
    const run = async (opened: OpenedStore) => await contractCases(() => opened).get(name)?.();
    await run(portsWithout(undefined));
    await expect(run(portsWithout(missing))).rejects.toThrow();
  });

  it('is one of these', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database);
    const keys = database
      .prepare(
        `SELECT t.name || ' ' || GROUP_CONCAT(c.name, ' ' ORDER BY c.seqno)
           || CASE WHEN i.partial = 1 THEN ' …' ELSE '' END AS key
         FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c
         WHERE t.type = 'table' AND i."unique" = 1 GROUP BY t.name, i.name ORDER BY key`,
      )
      .all();
    expect(keys.map(({ key: columns }) => columns)).toEqual(KEYS);
  });
});
