/**
 * Fixes the order of the loops where the planner would have to guess it: before statistics are
 * there, it scans a tenant's whole table for the few rows that a commit is about. `OFFSET 0` keeps
 * a subquery as it is written.
 */

/** From the few rows of a row set to the table by its key, and EXISTS as a look-up a row. */
export function shape(sql: string): string {
  return shapeExists(shapeJoins(shapeKeys(sql)));
}

const KEYS =
  /WHERE \((tenant(?:, \w+)*)\) IN \(\s*SELECT (\w+)\.tenant(?:, \w+\.\w+)* FROM json_each/;

/** Rows found by a row set are changed where they lie: their table is not joined once more. */
function shapeKeys(sql: string): string {
  const found = KEYS.exec(sql);
  if (found === null) return sql;
  const [whole, , alias] = found;
  const from = found.index + whole.length;
  const end = closingOf(sql, from);
  const head = `${sql.slice(0, found.index)}WHERE ctid = ANY (ARRAY(SELECT ${alias}.ctid FROM json_each`;
  return `${head}${sql.slice(from, end)})${sql.slice(end)}`;
}

const JOIN = /(json_each\(\?\d*\) AS \w+)\s+CROSS JOIN (\w+) AS (\w+) ON /;

function shapeJoins(sql: string): string {
  const found = JOIN.exec(sql);
  if (found === null) return sql;
  const [whole, rows, table, alias] = found;
  const from = found.index + whole.length;
  const to = conditionEnd(sql, from);
  const looked = `SELECT ${alias}.ctid, ${alias}.* FROM ${table} AS ${alias} WHERE ${sql.slice(from, to)} OFFSET 0`;
  const head = `${sql.slice(0, found.index)}${rows} CROSS JOIN LATERAL (${looked}) AS ${alias}`;
  return head + shapeJoins(sql.slice(to));
}

const AFTER_CONDITION = /^\s+(WHERE|ORDER BY|GROUP BY|(CROSS |LEFT )?JOIN)\b/;

function conditionEnd(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at += 1) {
    if (sql[at] === '(') depth += 1;
    if (sql[at] === ')') depth -= 1;
    if (depth < 0 || (depth === 0 && AFTER_CONDITION.test(sql.slice(at, at + 20)))) return at;
  }
  return sql.length;
}

function shapeExists(sql: string): string {
  const ends = [...sql.matchAll(/\bEXISTS \(/g)].map(({ index, 0: { length } }) =>
    closingOf(sql, index + length),
  );
  return ends
    .toSorted((a, b) => b - a)
    .reduce((shaped, end) => `${shaped.slice(0, end)} OFFSET 0${shaped.slice(end)}`, sql);
}

/** Place of the parenthesis that closes the one before `from`. */
function closingOf(sql: string, from: number): number {
  let depth = 1;
  for (let at = from; at < sql.length; at += 1) {
    if (sql[at] === '(') depth += 1;
    if (sql[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new RangeError('a parenthesis is not closed');
}
