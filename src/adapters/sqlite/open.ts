/** Opens the embedded database with the settings everything else counts on. */
import { DatabaseSync } from 'node:sqlite';
import {
  type AppliedMigration,
  type Migration,
  missingMigrations,
  readMigrations,
} from '../sql/migrations.ts';

/** For writing: an answer leaves only after its commit has reached the disk. */
export function openForWriting(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA page_size = 16384;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = OFF;
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 0;
  `);
  migrate(database);
  return database;
}

/** For reading what is committed; never waits for the writer. */
export function openForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32768;');
  return database;
}

/** Applies the migrations that the file has not seen, each in a transaction of its own. */
export function migrate(
  database: DatabaseSync,
  all: readonly Migration[] = readMigrations(),
): void {
  database.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT)');
  const columns = database.prepare("SELECT name FROM pragma_table_info('migration')").all();
  if (columns.length === 1) database.exec('ALTER TABLE migration ADD COLUMN checksum TEXT');
  const applied = database.prepare('SELECT name, checksum FROM migration').all();
  for (const migration of missingMigrations(all, applied as unknown as AppliedMigration[])) {
    database.exec('BEGIN IMMEDIATE');
    database.exec(migration.sql);
    const note = database.prepare('INSERT INTO migration VALUES (?, ?)');
    note.run(migration.name, migration.checksum);
    database.exec('COMMIT');
  }
}
