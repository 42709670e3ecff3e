/** Deliveries that are due. Leases and due times go by the database's clock. */
import { limits } from '../../base/limits.ts';
import type {
  LeasedDelivery,
  LeaseRequest,
  Outbox,
  Settlement,
} from '../../gateway/ports/outbox.ts';
import { answerStatements } from './answer-statements.ts';
import { auditStatements, DB_NOW } from './commit-statements.ts';
import {
  numberOf,
  type Row,
  rowsStatement,
  type SqlRunner,
  type Statement,
  statement,
  textOf,
} from './statement.ts';

export function createSqlOutbox(runner: SqlRunner): Outbox {
  return {
    lease: (request) => lease(runner, request),
    settle: async (settlement) =>
      (await runner.batch(settleStatements(settlement), [settlement.tenant])) !== 'lost',
    releaseAll: async () => {
      const rows = await runner.batch(releaseStatements('1 = 1'));
      return rows === 'lost' ? 0 : (rows[1]?.length ?? 0);
    },
  };
}

/** One send at a time of a claim, in the order of its versions; what is parked holds them up. */
const DUE = `SELECT o.tenant, o.payer_key FROM outbox AS o
  WHERE o.payer = ?3 AND o.state = 'ready' AND o.next_at <= ${DB_NOW}
  AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.tenant = o.tenant
    AND earlier.focus_id = o.focus_id AND earlier.version < o.version
    AND earlier.state IN ('ready', 'sending', 'parked'))
  ORDER BY o.next_at LIMIT ?4 /* postgres: FOR UPDATE OF o SKIP LOCKED */`;

async function lease(
  runner: SqlRunner,
  { payer, limit, leaseMs, token }: LeaseRequest,
): Promise<readonly LeasedDelivery[]> {
  const rows = await runner.batch([
    ...releaseStatements(`lease_until <= ${DB_NOW}`),
    statement(
      `WITH due AS MATERIALIZED (${DUE})
       UPDATE outbox SET state = 'sending', attempt = attempt + 1, lease = ?1,
         lease_until = ${DB_NOW} + ?2
       FROM due WHERE outbox.tenant = due.tenant AND outbox.payer_key = due.payer_key`,
      ...[token, leaseMs, payer, limit],
    ),
    statement(
      `INSERT INTO attempt SELECT tenant, payer_key, attempt, ${DB_NOW}, NULL, NULL, NULL, NULL
       FROM outbox WHERE state = 'sending' AND lease = ?`,
      token,
    ),
    statement(
      `SELECT *, ${DB_NOW} - created_at AS age FROM outbox
       WHERE state = 'sending' AND lease = ? ORDER BY next_at, created_at, payer_key`,
      token,
    ),
  ]);
  return rows === 'lost' ? [] : (rows.at(-1) ?? []).map(leasedOf);
}

/**
 * What a dead process held becomes due again; nobody knows what came of its attempts. What takes
 * process after process down with it is parked.
 */
function releaseStatements(condition: string): readonly Statement[] {
  return [
    statement(
      // Asked first whether there is any, as mostly there is none.
      `UPDATE attempt SET finished_at = ${DB_NOW}, result = 'abandoned' WHERE finished_at IS NULL
       AND EXISTS (SELECT 1 FROM outbox WHERE state = 'sending' AND ${condition})
       AND (tenant, payer_key, attempt) IN (
         SELECT tenant, payer_key, attempt FROM outbox WHERE state = 'sending' AND ${condition})`,
    ),
    statement(
      `UPDATE outbox SET state = CASE WHEN crashes + 1 >= ? THEN 'parked' ELSE 'ready' END,
         result = 'ambiguous: abandoned', uncertain = 1, crashes = crashes + 1, lease = NULL,
         lease_until = NULL WHERE state = 'sending' AND ${condition} RETURNING payer_key`,
      limits.crashTries,
    ),
  ];
}

