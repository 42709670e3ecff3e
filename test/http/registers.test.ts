/** Registers, loaded into a running and a stopped gateway, and what rules then say of claims. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';

const SAMPLE = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
const DOCTORS = ['ว00001', 'ว00002', 'ว00003'];

const folder = mkdtempSync(join(tmpdir(), 'sampan-registers-'));
const sender = (id: string, tenant: string) => ({
  ...{ kind: 'sender' as const, id, tenant, country: 'th', facility: '99999', key: `key-${id}` },
  channels: ['th-eclaim-16'],
});
const config: GatewayConfig = {
  identityKey: new Uint8Array(32).fill(7),
  sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
  senders: [sender('one', 'a'), sender('two', 'b'), sender('three', 'c')],
  payers: [{ id: 'nhso', country: 'th', key: 'key-payer', concurrency: 1 }],
  operators: [{ id: 'operator', key: 'key-operator' }],
};

let gateway: RunningGateway;

async function start(): Promise<RunningGateway> {
  const parts = { profiles: await loadProfiles(), texts: await loadTexts() };
  return await startGateway({
    ...{ folder: join(folder, 'data'), host: '127.0.0.1', port: 0, version: 'test', config },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
  });
}

beforeAll(async () => {
  gateway = await start();
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** `sampan load` in a process of its own, as it may not stop this one's gateway from answering. */
async function load(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['bin/sampan.mjs', 'load', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const code = await new Promise<number>((resolve) => child.once('close', resolve));
  return { code, said };
}

interface Entry {
  readonly response: { readonly status: string; readonly outcome?: Outcome };
}
interface Outcome {
  readonly issue?: readonly {
    readonly details: { readonly text: string; readonly coding: readonly { code: string }[] };
    readonly extension?: readonly { readonly extension?: readonly Part[] }[];
  }[];
}
interface Part {
  readonly url: string;
  readonly valueString?: string;
  readonly valueInteger?: number;
}

async function post(key: string, query = '?dry-run=true'): Promise<readonly Entry[]> {
  const form = new FormData();
  for (const name of readdirSync(SAMPLE)) {
    form.append('file', new Blob([new Uint8Array(readFileSync(join(SAMPLE, name)))]), name);
  }
  const response = await fetch(`${gateway.url}/submissions/th-eclaim-16${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { entry: readonly Entry[] }).entry;
}

const codesOf = (entries: readonly Entry[]) =>
  entries.map(({ response }) => [
    response.status,
    ...(response.outcome?.issue ?? [])
      .map(({ details }) => details.coding[0]?.code)
      .filter((code) => code !== 'SAMPAN-OK'),
  ]);

const practitioner = (number: string, active = true) =>
  JSON.stringify({ resourceType: 'Practitioner', active, identifier: [{ value: number }] });

/** Claims whose look-ups are kept with them. */
function keptAnswers(): number {
  const database = new DatabaseSync(join(folder, 'data', 'sampan.db'), { readOnly: true });
  const counted = "SELECT COUNT(DISTINCT owner) AS n FROM body WHERE kind = 'lookups'";
  const count = database.prepare(counted).get()?.n;
  database.close();
  return Number(count);
}

describe('a register', () => {
  it('that nothing was loaded into says nothing', async () => {
    expect(new Set((await post('key-one')).map(({ response }) => response.status))).toEqual(
      new Set(['201']),
    );
  });

  it('loaded as NDJSON refuses who does not stand in it, at his cells', async () => {
    const lines = DOCTORS.filter((each) => each !== 'ว00002').map((each) => practitioner(each));
    const file = written('doctors.ndjson', `${lines.join('\n')}\n`);
    const loaded = await load('--to', gateway.url, '--key', 'key-one', file);
    expect(loaded).toEqual({ code: 0, said: 'Practitioner: 2 entries\n' });
    const entries = await post('key-one');
    const refused = entries.filter(({ response }) => response.status !== '201');
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(codesOf(refused).flat())).toEqual(new Set(['422', 'TH-REG-02']));
    const [issue] = refused[0]?.response.outcome?.issue ?? [];
    expect(issue?.details.text).toContain('ว00002');
    expect(JSON.stringify(issue?.extension)).toMatch(/OOP\.txt.*DROPID|ODX\.txt.*DRDX/);
  });

  it("is its tenant's: others are not asked, and do not see it", async () => {
    expect(new Set(codesOf(await post('key-two')).flat())).toEqual(new Set(['201']));
  });

  it('loaded as CSV by an operator holds who is not active against the claim', async () => {
    const csv = ['licence,active', ...DOCTORS.map((each) => `${each},${each !== 'ว00001'}`)];
    const file = written('doctors.csv', `${csv.join('\r\n')}\r\n`);
    const layout = ['--name', 'Practitioner', '--key-column', 'licence'];
    const to = ['--to', gateway.url, '--key', 'key-operator', '--tenant', 'b'];
    expect(await load(...to, ...layout, file)).toMatchObject({ code: 0 });
    expect(codesOf(await post('key-two')).flat()).toContain('TH-REG-02');
  });

  it('loaded into a stopped gateway; the answers are kept with the claims', async () => {
    await gateway.close();
    const hospital = { resourceType: 'Organization', identifier: [{ value: '11111' }] };
    const entry = [{ resource: hospital }];
    const file = written('h.json', JSON.stringify({ resourceType: 'Bundle', entry }));
    const into = ['--data', join(folder, 'data'), '--tenant', 'c'];
    const loaded = await load(...into, file);
    gateway = await start();
    expect(loaded).toEqual({ code: 0, said: 'Organization: 1 entry\n' });
    expect(new Set(codesOf(await post('key-three')).flat())).toEqual(
      new Set(['422', 'TH-REG-01', 'TH-REG-03']),
    );
    // The sender's own, and those it refers to.
    const right = ['99999', '99998', '99997'].map((value) => {
      return { resource: { resourceType: 'Organization', identifier: [{ value }] } };
    });
    const fixed = written('h.json', JSON.stringify({ resourceType: 'Bundle', entry: right }));
    await load('--to', gateway.url, '--key', 'key-three', fixed);
    const entries = await post('key-three', '');
    expect(new Set(codesOf(entries).flat())).toEqual(new Set(['201']));
    expect(keptAnswers()).toBe(entries.length);
  });
});

describe('what cannot be loaded', () => {
  const send = (key: string, init: { query?: string; type?: string; body?: string }) =>
    fetch(`${gateway.url}/registers${init.query ?? ''}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': init.type ?? 'application/fhir+json',
      },
      body: init.body ?? practitioner('x'),
    });

  it.each<[string, string, Parameters<typeof send>[1], number, string]>([
    ['no key', 'nobody', {}, 401, 'SAMPAN-HTTP-LOGIN'],
    ["another tenant's", 'key-one', { query: '?tenant=b' }, 404, 'SAMPAN-HTTP-NOT-FOUND'],
    ["a payer's", 'key-payer', {}, 404, 'SAMPAN-HTTP-NOT-FOUND'],
    ['an operator without tenant', 'key-operator', {}, 400, 'SAMPAN-HTTP-PARAMETER'],
    ['another type', 'key-one', { type: 'text/plain' }, 415, 'SAMPAN-HTTP-TYPE'],
    ['no JSON', 'key-one', { body: '{' }, 400, 'SAMPAN-HTTP-REGISTER'],
    ['no resource', 'key-one', { body: '{}' }, 400, 'SAMPAN-HTTP-REGISTER'],
    ['CSV without layout', 'key-one', { type: 'text/csv' }, 400, 'SAMPAN-HTTP-REGISTER'],
  ])('%s', async (_name, key, init, status, code) => {
    const response = await send(key, init);
    expect([response.status, await response.text()]).toEqual([
      status,
      expect.stringContaining(code),
    ]);
  });

  it('names the line of a key that is empty, and loads nothing of the file', async () => {
    const file = written('bad.csv', 'licence,name\nว1,A\n,B\n');
    const layout = ['--name', 'Bad', '--key-column', 'licence'];
    const { code, said } = await load('--to', gateway.url, '--key', 'key-one', ...layout, file);
    expect([code, said]).toEqual([2, expect.stringContaining('Line 3')]);
  });

  it('says which column is missing, and which register nothing asks for', async () => {
    const csv = { type: 'text/csv', body: 'code,name\n1,A\n' };
    const noColumn = await send('key-one', { ...csv, query: '?name=Bad&key-column=kode' });
    expect(await noColumn.text()).toContain('Line 1: no column kode in code, name');
    const astray = await send('key-one', { ...csv, query: '?name=Practitoner&key-column=code' });
    expect(await astray.json()).toMatchObject({
      ...{ loaded: { Practitoner: 1 }, unasked: ['Practitoner'] },
      asked: expect.arrayContaining(['Coverage', 'Practitioner', 'rules', 'th-fee-schedule']),
    });
  });

  it('says so of a stopped gateway as well', async () => {
    const file = written('astray.csv', 'code,name\n1,A\n');
    const layout = ['--name', 'Practitoner', '--key-column', 'code'];
    const stopped = ['--data', join(folder, 'stopped'), '--tenant', 'a'];
    const { code, said } = await load(...stopped, ...layout, file);
    expect([code, said]).toEqual([0, expect.stringMatching(/no rule asks.*Practitioner/)]);
  });

  it("a running gateway's folder", async () => {
    const file = written('one.json', practitioner('1'));
    const { code, said } = await load('--data', join(folder, 'data'), '--tenant', 'a', file);
    expect([code, said]).toEqual([2, expect.stringContaining('is its gateway running?')]);
    expect(await load('--tenant', 'a', file)).toMatchObject({ code: 2 });
  });

  it('an operator sees no claim', async () => {
    const headers = { authorization: 'Bearer key-operator' };
    const response = await fetch(`${gateway.url}/fhir/Claim`, { headers });
    expect(response.status).toBe(401);
  });
});
