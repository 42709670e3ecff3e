/** Migrations go forward only, survive being cut, and refuse what a newer release has made. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { D1_MIGRATIONS } from '../../src/adapters/d1/check-migrations.ts';
import { readMigrations } from '../../src/adapters/sql/migrations.ts';
import { migrate as migrateSqlite } from '../../src/adapters/sqlite/open.ts';
import { type MigrationOrder, migrateAndList } from './migrate.ts';
import { ask, type PostgresServer, postgresMissing, startPostgres } from './postgres-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A folder of migrations: name and text of each. */
function written(files: Readonly<Record<string, string>>): string {
  made += 1;
  const own = join(folder, `m${made}`);
  mkdirSync(own);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
  return pathToFileURL(`${own}/`).href;
}

const first = { '0001_one.sql': 'CREATE TABLE one (name TEXT PRIMARY KEY);' };
const second = {
  '0002_two.sql': `CREATE TABLE two (n INTEGER NOT NULL);
    INSERT INTO one VALUES ('by two');`,
};
const broken = { '0002_two.sql': `${second['0002_two.sql']} INSERT INTO nowhere VALUES (1);` };

function migrationCases(newStore: () => Promise<MigrationOrder['store']>, slow: string): void {
  it('undoes a migration that fails, and goes on when it is mended', async () => {
    const store = await newStore();
    const half = written({ ...first, ...broken });
    await expect(migrateAndList({ store, migrations: half })).rejects.toThrow(/nowhere/);
    const whole = written({ ...first, ...second });
    expect(await migrateAndList({ store, migrations: whole })).toEqual(['by two']);
    expect(await migrateAndList({ store, migrations: whole })).toEqual(['by two']);
  });

  it('goes on where it was when it was killed in the middle', async () => {
    const store = await newStore();
    const both = { ...first, '0002_two.sql': `${second['0002_two.sql']} ${slow}` };
    const child = await killedWhileMigrating({ store, migrations: written(both) });
    expect(child.signalCode).toBe('SIGKILL');
    const whole = written({ ...first, ...second });
    expect(await migrateAndList({ store, migrations: whole })).toEqual(['by two']);
  });

  it('refuses what a newer release has used, and a migration that was changed', async () => {
    const store = await newStore();
    await migrateAndList({ store, migrations: written({ ...first, ...second }) });
    await expect(migrateAndList({ store, migrations: written(first) })).rejects.toThrow(
      /has the migration 0002_two.sql, which this release does not know.*newer release/,
    );
    const changed = { '0001_one.sql': `${first['0001_one.sql']} -- changed`, ...second };
    await expect(migrateAndList({ store, migrations: written(changed) })).rejects.toThrow(
      /0001_one.sql was changed/,
    );
  });
}

/** Killed after the first migration is there and while the second is at work. */
async function killedWhileMigrating(order: MigrationOrder): Promise<ChildProcess> {
  const child = fork(new URL('./migrate.ts', import.meta.url), [JSON.stringify(order)]);
  await new Promise((resolve) => child.once('message', resolve));
  await new Promise((resolve) => setTimeout(resolve, 400));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  return child;
}

describe('migrations on sqlite', () => {
  let files = 0;
  const newStore = async () => {
    files += 1;
    return { kind: 'sqlite', at: join(folder, `store-${files}.db`) } as const;
  };
  const endless = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    INSERT INTO two SELECT i FROM n LIMIT 100000000;`;
  migrationCases(newStore, endless);
});

describe.skipIf(postgresMissing('migrations on PostgreSQL'))('migrations on postgres', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    await server.close();
  }, 60_000);
  const newStore = async () => ({ kind: 'postgresql', at: await server.newDatabase() }) as const;
  migrationCases(newStore, 'SELECT pg_sleep(60);');

  it('lets gateways that start at once take turns', async () => {
    const store = await newStore();
    const migrations = written({ ...first, ...second });
    const lists = await Promise.all([1, 2, 3].map(() => migrateAndList({ store, migrations })));
    expect(lists).toEqual([['by two'], ['by two'], ['by two']]);
  });

  it('says that it cannot reach a server', async () => {
    const at = 'postgres://nobody@127.0.0.1:1/none';
    const migrations = written(first);
    await expect(ask(at, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    await expect(migrateAndList({ store: { kind: 'postgresql', at }, migrations })).rejects.toThrow(
      /the store refused: .*ECONNREFUSED/,
    );
  });
});

describe('the migrations of this release', () => {
  it('are numbered, each number once, and the same for all stores', () => {
    const names = readMigrations('sqlite').map(({ name }) => name);
    const numbers = names.map((name) => /^(\d{4})_[a-z-]+\.sql$/.exec(name)?.[1]);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(D1_MIGRATIONS, 'src/adapters/d1/check-migrations.ts names them').toEqual(names);
    const beside = readdirSync(new URL('../../migrations/postgres/', import.meta.url));
    expect(names).toEqual(expect.arrayContaining(beside));
  });

  /** A distributed database shards by the tenant: docs/scale-out.md. */
  it('begin every unique key with the tenant, but for what belongs to payers or to nobody', () => {
    const database = new DatabaseSync(':memory:');
    migrateSqlite(database, readMigrations('sqlite'));
    const keys = database
      .prepare(
        `SELECT t.name AS name, c.name AS first FROM sqlite_master AS t
         JOIN pragma_index_list(t.name) AS i ON i."unique" = 1
         JOIN pragma_index_info(i.name) AS c ON c.seqno = 0
         WHERE t.type = 'table' ORDER BY t.name`,
      )
      .all();
    database.close();
    expect(keys.length).toBeGreaterThan(15);
    const others = new Set(keys.filter(({ first }) => first !== 'tenant').map(({ name }) => name));
    expect([...others]).toEqual(['change', 'meta', 'migration', 'payer_tenant', 'quarantine']);
  });
});