function leasedOf(row: Row): LeasedDelivery {
  return {
    tenant: textOf(row, 'tenant'),
    payerKey: textOf(row, 'payer_key'),
    payer: textOf(row, 'payer'),
    location: textOf(row, 'location'),
    intent: textOf(row, 'intent'),
    replaces: textOf(row, 'replaces'),
    attempt: numberOf(row, 'attempt'),
    uncertain: numberOf(row, 'uncertain') === 1,
    crashes: numberOf(row, 'crashes'),
    ageMs: numberOf(row, 'age'),
  };
}

/** Refused as a whole if another attempt has begun since, or begins meanwhile. */
function settleStatements(settlement: Settlement): readonly Statement[] {
  const { tenant, payerKey, attempt, state, result, delayMs } = settlement;
  const status = settlement.status ?? null;
  const detail = settlement.detail ?? null;
  return [
    statement(
      `INSERT INTO guard SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM outbox
         WHERE tenant = ? AND payer_key = ? AND attempt = ? AND state = 'sending'
         /* postgres: FOR UPDATE */)`,
      ...[tenant, payerKey, attempt],
    ),
    statement(
      `UPDATE outbox SET state = ?, result = ?, next_at = ${DB_NOW} + ?, lease = NULL,
         uncertain = CASE WHEN ? = 1 THEN 1 ELSE uncertain END,
         crashes = CASE WHEN ? = 1 THEN crashes + 1 ELSE 0 END,
         lease_until = NULL, settled_at = CASE WHEN ? = 'ready' THEN NULL ELSE ${DB_NOW} END
       WHERE tenant = ? AND payer_key = ? AND attempt = ?`,
      ...[state, result, delayMs, settlement.uncertain ? 1 : 0, settlement.crashed ? 1 : 0],
      ...[state, tenant, payerKey, attempt],
    ),
    statement(
      `UPDATE attempt SET finished_at = ${DB_NOW}, result = ?, status = ?, detail = ?
       WHERE tenant = ? AND payer_key = ? AND attempt = ?`,
      ...[result, status, detail, tenant, payerKey, attempt],
    ),
    ...replyStatements(settlement),
    ...noticeStatements(settlement),
    ...(settlement.answer === undefined ? [] : answerStatements(settlement.answer)),
    ...auditStatements(tenant, [settlement.event]),
  ];
}

/** To whoever sent the version, once nothing more will happen by itself. */
function noticeStatements(settlement: Settlement): readonly Statement[] {
  const { tenant, payerKey, attempt, state, notify, event } = settlement;
  if (state === 'ready') return [];
  return rowsStatement(
    `INSERT INTO notice (tenant, id, sender, event, submission, ordinal, location, at, state,
       attempt, next_at, created_at)
     SELECT o.tenant, o.payer_key || '.' || ?3, s.sender, 'delivery.' || ?4, v.submission, v.ordinal,
       o.location, ?5, 'ready', 0, ${DB_NOW}, ${DB_NOW}
     FROM outbox AS o
     CROSS JOIN claim_version AS v ON v.tenant = o.tenant AND v.focus_type = o.focus_type
       AND v.focus_id = o.focus_id AND v.version = o.version
     CROSS JOIN submission AS s ON s.tenant = v.tenant AND s.id = v.submission
     WHERE o.tenant = ?1 AND o.payer_key = ?2
       AND s.sender IN (SELECT e.value ->> 0 FROM json_each(?6) AS e)
     ON CONFLICT DO NOTHING`,
    notify.map((sender) => [sender]),
    ...[tenant, payerKey, String(attempt), state, event.at],
  );
}

function replyStatements({ tenant, payerKey, reply }: Settlement): readonly Statement[] {
  if (reply === undefined) return [];
  return [
    statement(
      `INSERT INTO body VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (tenant, owner, kind, part) DO UPDATE SET sealed = excluded.sealed`,
      ...[tenant, `delivery/${payerKey}`, 'reply', 0, reply],
    ),
  ];
}
