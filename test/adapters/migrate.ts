/** Migrates a store with a folder of migrations: called, or as a process that can be killed. */
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { migrate as migratePostgres } from '../../src/adapters/postgres/migrate.ts';
import { readMigrations } from '../../src/adapters/sql/migrations.ts';
import { migrate as migrateSqlite } from '../../src/adapters/sqlite/open.ts';

export interface MigrationOrder {
  readonly store: { readonly kind: 'sqlite' | 'postgresql'; readonly at: string };
  /** URL of the folder. */
  readonly migrations: string;
}

/** Names in table `one` afterwards. */
export async function migrateAndList(order: MigrationOrder): Promise<readonly string[]> {
  const { kind, at } = order.store;
  const all = readMigrations(kind, new URL(order.migrations));
  if (kind === 'sqlite') {
    const database = new DatabaseSync(at);
    try {
      migrateSqlite(database, all);
      return database
        .prepare('SELECT name FROM one')
        .all()
        .map(({ name }) => String(name));
    } finally {
      database.close();
    }
  }
  await migratePostgres(at, all);
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM one');
  await client.end();
  return rows.map(({ name }) => name);
}

const [order] = process.argv.slice(2);
if (process.send && order?.startsWith('{')) {
  process.send('migrating');
  await migrateAndList(JSON.parse(order) as MigrationOrder);
}
