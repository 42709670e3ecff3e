/** What decisions after the first change: versions replaced, units settled, voids withdrawn. */
import type { Amendment, Commit } from '../../gateway/ports/commit.ts';
import { keyColumns, SAME_KEY } from './business-key.ts';
import { integer, rowsStatement, type Statement, statement } from './statement.ts';

/** Milliseconds within which two requests under the same condition may race. */
const RACE_MS = 60_000;

/** A unit of an earlier submission is settled: lost if it or the books have changed since. */
export function amendStatements(
  { tenant, submission, units }: Commit,
  { ordinal, as, stateBefore, booksBefore, erases }: Amendment,
): readonly Statement[] {
  const { id, books, receivedAt } = submission;
  const [unit] = units;
  return [
    statement(
      `INSERT INTO guard SELECT 0 WHERE NOT EXISTS (
         SELECT 1 FROM submission WHERE tenant = ? AND id = ? AND books = ?)`,
      ...[tenant, id, booksBefore],
    ),
    statement(
      `INSERT INTO guard SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM unit WHERE tenant = ?
         AND submission = ? AND ordinal = ? AND state = ? AND settled_at IS NULL)`,
      ...[tenant, id, ordinal, stateBefore],
    ),
    statement('UPDATE submission SET books = ? WHERE tenant = ? AND id = ?', books, tenant, id),
    statement(
      `UPDATE unit SET first_state = state, state = ?, focus_type = ?, focus_id = ?, version = ?,
         version_id = ?, settled_at = ?, settled_as = ?
       WHERE tenant = ? AND submission = ? AND ordinal = ?`,
      ...[unit?.state ?? stateBefore, unit?.focusType ?? null, unit?.focusId ?? null],
      ...[unit?.version ?? null, unit?.versionId ?? null, receivedAt, as],
      ...[tenant, id, ordinal],
    ),
    statement(
      'DELETE FROM parked WHERE tenant = ? AND submission = ? AND ordinal = ?',
      ...[tenant, id, ordinal],
    ),
    statement(
      "DELETE FROM body WHERE tenant = ? AND owner = ? AND kind = 'candidate'",
      ...[tenant, erases],
    ),
  ];
}

/** Of two that make something under one condition at once, the second is lost. */
export function conditionStatements(commit: Commit): readonly Statement[] {
  const { tenant, conditions = [], submission } = commit;
  const { receivedAt } = submission;
  const over = new Date(Date.parse(receivedAt) - RACE_MS).toISOString();
  return conditions.flatMap((query) => [
    statement(
      'DELETE FROM made_once WHERE tenant = ? AND query = ? AND made_at < ?',
      ...[tenant, query, over],
    ),
    statement('INSERT INTO made_once VALUES (?, ?, ?)', tenant, query, receivedAt),
  ]);
}

/** What was current under the keys of new versions is so no longer. */
export function supersedeStatements({ tenant, versions }: Commit): readonly Statement[] {
  const later = versions.filter(({ version }) => version > 1);
  return rowsStatement(
    `UPDATE claim_version SET current = 0 WHERE current = 1 AND tenant = ?1
       AND (facility, scheme, kind, number, version) IN (
         SELECT v.facility, v.scheme, v.kind, v.number, v.version FROM json_each(?2) AS e
         CROSS JOIN claim_version AS v ON ${SAME_KEY} WHERE v.version < ${integer(4)})`,
    later.map(({ key, version }) => [...keyColumns(key), version]),
    tenant,
  );
}

/** The sender's own order moves on; lost if another has moved it meanwhile. */
export function seenStatements({ tenant, seen = [] }: Commit): readonly Statement[] {
  const rows = seen.map(({ key, version, from, to }) => [...keyColumns(key), version, from, to]);
  return [
    ...rowsStatement(
      `INSERT INTO guard SELECT 0 FROM json_each(?2) AS e WHERE NOT EXISTS (
         SELECT 1 FROM claim_version AS v
         WHERE ${SAME_KEY} AND v.version = ${integer(4)} AND v.sequence = e.value ->> 5)`,
      rows,
      tenant,
    ),
    ...rowsStatement(
      `UPDATE claim_version SET sequence = e.value ->> 6 FROM json_each(?2) AS e
       WHERE claim_version.tenant = ?1 AND claim_version.facility = e.value ->> 0
         AND claim_version.scheme = e.value ->> 1 AND claim_version.kind = e.value ->> 2
         AND claim_version.number = e.value ->> 3 AND claim_version.version = ${integer(4)}`,
      rows,
      tenant,
    ),
  ];
}

/** A correction may leave out what the version before had. */
export function goneStatements({ tenant, gone = [] }: Commit): readonly Statement[] {
  return rowsStatement(
    `UPDATE resource SET current = 0, payer_current = 0 WHERE tenant = ?1
       AND (current = 1 OR payer_current = 1)
       AND (type, id) IN (SELECT e.value ->> 0, e.value ->> 1 FROM json_each(?2) AS e)`,
    gone.map(({ type, id }) => [type, id]),
    tenant,
  );
}

/**
 * A void at a payer that wants neither: if nothing of this life of the claim ever left, what waits
 * is withdrawn and the void with it. A delivery that is leased has left, so the rows are held
 * first: else what is leased at this moment would leave, and its void would not.
 */
export function withdrawStatements({ tenant, deliveries }: Commit): readonly Statement[] {
  const voids = deliveries.filter(({ withdraws }) => withdraws);
  const held = rowsStatement(
    `SELECT o.payer_key FROM json_each(?2) AS e CROSS JOIN outbox AS o ON o.tenant = ?1
       AND o.focus_id = e.value ->> 0 ORDER BY o.payer_key /* postgres: FOR UPDATE OF o */`,
    voids.map(({ focusId }) => [focusId]),
    tenant,
  );
  const withdrawn = rowsStatement(
    `UPDATE outbox SET state = 'withdrawn', result = 'withdrawn: voided before it was sent',
       settled_at = created_at
     WHERE tenant = ?1 AND state = 'ready' AND attempt = 0 AND payer_key IN (
       SELECT o.payer_key FROM json_each(?2) AS e CROSS JOIN outbox AS o ON o.tenant = ?1
         AND o.focus_id = e.value ->> 0 AND o.version <= ${integer(1)}
       WHERE o.focus_type = e.value ->> 2 AND o.generation = ${integer(3)}
         AND NOT EXISTS (SELECT 1 FROM outbox AS left_ WHERE left_.tenant = o.tenant
           AND left_.focus_id = o.focus_id AND left_.focus_type = o.focus_type
           AND left_.generation = o.generation AND left_.attempt > 0))`,
    voids.map(({ focusId, version, focusType, generation }) => [
      ...[focusId, version, focusType, generation],
    ]),
    tenant,
  );
  return [...held, ...withdrawn];
}
