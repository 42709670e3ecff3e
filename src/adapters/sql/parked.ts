/** Units that wait: for their sender's decision, or for their original. */
import type { Settling } from '../../gateway/ports/commit.ts';
import type { Store, StoredParked, StoredUnit } from '../../gateway/ports/store.ts';
import { intentOf } from './claims.ts';
import { numberOf, type Row, type SqlRunner, statement, textOf } from './statement.ts';

type ParkedReads = Pick<Store, 'parkedUnit' | 'parkedUnits' | 'dueParked'>;

const SETTLINGS: readonly Settling[] = ['replace', 'discard', 'arrived', 'expired'];

export function parkedReads(runner: SqlRunner): ParkedReads {
  return {
    parkedUnit: async (tenant, submission, ordinal) => {
      const [row] = await runner.all(
        statement(
          'SELECT * FROM parked WHERE tenant = ? AND submission = ? AND ordinal = ?',
          ...[tenant, submission, ordinal],
        ),
      );
      return row && parkedOf(row);
    },
    parkedUnits: async (tenant, submission) => {
      const asked = 'SELECT * FROM parked WHERE tenant = ? AND submission = ? ORDER BY ordinal';
      return (await runner.all(statement(asked, tenant, submission))).map(parkedOf);
    },
    dueParked: async (now, limit) => {
      const rows = await runner.all(
        statement(
          // Conflicts wait by the thousand: both halves have an index of their own, which the
          // second would not use if its date were asked for as it is.
          `SELECT * FROM (
             SELECT p.* FROM parked AS p WHERE p.expires_at <= ?1
             UNION ALL
             SELECT p.* FROM parked AS p WHERE p.reason = 'early'
               AND p.expires_at || '' > ?1 AND EXISTS (
               SELECT 1 FROM claim_version AS v WHERE v.tenant = p.tenant
                 AND v.facility = p.facility AND v.scheme = p.scheme AND v.kind = p.kind
                 AND v.number = p.number AND v.current = 1)) AS due
           ORDER BY submission, ordinal LIMIT ?2`,
          ...[now, limit],
        ),
      );
      return rows.map(parkedOf);
    },
  };
}

function parkedOf(row: Row): StoredParked {
  return {
    tenant: textOf(row, 'tenant'),
    submission: textOf(row, 'submission'),
    ordinal: numberOf(row, 'ordinal'),
    reason: row.reason === 'early' ? 'early' : 'conflict',
    intent: intentOf(row),
    version: numberOf(row, 'version'),
    expiresAt: textOf(row, 'expires_at'),
  };
}

export function settledAsOf(row: Row): Pick<StoredUnit, 'settledAs'> {
  const settledAs = SETTLINGS.find((known) => known === row.settled_as);
  return settledAs === undefined ? {} : { settledAs };
}
