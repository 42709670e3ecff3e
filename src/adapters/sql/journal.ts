/** Messages kept for the visits they tell of: read by key, written under a count a key. */
import type { Commit } from '../../gateway/ports/commit.ts';
import type { Store } from '../../gateway/ports/store.ts';
import {
  bytesOf,
  integer,
  numberOf,
  rowsStatement,
  type SqlRunner,
  type Statement,
  statement,
  textOf,
} from './statement.ts';

export function journalReads(
  runner: SqlRunner,
): Pick<Store, 'journal' | 'journalKeys' | 'forgetJournal'> {
  return {
    journal: async (tenant, stream, asks) => {
      const asked = (sql: string) => {
        const rows = asks.map(({ count, from, to }) => [count, from, to]);
        const [made] = rowsStatement(sql, rows, tenant, stream);
        return made === undefined ? [] : runner.all(made);
      };
      // The counts first: what is written in between makes the commit that rests on them lost
      const versions = await asked(
        `SELECT DISTINCT s.key AS key, s.version AS version FROM json_each(?3) AS e
         CROSS JOIN journal_state AS s ON s.tenant = ?1 AND s.stream = ?2
           AND s.key = e.value ->> 0`,
      );
      const chunks = await asked(
        `SELECT b.owner AS owner, b.sealed AS sealed FROM body AS b
         WHERE b.tenant = ?1 AND b.kind = 'messages' AND b.owner IN (
           SELECT k.owner FROM json_each(?3) AS e
           CROSS JOIN journal_key AS k ON k.tenant = ?1 AND k.stream = ?2
             AND k.key >= e.value ->> 1 AND k.key <= e.value ->> 2)
         ORDER BY b.owner, b.part`,
      );
      const entries = Map.groupBy(chunks, (row) => textOf(row, 'owner'));
      return {
        versions: versions.map((row) => ({
          key: textOf(row, 'key'),
          version: numberOf(row, 'version'),
        })),
        entries: [...entries].map(([owner, rows]) => ({
          owner,
          sealed: rows.map((row) => bytesOf(row, 'sealed')),
        })),
      };
    },
    journalKeys: async (tenant, owners) => {
      const rows = await runner.all(
        statement(
          `SELECT DISTINCT stream, key FROM journal_key
           WHERE tenant = ?1 AND owner >= ?2 AND owner < ?3 ORDER BY key`,
          ...[tenant, owners, `${owners}\uffff`],
        ),
      );
      const [first] = rows;
      const keys = rows.map((row) => textOf(row, 'key'));
      return first && { stream: textOf(first, 'stream'), keys };
    },
    forgetJournal: async (stream, before) => {
      await runner.batch(forgetStatements(stream, before));
    },
  };
}

/** Undoes the commit if another wrote under a key that it rests on; then counts its own writing. */
export function journalStatements({ tenant, submission, journal }: Commit): readonly Statement[] {
  if (journal === undefined) return [];
  const { stream, expected, entries, counts } = journal;
  return [
    ...rowsStatement(
      `INSERT INTO guard SELECT 0 FROM json_each(?3) AS e WHERE COALESCE(
         (SELECT s.version FROM journal_state AS s WHERE s.tenant = ?1 AND s.stream = ?2
           AND s.key = e.value ->> 0), 0) <> ${integer(1)}`,
      expected.map(({ key, version }) => [key, version]),
      ...[tenant, stream],
    ),
    ...rowsStatement(
      `INSERT INTO journal_key (tenant, stream, key, owner)
       SELECT ?1, ?2, e.value ->> 0, e.value ->> 1 FROM json_each(?3) AS e`,
      entries.flatMap(({ owner, keys: own }) => own.map((key) => [key, owner])),
      ...[tenant, stream],
    ),
    ...rowsStatement(
      `INSERT INTO journal_state (tenant, stream, key, version, touched_at)
       SELECT ?1, ?2, e.value ->> 0, 1, ?3 FROM json_each(?4) AS e WHERE 1 = 1
       ON CONFLICT (tenant, stream, key) DO UPDATE
         SET version = journal_state.version + 1, touched_at = excluded.touched_at`,
      counts.map((key) => [key]),
      ...[tenant, stream, submission.receivedAt],
    ),
  ];
}

/** Bytes go when all keys of theirs have rested, then the keys; without those nothing is read. */
function forgetStatements(channel: string, before: string): readonly Statement[] {
  const rested = 's.touched_at < ?1 AND s.stream LIKE ?2';
  // A key of entries is the counted one, or begins with it and a colon
  const sameKey = `s.tenant = k.tenant AND s.stream = k.stream AND k.key >= s.key
    AND k.key < s.key || ';'`;
  const values = [before, `%|${channel}`];
  return [
    statement(
      `DELETE FROM body WHERE kind = 'messages' AND (tenant, owner) IN (
         SELECT k.tenant, k.owner FROM journal_state AS s
         CROSS JOIN journal_key AS k ON ${sameKey} WHERE ${rested})
       AND NOT EXISTS (SELECT 1 FROM journal_key AS k
         WHERE k.tenant = body.tenant AND k.owner = body.owner AND NOT EXISTS (
           SELECT 1 FROM journal_state AS s WHERE ${sameKey} AND ${rested}))`,
      ...values,
    ),
    statement(
      `DELETE FROM journal_key WHERE (tenant, stream, key) IN (
         SELECT k.tenant, k.stream, k.key FROM journal_state AS s
         CROSS JOIN journal_key AS k ON ${sameKey} WHERE ${rested})`,
      ...values,
    ),
    statement('DELETE FROM journal_state WHERE touched_at < ?1 AND stream LIKE ?2', ...values),
  ];
}
