/** Sums of claims under keys of registers: each commit adds what it changes. */
import { sumText } from '../../base/kept-sum.ts';
import type { Commit } from '../../gateway/ports/commit.ts';
import type { RegisterSum } from '../../gateway/ports/services.ts';
import {
  integer,
  numberOf,
  optionalText,
  rowsStatement,
  type SqlRunner,
  type Statement,
  statement,
  textOf,
} from './statement.ts';

export function countedStatements({ tenant, counted = [] }: Commit): readonly Statement[] {
  return rowsStatement(
    `INSERT INTO counted SELECT ?1, e.value ->> 0, e.value ->> 1, ${integer(2)}
     FROM json_each(?2) AS e WHERE ?1 IS NOT NULL ON CONFLICT (tenant, name, key)
     DO UPDATE SET amount = counted.amount + excluded.amount`,
    counted.map(({ name, key, amount }) => [name, key, amount]),
    tenant,
  );
}

/** By key. */
export async function readSums(
  runner: SqlRunner,
  tenant: string,
  name: string,
): Promise<readonly RegisterSum[]> {
  const rows = await runner.all(
    statement(
      `SELECT c.key, c.amount, r.value FROM counted AS c LEFT JOIN registry AS r
       ON r.tenant = c.tenant AND r.name = c.name AND r.key = c.key
       WHERE c.tenant = ? AND c.name = ? ORDER BY c.key`,
      ...[tenant, name],
    ),
  );
  return rows.map((row) => ({
    key: textOf(row, 'key'),
    counted: sumText(numberOf(row, 'amount')),
    ...optionalText(row, 'value', 'value'),
  }));
}
