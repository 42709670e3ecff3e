/** Writes a group of batches in one transaction, each of them undone alone if it must be. */
import type { DatabaseSync } from 'node:sqlite';
import { OutageError } from '../../gateway/ports/outage.ts';
import type { PlainStatement, Row } from '../sql/statement.ts';
import { createPrepared } from './prepared.ts';
import { codeOf } from './result-code.ts';

export type BatchOutcome =
  | { readonly kind: 'committed'; readonly rows: readonly (readonly Row[])[] }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly message: string };

/** Rows of each statement, or what the batch's caller is told instead. */
export function rowsOf(outcome: BatchOutcome): readonly (readonly Row[])[] | 'lost' {
  if (outcome.kind === 'failed') throw new OutageError(`the store refused: ${outcome.message}`);
  return outcome.kind === 'lost' ? 'lost' : outcome.rows;
}

export interface GroupWriter {
  /** Outcomes in order; what is committed is on the disk when this returns. */
  write(batches: readonly (readonly PlainStatement[])[]): readonly BatchOutcome[];
}

const SQLITE_CONSTRAINT = 19;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;

export function createGroupWriter(database: DatabaseSync): GroupWriter {
  const run = createPrepared(database);
  let broken: string | undefined;
  return {
    write: (batches) => {
      if (broken !== undefined) return batches.map(() => failed(broken ?? ''));
      try {
        database.exec('BEGIN IMMEDIATE');
        const outcomes = batches.map((statements) =>
          inSavepoint(database, () => statements.map(run)),
        );
        database.exec('COMMIT');
        return outcomes;
      } catch (error) {
        rollBack(database);
        const message = messageOf(error);
        // After a failed sync nobody knows what is on the disk: no later commit may be believed.
        if ([SQLITE_IOERR, SQLITE_CORRUPT].includes(codeOf(error))) broken = message;
        return batches.map(() => failed(message));
      }
    },
  };
}

function inSavepoint(database: DatabaseSync, run: () => readonly (readonly Row[])[]): BatchOutcome {
  database.exec('SAVEPOINT batch');
  try {
    const rows = run();
    database.exec('RELEASE batch');
    return { kind: 'committed', rows };
  } catch (error) {
    const code = codeOf(error);
    // What is no fault of this batch alone ends the whole group.
    if (code !== SQLITE_CONSTRAINT && code !== 1) throw error;
    database.exec('ROLLBACK TO batch; RELEASE batch');
    return code === SQLITE_CONSTRAINT ? { kind: 'lost' } : failed(messageOf(error));
  }
}

function rollBack(database: DatabaseSync): void {
  if (database.isTransaction) database.exec('ROLLBACK');
}

function failed(message: string): BatchOutcome {
  return { kind: 'failed', message };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
