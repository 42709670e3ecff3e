/**
 * One list of requests for every runtime. Answers are written down with what differs from run to
 * run masked; all else, ids and texts among it, must be the same everywhere.
 */

import { elsewhere, largeClaim } from './front-door-elsewhere.ts';
import { cards, stays } from './front-door-visits.ts';

export type Send = (path: string, init: RequestInit) => Promise<Response>;

export interface FrontDoorAnswer {
  readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface FrontDoorRequest {
  readonly name: string;
  readonly path: string;
  readonly method?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface FrontDoor {
  readonly send: Send;
  /** Zips by name of the sample. */
  readonly samples: Readonly<Record<string, Uint8Array>>;
}

const CHANNEL = '/submissions/th-eclaim-16';
const ZIP = { 'content-type': 'application/zip' };
const FHIR = { 'content-type': 'application/fhir+json' };

/** Sends everything in order; later requests use what earlier ones answered. */
export async function knock({ send, samples }: FrontDoor): Promise<readonly FrontDoorAnswer[]> {
  const answers: FrontDoorAnswer[] = [];
  const ask = async (request: FrontDoorRequest): Promise<Response> => {
    const response = await sendOne(send, request);
    answers.push(await written(request.name, response.clone()));
    return response;
  };
  const first = await ask({ name: 'a good set', ...post(samples['good-utf8-header']) });
  for (const request of sending(samples)) await ask(request);
  const location = first.headers.get('location') ?? '';
  await ask({ name: 'status', path: location });
  await ask({ name: "another's status", path: location, key: 'key-other' });
  const claim = firstLocation((await first.json()) as Answer);
  for (const request of reading(claim)) await ask(request);
  for (const request of answering(claim)) await ask(request);
  for (const request of afterwards(location)) await ask(request);
  for (const request of asFhir(samples)) await ask(request);
  const conflict = await ask({ name: 'other content', ...post(samples['good-changed']) });
  const conflicts = conflict.headers.get('location') ?? '';
  for (const request of deciding(samples, conflicts)) await ask(request);
  for (const request of refused(samples['good-utf8-header'])) await ask(request);
  for (const request of [...stays(samples), ...cards(samples)]) await ask(request);
  for (const request of elsewhere(samples)) await ask(request);
  const later = await ask(largeClaim(samples));
  const place = { path: later.headers.get('content-location') ?? '', key: 'key-vietnam' };
  await workedOff(send, { name: '', ...place });
  await ask({ name: 'the large body, worked off', ...place });
  for (const request of registers(samples['good-utf8-header'])) await ask(request);
  for (const request of open) await ask(request);
  return answers;
}

function post(body: Uint8Array | string = '', headers: Readonly<Record<string, string>> = {}) {
  return { path: CHANNEL, method: 'POST', headers: { ...ZIP, ...headers }, body };
}

function sending(samples: FrontDoor['samples']): readonly FrontDoorRequest[] {
  const good = samples['good-utf8-header'];
  const bad = samples['bad-utf8-header'];
  const keyed = { 'idempotency-key': 'front-door' };
  return [
    { name: 'the same set again', ...post(good) },
    { name: 'a set with faults', ...post(bad, { 'accept-language': 'th' }) },
    { name: 'a dry run', ...post(bad), path: `${CHANNEL}?dry-run=true` },
    { name: 'all or nothing', ...post(bad), path: `${CHANNEL}?all-or-nothing=true` },
    { name: 'another charset, no header', ...post(samples['good-tis620-noheader']) },
    { name: 'with a key', ...post(good, keyed) },
    { name: 'with the key again', ...post(good, keyed) },
    { name: 'with the key and other bytes', ...post(bad, keyed) },
    { name: 'for later', ...post(good, { prefer: 'respond-async' }) },
  ];
}

const BATCH = JSON.stringify({
  ...{ resourceType: 'Bundle', type: 'batch' },
  entry: ['Claim?_total=none&_count=1', 'Claim/none', '/livez'].map((url) => ({
    request: { method: 'GET', url },
  })),
});

function transactionOf(text: string): string {
  const { entry, ...bundle } = JSON.parse(text) as {
    readonly entry: readonly { readonly resource: { readonly resourceType: string } }[];
  };
  const posted = entry.map((each) => ({
    ...each,
    request: { method: 'POST', url: each.resource.resourceType },
  }));
  return JSON.stringify({ ...bundle, type: 'transaction', entry: posted });
}

/** The same claims as FHIR, while those of the first set are current. */
function asFhir(samples: FrontDoor['samples']): readonly FrontDoorRequest[] {
  const fhir = { path: '/submissions/fhir', method: 'POST', headers: FHIR };
  const one = new TextDecoder().decode(samples['one-fhir']);
  return [
    { name: 'the same claims as FHIR', ...fhir, body: samples['good-fhir'] ?? '' },
    { name: 'other claims as FHIR', ...fhir, body: samples['changed-fhir'] ?? '' },
    { name: 'a claim to submit', ...fhir, path: '/fhir/Claim/$submit', body: one },
    { name: 'nothing to submit', ...fhir, path: '/fhir/Claim/$submit', body: '{}' },
    { name: 'a transaction', ...fhir, path: '/fhir', body: transactionOf(one) },
    { name: 'a batch', ...fhir, path: '/fhir', body: BATCH },
    { name: 'coverage of a day', ...fhir, path: '/fhir/CoverageEligibilityRequest', body: COVERED },
    { name: 'FHIR that is no claim', ...fhir, body: '{"resourceType":"Patient"}' },
    {
      name: 'FHIR of another facility',
      ...fhir,
      body: samples['good-fhir'] ?? '',
      key: 'key-other',
    },
  ];
}

/** The first set told of this person's right. */
const COVERED = JSON.stringify({
  resourceType: 'CoverageEligibilityRequest',
  ...{ status: 'active', purpose: ['validation'], servicedDate: '2026-01-05' },
  patient: {
    identifier: { system: 'https://terms.sil-th.org/id/th-cid', value: '1999900000013' },
  },
  ...{ created: '2026-01-05', insurer: { display: 'NHSO' } },
});

/** Corrections and voids of the first set, whose first claim is in conflict now. */
function deciding(samples: FrontDoor['samples'], conflicts: string): readonly FrontDoorRequest[] {
  const good = samples['good-utf8-header'];
  const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const unit = (ordinal: number) => ({ path: `${conflicts}/units/${ordinal}`, ...json });
  const asking = (intent: string) => ({ path: `${CHANNEL}?intent=${intent}` });
  return [
    { name: 'a release', ...unit(1), body: '{"decision":"replace"}' },
    { name: 'the release again', ...unit(1), body: '{"decision":"replace"}' },
    { name: 'a release of what is no conflict', ...unit(2), body: '{"decision":"discard"}' },
    { name: 'a release of nothing', ...unit(9), body: '{"decision":"discard"}' },
    { name: 'the status after the release', path: conflicts },
    { name: 'the first set again, superseded', ...post(good) },
    { name: 'a replacement', ...post(good), ...asking('replacement') },
    {
      name: 'a correction too late',
      ...post(good, { 'if-match': 'W/"1"' }),
      ...asking('replacement'),
    },
    { name: 'an unknown intent', ...post(good), ...asking('perhaps') },
    { name: 'a void', ...post(good), ...asking('void') },
    { name: 'the void again', ...post(good), ...asking('void') },
    { name: 'what is voided', ...post(good) },
    { name: 'a void of what is not there', ...post(good), ...asking('void'), key: 'key-other' },
  ];
}

function reading(claim: string): readonly FrontDoorRequest[] {
  const [type, id] = claim.split('/');
  return [
    { name: 'read', path: `/fhir/${type}/${id}` },
    { name: 'read a version', path: `/fhir/${claim}` },
    { name: 'read as its payer', path: `/fhir/${claim}`, key: 'key-nhso' },
    { name: "read another's", path: `/fhir/${claim}`, key: 'key-other' },
    { name: 'search all claims', path: '/fhir/Claim?_count=1' },
    { name: 'search by id', path: `/fhir/Claim?_id=${id}` },
    { name: 'search without total', path: '/fhir/Patient?_total=none&_count=2' },
    { name: 'search nothing', path: '/fhir/Coverage?identifier=none' },
    { name: 'search by an unknown parameter', path: '/fhir/Claim?colour=red' },
    {
      ...{ name: 'validate', path: '/fhir/Patient/$validate', method: 'POST', headers: FHIR },
      body: '{"resourceType":"Patient","birthDate":"yesterday"}',
    },
    {
      ...{ name: 'validate what is right', path: '/fhir/Patient/$validate', method: 'POST' },
      ...{ headers: FHIR, body: '{"resourceType":"Patient","active":true}' },
    },
    {
      ...{ name: 'transform by an unknown map', path: '/fhir/StructureMap/none/$transform' },
      ...{ method: 'POST', headers: FHIR, body: '{}' },
    },
  ];
}

/** The payer answers about the claim, twice the same, and about one that nobody sent. */
function answering(claim: string): readonly FrontDoorRequest[] {
  const answer = (reference: string, change: object = {}) => ({
    ...{ path: '/fhir/ClaimResponse', method: 'POST', headers: FHIR, key: 'key-nhso' },
    body: JSON.stringify({
      ...{ resourceType: 'ClaimResponse', status: 'active', use: 'claim', outcome: 'error' },
      type: { text: 'institutional' },
      ...{ patient: { display: 'x' }, insurer: { display: 'x' }, request: { reference } },
      created: '2026-03-02T00:00:00Z',
      error: [{ code: { coding: [{ code: 'C305' }] }, itemSequence: 1 }],
      ...change,
    }),
  });
  return [
    { name: 'an answer', ...answer(claim) },
    { name: 'the answer again', ...answer(claim) },
    { name: 'an answer to no claim', ...answer('Claim/none') },
    { name: 'an answer that is no R4', ...answer(claim, { outcome: 'perhaps' }) },
    { name: 'an answer of a sender', ...answer(claim), key: 'key-hospital' },
    { name: 'the answer is read', path: `/fhir/ClaimResponse?request=${claim.split('/')[1]}` },
    { name: 'what was kept aside', path: '/quarantine', key: 'key-nhso' },
  ];
}

function afterwards(location: string): readonly FrontDoorRequest[] {
  return [
    { name: 'the answer in the status', path: location, headers: { 'accept-language': 'th' } },
    { name: 'a receipt', path: `${location}/receipt` },
    { name: "another's receipt", path: `${location}/receipt`, key: 'key-other' },
    { name: 'the keys of receipts', path: '/.well-known/jwks.json', key: '' },
    { name: 'the books of a day without claims', path: '/books/2026-01-01' },
    { name: 'parked deliveries', path: '/deliveries?state=parked' },
  ];
}

function refused(good: Uint8Array | undefined): readonly FrontDoorRequest[] {
  return [
    { name: 'no key', ...post(good), key: '' },
    { name: 'no such channel', ...post(good), path: '/submissions/none' },
    { name: "another's channel", ...post(good), key: 'key-nhso' },
    { name: 'no body', ...post('') },
    { name: 'no zip', ...post('this is no zip') },
    { name: 'half a zip', ...post(good?.subarray(0, good.length >> 1)) },
    { name: 'another type', ...post(good, { 'content-type': 'text/html' }) },
    { name: 'another facility', ...post(good), key: 'key-other' },
    {
      ...{ name: 'a form with one file', path: CHANNEL, method: 'POST' },
      headers: { 'content-type': 'multipart/form-data; boundary=B' },
      body: form('INS.txt', 'HN|INSCL\r\n1|UCS\r\n'),
    },
  ];
}

/** Last, as no set is taken after a register has been loaded that lacks its doctors. */
function registers(good: Uint8Array | undefined): readonly FrontDoorRequest[] {
  const doctor = { resourceType: 'Practitioner', identifier: [{ system: 's', value: 'nobody' }] };
  const entry = Array.from({ length: 1_200 }, (_, at) => ({
    resource: { ...doctor, identifier: [{ system: 's', value: `${at}` }], text: { div: doctor } },
  }));
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
  const load = { path: '/registers', method: 'POST', headers: FHIR };
  return [
    { name: 'a register', ...load, body: bundle },
    { name: 'a register that cannot be read', ...load, body: '{}' },
    { name: "another's register", ...load, path: '/registers?tenant=other', body: bundle },
    { name: 'held against the register', ...post(good), path: `${CHANNEL}?dry-run=true` },
  ];
}

const open: readonly FrontDoorRequest[] = [
  { name: 'metadata', path: '/fhir/metadata', key: '' },
  { name: 'alive', path: '/livez', key: '' },
  { name: 'ready', path: '/readyz', key: '' },
  { name: 'nowhere', path: '/nowhere', key: '' },
  { name: 'the start page', path: '/', key: '' },
];

function form(name: string, text: string): string {
  const head = `Content-Disposition: form-data; name="file"; filename="${name}"`;
  return `--B\r\n${head}\r\n\r\n${text}\r\n--B--\r\n`;
}

async function workedOff(send: Send, request: FrontDoorRequest): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { state } = (await (await sendOne(send, request)).json()) as { readonly state: string };
    if (state !== 'received') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${request.path} is not worked off`);
}

async function sendOne(send: Send, request: FrontDoorRequest): Promise<Response> {
  const { path, method = 'GET', key = 'key-hospital', headers, body } = request;
  const all = { ...headers, 'x-request-id': 'front-door' } as Record<string, string>;
  if (key !== '') all.authorization = `Bearer ${key}`;
  const sent = typeof body === 'string' ? body : body && new Uint8Array(body);
  return await send(path, { method, headers: all, ...(sent !== undefined && { body: sent }) });
}

const KEPT_HEADERS = [
  ...['content-type', 'content-location', 'etag', 'idempotency-replayed', 'location'],
  ...['retry-after', 'www-authenticate', 'x-request-id'],
];

async function written(name: string, response: Response): Promise<FrontDoorAnswer> {
  const text = masked(await response.text());
  const headers = KEPT_HEADERS.flatMap((header) => {
    const value = response.headers.get(header);
    return value === null ? [] : [[header, masked(value)]];
  });
  const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  const body: unknown = json ? JSON.parse(text, withoutDelivery) : text;
  return { name, status: response.status, headers: Object.fromEntries(headers), body };
}

/** Deliveries go on while the status is asked for, and receipts hold the time they were issued. */
const CHANGING: ReadonlySet<string> = new Set([
  ...['delivery', 'timeline', 'submissions', 'deliveries', 'claims'],
  ...['payload', 'signature', 'previous'],
]);

function withoutDelivery(name: string, value: unknown): unknown {
  return CHANGING.has(name) ? undefined : value;
}

const UUID_V7 = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function masked(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '#time')
    .replace(/\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\d\.\d{3}Z/g, '#time')
    .replace(UUID_V7, '#submission')
    .replace(/"kind":"(sqlite|d1)"/g, '"kind":"#store"')
    .replace(/https?:\/\/(127\.0\.0\.1:\d+|front-door\.test)/g, '#origin')
    .replace(/https?%3A%2F%2F[^&"]*/g, '#origin');
}

/** What must not change by itself: statuses, headers and codes, not the content of a country. */
export function summaryOf({ name, status, headers, body }: FrontDoorAnswer): object {
  const { etag: _etag, location, ...others } = headers;
  const text = JSON.stringify(body);
  const codes = [...text.matchAll(/"code":"(SAMPAN-(?:HTTP|GATEWAY|PAYER)-[A-Z-]+)"/g)];
  const entries = [...text.matchAll(/"response":\{"status":"(\d+)"/g)];
  return {
    ...{ name, status },
    headers: { ...others, ...(location && { location }) },
    codes: [...new Set(codes.map(([, code]) => code))],
    entries: entries.map(([, each]) => each),
  };
}

interface Answer {
  readonly entry?: readonly { readonly response: { readonly location?: string } }[];
}

function firstLocation({ entry = [] }: Answer): string {
  return entry.find(({ response }) => response.location)?.response.location ?? 'Claim/none';
}
