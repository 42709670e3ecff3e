/** Payers' answers: what they are about is found, and what was taken is told. */
import type {
  AnswerableVersion,
  Answers,
  StoredAnswer,
  TakenAnswer,
} from '../../gateway/ports/answers.ts';
import { CLAIM_FOLLOWS, type ClaimState } from '../../gateway/ports/states.ts';
import { answerStatements, bodyStatement } from './answer-statements.ts';
import { auditStatements } from './commit-statements.ts';
import { numberOf, type Row, type SqlRunner, statement, textOf } from './statement.ts';

type VersionReads = Pick<Answers, 'sentAs' | 'claim' | 'answered' | 'responsesTo'>;

/** What an answer is about, and what was answered. */
function versionReads(runner: SqlRunner): VersionReads {
  return {
    sentAs: async (payer, payerKey) => {
      const [row] = await runner.all(
        statement(
          `SELECT o.tenant, o.focus_id, o.version FROM payer_tenant AS p
           CROSS JOIN outbox AS o ON o.tenant = p.tenant AND o.payer_key = ?
           WHERE p.payer = ? AND o.payer = ?`,
          ...[payerKey, payer, payer],
        ),
      );
      return row && versionOf(row);
    },
    claim: (payer, focusId, version) => findClaim(runner, { payer, focusId, version }),
    answered: async (payer, ids) => {
      const rows = await runner.all(
        statement(
          `SELECT DISTINCT a.tenant, a.focus_id, a.version FROM payer_tenant AS p
           CROSS JOIN answer AS a ON a.tenant = p.tenant
             AND a.id IN (SELECT e.value ->> 0 FROM json_each(?1) AS e)
           WHERE p.payer = ?2 AND a.payer = ?2 AND a.kind = 'ClaimResponse'`,
          ...[{ rows: ids.map((id) => [id]) }, payer],
        ),
      );
      return rows.map(versionOf);
    },
    responsesTo: async ({ tenant, focusId, version }) => {
      const rows = await runner.all(
        statement(
          `SELECT location FROM answer WHERE tenant = ? AND focus_id = ? AND version = ?
             AND kind = 'ClaimResponse' ORDER BY received_at DESC, id`,
          ...[tenant, focusId, version],
        ),
      );
      return rows.map((row) => textOf(row, 'location'));
    },
  };
}

export function createSqlAnswers(runner: SqlRunner): Answers {
  return {
    ...versionReads(runner),
    take: async (commit) => {
      const rows = await runner.batch(answerStatements(commit), [commit.tenant]);
      // Nothing in it is guarded, so nothing can undo it.
      if (rows === 'lost') throw new Error(`the answer ${commit.id} was refused by the store`);
      return (rows.at(-1) ?? []).map((row) => takenOf(row, commit.token));
    },
    ofSubmission: async (tenant, submission) => {
      const rows = await runner.all(
        statement(
          `SELECT DISTINCT a.* FROM unit AS u
           CROSS JOIN answer AS a ON a.tenant = u.tenant AND a.focus_id = u.focus_id
             AND a.version = u.version
           WHERE u.tenant = ? AND u.submission = ? ORDER BY a.received_at, a.id`,
          ...[tenant, submission],
        ),
      );
      return rows.map(storedOf);
    },
    quarantine: async ({ payer, id, kind, reason, receivedAt }, bodies) => {
      const tenant = `payer/${payer}`;
      const rows = await runner.batch(
        [
          statement(
            `INSERT INTO quarantine VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
            ...[payer, id, kind, reason, receivedAt],
          ),
          ...bodies.map((body) => bodyStatement(tenant, body)),
          ...auditStatements(tenant, [
            {
              ...{ at: receivedAt, actor: payer, action: 'quarantine', outcome: reason },
              entity: `quarantine/${id}`,
            },
          ]),
        ],
        [tenant],
      );
      return rows !== 'lost' && rows[0]?.length === 1;
    },
    quarantined: async (payer, limit) => {
      const rows = await runner.all(
        statement(
          'SELECT * FROM quarantine WHERE payer = ? ORDER BY received_at DESC, id LIMIT ?',
          ...[payer, limit],
        ),
      );
      return rows.map((row) => ({
        ...{ payer, id: textOf(row, 'id'), kind: kindOf(row), reason: textOf(row, 'reason') },
        receivedAt: textOf(row, 'received_at'),
      }));
    },
  };
}

interface ClaimQuestion {
  readonly payer: string;
  readonly focusId: string;
  readonly version: number | undefined;
}

async function findClaim(
  runner: SqlRunner,
  { payer, focusId, version }: ClaimQuestion,
): Promise<AnswerableVersion | undefined> {
  const [row] = await runner.all(
    statement(
      `SELECT v.tenant, v.focus_id, v.version,
         CASE WHEN o.state IN ('delivered', 'refused', 'sending') OR o.uncertain = 1
           THEN 1 ELSE 0 END AS gone
       FROM payer_tenant AS p
       CROSS JOIN claim_version AS v ON v.tenant = p.tenant AND v.focus_type = 'Claim'
         AND v.focus_id = ?1
       LEFT JOIN outbox AS o ON o.tenant = v.tenant AND o.focus_id = v.focus_id
         AND o.version = v.version
       WHERE p.payer = ?2 AND v.payer = ?2 AND (?3 = 0 OR v.version = ?3)
       ORDER BY gone DESC, v.version DESC LIMIT 1`,
      ...[focusId, payer, version ?? 0],
    ),
  );
  return row && versionOf(row);
}

function versionOf(row: Row): AnswerableVersion {
  return {
    tenant: textOf(row, 'tenant'),
    focusId: textOf(row, 'focus_id'),
    version: numberOf(row, 'version'),
  };
}

function takenOf(row: Row, token: string): TakenAnswer {
  return {
    focusId: textOf(row, 'focus_id'),
    version: numberOf(row, 'version'),
    effect: effectOf(row),
    fresh: textOf(row, 'token') === token,
  };
}

const EFFECTS = ['applied', 'unchanged', 'late', 'contradiction'] as const;

function effectOf(row: Row): TakenAnswer['effect'] {
  const effect = EFFECTS.find((known) => known === row.effect);
  if (effect === undefined) throw new TypeError('column effect holds no effect');
  return effect;
}

function kindOf(row: Row): StoredAnswer['kind'] {
  return row.kind === 'ClaimResponse' ? 'ClaimResponse' : 'PaymentReconciliation';
}

function storedOf(row: Row): StoredAnswer {
  const states = Object.keys(CLAIM_FOLLOWS) as ClaimState[];
  const state = states.find((known) => known === row.state);
  if (state === undefined) throw new TypeError('column state holds no state of a claim');
  return {
    ...versionOf(row),
    ...{ kind: kindOf(row), state, effect: effectOf(row), payer: textOf(row, 'payer') },
    ...{ location: textOf(row, 'location'), receivedAt: textOf(row, 'received_at') },
  };
}
