/** The states of resources that a commit makes, and what they can be searched by. */
import type { Commit, ResourceRow, TokenRow } from '../../gateway/ports/commit.ts';
import { integer, jsonColumns, rowsStatement, type Statement } from './statement.ts';

const SAME_RESOURCE = 'r.tenant = ?1 AND r.type = e.value ->> 0 AND r.id = e.value ->> 1';
const SAME_CONTENT = `${SAME_RESOURCE} AND r.current = 1 AND r.payer = e.value ->> 6
   AND r.content = e.value ->> 4 AND r.content <> ''`;

/**
 * Rows of `resource` that meet a row of this commit. CROSS JOIN keeps the order of the loops: the
 * few rows of the commit outside, the table by its key inside.
 */
function met(condition: string): string {
  return `(tenant, type, id, version_id) IN (
    SELECT r.tenant, r.type, r.id, r.version_id FROM json_each(?2) AS e
    CROSS JOIN resource AS r ON ${SAME_RESOURCE} WHERE ${condition})`;
}

interface PartedResources {
  /** Of a claim's first version: nothing that is stored can be a state of the same resource. */
  readonly fresh: readonly ResourceRow[];
  readonly others: readonly ResourceRow[];
}

function partedResources({ versions, resources }: Commit): PartedResources {
  const first = versions.every(({ version }) => version === 1);
  const isFresh = ({ content, leads }: ResourceRow): boolean => first && leads && content === '';
  return { fresh: resources.filter(isFresh), others: resources.filter((row) => !isFresh(row)) };
}

export function resourceStatements(commit: Commit): readonly Statement[] {
  const { fresh, others } = partedResources(commit);
  return [
    ...rowsStatement(
      `INSERT INTO resource SELECT ?1, ${jsonColumns(3)}, 1, 1, e.value ->> 3, e.value ->> 4,
         e.value ->> 5, e.value ->> 6, ?2 FROM json_each(?3) AS e`,
      resourceColumns(fresh),
      ...[commit.tenant, commit.submission.receivedAt],
    ),
    ...meetingStatements(commit, others),
  ];
}

function resourceColumns(rows: readonly ResourceRow[]) {
  return rows.map((row) => [
    ...[row.type, row.id, row.versionId, row.serviceDate, row.content, row.owner, row.payer],
    row.leads ? 1 : 0,
  ]);
}

/**
 * The latest service is current, not the latest arrival. The same content again makes no new
 * version, it only may have been seen later.
 */
function meetingStatements(
  { tenant, submission }: Commit,
  resources: readonly ResourceRow[],
): readonly Statement[] {
  const rows = resourceColumns(resources);
  const write = (sql: string) => rowsStatement(sql, rows, tenant);
  const leads = `${integer(7)} = 1`;
  // Of what belongs to one claim, the state of the latest version counts.
  const later = `${leads} AND (r.content = '' OR r.service_date <= e.value ->> 3)
    AND NOT (${SAME_CONTENT})`;
  return [
    ...write(`UPDATE resource SET service_date = (
        SELECT MAX(e.value ->> 3) FROM json_each(?2) AS e
        WHERE e.value ->> 0 = resource.type AND e.value ->> 1 = resource.id)
      WHERE ${met(`${SAME_CONTENT} AND r.service_date < e.value ->> 3`)}`),
    ...write(`UPDATE resource SET current = 0 WHERE ${met(`r.current = 1 AND ${later}`)}`),
    ...write(`UPDATE resource SET payer_current = 0
      WHERE ${met(`r.payer_current = 1 AND r.payer = e.value ->> 6 AND ${later}`)}`),
    ...rowsStatement(
      `INSERT INTO resource SELECT ?1, ${jsonColumns(3)},
         CASE WHEN ${leads} AND NOT EXISTS (SELECT 1 FROM resource AS r
           WHERE ${SAME_RESOURCE} AND r.current = 1) THEN 1 ELSE 0 END,
         CASE WHEN ${leads} AND NOT EXISTS (SELECT 1 FROM resource AS r WHERE ${SAME_RESOURCE}
           AND r.payer_current = 1 AND r.payer = e.value ->> 6) THEN 1 ELSE 0 END,
         e.value ->> 3, e.value ->> 4, e.value ->> 5, e.value ->> 6, ?2
       FROM json_each(?3) AS e
       WHERE NOT EXISTS (SELECT 1 FROM resource AS r WHERE ${SAME_CONTENT})`,
      rows,
      ...[tenant, submission.receivedAt],
    ),
  ];
}

/** Tokens of versions that were not made (same content) are not written either. */
export function tokenStatements(commit: Commit): readonly Statement[] {
  const { tenant, tokens } = commit;
  const columns = (row: TokenRow) => [row.type, row.name, row.value, row.id, row.versionId];
  const made = new Set(partedResources(commit).fresh.map(versionName));
  const insert = `INSERT INTO search_token SELECT ?1, ${jsonColumns(5)} FROM json_each(?2) AS e`;
  return [
    ...rowsStatement(
      `${insert} WHERE ?1 IS NOT NULL ON CONFLICT DO NOTHING`,
      tokens.filter((row) => made.has(versionName(row))).map(columns),
      tenant,
    ),
    ...rowsStatement(
      `${insert} WHERE EXISTS (SELECT 1 FROM resource AS r WHERE r.tenant = ?1
         AND r.type = e.value ->> 0 AND r.id = e.value ->> 3 AND r.version_id = e.value ->> 4)
         ON CONFLICT DO NOTHING`,
      tokens.filter((row) => !made.has(versionName(row))).map(columns),
      tenant,
    ),
  ];
}

function versionName({ type, id, versionId }: ResourceRow | TokenRow): string {
  return `${type}/${id}/${versionId}`;
}
