/** A long stay through a gateway: in thirty parts, out of order and repeated, it is one claim. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, catalogueOf } from '../../src/catalogue.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import { type Adapters, type RunningGateway, startGateway } from '../../src/node.ts';
import { type Call, lines, stayCalls } from './journal.ts';
import { institution, request, settlementList } from './synthetic.ts';
import { totalsOf, type Visit } from './visit.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-cn-parts-'));
const sender = {
  ...{ kind: 'sender' as const, id: 'one', tenant: 'a', country: 'cn', facility: institution },
  ...{ key: 'key-one', channels: ['cn-nhsa-journal', 'cn-nhsa-4101'] },
};
const config: GatewayConfig = {
  identityKey: new Uint8Array(32).fill(7),
  sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
  senders: [sender],
  payers: [{ id: 'nhsa', country: 'cn', key: 'key-payer', concurrency: 1 }],
};
const gateways: RunningGateway[] = [];
let catalogue: Catalogue;
/** How long the gateways have been running, besides the time the test takes. */
let daysLater = 0;

const DAY_MS = 86_400_000;

function later(adapters: Adapters): Adapters {
  const { clock } = adapters;
  return { ...adapters, clock: { ...clock, now: () => clock.now() + daysLater * DAY_MS } };
}

async function start(name: string): Promise<RunningGateway> {
  return await startGateway({
    ...{ folder: join(folder, name), host: '127.0.0.1', port: 0, version: 'test' },
    ...{ config, catalogue, log: { event: () => undefined }, around: later },
  });
}

beforeAll(async () => {
  const parts = { profiles: await loadProfiles(), texts: await loadTexts() };
  catalogue = catalogueOf(await loadChannels(), parts);
  for (const name of ['whole', 'parts']) gateways.push(await start(name));
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

async function submit(at: number, body: string, channel = 'cn-nhsa-journal'): Promise<void> {
  const response = await fetch(`${gateways[at]?.url}/submissions/${channel}`, {
    method: 'POST',
    headers: { authorization: 'Bearer key-one', 'content-type': 'application/x-ndjson' },
    body,
  });
  expect(response.status).toBe(200);
}

/** The claims of a settlement, without what says when and how often they were kept. */
async function claims(at: number, settlement: string): Promise<readonly string[]> {
  const found = await search(at, `identifier=${settlement}`);
  return found.map((claim) => JSON.stringify({ ...claim, meta: undefined }));
}

async function search(at: number, query: string): Promise<readonly object[]> {
  const response = await fetch(`${gateways[at]?.url}/fhir/Claim?${query}`, {
    headers: { authorization: 'Bearer key-one' },
  });
  const { entry = [] } = (await response.json()) as { entry?: { resource: object }[] };
  return entry.map(({ resource }) => resource);
}

const line = { quantity: 10_000, price: 2_500, first: 10, level: '02', category: '09' } as const;
const stay: Visit = {
  ...{ person: 'P1', visit: 'MD0001', settlement: 'SL0001', kind: 'stay' },
  lines: Array.from({ length: 78 }, () => line),
};

/** The same order of disorder every time. */
function disordered(calls: readonly Call[]): readonly Call[] {
  return calls.map((_, at) => calls[(at * 7 + 3) % calls.length] as Call);
}

describe('a stay', () => {
  it('in thirty submissions over eleven weeks is the same claim as in one', async () => {
    const calls = stayCalls(stay);
    expect(calls).toHaveLength(30);
    await submit(0, lines(calls));
    for (const [at, call] of disordered(calls).entries()) {
      await submit(1, lines([call]));
      if (at % 5 === 0) await submit(1, lines([call]));
      daysLater += 2.5;
      // What a gateway does once in a while it does when it starts, too: forget, and let go
      if (at % 15 === 14) {
        await gateways[1]?.close();
        gateways[1] = await start('parts');
      }
    }
    const [whole, ...more] = await claims(0, stay.settlement);
    expect(more).toEqual([]);
    expect(await claims(1, stay.settlement)).toEqual([whole]);
    expect(whole).toContain('"sequence":78');
  }, 60_000);

  it('and its list are one claim in either order', async () => {
    const other: Visit = { ...stay, visit: 'MD0002', settlement: 'SL0002', lines: [line] };
    const total = Number(totalsOf(other).charge);
    const categories = [{ code: '09', a: total, b: 0, own: 0, other: 0 }];
    const input = settlementList(categories, { mdtrt_id: 'MD0002', setl_id: 'SL0002' });
    const list = JSON.stringify(request('4101', input));
    const journal = lines(stayCalls(other));
    await submit(0, journal);
    await submit(0, list, 'cn-nhsa-4101');
    await submit(1, list, 'cn-nhsa-4101');
    await submit(1, journal);
    const [first, ...more] = await claims(0, 'SL0002');
    expect(more).toEqual([]);
    expect(await claims(1, 'SL0002')).toEqual([first]);
    expect(first).toContain('"procedure"');
  });
});
