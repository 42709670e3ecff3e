/** The store over any runner of the SQL dialect that SQLite and D1 share. */
import type {
  Store,
  StoredDelivery,
  StoredSubmission,
  StoredUnit,
  TenantEvent,
} from '../../gateway/ports/store.ts';
import { bodyReads } from './bodies.ts';
import { claimReads } from './claims.ts';
import { auditStatements, commitStatements } from './commit-statements.ts';
import { readDeliveries } from './deliveries.ts';
import { journalReads } from './journal.ts';
import { parkedReads, settledAsOf } from './parked.ts';
import { resourceReads } from './resources.ts';
import { spooling } from './spool.ts';
import {
  numberOf,
  optionalNumber,
  optionalText,
  type Row,
  type SqlRunner,
  statement,
  textOf,
} from './statement.ts';

export function createSqlStore(runner: SqlRunner): Store {
  return {
    commit: async (commit) => {
      const result = await runner.batch(commitStatements(commit), [commit.tenant]);
      return result === 'lost' ? 'lost' : 'committed';
    },
    ...claimReads(runner),
    ...parkedReads(runner),
    ...journalReads(runner),
    transportKey: async (tenant, route, key) => {
      const [row] = await runner.all(
        statement(
          `SELECT request_hash, submission, expires_at FROM transport_key
           WHERE tenant = ? AND route = ? AND key = ?`,
          ...[tenant, route, key],
        ),
      );
      return (
        row && {
          requestHash: textOf(row, 'request_hash'),
          submission: textOf(row, 'submission'),
          expiresAt: textOf(row, 'expires_at'),
        }
      );
    },
    submission: (tenant, id) => readSubmission(runner, tenant, id),
    units: (tenant, submission) => readUnits(runner, tenant, submission),
    deliveries: (tenant, submission): Promise<readonly StoredDelivery[]> =>
      readDeliveries(runner, tenant, submission),
    ...bodyReads(runner),
    ...spooling(runner),
    ...resourceReads(runner),
    tenantsOf: async (payer) => {
      const asked = statement('SELECT tenant FROM payer_tenant WHERE payer = ?', payer);
      return (await runner.all(asked)).map((row) => textOf(row, 'tenant'));
    },
    waiting: async (limit) => {
      const rows = await runner.all(
        statement(
          "SELECT tenant, id FROM submission WHERE state = 'received' ORDER BY id LIMIT ?",
          limit,
        ),
      );
      return rows.map((row) => ({ tenant: textOf(row, 'tenant'), id: textOf(row, 'id') }));
    },
    audit: (events) => writeAudit(runner, events),
    check: async () => {
      const set =
        "INSERT INTO meta VALUES ('checked', ?) ON CONFLICT (name) DO UPDATE SET value = ?";
      await runner.batch([statement(set, 'yes', 'yes')]);
      await runner.all(statement("SELECT value FROM meta WHERE name = 'checked'"));
    },
  };
}

async function writeAudit(runner: SqlRunner, events: readonly TenantEvent[]): Promise<void> {
  const tenants = [...new Set(events.map(({ tenant }) => tenant))];
  const statements = tenants.flatMap((tenant) =>
    auditStatements(
      tenant,
      events.filter((event) => event.tenant === tenant),
    ),
  );
  if (statements.length > 0) await runner.batch(statements, tenants);
}

async function readSubmission(
  runner: SqlRunner,
  tenant: string,
  id: string,
): Promise<StoredSubmission | undefined> {
  const [row] = await runner.all(
    statement('SELECT * FROM submission WHERE tenant = ? AND id = ?', tenant, id),
  );
  return row && submissionOf(row);
}

export function submissionOf(row: Row): StoredSubmission {
  const state = (['received', 'done', 'failed'] as const).find((known) => known === row.state);
  if (state === undefined) throw new TypeError('column state holds no state');
  const id = textOf(row, 'id');
  return {
    ...{ id, state, channel: textOf(row, 'channel'), sender: textOf(row, 'sender') },
    receivedAt: textOf(row, 'received_at'),
    requestHash: textOf(row, 'request_hash'),
    byteCount: numberOf(row, 'byte_count'),
    books: textOf(row, 'books'),
  };
}

async function readUnits(
  runner: SqlRunner,
  tenant: string,
  submission: string,
): Promise<readonly StoredUnit[]> {
  const rows = await runner.all(
    statement(
      'SELECT * FROM unit WHERE tenant = ? AND submission = ? ORDER BY ordinal',
      ...[tenant, submission],
    ),
  );
  return rows.map((row) => ({
    ordinal: numberOf(row, 'ordinal'),
    key: textOf(row, 'key'),
    state: textOf(row, 'state'),
    ...optionalText(row, 'focus_type', 'focusType'),
    ...optionalText(row, 'focus_id', 'focusId'),
    ...optionalNumber(row, 'version', 'version'),
    ...optionalText(row, 'version_id', 'versionId'),
    ...optionalText(row, 'first_state', 'firstState'),
    ...optionalText(row, 'settled_at', 'settledAt'),
    ...settledAsOf(row),
  }));
}
