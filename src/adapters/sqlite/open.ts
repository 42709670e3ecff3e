/** Opens the embedded database with the settings everything else counts on. */
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const migrationsFolder = new URL('../../../migrations/', import.meta.url);

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
function migrate(database: DatabaseSync): void {
  database.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)');
  const seen = new Set(
    database
      .prepare('SELECT name FROM migration')
      .all()
      .map((row) => row.name),
  );
  const names = readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  for (const name of names) {
    if (seen.has(name)) continue;
    database.exec('BEGIN IMMEDIATE');
    database.exec(readFileSync(new URL(name, migrationsFolder), 'utf8'));
    database.prepare('INSERT INTO migration VALUES (?)').run(name);
    database.exec('COMMIT');
  }
}
