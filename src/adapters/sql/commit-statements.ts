/** A commit as statements, none of which needs what an earlier one read. */
import type { Commit } from '../../gateway/ports/commit.ts';
import type { AuditEvent } from '../../gateway/ports/store.ts';
import { bodyStatements } from './bodies.ts';
import { keyColumns, SAME_KEY } from './business-key.ts';
import { countedStatements } from './counted.ts';
import {
  amendStatements,
  conditionStatements,
  goneStatements,
  seenStatements,
  supersedeStatements,
  withdrawStatements,
} from './decision-statements.ts';
import { journalStatements } from './journal.ts';
import { resourceStatements, tokenStatements } from './resource-statements.ts';
import { arrivedStatements } from './spool.ts';
import {
  integer,
  jsonColumns,
  last,
  rowsStatement,
  type Statement,
  statement,
} from './statement.ts';

/** Milliseconds of the database's own clock: leases must not depend on ours. */
export const DB_NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

export function commitStatements(commit: Commit): readonly Statement[] {
  return [
    ...(commit.amends
      ? amendStatements(commit, commit.amends)
      : [...submissionStatements(commit), ...unitStatements(commit)]),
    ...arrivedStatements(commit),
    ...transportKeyStatements(commit),
    ...conditionStatements(commit),
    ...expectationStatements(commit),
    ...journalStatements(commit),
    ...supersedeStatements(commit),
    ...versionStatements(commit),
    ...seenStatements(commit),
    ...parkedStatements(commit),
    ...countedStatements(commit),
    ...bodyStatements(commit.tenant, commit.bodies),
    ...goneStatements(commit),
    ...resourceStatements(commit),
    ...tokenStatements(commit),
    ...deliveryStatements(commit),
    ...withdrawStatements(commit),
    ...changeStatements(commit),
    ...auditStatements(commit.tenant, commit.events),
  ];
}

function submissionStatements({ tenant, submission }: Commit): readonly Statement[] {
  const { id, channel, sender, receivedAt, requestHash, byteCount, state, books } = submission;
  if (!submission.resumed) {
    return [
      statement(
        `INSERT INTO submission (tenant, id, channel, sender, received_at, request_hash, byte_count,
           state, books) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[tenant, id, channel, sender, receivedAt, requestHash, byteCount, state, books],
      ),
    ];
  }
  return [
    // Lost if another worked on it meanwhile.
    statement(
      `INSERT INTO guard SELECT 0 WHERE NOT EXISTS (
         SELECT 1 FROM submission WHERE tenant = ? AND id = ? AND state = 'received')`,
      ...[tenant, id],
    ),
    statement(
      'UPDATE submission SET state = ?, books = ? WHERE tenant = ? AND id = ?',
      ...[state, books, tenant, id],
    ),
  ];
}

function transportKeyStatements({ tenant, submission, transportKey }: Commit): Statement[] {
  if (transportKey === undefined) return [];
  const { route, key, requestHash, expiresAt } = transportKey;
  return [
    // A key that has run out may be used again.
    statement(
      'DELETE FROM transport_key WHERE tenant = ? AND route = ? AND key = ? AND expires_at < ?',
      ...[tenant, route, key, submission.receivedAt],
    ),
    statement(
      'INSERT INTO transport_key VALUES (?, ?, ?, ?, ?, ?)',
      ...[tenant, route, key, requestHash, submission.id, expiresAt],
    ),
  ];
}

/** Undoes the commit if a version that a decision rests on is no longer the current one. */
function expectationStatements({ tenant, expected }: Commit): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO guard SELECT 0 FROM json_each(?2) AS e WHERE NOT EXISTS (
       SELECT 1 FROM claim_version AS v
       WHERE ${SAME_KEY} AND v.version = ${integer(4)} AND v.current = 1)`,
    expected.map(({ key, version }) => [...keyColumns(key), version]),
    tenant,
  );
}

function versionStatements({ tenant, submission, versions }: Commit): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO claim_version (tenant, facility, scheme, kind, number, version, version_id,
       current, generation, intent, fingerprint, focus_type, focus_id, submission, ordinal,
       channel, payer, channel_version, map_version, profile_version, terminology_version,
       created_at, sequence, likeness)
     SELECT ?1, ${jsonColumns(4)}, ${integer(4)}, e.value ->> 5, ${integer(18)},
       ${integer(6)}, e.value ->> 7, e.value ->> 8, e.value ->> 9, e.value ->> 10, ?2,
       ${integer(11)}, e.value ->> 12, e.value ->> 13, e.value ->> 14, e.value ->> 15,
       e.value ->> 16, e.value ->> 17, ?3, e.value ->> 19, e.value ->> 20
     FROM json_each(?4) AS e`,
    versions.map((row) => [
      ...keyColumns(row.key),
      ...[row.version, row.versionId, row.generation, row.intent, row.fingerprint],
      ...[row.focusType, row.focusId, row.ordinal, row.channel, row.payer],
      ...[row.versions.channel, row.versions.map, row.versions.profile, row.versions.terminology],
      ...[row.current ? 1 : 0, row.sequence, row.likeness],
    ]),
    ...[tenant, submission.id, submission.receivedAt],
  );
}

function unitStatements({ tenant, submission, units }: Commit): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO unit (tenant, submission, ordinal, key, state, focus_type, focus_id, version,
       version_id)
     SELECT ?1, ?2, ${integer(0)}, e.value ->> 1, e.value ->> 2, e.value ->> 3,
       e.value ->> 4, ${integer(5)}, e.value ->> 6 FROM json_each(?3) AS e`,
    units.map((row) => [
      ...[row.ordinal, row.key, row.state, row.focusType ?? null, row.focusId ?? null],
      ...[row.version ?? null, row.versionId ?? null],
    ]),
    ...[tenant, submission.id],
  );
}

