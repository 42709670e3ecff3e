/** The statements of one connection: each text is prepared once. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { PlainStatement, Row } from '../sql/statement.ts';

/** Statements are few and come again and again; a search has more forms than are worth keeping. */
const PREPARED_MAX = 500;

export type RunPrepared = (statement: PlainStatement) => readonly Row[];

export function createPrepared(database: DatabaseSync): RunPrepared {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= PREPARED_MAX) prepared.clear();
    const made = database.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  // Its types allow for bigint, which it gives only where it is asked to.
  return ({ sql, values }) => prepare(sql).all(...values) as unknown as readonly Row[];
}
