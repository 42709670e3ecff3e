/**
 * Migrations go forward only: each file is applied once, in order, in a transaction of its own
 * together with its name, so a start that was interrupted goes on where it was.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** `sqlite`: as it is. `postgresql`: with what PostgreSQL needs besides. */
type Store = 'sqlite' | 'postgresql';

const shipped = new URL('../../../migrations/', import.meta.url);

/** In the order they are applied. */
export function readMigrations(store: Store, folder: URL = shipped): readonly Migration[] {
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const beside = `postgres/${name}`;
      const more = store === 'postgresql' && existsSync(new URL(beside, folder));
      const sql = more ? `${read(name)}\n${read(beside)}` : read(name);
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
