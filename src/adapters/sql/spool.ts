/** Bodies that are kept as they arrive, before there is a submission they belong to. */
import type { Commit } from '../../gateway/ports/commit.ts';
import type { Store } from '../../gateway/ports/store.ts';
import { bodyStatements } from './bodies.ts';
import { type SqlRunner, type Statement, statement, textOf } from './statement.ts';

export function spooling(runner: SqlRunner): Pick<Store, 'spool' | 'dropSpool' | 'spooledBefore'> {
  return {
    spool: async ({ tenant, submission, at }, bodies) => {
      const begun = statement(
        'INSERT INTO spool (tenant, submission, begun_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        ...[tenant, submission, at],
      );
      await runner.batch([begun, ...bodyStatements(tenant, bodies)], [tenant]);
    },
    dropSpool: async (tenant, submission) => {
      const dropped = [
        // Once it is a submission's, it stays.
        statement(
          `DELETE FROM body WHERE tenant = ? AND owner = ? AND kind = 'request' AND EXISTS (
             SELECT 1 FROM spool WHERE tenant = ? AND submission = ?)`,
          ...[tenant, submission, tenant, submission],
        ),
        statement('DELETE FROM spool WHERE tenant = ? AND submission = ?', tenant, submission),
      ];
      await runner.batch(dropped, [tenant]);
    },
    spooledBefore: async (at) => {
      const asked = statement('SELECT tenant, submission FROM spool WHERE begun_at < ?', at);
      return (await runner.all(asked)).map((row) => {
        return { tenant: textOf(row, 'tenant'), id: textOf(row, 'submission') };
      });
    },
  };
}

/** The body is the submission's from now on; lost if it was let go meanwhile. */
export function arrivedStatements({ tenant, submission }: Commit): readonly Statement[] {
  if (submission.spooled !== true) return [];
  return [
    statement(
      `INSERT INTO guard SELECT 0 WHERE NOT EXISTS (
         SELECT 1 FROM spool WHERE tenant = ? AND submission = ?)`,
      ...[tenant, submission.id],
    ),
    statement('DELETE FROM spool WHERE tenant = ? AND submission = ?', tenant, submission.id),
  ];
}
