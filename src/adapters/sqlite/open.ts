/** Opens the embedded database with the settings everything else counts on. */
import { DatabaseSync } from 'node:sqlite';
import { type Migration, readMigrations } from '../sql/migrations.ts';
import { type AppliedMigration, missingMigrations } from '../sql/missing-migrations.ts';
import { type Row, textOf } from '../sql/statement.ts';
import { createPrepared } from './prepared.ts';

/** For writing: an answer leaves only after its commit has reached the disk. */
export function openForWriting(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA page_size = 4096;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = OFF;
    PRAGMA cache_size = -32768;
    PRAGMA wal_autocheckpoint = 0;
  `);
  migrate(database);
  return database;
}

/** For reading what is committed; never waits for the writer. */
export function openForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA cache_size = -8192;');
  return database;
}

/** Applies the migrations that the file has not seen, each in a transaction of its own. */
export function migrate(
  database: DatabaseSync,
  all: readonly Migration[] = readMigrations('sqlite'),
): void {
  database.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT)');
  const columns = database.prepare("SELECT name FROM pragma_table_info('migration')").all();
  if (columns.length === 1) database.exec('ALTER TABLE migration ADD COLUMN checksum TEXT');
  const applied = createPrepared(database)({
    sql: 'SELECT name, checksum FROM migration',
    values: [],
  });
  for (const migration of missingMigrations(all, applied.map(appliedOf))) {
    apply(database, migration);
  }
}

function appliedOf(row: Row): AppliedMigration {
  const { checksum } = row;
  return { name: textOf(row, 'name'), checksum: typeof checksum === 'string' ? checksum : null };
}

function apply(database: DatabaseSync, { name, sql, checksum }: Migration): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(sql);
    database.prepare('INSERT INTO migration VALUES (?, ?)').run(name, checksum);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
