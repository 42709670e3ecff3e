/** Rules of supervision: registers loaded into a gateway, and what they say of claims. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';
import { type Call, lines, undoCall, visitCalls } from './journal.ts';
import { prescriptionCall } from './prescription.ts';
import { institution, request, settlementList } from './synthetic.ts';
import type { Visit } from './visit.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-cn-'));
const tenants = ['bare', 'ruled', 'off', 'fhir', 'counting'] as const;
const config: GatewayConfig = {
  identityKey: new Uint8Array(32).fill(7),
  sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
  senders: tenants.map((id) => ({
    ...{ kind: 'sender' as const, id, tenant: id, country: 'cn', facility: institution },
    ...{ key: `key-${id}`, channels: ['cn-nhsa-journal', 'cn-nhsa-4101'] },
  })),
  payers: [{ id: 'nhsa', country: 'cn', key: 'key-payer', concurrency: 1 }],
  operators: [{ id: 'operator', key: 'key-operator' }],
};

let gateway: RunningGateway;

beforeAll(async () => {
  const parts = { profiles: await loadProfiles(), texts: await loadTexts() };
  gateway = await startGateway({
    ...{ folder: join(folder, 'data'), host: '127.0.0.1', port: 0, version: 'test', config },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
  });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

type Tenant = (typeof tenants)[number];

async function load(tenant: Tenant, name: string, key: string, csv: string): Promise<void> {
  const query = `name=${name}&key-column=${key}`;
  const response = await fetch(`${gateway.url}/registers?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer key-${tenant}`, 'content-type': 'text/csv' },
    body: csv,
  });
  expect(response.status).toBeLessThan(300);
}

async function loadFhir(tenant: Tenant, resource: object): Promise<void> {
  const response = await fetch(`${gateway.url}/registers`, {
    method: 'POST',
    headers: { authorization: `Bearer key-${tenant}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  });
  expect(response.status).toBeLessThan(300);
}

interface Entry {
  readonly response: {
    readonly status: string;
    readonly outcome?: { readonly issue?: readonly Issue[] };
  };
}
interface Issue {
  readonly severity: string;
  readonly details: { readonly text: string; readonly coding: readonly { code: string }[] };
}

async function codes(tenant: Tenant, body: string, channel = 'cn-nhsa-journal') {
  return await submit(tenant, body, `${channel}?dry-run=true`);
}

async function submit(tenant: Tenant, body: string, to = 'cn-nhsa-journal') {
  const response = await fetch(`${gateway.url}/submissions/${to}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer key-${tenant}`,
      'content-type': 'application/x-ndjson',
      'accept-language': 'zh',
    },
    body,
  });
  expect(response.status).toBe(200);
  const { entry } = (await response.json()) as { entry: readonly Entry[] };
  const issues = entry.flatMap(({ response: { outcome } }) => outcome?.issue ?? []);
  const all = issues.flatMap(({ details }) => details.coding.map(({ code }) => code));
  return all.filter((code) => code !== 'SAMPAN-OK');
}

const visit: Visit = {
  ...{ person: 'P1', visit: 'MD0001', settlement: 'SL0001', kind: 'visit' },
  lines: [{ quantity: 10_000, price: 2_500, first: 0, level: '01', category: '09' }],
};
const doctor = 'D310000000002';
const drug = 'XB03ACY199B002010104719';
const known = 'code,kind,designated,agreementFrom,agreementTo,assessedLong\n';
const good = `${institution},general-hospital,true,2020-01-01,2030-12-31,true\n`;
const others = (columns: string) => `number,${columns}\n`;

describe('rules of supervision', () => {
  it('say nothing before a register was loaded', async () => {
    expect(await codes('bare', lines(visitCalls(visit)))).toEqual([]);
  });

  it.each([
    ['CN-SUP-01', `${institution},general-hospital,false,,,\n`],
    ['CN-SUP-02', `${institution},general-hospital,true,2020-01-01,2025-12-31,\n`],
    ['CN-SUP-03', `${institution},laboratory,true,,,\n`],
    ['CN-SUP-04', `${institution},internet-hospital,true,,,\n`],
    ['CN-SUP-05', `${institution},beauty-parlour,true,,,\n`],
  ])('%s by the register of institutions', async (code, row) => {
    await load('ruled', 'Organization', 'code', `${known}${row}`);
    expect(await codes('ruled', lines(visitCalls(visit)))).toContain(code);
    const list = settlementList([{ code: '09', a: 100, b: 0, own: 0, other: 0 }]);
    const message = JSON.stringify(request('4101', list));
    expect(await codes('ruled', message, 'cn-nhsa-4101')).toContain(code);
  });

  it('take an institution under agreement', async () => {
    await load('ruled', 'Organization', 'code', `${known}${good}`);
    expect(await codes('ruled', lines(visitCalls(visit)))).toEqual([]);
  });

  it.each([
    ['CN-SUP-06', `${doctor},9,2026,,\n`],
    ['CN-SUP-07', `${doctor},12,2026,,\n`],
    ['CN-SUP-08', `${doctor},3,2026,2026-03-01,2026-05-31\n`],
  ])('%s by points of a doctor, except in emergencies', async (code, row) => {
    const header = others('points,year,suspendedFrom,suspendedTo');
    await load('ruled', 'PractitionerRole', 'number', `${header}${row}`);
    expect(await codes('ruled', lines(visitCalls(visit)))).toEqual([code]);
    const emergency: Visit = { ...visit, medType: '13' };
    expect(await codes('ruled', lines(visitCalls(emergency)))).toEqual([]);
    const clean = `${header}${doctor},0,2026,,\n`;
    await load('ruled', 'PractitionerRole', 'number', clean);
  });

  it('read registers in FHIR as well', async () => {
    const url = 'https://sampan.example/fhir/StructureDefinition/cn-points';
    const extension = [{ url, extension: [{ url: 'points', valueInteger: 10 }] }];
    const role = { resourceType: 'PractitionerRole', identifier: [{ value: doctor }], extension };
    await loadFhir('fhir', role);
    const system = 'https://sampan.example/fhir/cn/institution';
    const identifier = [{ system, value: institution, period: { end: '2025-12-31' } }];
    const type = [{ coding: [{ code: 'laboratory' }] }];
    await loadFhir('fhir', { resourceType: 'Organization', active: true, identifier, type });
    const found = await codes('fhir', lines(visitCalls(visit)));
    expect(found.toSorted()).toEqual(['CN-SUP-02', 'CN-SUP-03', 'CN-SUP-06']);
  });

  it('CN-SUP-06 is off where the region says so', async () => {
    await load('off', 'PractitionerRole', 'number', `${others('points,year')}${doctor},9,2026\n`);
    expect(await codes('off', lines(visitCalls(visit)))).toEqual(['CN-SUP-06']);
    await load('off', 'rules', 'rule', 'rule,active\nCN-SUP-06|310100,false\n');
    expect(await codes('off', lines(visitCalls(visit)))).toEqual([]);
  });

  it('rules begin on their first day', async () => {
    const before: Visit = { ...visit, day: '2024-03-10' };
    await load('off', 'rules', 'rule', 'rule,active\nCN-SUP-06|310100,true\n');
    expect(await codes('off', lines(visitCalls(before)))).toEqual([]);
  });

  it('CN-SUP-09 prefers what is procured, CN-SUP-10 what may not be long', async () => {
    const header = others('procuredAlternative,longPrescription');
    await load('ruled', 'Medication', 'number', `${header}${drug},XB03ACY199B002010104999,\n`);
    expect(await codes('ruled', lines(visitCalls(visit)))).toEqual(['CN-SUP-09']);
    const excluded = `${header}${drug},,\nXB03ACY199B002010104718,,false\n`;
    await load('ruled', 'Medication', 'number', excluded);
    expect(await codes('ruled', prescribed({ longRxFlag: '1' }, {}))).toEqual(['CN-SUP-10']);
    await load('ruled', 'Medication', 'number', `${header}XB03ACY199B002010104718,,\n`);
  });

  it('CN-SUP-11, CN-SUP-12 and CN-SUP-13 hold prescriptions against their rules', async () => {
    expect(await codes('ruled', prescribed({}, { medcDays: 84 }))).toEqual([]);
    expect(await codes('ruled', prescribed({}, { medcDays: 85 }))).toEqual(['CN-SUP-11']);
    await load('ruled', 'Organization', 'code', `${known}${good.replace('true\n', '\n')}`);
    expect(await codes('ruled', prescribed({}, { medcDays: 56 }))).toEqual(['CN-SUP-12']);
    const first = { bizTypeCode: '02', authNo: 'A1', mdtrtinfo: { fstdiagFlag: '1' } };
    expect(await codes('ruled', prescribed(first, {}))).toEqual(['CN-SUP-13']);
  });

  it('CN-SUP-14 asks for a common or chronic disease on the Internet', async () => {
    await load('off', 'internet-disease', 'number', 'number,name\nI10.x00,高血压\n');
    const online = prescribed({ bizTypeCode: '02', authNo: 'A1' }, {});
    expect(await codes('off', online)).toContain('CN-SUP-14');
    expect(await codes('off', lines(visitCalls(visit)))).not.toContain('CN-SUP-14');
  });

  it('CN-SUP-16 asks who examined outside', async () => {
    const calls = structuredClone(visitCalls(visit)) as Call[];
    const fees = calls[3]?.request as unknown as {
      input: { feedetail: Record<string, unknown>[] };
    };
    Object.assign(fees.input.feedetail[0] ?? {}, { etip_flag: '1', etip_hosp_code: 'H1' });
    await load('ruled', 'Organization', 'code', `${known}${good}`);
    expect(await codes('ruled', lines(calls))).toEqual(['CN-SUP-16']);
    await load('ruled', 'Organization', 'code', `${known}${good}H1,laboratory,false,,,\n`);
    expect(await codes('ruled', lines(calls))).toEqual([]);
  });

  it('CN-SUP-15 shows a spent budget and refuses nobody', async () => {
    const spent = `key,total,used\n${institution}|2026,100.00,100.01\n`;
    await load('bare', 'budget', 'key', spent);
    expect(await codes('bare', lines(visitCalls(visit)))).toEqual(['CN-SUP-15']);
  });

  it('CN-SUP-15 counts what the fund pays for claims that stand', async () => {
    const dearer = visit.lines.map((line) => ({ ...line, price: line.price * 2 }));
    const other = { ...visit, person: 'P2', visit: 'MD0002', settlement: 'SL0002', lines: dearer };
    const [first, second] = [visit, other].map((each) => lines(visitCalls(each)));
    const paid = /"fund_pay_sumamt":"?([0-9.]+)/.exec(first ?? '')?.[1];
    const sums = async () => {
      const headers = { authorization: 'Bearer key-counting' };
      const response = await fetch(`${gateway.url}/registers/budget/sums`, { headers });
      return (await response.json()) as unknown;
    };
    const key = `${institution}|2026`;
    await submit('counting', first ?? '');
    await submit('counting', first ?? '');
    expect(await sums()).toEqual([{ key, counted: paid }]);
    await load('counting', 'budget', 'key', `key,total\n${key},${Number(paid) - 0.01}\n`);
    expect(await codes('counting', second ?? '')).toEqual(['CN-SUP-15']);
    await submit('counting', lines([undoCall(visit, '2026-03-11 09:00:00')]));
    expect(await sums()).toEqual([
      { key, counted: '0.00', loaded: expect.objectContaining({ total: expect.anything() }) },
    ]);
    expect(await codes('counting', second ?? '')).toEqual([]);
  });

  it('CN-DICT-01 holds codes against the loaded dictionary', async () => {
    const dictionary = 'key,name\nmed_type|12,门诊挂号\ninsutype|310,职工\ninsutype|390,居民\n';
    await load('bare', 'dictionary', 'key', `${dictionary}med_chrgitm_type|09,西药费\n`);
    expect(await codes('bare', lines(visitCalls(visit)))).toContain('CN-DICT-01');
  });
});

function prescribed(more: Parameters<typeof prescriptionCall>[1], medicine: object): string {
  const call = prescriptionCall(visit, more, medicine as Parameters<typeof prescriptionCall>[2]);
  const calls: readonly Call[] = [...visitCalls(visit), call];
  return lines(calls);
}
