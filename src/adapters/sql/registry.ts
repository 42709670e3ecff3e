/** Payers from the configuration, reference data from the store. */
import { readExactJson } from '../../base/exact-json.ts';
import { sumText } from '../../base/kept-sum.ts';
import { limits } from '../../base/limits.ts';
import type { RegisterName, RegisterRow, Registry } from '../../gateway/ports/services.ts';
import type { Payer, ResendRules } from '../../gateway/ports/terms.ts';
import { readSums } from './counted.ts';
import {
  optionalNumber,
  type Row,
  rowsStatement,
  type SqlRunner,
  statement,
  textOf,
} from './statement.ts';

export interface RegistryOptions {
  readonly runner: SqlRunner;
  readonly payers: readonly Payer[];
  /** Name of the payer by channel. */
  readonly payerByChannel: Readonly<Record<string, string>>;
  /** What channels say of claims that are sent again. */
  readonly resendRules: (channel: string) => ResendRules;
}

export function createRegistry({
  runner,
  payers,
  payerByChannel,
  resendRules,
}: RegistryOptions): Registry {
  const byId = new Map(payers.map((payer) => [payer.id, payer]));
  return {
    payers: () => payers,
    payer: (id) => byId.get(id),
    resendRules,
    payerOf: (channel) => byId.get(payerByChannel[channel] ?? ''),
    lookup: async (tenant, name, key) => {
      const [row] = await runner.all(
        statement(
          `SELECT r.value, c.amount FROM registry AS r LEFT JOIN counted AS c
           ON c.tenant = r.tenant AND c.name = r.name AND c.key = r.key
           WHERE r.tenant = ? AND r.name = ? AND r.key = ?`,
          ...[tenant, name, key],
        ),
      );
      return row && withCounted(textOf(row, 'value'), row);
    },
    holds: async (tenant, name) => {
      const asked = 'SELECT 1 FROM registry WHERE tenant = ? AND name = ? LIMIT 1';
      return (await runner.all(statement(asked, tenant, name))).length > 0;
    },
    sums: (tenant, name) => readSums(runner, tenant, name),
    near: (tenant, name, key) => nearKeys(runner, { tenant, name }, key),
    load: (register, entries) => loadRegistry(runner, register, entries),
  };
}

function withCounted(value: string, row: Row): string {
  const { amount } = optionalNumber(row, 'amount', 'amount');
  if (amount === undefined) return value;
  const rows = [readExactJson(value) as object].flat();
  const summed = rows.map((row) => ({ ...row, counted: sumText(amount) }));
  return JSON.stringify(summed.length === 1 ? summed[0] : summed);
}

/** Behind every key that begins with what stands before it. */
const LAST = '\uffff';

/** At least half of the key must agree: less than that is no likeness. */
async function nearKeys(
  runner: SqlRunner,
  { tenant, name }: Pick<RegisterName, 'tenant' | 'name'>,
  key: string,
): Promise<readonly string[]> {
  const asked = `SELECT key FROM registry WHERE tenant = ? AND name = ? AND key >= ? AND key < ?
    ORDER BY key LIMIT ?`;
  for (let length = key.length - 1; length * 2 >= key.length && length > 0; length--) {
    const begin = key.slice(0, length);
    const bounds = [begin, begin + LAST, limits.nearKeys];
    const rows = await runner.all(statement(asked, tenant, name, ...bounds));
    if (rows.length > 0) return rows.map((row) => textOf(row, 'key'));
  }
  return [];
}

/** Writes entries over those with the same key, in statements of a size that D1 takes. */
export async function loadRegistry(
  runner: SqlRunner,
  { tenant, name, at }: RegisterName,
  entries: readonly RegisterRow[],
): Promise<void> {
  for (const group of groupsOf(entries)) {
    await runner.batch(
      rowsStatement(
        `INSERT INTO registry SELECT ?1, ?2, e.value ->> 0, e.value ->> 1, ?3
         FROM json_each(?4) AS e WHERE ?1 IS NOT NULL ON CONFLICT (tenant, name, key)
         DO UPDATE SET value = excluded.value, loaded_at = excluded.loaded_at`,
        group.map(({ key, value }) => [key, value]),
        ...[tenant, name, at],
      ),
    );
  }
}

function* groupsOf(entries: readonly RegisterRow[]): Generator<readonly RegisterRow[]> {
  let group: RegisterRow[] = [];
  let characters = 0;
  for (const entry of entries) {
    group.push(entry);
    characters += entry.key.length + entry.value.length;
    if (characters < limits.registerGroupCharacters) continue;
    yield group;
    group = [];
    characters = 0;
  }
  yield group;
}
