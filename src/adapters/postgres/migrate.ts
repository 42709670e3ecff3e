/** The shared migrations in PostgreSQL's words; gateways that start at once take turns. */
import pg from 'pg';
import { limits } from '../../base/limits.ts';
import { type Migration, readMigrations } from '../sql/migrations.ts';
import { type AppliedMigration, missingMigrations } from '../sql/missing-migrations.ts';
import { outage } from './errors.ts';

const MIGRATING = 7_260_312;
const OLDEST_SERVER = 130_000;

/** The last group that each writer of a gateway has committed; those of dead writers go. */
const MARKS = [
  `CREATE TABLE IF NOT EXISTS writer_mark (
     writer TEXT PRIMARY KEY, token TEXT NOT NULL, at TIMESTAMPTZ NOT NULL
   ) WITH (fillfactor = 20)`,
  "DELETE FROM writer_mark WHERE at < now() - INTERVAL '7 days'",
];

/** A long statement of a gateway that died would hold the lock to its end. PostgreSQL 14 has it. */
const NOTICE_DEATH = `SELECT set_config(name, '500', false) FROM pg_settings
  WHERE name = 'client_connection_check_interval'`;

export async function migrate(
  url: string,
  all: readonly Migration[] = readMigrations('postgresql'),
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sampan',
    connectionTimeoutMillis: limits.storeConnectMs,
  });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw outage(error);
  });
  try {
    await refuseOldServer(client);
    await client.query(NOTICE_DEATH);
    // Held by the session: it ends with it, however that ends.
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT)',
    );
    for (const text of MARKS) await client.query(text);
    const { rows } = await client.query<AppliedMigration>('SELECT name, checksum FROM migration');
    for (const migration of missingMigrations(all, rows)) await apply(client, migration);
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  if (Number(rows[0]?.server_version_num) < OLDEST_SERVER) {
    throw new Error('DATABASE_URL: PostgreSQL 13 or newer is needed');
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  await client.query(inPostgres(migration.sql));
  await client.query('INSERT INTO migration VALUES ($1, $2)', [
    ...[migration.name, migration.checksum],
  ]);
  await client.query('COMMIT');
}

/** Text compares byte by byte, as in SQLite. */
const TYPES: Readonly<Record<string, string>> = {
  TEXT: 'TEXT COLLATE "C"',
  INTEGER: 'BIGINT',
  BLOB: 'BYTEA',
  'WITHOUT ROWID': '',
};

function inPostgres(sql: string): string {
  return sql
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\b(TEXT|INTEGER|BLOB|WITHOUT ROWID)\b/g, (type) => TYPES[type] ?? type);
}
