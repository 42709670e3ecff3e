/** Deliveries and their attempts as the status of a submission shows them. */
import type { DeliveryState } from '../../gateway/ports/outbox.ts';
import { DELIVERY_TRANSITIONS } from '../../gateway/ports/states.ts';
import type { StoredAttempt, StoredDelivery } from '../../gateway/ports/store.ts';
import {
  numberOf,
  optionalNumber,
  optionalText,
  type Row,
  type SqlRunner,
  statement,
  textOf,
} from './statement.ts';

export async function readDeliveries(
  runner: SqlRunner,
  tenant: string,
  submission: string,
): Promise<readonly StoredDelivery[]> {
  const rows = await runner.all(
    statement(
      `SELECT o.*, a.attempt AS a_attempt, a.started_at, a.finished_at, a.result AS a_result,
         a.status FROM unit AS u
       JOIN outbox AS o ON o.tenant = u.tenant AND o.focus_id = u.focus_id
         AND o.version = u.version
       LEFT JOIN attempt AS a ON a.tenant = o.tenant AND a.payer_key = o.payer_key
       WHERE u.tenant = ? AND u.submission = ? AND u.focus_type = o.focus_type
       ORDER BY u.ordinal, a.attempt`,
      ...[tenant, submission],
    ),
  );
  return [...Map.groupBy(rows, (row) => textOf(row, 'payer_key')).values()].map(deliveryOf);
}

function deliveryOf(rows: readonly Row[]): StoredDelivery {
  const [first] = rows;
  if (first === undefined) throw new RangeError('a delivery without a row');
  const attempts = rows.flatMap(attemptOf);
  return {
    focusId: textOf(first, 'focus_id'),
    version: numberOf(first, 'version'),
    payer: textOf(first, 'payer'),
    payerKey: textOf(first, 'payer_key'),
    intent: textOf(first, 'intent'),
    state: deliveryStateOf(first),
    // A claim may stand in two units of a submission, so each attempt would be shown twice.
    attempts: [...new Map(attempts.map((attempt) => [attempt.attempt, attempt])).values()],
  };
}

export function deliveryStateOf(row: Row): DeliveryState {
  const states = Object.keys(DELIVERY_TRANSITIONS) as DeliveryState[];
  const state = states.find((known) => known === row.state);
  if (state === undefined) throw new TypeError('column state holds no state of a delivery');
  return state;
}

function attemptOf(row: Row): readonly StoredAttempt[] {
  if (row.a_attempt === null) return [];
  return [
    {
      attempt: numberOf(row, 'a_attempt'),
      startedAt: numberOf(row, 'started_at'),
      ...optionalNumber(row, 'finished_at', 'finishedAt'),
      ...optionalText(row, 'a_result', 'result'),
      ...optionalNumber(row, 'status', 'status'),
    },
  ];
}