function parkedStatements({ tenant, submission, parked }: Commit): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO parked (tenant, submission, ordinal, facility, scheme, kind, number, version,
       fingerprint, expires_at, reason, intent)
     SELECT ?1, ?2, ${integer(0)}, e.value ->> 1, e.value ->> 2, e.value ->> 3, e.value ->> 4,
       ${integer(5)}, e.value ->> 6, e.value ->> 7, e.value ->> 8, e.value ->> 9
     FROM json_each(?3) AS e`,
    parked.map((row) => [
      ...[row.ordinal, ...keyColumns(row.key)],
      ...[row.version, row.fingerprint, row.expiresAt, row.reason, row.intent],
    ]),
    ...[tenant, submission.id],
  );
}

function deliveryStatements({ tenant, deliveries }: Commit): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO outbox (tenant, payer_key, payer, focus_type, focus_id, version, location, intent,
       state, attempt, next_at, created_at, generation, replaces)
     SELECT ?1, ${jsonColumns(4)}, ${integer(4)}, e.value ->> 5, e.value ->> 6, 'ready', 0,
       ${DB_NOW}, ${DB_NOW}, ${integer(7)}, e.value ->> 8 FROM json_each(?2) AS e`,
    deliveries.map((row) => [
      ...[row.payerKey, row.payer, row.focusType, row.focusId, row.version],
      ...[row.location, row.intent, row.generation, row.replaces],
    ]),
    tenant,
  );
}

/** Each payer's feed is numbered in the order of commits, without holes. */
function changeStatements({ tenant, submission, versions }: Commit): readonly Statement[] {
  const payers = [...new Set(versions.map(({ payer }) => payer))].filter((payer) => payer !== '');
  const numbered = payers.flatMap((payer) => [
    statement('INSERT INTO payer_tenant VALUES (?, ?) ON CONFLICT DO NOTHING', payer, tenant),
    ...rowsStatement(
      `INSERT INTO change SELECT ?1,
         (SELECT COALESCE(MAX(sequence), 0) FROM change WHERE payer = ?1) + 1 + e.key,
         ?2, ${jsonColumns(2)}, ${integer(2)}, ?3 FROM json_each(?4) AS e`,
      versions
        .filter((row) => row.payer === payer)
        .map((row) => [row.focusType, row.focusId, row.version]),
      ...[payer, tenant, submission.receivedAt],
    ),
  ]);
  return last(numbered);
}

export function auditStatements(
  tenant: string,
  events: readonly AuditEvent[],
): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO audit SELECT ?1,
       (SELECT COALESCE(MAX(sequence), 0) FROM audit WHERE tenant = ?1) + 1 + e.key,
       ${jsonColumns(5)} FROM json_each(?2) AS e`,
    events.map(({ at, actor, action, entity, outcome }) => [at, actor, action, entity, outcome]),
    tenant,
  );
}
