import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleClaim, sampleBytes } from '../gateway/sample-claims.ts';
import { bodyOf, type GatewayUnderTest, startUnderTest } from './gateway-under-test.ts';

interface Bundle {
  readonly total?: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry: readonly { readonly resource: Found }[];
}

interface Found {
  readonly resourceType: string;
  readonly id: string;
  readonly meta: { readonly versionId: string; readonly lastUpdated: string };
  readonly identifier: readonly { readonly value: string }[];
  readonly patient?: { readonly reference: string };
}

let gateway: GatewayUnderTest;
const claims: readonly SampleClaim[] = [
  { number: 'r1', patient: 'A', served: '2026-01-05' },
  { number: 'r2', patient: 'A', served: '2026-02-05' },
  { number: 'r3', patient: 'B', amount: 12.5 },
];

beforeAll(async () => {
  gateway = await startUnderTest({ databaseUrl: 'memory:' });
  await gateway.send('/submissions/sample', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: sampleBytes(claims) as Uint8Array<ArrayBuffer>,
  });
});
afterAll(async () => {
  await gateway.close();
});

const find = async (path: string, key = 'key-one') =>
  bodyOf<Bundle>(await gateway.send(`/fhir/${path}`, { key }));
const numbers = (bundle: Bundle) =>
  bundle.entry.map(({ resource }) => resource.identifier[0]?.value).sort();

