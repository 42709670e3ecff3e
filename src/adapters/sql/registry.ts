/** Payers from the configuration, reference data from the store. */
import type { Registry } from '../../gateway/ports/services.ts';
import type { Payer } from '../../gateway/ports/terms.ts';
import { rowsStatement, type SqlRunner, statement, textOf } from './statement.ts';

export interface RegistryOptions {
  readonly runner: SqlRunner;
  readonly payers: readonly Payer[];
  /** Name of the payer by channel. */
  readonly payerByChannel: Readonly<Record<string, string>>;
}

export function createRegistry({ runner, payers, payerByChannel }: RegistryOptions): Registry {
  const byId = new Map(payers.map((payer) => [payer.id, payer]));
  return {
    payers: () => payers,
    payer: (id) => byId.get(id),
    payerOf: (channel) => byId.get(payerByChannel[channel] ?? ''),
    lookup: async (tenant, name, key) => {
      const [row] = await runner.all(
        statement(
          'SELECT value FROM registry WHERE tenant = ? AND name = ? AND key = ?',
          ...[tenant, name, key],
        ),
      );
      return row && textOf(row, 'value');
    },
    holds: async (tenant, name) => {
      const asked = 'SELECT 1 FROM registry WHERE tenant = ? AND name = ? LIMIT 1';
      return (await runner.all(statement(asked, tenant, name))).length > 0;
    },
  };
}

/** One entry of a register as it is loaded. */
export interface RegistryEntry {
  readonly key: string;
  readonly value: string;
}

/** Writes entries over those with the same key. */
export async function loadRegistry(
  runner: SqlRunner,
  { tenant, name, at }: { readonly tenant: string; readonly name: string; readonly at: string },
  entries: readonly RegistryEntry[],
): Promise<void> {
  await runner.batch(
    rowsStatement(
      `INSERT OR REPLACE INTO registry SELECT ?1, ?2, e.value ->> 0, e.value ->> 1, ?3
       FROM json_each(?4) AS e`,
      entries.map(({ key, value }) => [key, value]),
      ...[tenant, name, at],
    ),
  );
}
