/**
 * Writes a group of batches in one transaction. It is tried as if all were good; if one is not, the
 * transaction is begun again with a mark after each batch, where a bad one is undone to. What the
 * batches read is settled by locks: one a tenant, taken in one order by all gateways, and one for
 * what spans tenants, held only while that is numbered and committed.
 */
import type { Row, Statement } from '../sql/statement.ts';
import { type Connection, runOne, type Session } from './connection.ts';
import { arrayText, type Query, queryOf } from './dialect.ts';
import { codeOf, type Fault, faultOf, outage } from './errors.ts';
import type { Answered, Rows } from './round-trip.ts';

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

const plainly = (name: string, text: string): Query => ({ name, text, values: [] });
const BEGIN = plainly('begin', 'BEGIN');
const TRANSACTION = plainly('transaction', 'SELECT pg_current_xact_id()::text AS id');
const MARK = plainly('mark', 'SAVEPOINT mark');
const FORGET_MARK = plainly('forget-mark', 'RELEASE mark');
const BACK_TO_MARK = plainly('back-to-mark', 'ROLLBACK TO mark');
const LOCK_LAST = plainly('lock-last', `SELECT pg_advisory_xact_lock(${LOCK_SPACE})`);
const COMMIT = plainly('COMMIT', 'COMMIT');
const ROLLBACK = plainly('rollback', 'ROLLBACK');

/** Written with the group, so that it is there if and only if the group is. */
export interface WriterMark {
  readonly writer: string;
  readonly token: string;
}

const MARK_GROUP = `INSERT INTO writer_mark VALUES ($1, $2, now())
  ON CONFLICT (writer) DO UPDATE SET token = excluded.token, at = excluded.at`;
const MARKED = 'SELECT token FROM writer_mark WHERE writer = $1';

/** What has become of a batch before the commit. */
interface Ran {
  readonly rows: readonly Rows[];
  readonly fault?: Fault;
  readonly error?: unknown;
}

interface Begun {
  readonly transaction: string;
  readonly ran: readonly Ran[];
}

/** Outcomes in order. Throws an OutageError if it is not known, and cannot be learnt, what came. */
export async function writeGroup(
  connection: Connection,
  batches: readonly Batch[],
  mark: WriterMark,
): Promise<readonly Outcome[]> {
  const session = await connection.session();
  const begun = await begin(session, batches, mark).catch((error: unknown) => ({ error }));
  if ('error' in begun) {
    // The commit was not asked for, so nothing of it can be there.
    connection.drop();
    return batches.map(() => ({ kind: 'again', error: begun.error }));
  }
  return await finish(connection, session, { batches, mark, ...begun });
}

/** Throws if the connection is no good any more. */
async function begin(
  session: Session,
  batches: readonly Batch[],
  mark: WriterMark,
): Promise<Begun> {
  const head = headOf(batches, mark);
  const firsts = batches.map(({ statements }) => statements.filter(isFirst).map(queryOf));
  const answered = await session.run([...head, ...firsts.flat()]);
  const transaction = transactionOf(answered);
  const { failed, rows } = answered;
  if (failed === undefined) {
    const left = rows.slice(head.length);
    return { transaction, ran: firsts.map(({ length }) => ({ rows: left.splice(0, length) })) };
  }
  const fault = faultOf(failed.error);
  if (fault === 'broken' || failed.at < head.length) throw failed.error;
  await runOne(session, ROLLBACK);
  if (batches.length === 1) return { transaction, ran: [{ rows: [], fault, error: failed.error }] };
  return await beginMarked(session, head, firsts);
}

function headOf(batches: readonly Batch[], { writer, token }: WriterMark): readonly Query[] {
  const tenants = [...new Set(batches.flatMap((batch) => batch.tenants))];
  const lock = { name: 'lock-tenants', text: LOCK_TENANTS, values: [arrayText(tenants)] };
  const marking = { name: 'mark-group', text: MARK_GROUP, values: [writer, token] };
  return [BEGIN, TRANSACTION, ...(tenants.length > 0 ? [lock] : []), marking];
}

