/**
 * Writes a group of batches in one transaction, each of them undone alone if it must be. The
 * statements of all batches are sent at once; a mark set after each good batch is where a bad one
 * is undone to. What the batches read is settled by locks: one a tenant, taken in one order by all
 * gateways, and one for what spans tenants, held only while that is numbered and committed.
 */
import type { Row, Statement } from '../sql/statement.ts';
import type { Connection, Session } from './connection.ts';
import { type Query, queryOf } from './dialect.ts';
import { type Fault, faultOf, outage } from './errors.ts';

export interface Batch {
  readonly statements: readonly Statement[];
  readonly tenants: readonly string[];
}

export type Outcome =
  | { readonly kind: 'committed'; readonly rows: readonly (readonly Row[])[] }
  | { readonly kind: Exclude<Fault, 'broken'>; readonly error: unknown };

/** Any number; other programs in the same database must not use it for advisory locks. */
const LOCK_SPACE = 7_260_311;

const LOCK_TENANTS = `SELECT pg_advisory_xact_lock(held.key) FROM (
  SELECT DISTINCT hashtextextended(tenant, ${LOCK_SPACE}) AS key
  FROM unnest($1::text[]) AS tenant ORDER BY key) AS held`;
const LOCK_LAST = `SELECT pg_advisory_xact_lock(${LOCK_SPACE})`;

interface Ran {
  readonly rows: readonly (readonly Row[])[];
  readonly fault?: Fault;
  readonly error?: unknown;
}

/** Outcomes in order. Throws an OutageError if it is not known, and cannot be learnt, what came. */
export async function writeGroup(
  connection: Connection,
  batches: readonly Batch[],
): Promise<readonly Outcome[]> {
  const session = await connection.session();
  const begun = begin(session, batches);
  const first = batches.map((batch) => runMarked(session, batch.statements.filter(isFirst)));
  const transaction = await begun.catch((error: unknown) => ({ error }));
  const ran = await Promise.all(first);
  const broken = ran.find(({ fault }) => fault === 'broken');
  if ('error' in transaction || broken) {
    // The commit was not asked for, so nothing of it can be there.
    connection.drop();
    const error = 'error' in transaction ? transaction.error : broken?.error;
    return batches.map(() => ({ kind: 'again', error }));
  }
  return await finish(connection, session, { batches, ran, transaction: transaction.id });
}

function begin(session: Session, batches: readonly Batch[]): Promise<{ readonly id: string }> {
  const tenants = [...new Set(batches.flatMap((batch) => batch.tenants))];
  const lock: Query = { name: 'lock-tenants', text: LOCK_TENANTS, values: [tenants] };
  const all = [
    session.query('BEGIN'),
    session.query('SELECT pg_current_xact_id()::text AS id'),
    ...(tenants.length > 0 ? [session.query(lock)] : []),
    session.query('SAVEPOINT mark'),
  ];
  return Promise.all(all).then(([, rows]) => ({ id: String(rows?.[0]?.id) }));
}

const isFirst = ({ last }: Statement): boolean => last !== true;

/** Good: the mark moves on. Bad: all after the bad statement is refused, up to the way back. */
async function runMarked(session: Session, statements: readonly Statement[]): Promise<Ran> {
  const running = statements.map((one) => session.query(queryOf(one)));
  const rest = ['RELEASE mark', 'SAVEPOINT mark', 'ROLLBACK TO mark'];
  const marking = rest.map((text) => session.query(text));
  const settled = await Promise.allSettled(running);
  const marked = await Promise.allSettled(marking);
  const failed = [...settled, ...marked].find((result) => result.status === 'rejected');
  if (failed === undefined) {
    return { rows: settled.map((result) => (result.status === 'fulfilled' ? result.value : [])) };
  }
  const back = marked.at(-1);
  // Without the way back nothing that follows in this transaction can work.
  const fault = back?.status === 'rejected' ? 'broken' : faultOf(failed.reason);
  return { rows: [], fault, error: failed.reason };
}

interface Begun {
  readonly batches: readonly Batch[];
  readonly ran: readonly Ran[];
  readonly transaction: string;
}

async function finish(
  connection: Connection,
  session: Session,
  { batches, ran, transaction }: Begun,
): Promise<readonly Outcome[]> {
  const good = batches.filter((_, at) => ran[at]?.fault === undefined);
  const last = good.flatMap(({ statements }) => statements.filter((one) => !isFirst(one)));
  const numbering = [
    ...(last.length > 0 ? [session.query(LOCK_LAST)] : []),
    ...last.map((one) => session.query(queryOf(one))),
  ];
  const committing = session.query('COMMIT');
  const numbered = await Promise.allSettled(numbering);
  const [committed] = await Promise.allSettled([committing]);
  const failed = [...numbered, committed].find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    const fault = faultOf(failed.reason);
    // An error that the server told has undone the transaction; of a cut nobody knows.
    const there = fault === 'broken' && (await isCommitted(connection, transaction));
    if (!there) return batches.map(() => ({ kind: 'again', error: failed.reason }));
  }
  return batches.map((batch, at) => outcomeOf(batch, ran[at]));
}

function outcomeOf({ statements }: Batch, ran: Ran | undefined): Outcome {
  if (ran === undefined) throw new RangeError('a batch without a result');
  const { fault, error, rows } = ran;
  if (fault === 'broken') return { kind: 'again', error };
  if (fault !== undefined) return { kind: fault, error };
  const left = [...rows];
  return {
    kind: 'committed',
    rows: statements.map((one) => (isFirst(one) ? (left.shift() ?? []) : [])),
  };
}

const LOOKS = 20;
const LOOK_EVERY_MS = 250;

/** What became of a transaction whose connection was cut at its commit: the server knows. */
async function isCommitted(connection: Connection, transaction: string): Promise<boolean> {
  connection.drop();
  let reason: unknown = 'what became of a commit cannot be learnt';
  for (let look = 0; look < LOOKS; look += 1) {
    try {
      const session = await connection.session();
      const values = [transaction];
      const text = 'SELECT pg_xact_status($1::xid8) AS status';
      const [row] = await session.query({ name: 'xact-status', text, values });
      if (row?.status === 'committed') return true;
      if (row?.status === 'aborted') return false;
    } catch (error) {
      reason = error;
      connection.drop();
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw outage(reason);
}
