/** The embedded store without a file: everything it promises, but that it outlives the process. */
import type { DatabaseSync } from 'node:sqlite';
import { plain } from '../sql/statement.ts';
import { type BatchOutcome, createGroupWriter, rowsOf } from './group-commit.ts';
import { openForWriting } from './open.ts';
import { createPrepared } from './prepared.ts';
import type { SqliteRunner } from './runner.ts';

export function openInMemory(): SqliteRunner {
  return runnerOn(openForWriting(':memory:'));
}

/** One connection does it all, so each batch is alone. */
export function runnerOn(database: DatabaseSync): SqliteRunner {
  const writer = createGroupWriter(database);
  const read = createPrepared(database);
  return {
    kind: 'memory',
    batch: async (statements) => {
      const [outcome] = writer.write([statements.map(plain)]);
      return rowsOf(outcome as BatchOutcome);
    },
    all: async (asked) => read(plain(asked)),
    close: async () => database.close(),
  };
}
