/** Claims to the insurance's own gateway: token, form, results, and what comes of them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue.ts';
import { loadBack, loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import {
  type PortalServer,
  startPortalServer,
  type TakenForm,
} from '../../src/cli/payer/portal-server.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';
import { day, dayOf, inDecision } from './decisions.ts';
import { claimXml, type Fields, medicine, service, treatment } from './synthetic.ts';
import { run } from './translated.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-portal-'));
const channels = ['vn-xml', 'vn-checkin', 'vn-id-card'];
const person = {
  ...{ maKetQua: '000', maThe: 'DN4010000000001', hoTen: 'Nguyễn Văn Thử', ngaySinh: '15/03/1980' },
  ...{ gioiTinh: 'Nam', maDKBD: '01999', gtTheTu: '01/01/2025', gtTheDen: '31/12/2025' },
  maSoBHXH: '0100000001',
};
let portal: PortalServer;
let gateway: RunningGateway;

beforeAll(async () => {
  const back = await loadBack();
  const definition = back.find(({ definition: each }) => each.channel === 'vn-xml')?.definition;
  if (definition?.portal === undefined) throw new Error('vn-xml has no portal');
  portal = await startPortalServer(definition.portal, { person });
  const parts = { profiles: await loadProfiles(), texts: await loadTexts(), back };
  gateway = await startGateway({
    ...{ folder: join(folder, 'data'), host: '127.0.0.1', port: 0, version: 'test' },
    config: {
      identityKey: new Uint8Array(32).fill(7),
      sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
      senders: [
        {
          ...{ kind: 'sender' as const, id: 'one', tenant: 'a', country: 'vn' },
          ...{ facility: '01999', key: 'key-one', channels },
        },
        {
          ...{ kind: 'sender' as const, id: 'two', tenant: 'a', country: 'vn' },
          ...{ facility: '01999', key: 'key-two', channels: ['vn-xml'] },
        },
      ],
      payers: [
        {
          ...{ id: 'vss', country: 'vn', key: 'key-payer', concurrency: 1, url: portal.url },
          alsoDeliver: ['Encounter'],
          portal: {
            ...{ channel: 'vn-xml', username: '01999_BV', passwordHash: 'HASH' },
            ...{ officerName: 'Trần Thị Cán Bộ', officerNumber: '001080000009' },
          },
        },
      ],
    },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
  });
});
afterAll(async () => {
  await gateway.close();
  await portal.close();
  rmSync(folder, { recursive: true, force: true });
});

const line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
const authorization = 'Bearer key-one';

interface Status {
  readonly units: readonly {
    readonly delivery?: { readonly state: string };
    readonly answer?: { readonly state: string; readonly outcome: unknown };
    readonly timeline: readonly { readonly event: string }[];
  }[];
}

const post = (path: string, type: string, body: string) =>
  fetch(`${gateway.url}${path}`, {
    method: 'POST',
    body,
    headers: { authorization, 'content-type': type },
  });

/** Waits until the delivery of what was sent has come to an end. */
async function settled(sent: Response) {
  const place = sent.headers.get('location') ?? '';
  for (;;) {
    const response = await fetch(`${gateway.url}${place}`, { headers: { authorization } });
    const [unit] = ((await response.json()) as Status).units;
    const state = unit?.delivery?.state ?? '';
    const events = unit?.timeline.map(({ event }) => event);
    if (['delivered', 'refused', 'parked'].includes(state)) return { state, unit, events };
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function delivered(number: string, more: Fields = {}, query = '') {
  const made = treatment([medicine(line, 1)], [service(line, 1)], { MA_LK: number, ...more });
  const path = `/submissions/vn-xml${query}`;
  return await settled(await post(path, 'application/xml', claimXml([made], 'base64')));
}

const documentOf = ({ fields }: TakenForm | undefined = { path: '', fields: {} }) =>
  Buffer.from(fields.fileHSBase64 ?? '', 'base64').toString('utf8');

const formsOf = (number: string) =>
  portal.taken.filter((each) => run(documentOf(each)).units[0]?.key === number);

it('delivers a claim as the XML it came from, with one token for several', async () => {
  const both = await Promise.all([delivered('LK1'), delivered('LK2')]);
  expect(both.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  expect(portal.tokens()).toBe(1);
  const [form] = formsOf('LK1');
  expect(form?.path).toBe('/api/qd130/guiHoSoXmlQD3176');
  expect(form?.fields).toMatchObject({
    ...{ username: '01999_BV', loaiHoSo: '130', maTinh: '01', maCSKCB: '01999' },
  });
  const xml = documentOf(form);
  expect(xml).toContain('<NGAYLAP>20251103</NGAYLAP>');
  expect(run(xml).units.map(({ key, findings }) => [key, findings])).toEqual([['LK1', []]]);
});

it('calls what the decision of the day of service has', async () => {
  const { state } = await delivered('LK2024', {
    ...day('20240601'),
    NGAY_TTOAN: '202406011100',
  });
  expect(state).toBe('delivered');
  expect(portal.taken.at(-1)?.path).toBe('/api/qd130/guiHoSoXmlQD4750');
});

it('takes a new token when the old one is refused', async () => {
  const before = portal.tokens();
  portal.answerWith(['401', '200']);
  expect((await delivered('LK3')).state).toBe('delivered');
  expect(portal.tokens()).toBe(before + 1);
});

it('is refused for good where the portal says so', async () => {
  portal.answerWith(['205']);
  const { state, unit } = await delivered('LK4');
  expect(state).toBe('refused');
  expect(JSON.stringify(unit?.answer?.outcome)).toContain('205');
});

it.each(['500', 'drop', 'page'])(
  'sends the same bytes again after %s, which tells nothing',
  async (result) => {
    portal.answerWith([result, '200']);
    const { state, events } = await delivered(`LK-${result}`);
    expect(state).toBe('delivered');
    expect(events?.some((event) => event.startsWith('ambiguous'))).toBe(true);
    const forms = formsOf(`LK-${result}`);
    expect(forms).toHaveLength(result === 'drop' ? 2 : 1);
    expect(new Set(forms.map(documentOf)).size).toBe(1);
  },
  20_000,
);

it('parks a void in sight: the portal has no call for it', async () => {
  expect((await delivered('LK6')).state).toBe('delivered');
  const { state, events } = await delivered('LK6', {}, '?intent=void');
  expect(state).toBe('parked');
  expect(events?.at(-1)).toContain('the portal takes no voids');
  const listed = await fetch(`${gateway.url}/deliveries`, { headers: { authorization } });
  expect(JSON.stringify(await listed.json())).toContain('withdrawn there by hand');
});

it('parks a claim of decision 4210, which has no form there', async () => {
  const made = treatment([], [service(line, 1)], { MA_LK: 'LK4210', ...day(dayOf['4210']) });
  const body = claimXml([inDecision(made, '4210')], 'base64');
  const { state, events } = await settled(
    await post('/submissions/vn-xml', 'application/xml', body),
  );
  expect([state, events?.at(-1)]).toEqual(['parked', expect.stringContaining('no form')]);
});

const arrival = readFileSync(
  new URL('../../mappings/vn/vn-checkin/samples/arrival/input.xml', import.meta.url),
  'utf8',
);

it('delivers a check-in as table 0, and tells where it is refused', async () => {
  const { state } = await settled(
    await post('/submissions/vn-checkin', 'application/xml', arrival),
  );
  expect(state).toBe('delivered');
  const form = portal.taken.at(-1);
  expect([form?.path, form?.fields.loaiHoSo]).toEqual(['/api/qd130/checkInKcbQd4750', '0']);
  const xml = documentOf(form);
  const [sent, written] = [arrival, xml].map((each) => run(each, 'vn-checkin').units[0]);
  expect(JSON.stringify(written?.bundle)).toBe(JSON.stringify(sent?.bundle));
  expect(xml.indexOf('<CHUKYDONVI/>')).toBeGreaterThan(xml.indexOf('</DSACH_TRANG_THAI_KCB>'));
  portal.answerWith(['403']);
  const other = arrival.replaceAll('CK1', 'CK2');
  const refused = await settled(await post('/submissions/vn-checkin', 'application/xml', other));
  expect(refused.state).toBe('refused');
});

const asked = { number: 'DN4010000000001', name: 'Nguyễn Văn Thử', born: '1980-03-15' };
const lookUp = (body: object, query = '') =>
  post(`/look-ups/vn-id-card${query}`, 'application/json', JSON.stringify(body));

it('looks a card up, and takes the answer as a card read', async () => {
  const response = await lookUp(asked, '?visit=LK9');
  const text = await response.text();
  expect([response.status, text]).toEqual([200, expect.stringContaining('"status":"201"')]);
  const form = portal.taken.at(-1);
  expect(form?.fields).toEqual({
    ...{ maThe: 'DN4010000000001', hoTen: 'Nguyễn Văn Thử', ngaySinh: '15/03/1980' },
    ...{ hoTenCb: 'Trần Thị Cán Bộ', cccdCb: '001080000009' },
  });
  const cards = await fetch(`${gateway.url}/fhir/Coverage?identifier=0100000001`, {
    headers: { authorization },
  });
  expect(JSON.stringify(await cards.json())).toContain('"subscriberId":"DN4010000000001"');
});

it.each(['key-two', 'key-payer'])('%s may look nobody up, and nobody is asked', async (key) => {
  const before = portal.taken.length;
  const response = await fetch(`${gateway.url}/look-ups/vn-id-card`, {
    ...{ method: 'POST', body: JSON.stringify(asked) },
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  });
  expect([response.status, portal.taken.length]).toEqual([404, before]);
});

it.each(['003', '050', '205'])('tells result %s of a look-up as a finding', async (result) => {
  portal.answerWith([result]);
  expect(await (await lookUp(asked)).text()).toContain(`VN-LKP-${result}`);
});

it.each([
  [{ ...asked, born: undefined }, 400, 'born'],
  [{ ...asked, extra: 'x' }, 400, 'extra'],
  [{ ...asked, name: 7 }, 400, 'name'],
])('wants all that is asked for, and no more', async (body, status, member) => {
  const response = await lookUp(body);
  expect([response.status, await response.text()]).toEqual([
    status,
    expect.stringContaining(member),
  ]);
});

it('says that the portal gave no answer', async () => {
  portal.answerWith(['page']);
  const response = await lookUp(asked);
  expect([response.status, await response.text()]).toEqual([
    502,
    expect.stringContaining('SAMPAN-HTTP-PORTAL'),
  ]);
});
