/** What keeping one claim costs by itself, at several group sizes, with a sync for each group. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitStatements } from '../../src/adapters/sql/commit-statements.ts';
import { plain } from '../../src/adapters/sql/statement.ts';
import { createGroupWriter } from '../../src/adapters/sqlite/group-commit.ts';
import { openForWriting } from '../../src/adapters/sqlite/open.ts';
import type { Commit } from '../../src/gateway/ports/commit.ts';

const CLAIMS = 1_024;
const AT = '2026-01-05T00:00:00.000Z';
const TYPES = ['Claim', 'Patient', 'Coverage', 'Encounter', 'Condition', 'Procedure'];

export function keepAlone(): void {
  for (const group of [1, 16, 128]) {
    const folder = mkdtempSync(join(tmpdir(), 'sampan-keep-'));
    const database = openForWriting(join(folder, 'bench.db'));
    const writer = createGroupWriter(database);
    const began = performance.now();
    const claims = group === 1 ? CLAIMS / 8 : CLAIMS;
    for (let n = 0; n < claims; n += group) {
      writer.write(
        Array.from({ length: group }, (_, at) => commitStatements(claimCommit(n + at)).map(plain)),
      );
    }
    const ms = (performance.now() - began) / claims;
    const rate = (1_000 / ms).toFixed(0);
    console.log(`keep alone, groups of ${group}: ${rate} claims/s, ${ms.toFixed(2)} ms a claim`);
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As large as a sample's claim: six resources, ten index entries, bodies of 2 to 12 KB. */
export function claimCommit(n: number): Commit {
  const id = `s-${n}`;
  const focusId = `claim-${n}`;
  const location = `Claim/${focusId}/_history/1`;
  const body = (
    owner: string,
    kind: 'request' | 'findings' | 'bundle' | 'source',
    size: number,
  ) => ({
    ...{ owner, kind, part: 0, sealed: new Uint8Array(size) },
  });
  const focus = { focusType: 'Claim', focusId, version: 1, versionId: '1' };
  return {
    tenant: 'bench',
    submission: {
      ...{ id, channel: 'bench', sender: 'bench', receivedAt: AT, requestHash: 'h' },
      ...{ byteCount: 4_000, state: 'done', books: '{}', resumed: false },
    },
    bodies: [
      ...[body(id, 'request', 4_000), body(id, 'findings', 200)],
      ...[body(location, 'bundle', 12_000), body(location, 'source', 2_000)],
    ],
    units: [{ ordinal: 1, key: String(n), state: 'new', ...focus }],
    versions: [
      {
        key: { facility: 'f', scheme: 's', kind: 'visit', number: String(n) },
        ...{ ...focus, generation: 1, intent: 'original', fingerprint: `v1:${n}`, ordinal: 1 },
        ...{ channel: 'bench', payer: 'payer', current: true, sequence: '', likeness: `l${n}` },
        versions: { channel: '1', map: 'm', profile: 'p', terminology: 't' },
      },
    ],
    expected: [],
    resources: TYPES.map((type) => ({
      ...{ type, id: focusId, versionId: '1', serviceDate: '2026-01-05' },
      ...{ content: type === 'Patient' ? `c${n}` : '', owner: location, payer: 'payer' },
      leads: true,
    })),
    tokens: Array.from({ length: 10 }, (_, at) => ({
      ...{ type: 'Claim', name: 'identifier', value: `${n}-${at}`, id: focusId, versionId: '1' },
    })),
    deliveries: [
      {
        ...{ payer: 'payer', payerKey: `k-${n}`, focusType: 'Claim', focusId, version: 1 },
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
