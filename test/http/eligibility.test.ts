/** A card at the desk, the question whether it covers, and the claims that follow. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';
import { plainLayout, type Rows, renderSet } from '../th/rows.ts';
import { parts } from '../th/translated.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-eligibility-'));
const sender = (id: string, tenant: string) => ({
  ...{ kind: 'sender' as const, id, tenant, country: 'th', facility: '99999', key: `key-${id}` },
  channels: ['th-eclaim-16', 'th-id-card'],
});
const config: GatewayConfig = {
  identityKey: new Uint8Array(32).fill(7),
  sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
  senders: [sender('one', 'a'), sender('two', 'b')],
  payers: [{ id: 'nhso', country: 'th', key: 'key-payer', concurrency: 1 }],
};
const citizen = 'https://terms.sil-th.org/id/th-cid';

let gateway: RunningGateway;

beforeAll(async () => {
  const texts = { profiles: await loadProfiles(), texts: await loadTexts() };
  gateway = await startGateway({
    ...{ folder: join(folder, 'data'), host: '127.0.0.1', port: 0, version: 'test', config },
    catalogue: catalogueOf(await loadChannels(), texts),
    log: { event: () => undefined },
  });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post(path: string, body: string | FormData, type?: string, key = 'key-one') {
  const headers = { authorization: `Bearer ${key}`, ...(type && { 'content-type': type }) };
  return await fetch(`${gateway.url}${path}`, { method: 'POST', body, headers });
}

function sample(name: string): string {
  return readFileSync(`mappings/th/th-id-card/samples/${name}/input/read.json`, 'utf8');
}

async function eligibility(number: string, day: string, key?: string) {
  const request = {
    ...{ resourceType: 'CoverageEligibilityRequest', status: 'active', purpose: ['validation'] },
    patient: { type: 'Patient', identifier: { system: citizen, value: number } },
    ...{ servicedDate: day, created: day, insurer: { display: 'NHSO' } },
  };
  const path = '/fhir/CoverageEligibilityRequest/$submit';
  const response = await post(path, JSON.stringify(request), 'application/fhir+json', key);
  return { status: response.status, body: (await response.json()) as Answer };
}

interface Answer {
  readonly insurance?: readonly { readonly inforce: boolean; readonly coverage: object }[];
  readonly entry?: readonly {
    readonly response: { readonly status: string; readonly outcome: Outcome };
  }[];
}
interface Outcome {
  readonly issue: readonly { readonly details: { readonly coding: readonly { code: string }[] } }[];
}

function visit(number: string, date: string, permit: string, items: readonly string[]): Rows {
  const key = { HN: '0000001', SEQ: number };
  const row = { ...key, DATEOPD: date };
  return {
    PAT: [
      {
        ...{ ...key, HCODE: '99999', DOB: '19851102', SEX: '1', PERSON_ID: '1999900000013' },
        ...{ NAMEPAT: 'สมมติ  ทดสอบ , นาย', IDTYPE: '1' },
      },
    ],
    INS: [{ ...key, INSCL: 'UCS', CID: '1999900000013', HCODE: '99999', PERMITNO: permit }],
    OPD: [{ ...row, CLINIC: '01600', TIMEOPD: '0915', UUC: '1' }],
    ODX: [{ ...key, DATEDX: date, DIAG: 'U071', DXTYPE: '1', DRDX: 'ว00001' }],
    CHT: [{ ...key, DATE: date, TOTAL: '100.00', PAID: '0.00', PTTYPE: 'UC' }],
    CHA: [{ ...key, DATE: date, CHRGITEM: 'J1', AMOUNT: '100.00' }],
    ADP: items.map((CODE) => {
      return { ...row, TYPE: '3', CODE, QTY: '1', RATE: '100.00', TOTAL: '100.00' };
    }),
  };
}

async function claim(rows: Rows, key?: string): Promise<readonly string[]> {
  const form = new FormData();
  for (const { name, bytes } of renderSet(rows, parts, plainLayout)) {
    form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  }
  const response = await post('/submissions/th-eclaim-16', form, undefined, key);
  const answer = (await response.json()) as Answer;
  const issues = answer.entry?.flatMap(({ response }) => response.outcome.issue) ?? [];
  return issues.map(({ details }) => details.coding[0]?.code ?? '');
}

describe('a desk', () => {
  it('is told nothing of a person nobody has read', async () => {
    const { status, body } = await eligibility('1999900000013', '2026-01-05');
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('insurance');
  });

  it('is told the right that a card read gave, in force on the day or not', async () => {
    const read = await post('/submissions/th-id-card', sample('agent-read'), 'application/json');
    expect(read.status).toBe(200);
    const { body } = await eligibility('1999900000013', '2026-01-05');
    expect(body.insurance).toMatchObject([
      { inforce: true, coverage: { display: 'สิทธิหลักประกันสุขภาพแห่งชาติ' } },
    ]);
    const before = await eligibility('1999900000013', '2019-12-31');
    expect(before.body.insurance).toMatchObject([{ inforce: false }]);
    const other = await eligibility('1999900000013', '2026-01-05', 'key-two');
    expect(other.body).not.toHaveProperty('insurance');
  });

  it('opens the visit that it names', async () => {
    const path = '/submissions/th-id-card?visit=260106000001';
    const read = sample('agent-card-only').replace('T09:10:00', 'T09:20:00');
    expect((await post(path, read, 'application/json')).status).toBe(200);
    const found = await fetch(`${gateway.url}/fhir/Encounter?identifier=260106000001`, {
      headers: { authorization: 'Bearer key-one' },
    });
    expect(await found.json()).toMatchObject({
      entry: [{ resource: { status: 'arrived', class: { code: 'AMB' } } }],
    });
  });

  it('is refused what is no request', async () => {
    const path = '/fhir/CoverageEligibilityRequest';
    const wrong = await post(path, '{"resourceType":"Claim"}', 'application/fhir+json');
    expect(wrong.status).toBe(400);
    const bare = '{"resourceType":"CoverageEligibilityRequest"}';
    expect((await post(path, bare, 'application/fhir+json')).status).toBe(422);
    expect((await post(path, bare, 'application/fhir+json', 'key-payer')).status).toBe(404);
  });
});

describe('an item', () => {
  it('is held against the fee schedule and the catalogue once they are loaded', async () => {
    const load = (name: string, csv: string) =>
      post(`/registers?name=${name}&key-column=code`, csv, 'text/csv', 'key-two');
    const medicine = {
      ...{ HN: '0000001', HCODE: '99999', DID: 'PAR500', AMOUNT: '10' },
      ...{ DRUGPRICE: '4.00', TOTAL: '40.00', USE_STATUS: '2', DATE_SERV: '20260105' },
    };
    const again = (number: string): Rows => ({
      ...visit(number, `2026020${number}`, 'PP0000000009', ['55020']),
      DRU: [{ ...medicine, SEQ: number }],
    });
    expect(await claim(again('1'), 'key-two')).toEqual(['SAMPAN-OK']);
    expect((await load('th-fee-schedule', 'code,price\n55021,100.00\n')).status).toBe(200);
    expect((await load('th-drug-catalogue', 'code,price\nAMX,1.00\n')).status).toBe(200);
    expect(await claim(again('2'), 'key-two')).toEqual(['TH-FEE-01', 'TH-DRU-02']);
    await load('th-fee-schedule', 'code,price\n55020,99.99\n');
    await load('th-drug-catalogue', 'code,price\nPAR500,3.99\n');
    expect(await claim(again('3'), 'key-two')).toEqual(['TH-FEE-02', 'TH-DRU-03']);
    await load('th-fee-schedule', 'code,price\n55020,100\n');
    await load('th-drug-catalogue', 'code,price\nPAR500,4\n');
    expect(await claim(again('4'), 'key-two')).toEqual(['SAMPAN-OK']);
  });
});

describe('a claim', () => {
  it('under another right than the card read gave is told', async () => {
    const rows = visit('9', '20260108', 'A1', []);
    const [right = {}] = rows.INS ?? [];
    const other = { ...rows, INS: [{ ...right, INSCL: 'OFC' }] };
    expect(await claim(other)).toEqual(['TH-REG-05']);
  });

  it('is not held against authentications before any was sent', async () => {
    expect(await claim(visit('1', '20260105', 'PP0000000009', []))).toEqual(['SAMPAN-OK']);
  });

  it('refers to an authentication of its patient, or is told', async () => {
    const sent = await post('/submissions/th-id-card', sample('confirm-save'), 'application/json');
    expect(sent.status).toBe(200);
    expect(await claim(visit('2', '20260106', 'PP0000000001', []))).toEqual(['SAMPAN-OK']);
    expect(await claim(visit('3', '20260107', 'PP0000000009', []))).toEqual(['TH-REG-04']);
  });

  it('for isolation within 90 days of another is told', async () => {
    expect(await claim(visit('4', '20260105', 'PP0000000001', ['COVR05']))).toEqual(['SAMPAN-OK']);
    expect(await claim(visit('5', '20260404', 'PP0000000001', ['COVR06']))).toEqual([
      'TH-NHSO-393',
    ]);
    expect(await claim(visit('6', '20260406', 'PP0000000001', ['COVR22']))).toEqual([
      'TH-NHSO-393',
    ]);
    expect(await claim(visit('7', '20260801', 'PP0000000001', ['COVR22']))).toEqual(['SAMPAN-OK']);
  });
});
