/** The store over any runner of the SQL dialect that SQLite and D1 share. */
import type { CurrentVersion } from '../../gateway/ports/commit.ts';
import type {
  Store,
  StoredDelivery,
  StoredSubmission,
  StoredUnit,
  TenantEvent,
} from '../../gateway/ports/store.ts';
import {
  type BusinessKeyText,
  businessKeyName,
  INTENTS,
  type Intent,
} from '../../gateway/ports/terms.ts';
import { auditStatements, commitStatements } from './commit-statements.ts';
import { readDeliveries } from './deliveries.ts';
import { resourceReads } from './resources.ts';
import {
  bytesOf,
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
    currentVersions: (tenant, keys) => readCurrentVersions(runner, tenant, keys),
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
    body: async ({ tenant, owner, kind }) => {
      const rows = await runner.all(
        statement(
          'SELECT sealed FROM body WHERE tenant = ? AND owner = ? AND kind = ? ORDER BY part',
          ...[tenant, owner, kind],
        ),
      );
      return rows.map((row) => bytesOf(row, 'sealed'));
    },
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

async function readCurrentVersions(
  runner: SqlRunner,
  tenant: string,
  keys: readonly BusinessKeyText[],
): Promise<readonly CurrentVersion[]> {
  if (keys.length === 0) return [];
  const asked = keys.map((key) => [key.facility, key.scheme, key.kind, key.number]);
  const rows = await runner.all(
    statement(
      `SELECT DISTINCT v.facility, v.scheme, v.kind, v.number, v.version, v.version_id, v.current,
         v.intent, v.fingerprint, v.focus_type, v.focus_id
       FROM json_each(?2) AS e CROSS JOIN claim_version AS v ON v.tenant = ?1
         AND v.facility = e.value ->> 0 AND v.scheme = e.value ->> 1
         AND v.kind = e.value ->> 2 AND v.number = e.value ->> 3`,
      tenant,
      { rows: asked },
    ),
  );
  return currentOf(rows);
}

function currentOf(rows: readonly Row[]): readonly CurrentVersion[] {
  const groups = Map.groupBy(rows, (row) => businessKeyName(keyOf(row)));
  return [...groups.values()].flatMap((versions) => {
    const current = versions.find((row) => row.current === 1);
    if (current === undefined) return [];
    const earlier = versions.filter((row) => row !== current);
    return [
      {
        key: keyOf(current),
        version: numberOf(current, 'version'),
        versionId: textOf(current, 'version_id'),
        intent: intentOf(current),
        fingerprint: textOf(current, 'fingerprint'),
        focusType: textOf(current, 'focus_type'),
        focusId: textOf(current, 'focus_id'),
        superseded: earlier.map((row) => textOf(row, 'fingerprint')),
      },
    ];
  });
}

function keyOf(row: Row): BusinessKeyText {
  return {
    facility: textOf(row, 'facility'),
    scheme: textOf(row, 'scheme'),
    kind: textOf(row, 'kind'),
    number: textOf(row, 'number'),
  };
}

function intentOf(row: Row): Intent {
  const intent = INTENTS.find((known) => known === row.intent);
  if (intent === undefined) throw new TypeError('column intent holds no intent');
  return intent;
}

async function readSubmission(
  runner: SqlRunner,
  tenant: string,
  id: string,
): Promise<StoredSubmission | undefined> {
  const [row] = await runner.all(
    statement('SELECT * FROM submission WHERE tenant = ? AND id = ?', tenant, id),
  );
  if (row === undefined) return undefined;
  const state = (['received', 'done', 'failed'] as const).find((known) => known === row.state);
  if (state === undefined) throw new TypeError('column state holds no state');
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
  }));
}
