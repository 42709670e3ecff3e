/**
 * Each key that decisions rest on, taken away: what it refuses is then stored. So none of them is
 * there for nothing, and none is only believed to be there.
 */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../src/adapters/sql/migrations.ts';
import { plain, type Row, type SqlRunner } from '../../src/adapters/sql/statement.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import { claimCommit } from './sample-rows.ts';

/** A store in memory, without one key of the schema. */
function storeWithout(missing: string | undefined) {
  const database = new DatabaseSync(':memory:');
  const statements = readMigrations('sqlite').flatMap(({ sql }) => sql.split(/;\s*$/m));
  let dropped = 0;
  for (const sql of statements) {
    const less = missing === undefined ? sql : withoutKey(sql, missing);
    if (less !== sql) dropped += 1;
    if (less.trim() !== '') database.exec(less);
  }
  if (missing !== undefined && dropped === 0) throw new Error(`no key ${missing}`);
  const runner: SqlRunner = {
    kind: 'sqlite',
    batch: async (batch) => {
      database.exec('BEGIN');
      try {
        const rows = batch.map((each) => {
          const { sql, values } = plain(each);
          return database.prepare(sql).all(...values) as unknown as readonly Row[];
        });
        database.exec('COMMIT');
        return rows;
      } catch (error) {
        database.exec('ROLLBACK');
        if (String(error).includes('constraint failed')) return 'lost';
        throw error;
      }
    },
    all: async (asked) => {
      const { sql, values } = plain(asked);
      return database.prepare(sql).all(...values) as unknown as readonly Row[];
    },
  };
  return createSqlStore(runner);
}

/** An index by its name; a primary key by `table.key`. */
function withoutKey(sql: string, missing: string): string {
  const [table, key] = missing.split('.');
  if (key === undefined) return sql.includes(`UNIQUE INDEX ${missing}\n`) ? '' : sql;
  if (!sql.includes(`CREATE TABLE ${table} (`)) return sql;
  return sql.replace(/,\s*PRIMARY KEY \([^)]*\)/, '').replace(') WITHOUT ROWID', ')');
}

const NOTHING = {
  ...{ units: [], versions: [], resources: [], tokens: [], deliveries: [], bodies: [] },
} as const;

const key = (number: string) => ({ facility: '10001', scheme: 'sample', kind: 'visit', number });

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
      const store = storeWithout(missing);
      for (const commit of before) expect(await store.commit(commit)).toBe('committed');
      expect(await store.commit(refused)).toBe(result);
    }
  });

  it('has a witness if it is a unique index', () => {
    const sql = readMigrations('sqlite').map((each) => each.sql);
    const named = [...sql.join('\n').matchAll(/UNIQUE INDEX (\w+)/g)].map(([, name]) => name);
    // The receipt's index is held by the tests of receipts.
    const held = new Set([...Object.keys(witnesses()), 'receipt_of_submission']);
    expect(named.filter((name) => !held.has(name ?? ''))).toEqual([]);
    expect(named).toContain('claim_version_once');
  });
});
