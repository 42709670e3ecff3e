/** Deliveries listed by what they are, and let go again. */
import type { DeliveryFilter, ListedDelivery, Replays } from '../../gateway/ports/replay.ts';
import { DELIVERY_TRANSITIONS } from '../../gateway/ports/states.ts';
import { auditStatements, DB_NOW } from './commit-statements.ts';
import { deliveryStateOf } from './deliveries.ts';
import {
  numberOf,
  optionalText,
  type Row,
  rowsStatement,
  type SqlRunner,
  type SqlValue,
  statement,
  textOf,
} from './statement.ts';

export function createSqlReplays(runner: SqlRunner): Replays {
  return {
    list: async (filter, limit, after = '') => {
      const { sql, values } = conditions(filter);
      const rows = await runner.all(
        statement(
          `SELECT o.tenant, o.payer_key, o.payer, o.location, o.intent, o.state, o.attempt, o.result,
             v.submission, v.ordinal, v.channel, u.key, s.received_at
           FROM outbox AS o
           CROSS JOIN claim_version AS v ON v.tenant = o.tenant AND v.focus_type = o.focus_type
             AND v.focus_id = o.focus_id AND v.version = o.version
           CROSS JOIN unit AS u ON u.tenant = v.tenant AND u.submission = v.submission
             AND u.ordinal = v.ordinal
           CROSS JOIN submission AS s ON s.tenant = v.tenant AND s.id = v.submission
           WHERE o.payer_key > ? ${sql} ORDER BY o.payer_key LIMIT ?`,
          ...[after, ...values, limit],
        ),
      );
      return rows.map(listedOf);
    },
    release: async (deliveries, event) => {
      const byTenant = Map.groupBy(deliveries, ({ tenant }) => tenant);
      let released = 0;
      for (const [tenant, list] of byTenant) {
        const rows = await runner.batch(
          [
            ...rowsStatement(
              // Only from the state it was seen in, and no old version beside or after a newer one.
              `UPDATE outbox SET state = 'ready', next_at = ${DB_NOW}, crashes = 0, settled_at = NULL,
                 created_at = CASE WHEN state = 'ready' THEN created_at ELSE ${DB_NOW} END,
                 uncertain = CASE WHEN state = 'delivered' THEN 1 ELSE uncertain END
               WHERE tenant = ?1 AND state <> 'sending' AND (payer_key, state) IN (
                 SELECT e.value ->> 0, e.value ->> 1 FROM json_each(?2) AS e)
               AND NOT EXISTS (SELECT 1 FROM outbox AS later WHERE later.tenant = ?1
                 AND later.focus_id = outbox.focus_id AND later.version > outbox.version
                 AND (later.state = 'sending' OR later.state IN ('delivered', 'refused')
                   AND later.payer_key NOT IN (SELECT e.value ->> 0 FROM json_each(?2) AS e)))
               RETURNING location`,
              list.map(({ payerKey, state }) => [payerKey, state]),
              tenant,
            ),
            ...auditStatements(
              tenant,
              list.map(({ location }) => ({ ...event, entity: location })),
            ),
          ],
          [tenant],
        );
        released += rows === 'lost' ? 0 : (rows[0]?.length ?? 0);
      }
      return released;
    },
  };
}

function conditions(filter: DeliveryFilter): { sql: string; values: readonly SqlValue[] } {
  const exact: readonly (readonly [string, string | undefined])[] = [
    ['o.tenant = ?', filter.tenant],
    ['o.payer = ?', filter.payer],
    ['s.received_at >= ?', filter.from],
    ['s.received_at < ?', filter.until],
    ['v.channel = ?', filter.channel],
    ['v.submission = ?', filter.submission],
    ['u.key = ?', filter.unit],
  ];
  const asked = exact.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return {
    sql: [inStates(filter), ...asked.map(({ sql }) => sql)].map((sql) => `AND ${sql}`).join(' '),
    values: asked.map(({ value }) => value),
  };
}

/** Written out, so that the index of what is parked can be used. */
function inStates({ states }: DeliveryFilter): string {
  const names = states
    .filter((state) => Object.hasOwn(DELIVERY_TRANSITIONS, state))
    .map((state) => `'${state}'`);
  const [only] = names;
  return names.length === 1 ? `o.state = ${only}` : `o.state IN (${names.join(', ')})`;
}

function listedOf(row: Row): ListedDelivery {
  return {
    tenant: textOf(row, 'tenant'),
    payerKey: textOf(row, 'payer_key'),
    payer: textOf(row, 'payer'),
    location: textOf(row, 'location'),
    intent: textOf(row, 'intent'),
    state: deliveryStateOf(row),
    attempts: numberOf(row, 'attempt'),
    ...optionalText(row, 'result', 'result'),
    submission: textOf(row, 'submission'),
    unit: numberOf(row, 'ordinal'),
    key: textOf(row, 'key'),
    channel: textOf(row, 'channel'),
    receivedAt: textOf(row, 'received_at'),
  };
}
