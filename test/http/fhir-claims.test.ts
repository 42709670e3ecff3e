/** The channels as they are, with FHIR beside them: the same claims by files and by FHIR. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue.ts';
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import {
  loadChannel,
  loadChannels,
  loadFhirChannels,
  loadPayerCodes,
  loadProfiles,
  loadTexts,
} from '../../src/cli/catalogue.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';
import { bodyOf } from './gateway-under-test.ts';

const SAMPLE = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
const files = readdirSync(SAMPLE).map((name) => ({
  name,
  bytes: readFileSync(join(SAMPLE, name)),
}));
const zip = zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])));

const folder = mkdtempSync(join(tmpdir(), 'sampan-fhir-'));
let gateway: RunningGateway;
/** The claims of the set as FHIR, one bundle each. */
let bundles: readonly string[];

beforeAll(async () => {
  const profiles = await loadProfiles();
  const parts = {
    ...{ profiles, texts: await loadTexts(), payerCodes: await loadPayerCodes() },
    fhirChannels: await loadFhirChannels(),
  };
  gateway = await startGateway({
    ...{ folder, host: '127.0.0.1', port: 0, version: 'test' },
    log: { event: () => undefined },
    catalogue: catalogueOf(await loadChannels(), parts),
    config: {
      identityKey: new Uint8Array(32).fill(7),
      sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
      senders: [
        {
          ...{ kind: 'sender', id: 'one', tenant: 'a', country: 'th', facility: '99999' },
          ...{ channels: ['th-eclaim-16', 'fhir'], key: 'key-one' },
        },
        {
          ...{ kind: 'sender', id: 'files', tenant: 'b', country: 'th', facility: '11111' },
          ...{ channels: ['th-eclaim-16'], key: 'key-files' },
        },
        {
          ...{ kind: 'sender', id: 'three', tenant: 'c', country: 'vn', facility: '01999' },
          ...{ channels: ['vn-xml'], key: 'key-vn' },
        },
        {
          ...{ kind: 'sender', id: 'four', tenant: 'd', country: 'cn', facility: 'H99999999999' },
          ...{ channels: ['cn-nhsa-4101'], key: 'key-cn' },
        },
      ],
      payers: [{ id: 'nhso', country: 'th', key: 'key-nhso', concurrency: 1 }],
    },
  });
  const channel = await loadChannel('th-eclaim-16');
  const { units } = translate(
    channel,
    { channel: 'th-eclaim-16', files },
    { tenant: '', identityKey: publishedKey, profiles },
  );
  bundles = units.map(({ bundle }) => JSON.stringify(bundle));
}, 60_000);

afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(
  path: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const type = typeof body === 'string' ? 'application/fhir+json' : 'application/zip';
  return await fetch(`${gateway.url}${path}`, {
    method: 'POST',
    body: body as string,
    headers: { authorization: 'Bearer key-one', 'content-type': type, ...headers },
  });
}

const submit = (body: string, headers = {}) => send('/fhir/Claim/$submit', body, headers);
const claimNumber = (text: string) => text.replace('260105000001', '260105000777');
const other = (text: string) => text.replaceAll('260105000001', '260105000777');

