/** News for senders that are due. Leases and due times go by the database's clock. */
import type { LeasedNotice, Notices } from '../../gateway/ports/notices.ts';
import { DB_NOW } from './commit-statements.ts';
import { numberOf, type Row, type SqlRunner, statement, textOf } from './statement.ts';

const DUE = `SELECT n.tenant, n.id FROM notice AS n
  WHERE n.sender = ?1 AND n.state IN ('ready', 'sending') AND n.next_at <= ${DB_NOW}
  ORDER BY n.next_at LIMIT ?2 /* postgres: FOR UPDATE OF n SKIP LOCKED */`;

/** While it is sent, a notice is due again when its lease ends. */
export function createSqlNotices(runner: SqlRunner): Notices {
  return {
    lease: async ({ sender, limit, leaseMs }) => {
      const rows = await runner.batch([
        statement(
          `WITH due AS MATERIALIZED (${DUE})
           UPDATE notice SET state = 'sending', attempt = attempt + 1, next_at = ${DB_NOW} + ?3
           FROM due WHERE notice.tenant = due.tenant AND notice.id = due.id
           RETURNING notice.tenant AS tenant, notice.id AS id, notice.sender AS sender,
             notice.event AS event, notice.submission AS submission, notice.ordinal AS ordinal,
             notice.location AS location, notice.at AS at, notice.attempt AS attempt,
             ${DB_NOW} - notice.created_at AS age`,
          ...[sender, limit, leaseMs],
        ),
      ]);
      return rows === 'lost' ? [] : (rows[0] ?? []).map(leasedOf);
    },
    settle: async ({ tenant, id, attempt, state, result, delayMs }) => {
      const rows = await runner.batch([
        statement(
          `UPDATE notice SET state = ?, result = ?, next_at = ${DB_NOW} + ?,
             settled_at = CASE WHEN ? = 'ready' THEN NULL ELSE ${DB_NOW} END
           WHERE tenant = ? AND id = ? AND attempt = ? AND state = 'sending' RETURNING id`,
          ...[state, result, delayMs, state, tenant, id, attempt],
        ),
      ]);
      return rows !== 'lost' && rows[0]?.length === 1;
    },
  };
}

function leasedOf(row: Row): LeasedNotice {
  return {
    tenant: textOf(row, 'tenant'),
    id: textOf(row, 'id'),
    sender: textOf(row, 'sender'),
    event: textOf(row, 'event'),
    submission: textOf(row, 'submission'),
    ordinal: numberOf(row, 'ordinal'),
    location: textOf(row, 'location'),
    at: textOf(row, 'at'),
    attempt: numberOf(row, 'attempt'),
    ageMs: numberOf(row, 'age'),
  };
}