describe('search', () => {
  it('finds a claim by its number, with and without the system', async () => {
    const system = 'https://sample.example/claim';
    expect(numbers(await find('Claim?identifier=r1'))).toEqual(['r1']);
    expect(numbers(await find(`Claim?identifier=${system}|r1`))).toEqual(['r1']);
    expect(numbers(await find(`Claim?identifier=${system}|`))).toEqual(['r1', 'r2', 'r3']);
    expect(numbers(await find('Claim?identifier=other|r1'))).toEqual([]);
    expect(numbers(await find('Claim?identifier=r1,r3'))).toEqual(['r1', 'r3']);
  });

  it('finds claims of a patient, and only the current patient', async () => {
    const people = await find('Patient?identifier=A');
    const [patient] = people.entry;
    expect(people.total).toBe(1);
    const id = patient?.resource.id;
    expect(numbers(await find(`Claim?patient=${id}`))).toEqual(['r1', 'r2']);
    expect(numbers(await find(`Claim?patient=Patient/${id}&identifier=r2`))).toEqual(['r2']);
    expect(numbers(await find(`Patient?_id=${id}`))).toEqual(['A']);
  });

  it('gives pages that together are everything, once', async () => {
    const seen: (string | undefined)[] = [];
    let url: string | undefined = 'Claim?_count=2';
    while (url !== undefined) {
      const page: Bundle = await find(url);
      expect(page.total).toBe(3);
      seen.push(...numbers(page));
      url = page.link.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir\//, '');
    }
    expect(seen.sort()).toEqual(['r1', 'r2', 'r3']);
  });

  it('counts only if asked to', async () => {
    expect((await find('Claim?_total=none')).total).toBeUndefined();
    const one = await find('Claim?_count=1&_format=application/fhir+json');
    expect(one.total).toBe((await find('Claim?_count=1&_format=json')).total);
    const none = await find('Claim?_count=0');
    expect([none.total, none.entry.length]).toEqual([3, 0]);
  });

  it('finds by the time of the last change', async () => {
    const [first] = (await find('Claim')).entry;
    const at = first?.resource.meta.lastUpdated ?? '';
    expect(numbers(await find(`Claim?_lastUpdated=ge${at}`))).toHaveLength(3);
    expect(numbers(await find(`Claim?_lastUpdated=${at.slice(0, 10)}`))).toHaveLength(3);
    expect(numbers(await find('Claim?_lastUpdated=lt2020-01-01'))).toEqual([]);
  });

  it.each([
    'Claim?colour=red',
    'Claim?_format=xml',
    'Claim?_lastUpdated=soon',
    'Claim?_count=-1',
    'Claim?_cursor=x',
  ])('refuses %s', async (path) => {
    const response = await gateway.send(`/fhir/${path}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('SAMPAN-HTTP-PARAMETER');
  });

  it('shows a payer what was addressed to it, and nothing to another tenant', async () => {
    expect(numbers(await find('Claim?identifier=r1', 'key-payer-1'))).toEqual(['r1']);
    expect((await find('Claim', 'key-payer-1')).total).toBe(3);
    expect((await find('Claim', 'key-payer-2')).total).toBe(0);
    expect((await find('Claim?identifier=r1', 'key-two')).total).toBe(0);
  });
});

describe('read', () => {
  it('shows a resource with its version and references of REST, money as written', async () => {
    const [found] = (await find('Claim?identifier=r3')).entry;
    const place = `/fhir/Claim/${found?.resource.id}`;
    const response = await gateway.send(place);
    expect(response.headers.get('etag')).toBe('W/"1"');
    const text = await response.text();
    expect(text).toContain('"value":12.5');
    const claim = JSON.parse(text) as Found;
    expect(claim.patient?.reference).toMatch(/^Patient\//);
    const patient = await gateway.send(`/fhir/${claim.patient?.reference}`);
    expect(patient.status).toBe(200);
    expect((await gateway.send(`${place}/_history/1`)).status).toBe(200);
    expect((await gateway.send(`${place}/_history/2`)).status).toBe(404);
    expect((await gateway.send(place, { key: 'key-payer-1' })).status).toBe(200);
    expect((await gateway.send(place, { key: 'key-payer-2' })).status).toBe(404);
  });

  it('finds what belongs to claims by its id', async () => {
    const path = '/fhir/Observation?_id=none';
    expect(await bodyOf(await gateway.send(path))).toMatchObject({ type: 'searchset', total: 0 });
    expect((await gateway.send('/fhir/Observation?patient=1')).status).toBe(400);
  });

  it('says 404 for types and ids that are not there', async () => {
    for (const path of ['Claim/none', 'Spaceship/1', 'Spaceship']) {
      expect((await gateway.send(`/fhir/${path}`)).status).toBe(404);
    }
  });
});

describe('without a key', () => {
  it('describes itself', async () => {
    const metadata = await bodyOf(await gateway.send('/fhir/metadata', { key: '' }));
    expect(metadata).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    const operations = ['ValueSet-expand', 'ValueSet-validate-code'];
    for (const operation of [...operations, 'CoverageEligibilityRequest-submit'])
      expect(JSON.stringify(metadata)).toContain(`/OperationDefinition/${operation}"`);
    const api = await bodyOf<{ paths: object }>(await gateway.send('/openapi.json', { key: '' }));
    expect(Object.keys(api.paths)).toContain('/submissions/{channel}');
    expect(JSON.stringify(api.paths)).toContain('{"name":"intent","in":"query"');
    const page = await gateway.send('/', { key: '' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('<code>application/json</code>');
  });

  it('is alive, and ready with each dependency named', async () => {
    expect((await gateway.send('/livez', { key: '' })).status).toBe(200);
    const ready = await bodyOf(await gateway.send('/readyz', { key: '' }));
    expect(ready).toMatchObject({
      status: 'ready',
      dependencies: [
        { name: 'store', status: 'up' },
        { name: 'hints', status: 'up' },
      ],
    });
  });

  it('echoes a request id', async () => {
    const headers = { 'x-request-id': 'mine-1' };
    const response = await gateway.send('/livez', { key: '', headers });
    expect(response.headers.get('x-request-id')).toBe('mine-1');
  });
});

describe('operations', () => {
  const post = (path: string, body: string) =>
    gateway.send(`/fhir/${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/fhir+json' },
    });

  it('transforms with a compiled map, numbers as written', async () => {
    const response = await post('StructureMap/twice/$transform', '{"amount":1.10}');
    expect(await response.text()).toBe('{"resourceType":"Basic","source":{"amount":1.10}}');
    expect((await post('StructureMap/none/$transform', '{}')).status).toBe(404);
  });

  it('refuses to validate what is not what the address says', async () => {
    const response = await post('Claim/$validate', '{"resourceType":"Patient"}');
    expect(response.status).toBe(400);
    expect((await post('Claim/$validate', '{"resourceType":')).status).toBe(400);
    expect((await post('Claim/$validate?profile=x', '{"resourceType":"Claim"}')).status).toBe(400);
  });
});
