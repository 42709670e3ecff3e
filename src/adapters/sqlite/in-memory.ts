/** The embedded store without a file: everything it promises, but that it outlives the process. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { plain, type Row } from '../sql/statement.ts';
import { type BatchOutcome, createGroupWriter, rowsOf } from './group-commit.ts';
import { openForWriting } from './open.ts';
import type { SqliteRunner } from './runner.ts';

export function openInMemory(): SqliteRunner {
  return runnerOn(openForWriting(':memory:'));
}

/** One connection does it all, so each batch is alone. */
export function runnerOn(database: DatabaseSync): SqliteRunner {
  const writer = createGroupWriter(database);
  const prepared = new Map<string, StatementSync>();
  return {
    kind: 'memory',
    batch: async (statements) => {
      const [outcome] = writer.write([statements.map(plain)]);
      return rowsOf(outcome as BatchOutcome);
    },
    all: async (asked) => {
      const { sql, values } = plain(asked);
      const ready = prepared.get(sql) ?? database.prepare(sql);
      prepared.set(sql, ready);
      return ready.all(...values) as unknown as readonly Row[];
    },
    close: async () => database.close(),
  };
}
