/** Reading claims by their business key, by their name, by what they look like. */
import type { CurrentVersion } from '../../gateway/ports/commit.ts';
import type { Store } from '../../gateway/ports/store.ts';
import {
  type BusinessKeyText,
  businessKeyName,
  INTENTS,
  type Intent,
} from '../../gateway/ports/terms.ts';
import { keyColumns, keyOf, SAME_KEY } from './business-key.ts';
import { numberOf, type Row, type SqlRunner, statement, textOf } from './statement.ts';

const likeClaim = (place: number): string =>
  `(SELECT w.focus_id FROM claim_version AS w WHERE w.tenant = ?1 AND w.likeness = e.value ->> 0
     AND w.current = 1 AND w.likeness <> '' ORDER BY w.created_at, w.focus_id
     LIMIT 1 OFFSET ${place})`;

/** Two of each likeness, however many there are: one of them is another than the one that asks. */
const ALIKE = `SELECT e.value ->> 0 AS likeness, v.facility, v.scheme, v.kind, v.number,
    v.focus_type, v.focus_id, v.version_id
  FROM json_each(?2) AS e CROSS JOIN claim_version AS v ON v.tenant = ?1
    AND v.focus_type = 'Claim' AND v.focus_id IN (${likeClaim(0)}, ${likeClaim(1)})
    AND v.current = 1
  ORDER BY v.created_at, v.focus_id`;

type ClaimReads = Pick<Store, 'currentVersions' | 'versionOf' | 'alike' | 'sameBytes'>;

export function claimReads(runner: SqlRunner): ClaimReads {
  return {
    currentVersions: (tenant, keys) => readCurrent(runner, tenant, keys),
    versionOf: async (tenant, type, id) => {
      const [row] = await runner.all(
        statement(
          `SELECT facility, scheme, kind, number FROM claim_version
           WHERE tenant = ? AND focus_type = ? AND focus_id = ? ORDER BY version LIMIT 1`,
          ...[tenant, type, id],
        ),
      );
      return row && (await readCurrent(runner, tenant, [keyOf(row)]))[0];
    },
    sameBytes: async ({ tenant, channel, requestHash, since }) => {
      const [row] = await runner.all(
        statement(
          `SELECT id FROM submission WHERE tenant = ? AND request_hash = ? AND channel = ?
             AND state = 'done' AND received_at >= ? ORDER BY received_at DESC, id DESC LIMIT 1`,
          ...[tenant, requestHash, channel, since],
        ),
      );
      return row && textOf(row, 'id');
    },
    alike: async (tenant, likenesses) => {
      const rows = await runner.all(
        statement(ALIKE, tenant, { rows: likenesses.map((likeness) => [likeness]) }),
      );
      return rows.map((row) => ({
        ...{ likeness: textOf(row, 'likeness'), key: keyOf(row) },
        focusType: textOf(row, 'focus_type'),
        focusId: textOf(row, 'focus_id'),
        versionId: textOf(row, 'version_id'),
      }));
    },
  };
}

async function readCurrent(
  runner: SqlRunner,
  tenant: string,
  keys: readonly BusinessKeyText[],
): Promise<readonly CurrentVersion[]> {
  if (keys.length === 0) return [];
  const rows = await runner.all(
    statement(
      `SELECT DISTINCT v.facility, v.scheme, v.kind, v.number, v.version, v.version_id, v.current,
         v.generation, v.intent, v.fingerprint, v.focus_type, v.focus_id, v.channel, v.payer,
         v.submission, v.ordinal, v.sequence, v.invited
       FROM json_each(?2) AS e CROSS JOIN claim_version AS v ON ${SAME_KEY}`,
      tenant,
      { rows: keys.map(keyColumns) },
    ),
  );
  const groups = Map.groupBy(rows, (row) => businessKeyName(keyOf(row)));
  return [...groups.values()].flatMap(currentOf);
}

function currentOf(versions: readonly Row[]): readonly CurrentVersion[] {
  const current = versions.find((row) => row.current === 1);
  if (current === undefined) return [];
  const sequence = textOf(current, 'sequence');
  return [
    {
      key: keyOf(current),
      version: numberOf(current, 'version'),
      versionId: textOf(current, 'version_id'),
      generation: numberOf(current, 'generation'),
      intent: intentOf(current),
      fingerprint: textOf(current, 'fingerprint'),
      focusType: textOf(current, 'focus_type'),
      focusId: textOf(current, 'focus_id'),
      channel: textOf(current, 'channel'),
      payer: textOf(current, 'payer'),
      submission: textOf(current, 'submission'),
      ordinal: numberOf(current, 'ordinal'),
      sequence: sequence === '' ? [] : (JSON.parse(sequence) as readonly string[]),
      correctable: current.invited === 1,
      superseded: versions
        .filter((row) => row !== current)
        .map((row) => textOf(row, 'fingerprint')),
    },
  ];
}

export function intentOf(row: Row): Intent {
  const intent = INTENTS.find((known) => known === row.intent);
  if (intent === undefined) throw new TypeError('column intent holds no intent');
  return intent;
}
