/**
 * Migrations go forward only: each file is applied once, in order, in a transaction of its own
 * together with its name, so a start that was interrupted goes on where it was.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** What PostgreSQL needs besides. */
  readonly postgres: string;
  readonly checksum: string;
}

/** What a store says of a migration it has. */
export interface AppliedMigration {
  readonly name: string;
  /** Null if it was applied before checksums were kept. */
  readonly checksum: string | null;
}

const shipped = new URL('../../../migrations/', import.meta.url);

/** In the order they are applied. */
export function readMigrations(folder: URL = shipped): readonly Migration[] {
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const beside = `postgres/${name}`;
      const sql = read(name);
      const postgres = existsSync(new URL(beside, folder)) ? read(beside) : '';
      const checksum = createHash('sha256').update(sql).update(postgres).digest('hex');
      return { name, sql, postgres, checksum };
    });
}

/** Those the store lacks; throws if the store is not one that this release can go on with. */
export function missingMigrations(
  all: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const known = new Map(all.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new Error(
        `the store has the migration ${name}, which this release does not know: ` +
          'it was used by a newer release. Start that release, or restore a backup made before it',
      );
    }
    if (checksum !== null && checksum !== migration.checksum) {
      throw new Error(
        `the migration ${name} was changed after the store had it: put the file back as released`,
      );
    }
  }
  const has = new Set(applied.map(({ name }) => name));
  return all.filter(({ name }) => !has.has(name));
}
