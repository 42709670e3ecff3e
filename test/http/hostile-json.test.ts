/**
 * JSON that is well formed and means nothing: members of other types than FHIR gives them, texts a
 * header cannot hold, names that every object inherits. All of it is refused in words.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue.ts';
import {
  loadChannels,
  loadFhirChannels,
  loadPayerCodes,
  loadProfiles,
  loadTexts,
} from '../../src/cli/catalogue.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';

let gateway: RunningGateway;
const exceptions: unknown[] = [];

beforeAll(async () => {
  const channels = await loadChannels();
  const fhirChannels = await loadFhirChannels();
  const parts = { profiles: await loadProfiles(), texts: await loadTexts(), fhirChannels };
  gateway = await startGateway({
    ...{ folder: '', databaseUrl: 'memory:', host: '127.0.0.1', port: 0, version: 'test' },
    log: {
      event: (_level, message, fields) => {
        if (message === 'exception') exceptions.push(fields);
      },
    },
    catalogue: catalogueOf(channels, { ...parts, payerCodes: await loadPayerCodes() }),
    config: {
      identityKey: new Uint8Array(32).fill(7),
      sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
      senders: [
        {
          ...{ kind: 'sender', id: 'one', tenant: 'a', country: 'th', facility: '99999' },
          channels: [...channels, ...fhirChannels].map(({ definition }) => definition.id),
          key: 'key-sender',
        },
      ],
      payers: [{ id: 'nhso', country: 'th', key: 'key-payer', concurrency: 1 }],
      operators: [{ id: 'operator', key: 'key-operator' }],
    },
  });
}, 60_000);

afterAll(async () => {
  await gateway.close();
});

/** What stands where a text belongs. */
const VALUES = [
  '{"toString":1}',
  '1.5',
  '[[1.5]]',
  'null',
  '"__proto__"',
  '"constructor"',
  '"\\n\\u0e01"',
  '"\\ud800"',
  '"%E0"',
];

type Body = (value: string) => string;

const entry = (request: string, resource = '{}') =>
  `{"resourceType":"Bundle","type":"batch","entry":[{"request":{${request}},"resource":${resource}}]}`;
const transaction = (of: string) =>
  `{"resourceType":"Bundle","type":"transaction","entry":[${of}]}`;
const parameter = (of: string) => `{"resourceType":"Parameters","parameter":[{${of}}]}`;
const collection = (of: string) =>
  `{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Claim",${of}}}]}`;
const searchset = (of: string) =>
  `{"resourceType":"Bundle","type":"searchset",
    "link":[{"relation":"self","url":"x?_type=%E0"}],
    "entry":[{"fullUrl":"http://a.org/b/Patient/1","search":{"mode":"match"},
      "resource":{"resourceType":"Patient",${of}}}]}`;
const claimed = '"method":"POST","url":"Claim/$submit"';

const bodies: Readonly<Record<string, readonly Body[]>> = {
  '/fhir': [
    (v) => `{"resourceType":${v}}`,
    (v) => `{"resourceType":"Bundle","type":"batch","entry":[${v}]}`,
    (v) => `{"resourceType":"Bundle","type":"batch","entry":[{"request":${v}}]}`,
    (v) => entry(`"method":${v},"url":"Claim"`),
    (v) => entry(`"method":"GET","url":${v}`),
    (v) => entry(`${claimed},"ifNoneExist":${v}`),
    (v) => entry(`${claimed},"ifMatch":${v}`),
    (v) => entry(claimed, v),
    (v) => transaction(v),
    (v) => transaction(`{"resource":{"resourceType":${v}},"request":{"method":"POST","url":${v}}}`),
    (v) =>
      transaction(
        `{"resource":{"resourceType":"Claim"},"request":{"method":"POST","url":"Claim","ifNoneExist":${v}}}`,
      ),
  ],
  '/fhir/Claim/$submit': [
    (v) => `{"resourceType":${v}}`,
    (v) => collection(`"identifier":[{"system":${v},"value":${v}}],"insurer":{"identifier":${v}}`),
    (v) => collection(`"contained":[{"resourceType":${v},"id":${v}}]`),
  ],
  '/fhir/Bundle/$validate': [
    (v) => `{"resourceType":${v}}`,
    (v) => parameter(`"name":${v},"resource":{}`),
    (v) => parameter(`"name":"resource","resource":{"resourceType":${v}}`),
    (v) => searchset(`"id":${v},"meta":{"versionId":${v},"security":[{"system":${v}}]}`),
    (v) => searchset(`"contained":[{"id":${v}}]`),
    (v) =>
      `{"resourceType":"Bundle","type":"document","entry":[
        {"fullUrl":"http://a.org/b/Patient/1","resource":{"resourceType":${v},"id":${v}}}]}`,
  ],
  '/fhir/CodeSystem/$validate': [
    (v) =>
      `{"resourceType":"CodeSystem","content":${v},"supplements":${v},"concept":[{"code":${v}}]}`,
  ],
  '/fhir/ValueSet/$expand': [
    (v) => parameter(`"name":${v},"valueUri":"x"`),
    (v) => parameter(`"name":"url","valueUri":${v}`),
  ],
  '/fhir/CoverageEligibilityRequest': [
    (v) => `{"resourceType":"CoverageEligibilityRequest","patient":{"identifier":{"value":${v}}}}`,
  ],
  '/registers': [
    (v) => `{"resourceType":"Organization","identifier":${v}}`,
    (v) => `{"resourceType":"Organization","identifier":[{"system":${v},"value":${v}}]}`,
    (v) => `{"resourceType":"CodeSystem","concept":${v}}`,
    (v) => `{"resourceType":"CodeSystem","concept":[${v},{"code":${v},"concept":${v}}]}`,
    (v) => `{"resourceType":"Bundle","entry":[{"resource":${v}}]}`,
  ],
};

const hostile = Object.entries(bodies).flatMap(([path, list]) =>
  list.map((body, at) => [path, at, body] as const),
);

/** Names that every object inherits, asked for as if they were members. */
const inherited = [
  ['/fhir/constructor', 404],
  ['/fhir/__proto__', 404],
  ['/fhir/Claim?__proto__=x', 400],
  ['/fhir/Claim?constructor=x', 400],
  ['/fhir/Claim?toString=x', 400],
  ['/deliveries?state=toString', 400],
] as const;

describe('JSON that means nothing', () => {
  it.each(hostile)('POST %s, body %i', async (path, _at, body) => {
    for (const value of VALUES) {
      const response = await send(path, { method: 'POST', body: body(value) });
      const text = await response.text();
      expect(response.status, text).toBeLessThan(500);
      // The entries of a batch have statuses of their own.
      expect(text).not.toContain('SAMPAN-HTTP-EXCEPTION');
    }
    expect(exceptions.splice(0)).toEqual([]);
  });

  it.each(inherited)('GET %s: %i', async (path, status) => {
    const response = await send(path);
    expect(response.status, await response.text()).toBe(status);
  });

  it('a condition in a batch may hold what a header cannot', async () => {
    const condition = '"ifNoneExist":"identifier=\\u0e01 1"';
    const body = entry(`${claimed},${condition}`, '{"resourceType":"Claim"}');
    const response = await send('/fhir', { method: 'POST', body });
    expect(await response.json()).toMatchObject({ entry: [{ response: { status: '422' } }] });
  });
});

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer key-sender' };
  return await fetch(`${gateway.url}${path}`, { ...init, headers });
}
