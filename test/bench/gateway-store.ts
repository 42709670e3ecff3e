/** What keeping one claim costs by itself, at several group sizes, with a sync for each group. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../src/adapters/postgres/runner.ts';
import { commitStatements } from '../../src/adapters/sql/commit-statements.ts';
import { plain } from '../../src/adapters/sql/statement.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import { createGroupWriter } from '../../src/adapters/sqlite/group-commit.ts';
import { openForWriting } from '../../src/adapters/sqlite/open.ts';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import { postgresMissing, startPostgres } from '../adapters/postgres-server.ts';

const CLAIMS = 1_024;
const AT = '2026-01-05T00:00:00.000Z';
const OWN = ['Claim', 'Encounter', 'Condition', 'Condition', 'Procedure', 'Observation'];
const SHARED = ['Patient', 'Coverage', 'Organization', 'Practitioner'];

export async function keepAlone(): Promise<void> {
  for (const group of [1, 16, 128]) {
    const folder = mkdtempSync(join(tmpdir(), 'sampan-keep-'));
    const database = openForWriting(join(folder, 'bench.db'));
    const writer = createGroupWriter(database);
    const claims = group === 1 ? CLAIMS / 8 : CLAIMS;
    const began = performance.now();
    for (let n = 0; n < claims; n += group) {
      writer.write(
        Array.from({ length: group }, (_, at) => commitStatements(claimCommit(n + at)).map(plain)),
      );
    }
    report(`keep alone, sqlite, groups of ${group}`, (performance.now() - began) / claims);
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
  if (!postgresMissing('keeping alone on PostgreSQL')) await keepOnPostgres();
}

/** Server and client share the cores; commits come from so many tenants at once. */
async function keepOnPostgres(): Promise<void> {
  const server = await startPostgres();
  try {
    for (const inFlight of [1, 16, 128]) {
      const runner = await openPostgres(await server.newDatabase());
      const store = createSqlStore(runner);
      let next = 0;
      const keep = async (until: number) => {
        while (next < until) {
          next += 1;
          await store.commit({ ...claimCommit(next), tenant: `t${next % 8}` });
        }
      };
      const senders = Array.from({ length: inFlight });
      await Promise.all(senders.map(() => keep(128)));
      const claims = inFlight === 1 ? CLAIMS / 4 : CLAIMS * 2;
      const began = performance.now();
      await Promise.all(senders.map(() => keep(128 + claims)));
      report(`keep alone, postgresql, ${inFlight} at once`, (performance.now() - began) / claims);
      await runner.close();
    }
  } finally {
    await server.close();
  }
}

function report(what: string, ms: number): void {
  console.log(`${what}: ${(1_000 / ms).toFixed(0)} claims/s, ${ms.toFixed(2)} ms a claim`);
}

/** Names are keyed hashes, so they lie anywhere: here as well. */
function hash(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join()).digest('base64url').slice(0, 36);
}

/** As large as a sample's claim: ten resources, twenty index entries, bodies of 200 B to 4 KB. */
export function claimCommit(n: number): Commit {
  const id = `s-${n}`;
  const focusId = hash('Claim', n, 0);
  const location = `Claim/${focusId}/_history/1`;
  const body = (
    owner: string,
    kind: 'request' | 'findings' | 'bundle' | 'source',
    size: number,
  ) => ({
    ...{ owner, kind, part: 0, sealed: new Uint8Array(size) },
  });
  const focus = { focusType: 'Claim', focusId, version: 1, versionId: '1' };
  const resource = (type: string, at: number, content: string) => ({
    ...{ type, id: hash(type, n, at), versionId: '1', serviceDate: '2026-01-05', content },
    ...{ owner: location, payer: 'payer', leads: true },
  });
  return {
    tenant: 'bench',
    submission: {
      ...{ id, channel: 'bench', sender: 'bench', receivedAt: AT, requestHash: 'h' },
      ...{ byteCount: 4_000, state: 'done', books: '{}', resumed: false },
    },
    bodies: [
      ...[body(id, 'request', 4_000), body(id, 'findings', 200)],
      ...[body(location, 'bundle', 4_000), body(location, 'source', 1_000)],
    ],
    units: [{ ordinal: 1, key: String(n), state: 'new', ...focus }],
    versions: [
      {
        key: { facility: 'f', scheme: 's', kind: 'visit', number: String(n) },
        ...{ ...focus, generation: 1, intent: 'original', fingerprint: `v1:${n}`, ordinal: 1 },
        ...{ channel: 'bench', payer: 'payer', current: true, sequence: '' },
        likeness: hash('like', n),
        versions: { channel: '1', map: 'm', profile: 'p', terminology: 't' },
      },
    ],
    expected: [],
    resources: [
      ...OWN.map((type, at) => resource(type, at, '')),
      ...SHARED.map((type, at) => resource(type, at, hash('content', n))),
    ],
    tokens: Array.from({ length: 20 }, (_, at) => {
      const type = ['Claim', 'Encounter', 'Patient'][at % 3] ?? 'Claim';
      const place = Math.max(0, OWN.indexOf(type));
      const names = { type, name: 'identifier', value: hash('token', n, at) };
      return { ...names, id: hash(type, n, place), versionId: '1' };
    }),
    deliveries: [
      {
        ...{ payer: 'payer', payerKey: hash('key', n), focusType: 'Claim', focusId, version: 1 },
        ...{ location, intent: 'original', generation: 1, replaces: '', withdraws: false },
      },
    ],
    parked: [],
    events: [
      { at: AT, actor: 'bench', action: 'receive', entity: `submission/${id}`, outcome: 'done' },
      { at: AT, actor: 'bench', action: 'accept', entity: location, outcome: 'new' },
    ],
  };
}