function transactionOf({ rows }: Answered): string {
  return String(rows[1]?.[0]?.id);
}

/** Batch by batch: good, and the mark moves on; bad, and all since the mark is undone. */
async function beginMarked(
  session: Session,
  head: readonly Query[],
  firsts: readonly (readonly Query[])[],
): Promise<Begun> {
  const started = await session.run([...head, MARK]);
  if (started.failed) throw started.failed.error;
  const ran: Ran[] = [];
  for (const queries of firsts) {
    const { rows, failed } = await session.run([...queries, FORGET_MARK, MARK]);
    if (failed === undefined) {
      ran.push({ rows: rows.slice(0, queries.length) });
      continue;
    }
    const { error } = failed;
    const fault = faultOf(error);
    if (fault === 'broken') throw error;
    await runOne(session, BACK_TO_MARK);
    ran.push({ rows: [], fault, error });
  }
  return { transaction: transactionOf(started), ran };
}

const isFirst = ({ last }: Statement): boolean => last !== true;

interface Finishing extends Begun {
  readonly batches: readonly Batch[];
  readonly mark: WriterMark;
}

async function finish(
  connection: Connection,
  session: Session,
  { batches, ran, transaction, mark }: Finishing,
): Promise<readonly Outcome[]> {
  const good = batches.filter((_, at) => ran[at]?.fault === undefined);
  if (good.length === 0 && batches.length === 1) return [outcomeOf(batches[0], ran[0])];
  const last = good.flatMap(({ statements }) => statements.filter((one) => !isFirst(one)));
  const numbering = last.length > 0 ? [LOCK_LAST, ...last.map(queryOf)] : [];
  const { failed } = await session.run([...numbering, COMMIT]);
  if (failed !== undefined) {
    const { error } = failed;
    // An error that the server told has undone the transaction; of a cut nobody knows.
    const there = faultOf(error) === 'broken' && (await isCommitted(connection, transaction, mark));
    if (!there) {
      connection.drop();
      return batches.map(() => ({ kind: 'again', error }));
    }
  }
  return batches.map((batch, at) => outcomeOf(batch, ran[at]));
}

function outcomeOf(batch: Batch | undefined, ran: Ran | undefined): Outcome {
  if (batch === undefined || ran === undefined) throw new RangeError('a batch without a result');
  const { fault, error, rows } = ran;
  if (fault !== undefined) return { kind: fault === 'broken' ? 'again' : fault, error };
  const left = [...rows];
  return {
    kind: 'committed',
    rows: batch.statements.map((one) => (isFirst(one) ? (left.shift() ?? []) : [])),
  };
}

const LOOKS = 20;
const LOOK_EVERY_MS = 250;

/**
 * What became of a transaction whose connection was cut at its commit: once it is no longer at
 * work, its mark tells. Its number alone would not: after a crash the server may give it again.
 */
async function isCommitted(
  connection: Connection,
  transaction: string,
  { writer, token }: WriterMark,
): Promise<boolean> {
  connection.drop();
  const marked: Query = { name: 'marked', text: MARKED, values: [writer] };
  let reason: unknown = 'what became of a commit cannot be learnt';
  for (let look = 0; look < LOOKS; look += 1) {
    try {
      const session = await connection.session();
      if (!(await isAtWork(session, transaction))) {
        return (await runOne(session, marked))[0]?.token === token;
      }
    } catch (error) {
      reason = error;
      connection.drop();
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw outage(reason);
}

const OUT_OF_RANGE = '22023';

async function isAtWork(session: Session, transaction: string): Promise<boolean> {
  const text = 'SELECT pg_xact_status($1::xid8) AS status';
  const { rows, failed } = await session.run([
    { name: 'xact-status', text, values: [transaction] },
  ]);
  // After a crash the server may know of no such number yet.
  if (failed && codeOf(failed.error) === OUT_OF_RANGE) return false;
  if (failed) throw failed.error;
  return rows[0]?.[0]?.status === 'in progress';
}
