/** Receipts and the books of a day. */
import type { DayCounts, ReceiptRow, Receipts } from '../../gateway/ports/receipts.ts';
import {
  integer,
  numberOf,
  type Row,
  rowsStatement,
  type SqlRunner,
  type SqlValue,
  statement,
  textOf,
} from './statement.ts';
import { submissionOf } from './store.ts';

export function createSqlReceipts(runner: SqlRunner): Receipts {
  return {
    head: async (tenant) => {
      const [row] = await runner.all(
        statement(
          'SELECT sequence, hash FROM receipt WHERE tenant = ? ORDER BY sequence DESC LIMIT 1',
          tenant,
        ),
      );
      return row && { sequence: numberOf(row, 'sequence'), hash: textOf(row, 'hash') };
    },
    read: async (tenant, submission) => {
      const [row] = await runner.all(
        statement(
          'SELECT * FROM receipt WHERE tenant = ? AND submission = ?',
          ...[tenant, submission],
        ),
      );
      return row && receiptOf(row);
    },
    due: async (limit, tenant) => {
      const own = tenant === undefined ? '' : 'AND tenant = ?2';
      const rows = await runner.all(
        statement(
          `SELECT * FROM submission WHERE receipt IS NULL ${own} ORDER BY tenant, id LIMIT ?1`,
          ...[limit, ...(tenant === undefined ? [] : [tenant])],
        ),
      );
      return rows.map((row) => ({ tenant: textOf(row, 'tenant'), submission: submissionOf(row) }));
    },
    append: async (tenant, rows) => {
      const cells = rows.map((row) => [
        ...[row.sequence, row.submission, row.hash, row.text, row.issuedAt],
      ]);
      const written = await runner.batch(
        [
          ...rowsStatement(
            `INSERT INTO receipt SELECT ?1, ${integer(0)}, e.value ->> 1, e.value ->> 2,
               e.value ->> 3, e.value ->> 4 FROM json_each(?2) AS e`,
            cells,
            tenant,
          ),
          ...rowsStatement(
            `UPDATE submission SET receipt = (
               SELECT ${integer(0)} FROM json_each(?2) AS e WHERE e.value ->> 1 = submission.id)
             WHERE tenant = ?1 AND id IN (SELECT e.value ->> 1 FROM json_each(?2) AS e)`,
            cells,
            tenant,
          ),
        ],
        [tenant],
      );
      return written !== 'lost';
    },
    counts: (tenant, from, until) => readCounts(runner, [tenant, from, until]),
  };
}

function receiptOf(row: Row): ReceiptRow {
  return {
    sequence: numberOf(row, 'sequence'),
    submission: textOf(row, 'submission'),
    hash: textOf(row, 'hash'),
    text: textOf(row, 'text'),
    issuedAt: textOf(row, 'issued_at'),
  };
}

const OF_DAY = 's.tenant = ? AND s.received_at >= ? AND s.received_at < ?';
const UNITS = 'submission AS s CROSS JOIN unit AS u ON u.tenant = s.tenant AND u.submission = s.id';
const MADE_A_VERSION = "AND u.state IN ('new', 'replaced', 'voided')";

async function readCounts(runner: SqlRunner, day: readonly SqlValue[]): Promise<DayCounts> {
  const counted = async (what: string, from: string, further = '') => {
    const sql = `SELECT ${what} AS name, COUNT(*) AS n FROM ${from}
      WHERE ${OF_DAY} ${further} GROUP BY ${what}`;
    const rows = await runner.all(statement(sql, ...day));
    return Object.fromEntries(rows.map((row) => [textOf(row, 'name'), numberOf(row, 'n')]));
  };
  const books = await runner.all(
    statement(`SELECT s.books FROM submission AS s WHERE ${OF_DAY}`, ...day),
  );
  const ofVersion = (table: string, as: string) =>
    `${UNITS} LEFT JOIN ${table} AS ${as} ON ${as}.tenant = u.tenant
       AND ${as}.focus_id = u.focus_id AND ${as}.version = u.version`;
  return {
    submissions: await counted('s.state', 'submission AS s'),
    books: books.map((row) => textOf(row, 'books')),
    units: await counted('u.state', UNITS),
    deliveries: await counted("COALESCE(o.state, '')", ofVersion('outbox', 'o'), MADE_A_VERSION),
    claims: await counted("COALESCE(c.state, '')", ofVersion('claim_state', 'c'), MADE_A_VERSION),
  };
}
