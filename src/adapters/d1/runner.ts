/** D1: a batch is one transaction, its statements run in order. */
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { OutageError } from '../../gateway/ports/outage.ts';
import { plain, type Row, type SqlRunner, type Statement } from '../sql/statement.ts';

export function createD1Runner(database: D1Database): SqlRunner {
  const prepare = (asked: Statement): D1PreparedStatement => {
    const { sql, values } = plain(asked);
    return database.prepare(sql).bind(...values);
  };
  return {
    kind: 'd1',
    batch: async (statements) => {
      try {
        const results = await database.batch<Row>(statements.map(prepare));
        return results.map(({ results: rows }) => rows);
      } catch (error) {
        if (isConstraint(error)) return 'lost';
        throw outage(error);
      }
    },
    all: async (asked) => {
      try {
        return (await prepare(asked).all<Row>()).results;
      } catch (error) {
        throw outage(error);
      }
    },
  };
}

/** D1 tells the cause in words alone. */
function isConstraint(error: unknown): boolean {
  return error instanceof Error && /constraint failed/i.test(error.message);
}

function outage(error: unknown): OutageError {
  return new OutageError(error instanceof Error ? error.message : String(error));
}
