/** D1's tables are made before the worker starts (wrangler d1 migrations apply): are they there? */
import { type AppliedMigration, missingMigrations } from '../sql/missing-migrations.ts';
import { type SqlRunner, statement } from '../sql/statement.ts';

/** Files of `migrations`, which a worker cannot read; a test compares the two. */
export const D1_MIGRATIONS: readonly string[] = [
  '0001_start.sql',
  '0002_decisions.sql',
  '0003_delivery.sql',
  '0004_journal.sql',
  '0006_leases.sql',
  '0007_open-attempts.sql',
  '0008_spool.sql',
  '0010_same-bytes.sql',
  '0011_counted.sql',
  '0012_like-claims.sql',
];

/** Throws, in words, if the database is older or newer than this release. */
export async function checkD1Migrations(runner: SqlRunner): Promise<void> {
  const applied = await appliedOn(runner);
  const known = D1_MIGRATIONS.map((name) => ({ name, checksum: null }));
  const [missing] = missingMigrations(known, applied);
  if (missing === undefined) return;
  throw new Error(
    `the store lacks the migration ${missing.name}: run \`wrangler d1 migrations apply\` first`,
  );
}

async function appliedOn(runner: SqlRunner): Promise<readonly AppliedMigration[]> {
  const named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'd1_migrations'";
  const [table] = await runner.all(statement(named));
  if (table === undefined) return [];
  const rows = await runner.all(statement('SELECT name FROM d1_migrations'));
  return rows.map(({ name }) => ({ name: String(name), checksum: null }));
}
