/** What a payer's answer changes, as one batch. */
import type { AnswerCommit } from '../../gateway/ports/answers.ts';
import { CLAIM_FOLLOWS, type ClaimState } from '../../gateway/ports/states.ts';
import { auditStatements, DB_NOW } from './commit-statements.ts';
import { integer, rowsStatement, type Statement, statement } from './statement.ts';

/** The row decides by itself what it changes: see `answerEffect`, which says the same. */
const EFFECT = `CASE WHEN s.state IS NULL THEN 'applied'
  WHEN s.state = e.value ->> 2 THEN 'unchanged'
  WHEN e.value ->> 2 = 'queued' OR s.created_ms > ${integer(3)} THEN 'late'
  WHEN (e.value ->> 4) LIKE ('%,' || s.state || ',%') THEN 'applied'
  ELSE 'contradiction' END`;

/** The answers that this very commit made, and that changed something. */
const APPLIED = `SELECT a.focus_id, a.version FROM answer AS a
  WHERE a.tenant = ?1 AND a.id = ?2 AND a.token = ?3 AND a.effect = 'applied'`;

export function answerStatements(commit: AnswerCommit): readonly Statement[] {
  const { tenant, id, kind, payer, token, receivedAt, claims } = commit;
  const location = `${kind}/${id}/_history/1`;
  const own = [tenant, id, token] as const;
  return [
    ...rowsStatement(
      `INSERT INTO answer SELECT ?1, ?2, e.value ->> 0, ${integer(1)}, ?4, ?5, ?6, e.value ->> 2,
         ${EFFECT}, ${integer(3)}, ?7, ?3
       FROM json_each(?8) AS e LEFT JOIN claim_state AS s ON s.tenant = ?1
         AND s.focus_id = e.value ->> 0 AND s.version = ${integer(1)}
       WHERE ?1 IS NOT NULL ON CONFLICT DO NOTHING`,
      claims.map((claim) => [
        ...[claim.focusId, claim.version, claim.state, claim.createdMs, followedBy(claim.state)],
      ]),
      ...own,
      ...[payer, kind, location, receivedAt],
    ),
    statement(
      `INSERT INTO claim_state
       SELECT a.tenant, a.focus_id, a.version, a.state, a.created_ms, a.received_at
       FROM answer AS a WHERE a.tenant = ?1 AND a.id = ?2 AND a.token = ?3 AND a.effect = 'applied'
       ON CONFLICT (tenant, focus_id, version) DO UPDATE SET state = excluded.state,
         created_ms = excluded.created_ms, changed_at = excluded.changed_at`,
      ...own,
    ),
    ...invitationStatements(commit),
    ...arrivalStatements(commit),
    ...resourceStatements(commit, location),
    ...noticeStatements(commit),
    ...auditStatements(tenant, [commit.event]),
    statement(
      'SELECT focus_id, version, effect, token FROM answer WHERE tenant = ? AND id = ?',
      ...[tenant, id],
    ),
  ];
}

function followedBy(state: ClaimState): string {
  return `,${CLAIM_FOLLOWS[state].join(',')},`;
}

/** Whether a corrected claim may simply be sent again. */
function invitationStatements({ tenant, id, token, claims }: AnswerCommit): readonly Statement[] {
  return [true, false].flatMap((invites) =>
    rowsStatement(
      `UPDATE claim_version SET invited = ${invites ? 1 : 0}
       WHERE tenant = ?1 AND focus_type = 'Claim' AND (focus_id, version) IN (${APPLIED})
         AND (focus_id, version) IN (SELECT e.value ->> 0, ${integer(1)} FROM json_each(?4) AS e)`,
      claims
        .filter((claim) => claim.invites === invites)
        .map((claim) => [claim.focusId, claim.version]),
      ...[tenant, id, token],
    ),
  );
}

/** A payer that answers about a version has it, whatever its first reply was. */
function arrivalStatements({ tenant, id, token, payer }: AnswerCommit): readonly Statement[] {
  const own = [tenant, id, token, payer] as const;
  const open = `tenant = ?1 AND payer = ?4 AND state IN ('ready', 'sending', 'parked')
    AND (focus_id, version) IN (${APPLIED})`;
  return [
    statement(
      `UPDATE attempt SET finished_at = ${DB_NOW}, result = 'acknowledged: answered'
       WHERE finished_at IS NULL AND (tenant, payer_key, attempt) IN (
         SELECT tenant, payer_key, attempt FROM outbox WHERE ${open})`,
      ...own,
    ),
    statement(
      `UPDATE outbox SET state = 'delivered', result = 'acknowledged: answered', lease = NULL,
         lease_until = NULL, settled_at = ${DB_NOW} WHERE ${open}`,
      ...own,
    ),
  ];
}

function resourceStatements(commit: AnswerCommit, location: string): readonly Statement[] {
  const { tenant, id, kind, payer, receivedAt, bodies, tokens } = commit;
  return [
    statement(
      `INSERT INTO resource (tenant, type, id, version_id, current, payer_current, service_date,
         content, owner, payer, last_updated)
       VALUES (?, ?, ?, '1', 1, 1, '', '', ?, ?, ?) ON CONFLICT DO NOTHING`,
      ...[tenant, kind, id, location, payer, receivedAt],
    ),
    ...rowsStatement(
      `INSERT INTO search_token SELECT ?1, ?2, e.value ->> 0, e.value ->> 1, ?3, '1'
       FROM json_each(?4) AS e WHERE ?1 IS NOT NULL ON CONFLICT DO NOTHING`,
      tokens.map(({ name, value }) => [name, value]),
      ...[tenant, kind, id],
    ),
    ...bodies.map((body) => bodyStatement(tenant, body)),
  ];
}

export function bodyStatement(
  tenant: string,
  { owner, kind, part, sealed }: AnswerCommit['bodies'][number],
): Statement {
  return statement(
    'INSERT INTO body VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ...[tenant, owner, kind, part, sealed],
  );
}

/** One for each version that changed, to whoever sent it. */
function noticeStatements({ tenant, id, token, notify }: AnswerCommit): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO notice (tenant, id, sender, event, submission, ordinal, location, at, state,
       attempt, next_at, created_at)
     SELECT a.tenant, a.id || '.' || v.submission || '.' || v.ordinal, s.sender, 'claim.' || a.state,
       v.submission, v.ordinal, 'Claim/' || a.focus_id || '/_history/' || v.version_id,
       a.received_at, 'ready', 0, ${DB_NOW}, ${DB_NOW}
     FROM answer AS a
     CROSS JOIN claim_version AS v ON v.tenant = a.tenant AND v.focus_type = 'Claim'
       AND v.focus_id = a.focus_id AND v.version = a.version
     CROSS JOIN submission AS s ON s.tenant = v.tenant AND s.id = v.submission
     WHERE a.tenant = ?1 AND a.id = ?2 AND a.token = ?3 AND a.effect = 'applied'
       AND s.sender IN (SELECT e.value ->> 0 FROM json_each(?4) AS e)
     ON CONFLICT DO NOTHING`,
    notify.map((sender) => [sender]),
    ...[tenant, id, token],
  );
}
