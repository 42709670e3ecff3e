/** Claim XML through a running gateway: accepted, corrected by sending again, and settled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue.ts';
import { loadChannels, loadProfiles, loadStatements, loadTexts } from '../../src/cli/catalogue.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import { OutageError } from '../../src/gateway/ports/outage.ts';
import {
  type Adapters,
  type NodeOptions,
  type RunningGateway,
  startGateway,
} from '../../src/node.ts';
import {
  claimXml,
  type Fields,
  type Line,
  medicine,
  service,
  supply,
  treatment,
} from './synthetic.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-vn-'));
const sender = (id: string, tenant: string, facility: string) => ({
  ...{ kind: 'sender' as const, id, tenant, country: 'vn', facility, key: `key-${id}` },
  channels: ['vn-xml'],
});
const config: GatewayConfig = {
  identityKey: new Uint8Array(32).fill(7),
  sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
  senders: [
    ...[sender('one', 'a', '01999'), sender('two', 'b', '01998')],
    { ...sender('three', 'c', '01997'), channels: ['vn-checkin'] },
  ],
  payers: [{ id: 'vss', country: 'vn', key: 'key-payer', concurrency: 1 }],
};

let gateway: RunningGateway;

async function start(data: string, more: Partial<Pick<NodeOptions, 'around' | 'config'>> = {}) {
  const parts = {
    ...{ profiles: await loadProfiles(), texts: await loadTexts() },
    statements: await loadStatements(),
  };
  return await startGateway({
    ...{ folder: join(folder, data), host: '127.0.0.1', port: 0, version: 'test', config },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
    ...more,
  });
}

beforeAll(async () => {
  gateway = await start('data');
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const line: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
const claim = (number: string, count: number, more: Fields = {}) =>
  treatment(
    [medicine(line, 1)],
    Array.from({ length: count }, (_, index) => service(line, index + 1)),
    { MA_LK: number, ...more },
  );

const withDrug = (code: string): string =>
  claimXml([treatment([medicine(line, 1, { MA_THUOC: code })], [service(line, 1)])], 'base64');

async function send(xml: string, key = 'key-one'): Promise<readonly string[]> {
  const response = await fetch(`${gateway.url}/submissions/vn-xml`, {
    method: 'POST',
    body: xml,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/xml' },
  });
  const { entry = [] } = (await response.json()) as {
    entry?: readonly { readonly response: { readonly status: string } }[];
  };
  return entry.map(({ response: { status } }) => status.slice(0, 3));
}

async function get(path: string, key = 'key-one') {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${gateway.url}${path}`, { headers });
  return { status: response.status, text: await response.text() };
}

async function load(name: string, column: string, csv: string): Promise<number> {
  const response = await fetch(`${gateway.url}/registers?name=${name}&key-column=${column}`, {
    method: 'POST',
    body: csv,
    headers: { authorization: 'Bearer key-one', 'content-type': 'text/csv' },
  });
  return response.status;
}

interface Answer {
  readonly entry: readonly {
    readonly response: {
      readonly status: string;
      readonly outcome: {
        readonly issue: readonly {
          readonly details: { readonly text: string; readonly coding: readonly { code: string }[] };
          readonly extension?: readonly unknown[];
        }[];
      };
    };
  }[];
}

async function told(xml: string, more = '') {
  const response = await fetch(`${gateway.url}/submissions/vn-xml?dry-run=true${more}`, {
    method: 'POST',
    body: xml,
    headers: { authorization: 'Bearer key-one', 'content-type': 'application/xml' },
  });
  const { entry } = (await response.json()) as Answer;
  return entry.flatMap(({ response: { outcome } }) =>
    outcome.issue.map((issue) => ({
      code: issue.details.coding[0]?.code,
      text: issue.details.text,
      place: JSON.stringify(issue.extension ?? []),
    })),
  );
}

interface Status {
  readonly state: string;
  readonly books: Readonly<Record<string, number>>;
  readonly units: readonly { readonly key: string; readonly location: string }[];
}

/** Asked seldom: each answer names all units. */
async function statusAt({ url }: RunningGateway, place: string, is: (status: Status) => boolean) {
  for (;;) {
    const headers = { authorization: 'Bearer key-one' };
    const status = (await (await fetch(`${url}${place}`, { headers })).json()) as Status;
    if (is(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** As if each claim were a hundred times as large. */
function inSmallSlices({ translator, ...rest }: Adapters): Adapters {
  const translate: typeof translator.translate = async ({ slice, ...request }) =>
    await translator.translate({ ...request, ...(slice && { slice: { ...slice, count: 5 } }) });
  return { ...rest, translator: { ...translator, translate } };
}

/** The store takes the first chunk, and no other. */
function afterOneChunk(adapters: Adapters): Adapters {
  const { runner, ...rest } = inSmallSlices(adapters);
  let chunks = 0;
  const batch: typeof runner.batch = async (statements, tenants) => {
    const isChunk = statements.some(({ sql }) => sql.startsWith('UPDATE submission SET state'));
    chunks += isChunk ? 1 : 0;
    if (isChunk && chunks > 1) throw new OutageError('the store is gone');
    return await runner.batch(statements, tenants);
  };
  return { ...rest, runner: { ...runner, batch } };
}

describe('claim XML at the gateway', () => {
  it('is settled by what stands when the statement is made', async () => {
    expect(await send(claimXml([claim('LK1', 1), claim('LK2', 2)], 'base64'))).toEqual([
      '201',
      '201',
    ]);
    expect(await send(claimXml([claim('LK2', 1)], 'inline'))).toEqual(['201']);
    expect(await send(claimXml([claim('LK2', 1)], 'base64'))).toEqual(['200']);
    const csv = await get('/statements/vn-79a?period=2025-Q4');
    expect(csv.status).toBe(200);
    const rows = csv.text.trimEnd().split('\r\n');
    expect(rows).toHaveLength(4);
    // Two claims of two lines each: the correction counts, not what it replaced.
    expect(rows.at(-1)).toContain(`,${(4 * 24691.36).toFixed(2)},`);
    const fhir = await get('/statements/vn-79a?period=2025-11&format=fhir&facility=01999');
    expect(fhir.text).toContain(`"paymentAmount":{"value":${(4 * 19753.09).toFixed(2)},`);
    const other = await get('/statements/vn-79a?period=2025-Q3');
    expect(other.text.trimEnd().split('\r\n')).toHaveLength(2);
  });

  it('is worked off in chunks when large, and goes on behind the last after a crash', async () => {
    const made = Array.from({ length: 12 }, (_, index) =>
      treatment([], [service(line, 1)], { MA_LK: `M${index}`, NAM_QT: '2024', THANG_QT: '2' }),
    );
    const dying = await start('large', { around: afterOneChunk });
    const taken = await fetch(`${dying.url}/submissions/vn-xml`, {
      method: 'POST',
      body: claimXml(made, 'inline'),
      headers: {
        ...{ authorization: 'Bearer key-one', 'content-type': 'application/xml' },
        prefer: 'respond-async',
      },
    });
    expect(taken.status).toBe(202);
    const place = taken.headers.get('content-location') ?? '';
    const half = await statusAt(dying, place, ({ units }) => units.length > 0);
    expect([half.state, half.books.in, half.units.length]).toEqual(['received', 5, 5]);
    await dying.close();
    const again = await start('large', { around: inSmallSlices });
    const whole = await statusAt(again, place, ({ state }) => state === 'done');
    expect(whole.books).toMatchObject({ in: 12, new: 12, duplicate: 0 });
    expect(whole.units.map(({ key }) => key)).toEqual(made.map((_, index) => `M${index}`));
    expect(whole.units.slice(0, 5).map(({ location }) => location)).toEqual(
      half.units.map(({ location }) => location),
    );
    await again.close();
  });

  it('is worked off later where an archive holds more than is answered at once', async () => {
    const limited = { ...config, limits: { bodyBytes: 30_000 } };
    const small = await start('archives', { config: limited });
    const zipped = (count: number) => {
      const made = Array.from({ length: count }, (_, index) => claim(`Z${count}-${index}`, 1));
      return zipSync({ 'a.xml': Buffer.from(claimXml(made, 'base64')) });
    };
    const post = async (count: number) =>
      await fetch(`${small.url}/submissions/vn-xml`, {
        ...{ method: 'POST', body: Buffer.from(zipped(count)) },
        headers: { authorization: 'Bearer key-one', 'content-type': 'application/zip' },
      });
    expect(zipped(12).length).toBeLessThan(30_000);
    expect((await post(2)).status).toBe(200);
    const taken = await post(12);
    expect(taken.status).toBe(202);
    const place = taken.headers.get('content-location') ?? '';
    const whole = await statusAt(small, place, ({ state }) => state !== 'received');
    expect([whole.state, whole.books.new]).toEqual(['done', 12]);
    await small.close();
  });

  it('tells which table a correction no longer has', async () => {
    const result = {
      MA_LK: '',
      STT: '1',
      TEN_CHI_SO: 'Glucose',
      GIA_TRI: '5',
      NGAY_KQ: '202511030900',
    };
    const whole = (tables: Record<string, readonly Fields[]>) =>
      claimXml([treatment([], [service(line, 1)], { MA_LK: 'LK9' }, tables)], 'base64');
    expect(await send(whole({ XML4: [result] }))).toEqual(['201']);
    const codes = (await told(whole({}))).map(({ code }) => code);
    expect(codes).toContain('SAMPAN-GATEWAY-CORRECTED');
    expect(codes).toContain('SAMPAN-GATEWAY-VANISHED');
    const meant = (await told(whole({}), '&intent=replacement')).map(({ code }) => code);
    expect(meant).not.toContain('SAMPAN-GATEWAY-VANISHED');
  });

  it('holds codes against the catalogues that were loaded, on the day of service', async () => {
    const one = claimXml([claim('LK5', 1)], 'base64');
    expect((await told(one)).filter(({ code }) => code?.startsWith('VN-CAT'))).toEqual([]);
    const drugs = [
      'MA_THUOC,TEN,TU_NGAY,DEN_NGAY,MA_CSKCB',
      '40.154,Thuốc,20240101,20241231,',
      '40.155,Thuốc,20240101,,',
      '40.156,Thuốc,,,01998',
    ];
    const status = await load('vn-drugs', 'MA_THUOC', drugs.join('\r\n'));
    expect(status).toBeLessThan(300);
    const [lapsed] = (await told(one)).filter(({ code }) => code === 'VN-CAT-01');
    expect(lapsed?.place).toContain('HOSO[1]/XML2');
    expect(lapsed?.place).toContain('MA_THUOC');
    const unknown = await told(withDrug('40.15'));
    expect(unknown.map(({ text }) => text).join()).toContain('40.154, 40.155, 40.156');
    expect((await told(withDrug('40.156'))).map(({ code }) => code)).toContain('VN-CAT-01');
    expect((await told(withDrug('40.155'))).map(({ code }) => code)).not.toContain('VN-CAT-01');
    const again = [...drugs, '40.154,Thuốc,20250101,,01999'];
    await load('vn-drugs', 'MA_THUOC', again.join('\r\n'));
    expect((await told(one)).map(({ code }) => code)).not.toContain('VN-CAT-01');
  });

  it.each([
    ['VN-CAT-02', 'vn-services', 'MA_DICH_VU'],
    ['VN-CAT-04', 'vn-diseases', 'MA_BENH_CHINH'],
    ['VN-CAT-06', 'vn-staff', 'MA_BAC_SI'],
  ])('%s: a code that %s does not hold', async (code, register, field) => {
    await load(register, 'CODE', 'CODE,TEN\r\nx,y');
    const own = (await told(claimXml([claim('LK6', 1)], 'base64'))).filter(
      (each) => each.code === code,
    );
    expect(own.map(({ place }) => place).join()).toContain(field);
  });

  it('VN-CAT-03 and VN-CAT-05: supplies and facilities', async () => {
    await load('vn-supplies', 'CODE', 'CODE\r\nx');
    await load('vn-facilities', 'CODE', 'CODE\r\nx');
    const made = treatment([], [service(line, 1), supply(line, 2)], { MA_NOI_DI: '01998' });
    const codes = (await told(claimXml([made], 'base64'))).map(({ code }) => code);
    expect(codes).toContain('VN-CAT-03');
    expect(codes).toContain('VN-CAT-05');
  });

  it('is nobody else’s', async () => {
    const csv = await get('/statements/vn-79a?period=2025-Q4', 'key-two');
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(2);
  });

  it('is not there for who sends something else', async () => {
    const { status, text } = await get('/statements/vn-80a?period=2025-Q4', 'key-three');
    expect([status, text]).toEqual([404, expect.stringContaining('SAMPAN-HTTP-NOT-FOUND')]);
  });

  it.each([
    ['/statements/vn-00?period=2025', 404],
    ['/statements/vn-79a', 400],
    ['/statements/vn-79a?period=2025-Q5', 400],
    ['/statements/vn-79a?period=2025&format=pdf', 400],
    ['/statements/vn-79a?period=2025&format=fhir', 400],
  ])('%s is refused', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});