describe('POST /fhir/Claim/$submit', () => {
  it('takes a bundle and answers that it is queued, the same to a repeated key', async () => {
    const headers = { 'idempotency-key': 'submit-1' };
    const first = await submit(other(bundles[0] ?? ''), headers);
    expect(first.status).toBe(200);
    const text = await first.text();
    const response = JSON.parse(text) as Record<string, unknown>;
    expect(response).toMatchObject({ resourceType: 'ClaimResponse', outcome: 'queued' });
    const { reference } = response.request as { readonly reference: string };
    expect(reference).toMatch(/^Claim\/[\w-]{36}\/_history\/1$/);
    const again = await submit(other(bundles[0] ?? ''), headers);
    expect([again.headers.get('idempotency-replayed'), await again.text()]).toEqual(['true', text]);
    const read = await fetch(`${gateway.url}/fhir/${reference}`, {
      headers: { authorization: 'Bearer key-one' },
    });
    expect(await bodyOf(read)).toMatchObject({ resourceType: 'Claim', patient: response.patient });
    const status = await fetch(`${gateway.url}${first.headers.get('location')}`, {
      headers: { authorization: 'Bearer key-one' },
    });
    expect(await bodyOf(status)).toMatchObject({ channel: 'fhir', books: { in: 1, new: 1 } });
  });

  it('answers 400 to what is not FHIR and 422 to what does not validate', async () => {
    for (const [body, status] of [
      ['{"resourceType":', 400],
      ['{"resourceType":"Patient"}', 400],
      [claimNumber(bundles[0] ?? ''), 422],
      [(bundles[0] ?? '').replace('"status":"active"', '"status":"nonsense"'), 422],
    ] as const) {
      const response = await submit(body);
      expect(response.status).toBe(status);
      expect(await bodyOf(response)).toMatchObject({ resourceType: 'OperationOutcome' });
    }
    expect((await submit('x', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await submit('{}', { authorization: 'Bearer key-files' })).status).toBe(404);
  });

  it('answers several claims with an entry each', async () => {
    const entry = bundles.map((text) => ({ resource: JSON.parse(text) as object }));
    const all = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
    const response = await submit(all, { 'idempotency-key': 'all' });
    expect(await bodyOf(response)).toMatchObject({ type: 'batch-response', entry: [{}, {}, {}] });
  });
});

describe('POST /fhir', () => {
  interface Entry {
    readonly fullUrl: string;
    readonly resource: { readonly resourceType: string };
    readonly request?: object;
  }
  interface Answer {
    readonly type: string;
    readonly entry: readonly {
      readonly response: { readonly status: string; readonly location?: string };
      readonly resource?: { readonly resourceType: string };
    }[];
  }
  const numbered = (number: string) => (bundles[0] ?? '').replaceAll('260105000001', number);
  const transaction = (text: string, ifNoneExist?: string): string => {
    const { entry, ...bundle } = JSON.parse(text) as { entry: readonly Entry[] };
    const posted = entry.map((each) => {
      const { resourceType } = each.resource;
      const only = resourceType === 'Claim' && ifNoneExist !== undefined && { ifNoneExist };
      return { ...each, request: { method: 'POST', url: resourceType, ...only } };
    });
    return JSON.stringify({ ...bundle, type: 'transaction', entry: posted });
  };

  it('takes a transaction whole and says where each entry is', async () => {
    const text = transaction(numbered('260105000801'));
    const answer = await bodyOf<Answer>(await send('/fhir', text));
    expect(answer.type).toBe('transaction-response');
    const { entry } = JSON.parse(text) as { entry: readonly Entry[] };
    expect(answer.entry.map(({ response }) => response.location?.split('/')[0])).toEqual(
      entry.map(({ resource }) => resource.resourceType),
    );
    for (const { response } of answer.entry) {
      expect(response.status).toBe('201');
      const read = await fetch(`${gateway.url}/fhir/${response.location}`, {
        headers: { authorization: 'Bearer key-one' },
      });
      expect(read.status).toBe(200);
    }
    const again = await bodyOf<Answer>(await send('/fhir', text));
    expect(again.entry.map(({ response }) => response.status)).toEqual(entry.map(() => '200'));
    expect(again.entry[0]?.response.location).toBe(answer.entry[0]?.response.location);
  });

  it('D14: creates a claim only if there is none', async () => {
    const query = 'identifier=260105000802';
    const first = await send('/fhir', transaction(numbered('260105000802'), query));
    expect((await bodyOf<Answer>(first)).entry[0]?.response.status).toBe('201');
    const second = await send('/fhir', transaction(numbered('260105000803'), query));
    const { entry } = await bodyOf<Answer>(second);
    expect(entry[0]?.response.status).toBe('200');
    const several = 'identifier=260105000801,260105000802';
    const third = await send('/fhir', transaction(numbered('260105000804'), several));
    expect(third.status).toBe(412);
    expect(await bodyOf(third)).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('stores nothing of a transaction that fails', async () => {
    const good = JSON.parse(transaction(numbered('260105000805'))) as { entry: Entry[] };
    // The same resources under other ids.
    const bad = transaction(numbered('260105000806'))
      .replace(/[0-9a-f]{8}(?=-[0-9a-f]{4}-8)/g, (start) => [...start].reverse().join(''))
      .replace('"active"', '"nonsense"');
    const both = {
      ...good,
      entry: [...good.entry, ...(JSON.parse(bad) as { entry: Entry[] }).entry],
    };
    const response = await send('/fhir', JSON.stringify(both));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('nonsense');
    const found = await fetch(`${gateway.url}/fhir/Claim?identifier=260105000805`, {
      headers: { authorization: 'Bearer key-one' },
    });
    expect(await bodyOf(found)).toMatchObject({ total: 0 });
    const stray = {
      resource: { resourceType: 'Basic' },
      request: { method: 'POST', url: 'Basic' },
    };
    const more = { ...good, entry: [...good.entry, ...good.entry, stray] };
    expect((await send('/fhir', JSON.stringify(more))).status).toBe(422);
    for (const request of [{ method: 'DELETE', url: 'Claim/1' }, undefined]) {
      const wrong = { ...good, entry: [{ ...good.entry[0], request }] };
      expect((await send('/fhir', JSON.stringify(wrong))).status).toBe(400);
    }
    for (const type of ['collection', 'history']) {
      expect((await send('/fhir', JSON.stringify({ ...good, type }))).status).toBe(400);
    }
  });

  it('answers the entries of a batch one by one, and only below its own base', async () => {
    const requests: readonly (readonly [string, string, number])[] = [
      ['GET', 'Claim?_count=1', 200],
      ['GET', 'Claim/none', 404],
      ['GET', '/submissions/none', 400],
      ['GET', 'https://elsewhere.example/fhir/Claim', 400],
      ['POST', '../fhir', 400],
      ['TRACE', 'Claim', 400],
      ['POST', 'Claim/$submit', 200],
    ];
    const resource = JSON.parse(numbered('260105000807')) as object;
    const entry = requests.map(([method, url]) => ({
      request: { method, url },
      ...(method === 'POST' && { resource }),
    }));
    const batch = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
    const answer = await bodyOf<Answer>(await send('/fhir', batch));
    expect(answer.entry.map(({ response }) => Number(response.status))).toEqual(
      requests.map(([, , status]) => status),
    );
    expect(answer.entry[0]?.resource?.resourceType).toBe('Bundle');
    expect(answer.entry[1]?.response).toHaveProperty('outcome');
    expect(answer.entry.at(-1)?.resource?.resourceType).toBe('ClaimResponse');
  });
});

describe('files yesterday, FHIR today', () => {
  interface Answer {
    readonly entry: readonly {
      readonly response: { readonly status: string; readonly location?: string };
    }[];
  }
  const entries = async (response: Response) =>
    (await bodyOf<Answer>(response)).entry.map(({ response: { status, location } }) => ({
      ...{ status, location },
    }));

  it('are the same claims, whichever comes first', async () => {
    // The last case has stored them as FHIR.
    const asFiles = await entries(await send('/submissions/th-eclaim-16', zip));
    expect(asFiles.map(({ status }) => status)).toEqual(['200', '200', '200']);
    const files = await send('/submissions/th-eclaim-16', zip);
    // Where the claim stood when it came as FHIR.
    expect(await files.text()).toMatch(/"url":"submission","valueString":"[\w-]{36}"/);
    const asFhir = await entries(await send('/submissions/fhir', bundles[1] ?? ''));
    expect(asFhir).toEqual([asFiles[1]]);
  });

  it('are corrected and voided by FHIR itself', async () => {
    const at = bundles.findIndex((text) => text.includes('ceftriaxone 1 g inj'));
    const changed = (bundles[at] ?? '').replace('ceftriaxone 1 g inj', 'ceftriaxone 1 g vial');
    const conflict = await send('/submissions/fhir', changed);
    expect(await conflict.clone().text()).toContain('Claim.item');
    expect(await entries(conflict)).toMatchObject([{ status: '409' }]);
    const system = 'http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship';
    const related = JSON.stringify([{ relationship: { coding: [{ system, code: 'prior' }] } }]);
    const replacing = changed.replace(
      '"status":"active"',
      `"related":${related},"status":"active"`,
    );
    const replaced = await entries(await send('/submissions/fhir', replacing));
    expect(replaced).toMatchObject([{ status: '201' }]);
    expect(replaced[0]?.location).toMatch(/_history\/2$/);
    const cancelling = changed.replace('"status":"active"', '"status":"cancelled"');
    const [voided] = await entries(await send('/submissions/fhir', cancelling));
    expect(voided).toMatchObject({ status: '200' });
    expect(voided?.location).toMatch(/_history\/3$/);
    const list = await entries(await send('/submissions/th-eclaim-16', zip));
    expect(list.map(({ status }, index) => [index, status])).toContainEqual([at, '409']);
    expect(list.filter(({ status }) => status === '200')).toHaveLength(2);
  });
});

describe('a format that corrects by sending again', () => {
  const xml = readFileSync('mappings/vn/vn-xml/samples/stay-two-cards-inline/input.xml', 'utf8');
  const post = async (text: string, query = '') => {
    const response = await send(`/submissions/vn-xml${query}`, text, {
      ...{ authorization: 'Bearer key-vn', 'content-type': 'application/xml' },
    });
    const body = await response.text();
    const [, status] = /"response":\{"status":"(\d+)"/.exec(body) ?? [];
    const codes = [...body.matchAll(/"code":"(SAMPAN-GATEWAY-[A-Z-]+)"/g)].map(([, code]) => code);
    return { status, codes, body };
  };
  const without = (text: string, table: string) =>
    text.replace(new RegExp(`<FILEHOSO><LOAIHOSO>${table}<.*?</FILEHOSO>`, 's'), '');

  it('makes the next version, says where it differs and what vanished', async () => {
    expect((await post(xml)).status).toBe('201');
    const more = xml.replace('Ho, sốt', 'Ho, sốt cao');
    const second = await post(more);
    expect([second.status, second.codes]).toEqual(['201', ['SAMPAN-GATEWAY-CORRECTED']]);
    expect(second.body).toContain('LY_DO_VV');
    const less = await post(without(more, 'XML5'));
    expect([less.status, less.codes]).toEqual([
      ...['201', ['SAMPAN-GATEWAY-CORRECTED', 'SAMPAN-GATEWAY-VANISHED']],
    ]);
    expect(less.body).toContain('XML5');
    expect((await post(xml)).codes).toEqual(['SAMPAN-GATEWAY-SUPERSEDED']);
    expect((await post(xml, '?intent=replacement')).status).toBe('201');
  });
});

describe("a format with the sender's own order", () => {
  const text = readFileSync('mappings/cn/cn-nhsa-4101/samples/stay/input.json', 'utf8');
  const at = (time: string, address: string) =>
    text
      .replace('2026-03-10 10:20:30', time)
      .replace(/"curr_addr": "[^"]*"/, `"curr_addr": "${address}"`);
  const post = async (body: string) => {
    const response = await send('/submissions/cn-nhsa-4101', body, {
      ...{ authorization: 'Bearer key-cn', 'content-type': 'application/json' },
    });
    const answer = await response.text();
    const [, status] = /"response":\{"status":"(\d+)"/.exec(answer) ?? [];
    const [code] = [...answer.matchAll(/"code":"(SAMPAN-GATEWAY-[A-Z-]+)"/g)].map(
      ([, each]) => each,
    );
    return [status, code];
  };

  it('D12: takes what is newer as a correction, and what is older as history', async () => {
    expect(await post(at('2026-03-10 10:20:30', '甲路1号'))).toEqual(['201', undefined]);
    const newer = await post(at('2026-03-10 11:00:00', '乙路2号'));
    expect(newer).toEqual(['201', 'SAMPAN-GATEWAY-CORRECTED']);
    const older = await post(at('2026-03-10 10:30:00', '丙路3号'));
    expect(older).toEqual(['409', 'SAMPAN-GATEWAY-STALE']);
    expect(await post(at('2026-03-10 12:00:00', '乙路2号'))).toEqual([
      ...['200', 'SAMPAN-GATEWAY-DUPLICATE'],
    ]);
  });
});
