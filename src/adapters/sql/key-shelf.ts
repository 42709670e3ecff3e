/** Wrapped data keys, and the one identity key a store belongs to. */
import type { Mac } from '../../gateway/ports/services.ts';
import type { KeyShelf } from '../crypto/vault.ts';
import { bytesOf, numberOf, type SqlRunner, statement, textOf } from './statement.ts';

export function createSqlKeyShelf(runner: SqlRunner): KeyShelf {
  return {
    read: async (tenant) => {
      const rows = await runner.all(statement('SELECT * FROM tenant_key WHERE tenant = ?', tenant));
      return rows.map((row) => ({
        generation: numberOf(row, 'generation'),
        sealingKey: textOf(row, 'sealing_key'),
        wrapped: bytesOf(row, 'wrapped'),
      }));
    },
    add: async (tenant, { generation, sealingKey, wrapped }) => {
      await runner.batch([
        statement(
          'INSERT INTO tenant_key VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
          ...[tenant, generation, sealingKey, wrapped],
        ),
      ]);
    },
  };
}

/** Throws if the store was made with another identity key: its ids and hashes would not match. */
export async function bindIdentityKey(runner: SqlRunner, mac: Mac): Promise<void> {
  const mark = mac.of('identity-key');
  await runner.batch([
    statement("INSERT INTO meta VALUES ('identity-key', ?) ON CONFLICT DO NOTHING", mark),
  ]);
  const [row] = await runner.all(statement("SELECT value FROM meta WHERE name = 'identity-key'"));
  if (row?.value !== mark) throw new Error('this store was made with another identity key');
}
