import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type SqlRunner, type Statement, statement } from '../../src/adapters/sql/statement.ts';
import { createGroupWriter } from '../../src/adapters/sqlite/group-commit.ts';
import { openInMemory } from '../../src/adapters/sqlite/in-memory.ts';
import { openForWriting } from '../../src/adapters/sqlite/open.ts';
import { openSqlite } from '../../src/adapters/sqlite/runner.ts';
import { portsOn } from './sample-rows.ts';
import { storeContract } from './store-contract.ts';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-store-'));
  folders.push(folder);
  return folder;
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

storeContract('sqlite', async () => {
  const runner = await openSqlite(newFolder());
  return { ...portsOn(runner), close: () => runner.close() };
});

storeContract('memory', async () => {
  const runner = openInMemory();
  return { ...portsOn(runner), close: () => runner.close() };
});

describe('sqlite', () => {
  it('runs with the settings that make an answer durable', async () => {
    const runner = await openSqlite(newFolder());
    const [mode, page] = await Promise.all([
      runner.all(statement('PRAGMA journal_mode')),
      runner.all(statement('PRAGMA page_size')),
    ]);
    expect(mode).toMatchObject([{ journal_mode: 'wal' }]);
    expect(page).toMatchObject([{ page_size: 4096 }]);
    const written = await runner.batch([statement('PRAGMA synchronous')]);
    expect(written).toMatchObject([[{ synchronous: 2 }]]);
    await runner.close();
  });

  it('searches from the index of tokens, not through all resources of the type', async () => {
    const runner = openInMemory();
    const asked: Statement[] = [];
    const all: SqlRunner['all'] = (one) => {
      asked.push(one);
      return runner.all(one);
    };
    const { store } = portsOn({ ...runner, all });
    const tokens = [{ name: 'identifier', values: ['one'] }];
    const query = { type: 'Claim', tokens, updated: [], limit: 50 };
    await store.search({ ...query, scope: { kind: 'tenant', tenant: 'a' } });
    await store.search({ ...query, scope: { kind: 'payer', payer: 'p' } });
    await store.anyWith('a', 'Claim', { name: 'identifier', value: 'one' });
    for (const { sql, values } of asked) {
      const plan = await runner.all({ sql: `EXPLAIN QUERY PLAN ${sql}`, values });
      const steps = plan.map(({ detail }) => String(detail));
      expect(steps.join('\n')).toMatch(/SEARCH r USING PRIMARY KEY .*id=\? AND version_id=\?/);
    }
    expect(asked).toHaveLength(3);
    await runner.close();
  });

  it('turns a page behind a cursor without looking at the pages before', async () => {
    const runner = openInMemory();
    const asked: Statement[] = [];
    const all: SqlRunner['all'] = (one) => {
      asked.push(one);
      return runner.all(one);
    };
    const { store } = portsOn({ ...runner, all });
    const after = { lastUpdated: '2026-01-01T00:00:00.000Z', id: 'c' };
    const query = { type: 'Claim', tokens: [], updated: [], limit: 50, after };
    await store.search({ ...query, scope: { kind: 'tenant', tenant: 'a' } });
    const plans = await Promise.all(
      asked.map(({ sql, values }) => runner.all({ sql: `EXPLAIN QUERY PLAN ${sql}`, values })),
    );
    expect(plans.map((plan) => plan.map(({ detail }) => detail))).toEqual([
      ['SEARCH r USING INDEX resource_updated (tenant=? AND type=? AND (last_updated,id)>(?,?))'],
    ]);
    await runner.close();
  });

  it('refuses a folder that another gateway has open', async () => {
    const folder = newFolder();
    const first = await openSqlite(folder);
    await expect(openSqlite(folder)).rejects.toThrow(/locked/);
    await first.close();
    const second = await openSqlite(folder);
    await second.close();
  });

  it('undoes one batch of a group without harm to the others', async () => {
    const runner = await openSqlite(newFolder());
    const insert = (name: string) => statement('INSERT INTO meta VALUES (?, ?)', name, 'x');
    const results = await Promise.all([
      runner.batch([insert('one')]),
      runner.batch([insert('two'), insert('one')]),
      runner.batch([insert('three')]),
    ]);
    expect(results.map((result) => result === 'lost')).toEqual([false, true, false]);
    const names = await runner.all(statement('SELECT name FROM meta ORDER BY name'));
    expect(names.map(({ name }) => name)).toEqual(['one', 'three']);
    await runner.close();
  });

  it('believes no commit after one whose sync failed', () => {
    const database = openForWriting(':memory:');
    const writer = createGroupWriter(database);
    const insert = { sql: "INSERT INTO meta VALUES (?, 'x')", values: ['one'] };
    const exec = vi.spyOn(database, 'exec').mockImplementation((sql) => {
      // https://www.sqlite.org/rescode.html#ioerr_fsync
      if (sql === 'COMMIT') throw Object.assign(new Error('disk I/O error'), { errcode: 1034 });
      return DatabaseSync.prototype.exec.call(database, sql);
    });
    expect(writer.write([[insert]])).toEqual([{ kind: 'failed', message: 'disk I/O error' }]);
    exec.mockRestore();
    expect(writer.write([[insert], [insert]])).toEqual([
      { kind: 'failed', message: 'disk I/O error' },
      { kind: 'failed', message: 'disk I/O error' },
    ]);
    expect(database.prepare("SELECT * FROM meta WHERE name = 'one'").all()).toEqual([]);
    database.close();
  });

  it('reports a statement that cannot run as an outage, not as lost', async () => {
    const runner = await openSqlite(newFolder());
    await expect(runner.batch([statement('INSERT INTO nowhere VALUES (1)')])).rejects.toThrow(
      /the store refused/,
    );
    await runner.close();
  });
});
