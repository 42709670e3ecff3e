/** Sealed bodies: their chunks, written and read. */
import type { Commit } from '../../gateway/ports/commit.ts';
import type { Store } from '../../gateway/ports/store.ts';
import { bytesOf, type SqlRunner, type Statement, statement } from './statement.ts';

export function bodyReads(runner: SqlRunner): Pick<Store, 'body' | 'bodyPart'> {
  return {
    body: async ({ tenant, owner, kind }) => {
      const rows = await runner.all(
        statement(
          'SELECT sealed FROM body WHERE tenant = ? AND owner = ? AND kind = ? ORDER BY part',
          ...[tenant, owner, kind],
        ),
      );
      return rows.map((row) => bytesOf(row, 'sealed'));
    },
    bodyPart: async ({ tenant, owner, kind, part }) => {
      const [row] = await runner.all(
        statement(
          'SELECT sealed FROM body WHERE tenant = ? AND owner = ? AND kind = ? AND part = ?',
          ...[tenant, owner, kind, part],
        ),
      );
      return row && bytesOf(row, 'sealed');
    },
  };
}

export function bodyStatements(tenant: string, bodies: Commit['bodies']): readonly Statement[] {
  return bodies.map(({ owner, kind, part, sealed }) =>
    statement('INSERT INTO body VALUES (?, ?, ?, ?, ?)', tenant, owner, kind, part, sealed),
  );
}
