/**
 * Batch and transaction. A transaction's claims are one submission, stored whole or not at all; the
 * entries of a batch are requests by themselves. http://hl7.org/fhir/R4/http.html#transaction
 */
import { asText } from '../../base/as-text.ts';
import { limits } from '../../base/limits.ts';
import type { Resource } from '../../channel/translation.ts';
import type { Conditions } from '../../gateway/evidence.ts';
import { entryResponses, openTransaction } from '../../gateway/transaction.ts';
import {
  badParameter,
  FHIR_JSON,
  fhirAnswer,
  type HttpContext,
  notFound,
  outcomeAnswer,
} from '../context.ts';
import { readJsonBody } from '../read-json.ts';
import type { Route } from './route.ts';
import { answerOf, takeSubmission } from './submissions.ts';
import { unitResponses } from './unit-responses.ts';

export const bundleRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/fhir',
    works: true,
    summary: 'Batch and transaction; the claims of a transaction are stored whole or not at all',
    handle: postBundle,
  },
];

interface BundleEntry {
  readonly resource?: Resource;
  readonly request?: {
    readonly method?: string;
    readonly url?: string;
    readonly ifNoneExist?: string;
    readonly ifMatch?: string;
  };
}

interface PostedBundle {
  readonly text: string;
  readonly entries: readonly BundleEntry[];
}

async function postBundle(context: HttpContext): Promise<Response> {
  const body = await readJsonBody(context);
  if (body instanceof Response) return body;
  const { resourceType, type, entry } = (body.value ?? {}) as Partial<Resource>;
  if (resourceType !== 'Bundle') return badParameter(context, 'resourceType', resourceType);
  const list: unknown = entry ?? [];
  if (!Array.isArray(list)) return badParameter(context, 'Bundle.entry', entry);
  if (list.length > limits.batchEntries) return badParameter(context, 'Bundle.entry', list.length);
  const entries = list.map((each: unknown) => (each ?? {}) as BundleEntry);
  const posted = { text: body.text, entries };
  if (type === 'batch') return await runBatch(context, posted);
  return type === 'transaction'
    ? await runTransaction(context, posted)
    : badParameter(context, 'Bundle.type', type);
}

async function runTransaction(context: HttpContext, posted: PostedBundle): Promise<Response> {
  const principal = context.get('principal');
  if (principal.kind !== 'sender') return notFound(context);
  const { text, entries } = posted;
  const wrong = entries.findIndex((entry) => !isCreate(entry));
  if (wrong >= 0) {
    const name = `Bundle.entry[${wrong}].request`;
    return badParameter(context, name, shownRequest(entries[wrong]));
  }
  const conditions = conditionsOf(entries);
  if (conditions === 'several') return badParameter(context, 'ifNoneExist', 'of several claims');
  const { claims, findings } = openTransaction(text);
  if (findings.length > 0) return outcomeAnswer(context, 422, findings);
  const { channels, ports } = context.get('services');
  const headers = { 'content-type': 'application/fhir+json' };
  const taken = await takeSubmission(
    context,
    channels.find(({ readerKind }) => readerKind === 'fhir'),
    {
      request: new Request(context.req.url, { method: 'POST', headers, body: text }),
      options: { allOrNothing: true, ...(conditions && { conditions }) },
    },
  );
  if (taken instanceof Response) return taken;
  const answered = answerOf(context, taken);
  if (taken.kind !== 'answered' || taken.answer.status !== 200) return answered;
  const units = unitResponses(taken.answer.body);
  const kept = Object.fromEntries(answered.headers);
  const failed = units.find(({ status, withheld }) => status.startsWith('4') && !withheld);
  if (failed) return fhirAnswer(context, Number(failed.status), failed.outcome, kept);
  const responses = await entryResponses(ports, principal.tenant, claims, units);
  const entry = entries.map((_each, at) => ({ response: responses.get(at) ?? { status: '200' } }));
  return fhirAnswer(
    context,
    200,
    { ...{ resourceType: 'Bundle', type: 'transaction-response' }, entry },
    kept,
  );
}

/** Claims and what belongs to them are created; nothing else can be done in a transaction yet. */
function isCreate(entry: BundleEntry): boolean {
  const { method, url } = entry.request ?? {};
  const names = url !== undefined && url === entry.resource?.resourceType;
  return method === 'POST' && names && hasTexts(entry);
}

const TEXTS = ['method', 'url', 'ifNoneExist', 'ifMatch'] as const;

/** What a sender wrote may be of any type. */
function hasTexts({ request = {} }: BundleEntry): boolean {
  return TEXTS.every((name) => request?.[name] === undefined || typeof request[name] === 'string');
}

function shownRequest(entry: BundleEntry | undefined): string {
  const { method, url } = entry?.request ?? {};
  return [method, url].map((text) => (text === undefined ? '–' : asText(text))).join(' ');
}

/** D14 of a transaction's claim. Ids of all else are derived, so it is there once in any case. */
function conditionsOf(entries: readonly BundleEntry[]): Conditions | 'several' | undefined {
  const claims = entries.filter(({ resource }) => resource?.resourceType === 'Claim');
  const asked = claims.flatMap(({ request }) => request?.ifNoneExist ?? []);
  const [ifNoneExist] = asked;
  if (ifNoneExist === undefined) return undefined;
  return claims.length === 1 ? { ifNoneExist } : 'several';
}

async function runBatch(context: HttpContext, { entries }: PostedBundle): Promise<Response> {
  const entry: object[] = [];
  // One after the other: a batch is no way around the limits of a sender.
  for (const each of entries) entry.push(await runEntry(context, each));
  return fhirAnswer(context, 200, { resourceType: 'Bundle', type: 'batch-response', entry });
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

async function runEntry(context: HttpContext, entry: BundleEntry): Promise<object> {
  const { method = '', url = '', ifNoneExist, ifMatch } = entry.request ?? {};
  const address = hasTexts(entry) ? addressOf(context, url) : undefined;
  if (!METHODS.includes(method) || address === undefined) {
    const refused = badParameter(context, 'request', shownRequest(entry));
    return { response: { status: '400', outcome: await refused.json() } };
  }
  const headers = new Headers({ 'content-type': 'application/fhir+json' });
  for (const name of ['authorization', 'accept-language', 'x-request-id']) {
    const value = context.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  if (ifNoneExist !== undefined) headers.set('if-none-exist', headerText(ifNoneExist));
  if (ifMatch !== undefined) headers.set('if-match', headerText(ifMatch));
  const body = entry.resource && method !== 'GET' ? JSON.stringify(entry.resource) : undefined;
  const request = new Request(address, { method, headers, ...(body !== undefined && { body }) });
  return await entryOf(await context.get('dispatch')(request));
}

/** JSON may hold what a header cannot; a condition is a query, so that escapes mean the same. */
function headerText(text: string): string {
  return text.toWellFormed().replace(/[^ -~]+/gu, encodeURIComponent);
}

/** Below this server's base, and nowhere else. */
function addressOf(context: HttpContext, url: string): URL | undefined {
  const { origin } = new URL(context.req.url);
  const base = `${origin}/fhir/`;
  if (!URL.canParse(url, base)) return undefined;
  const address = new URL(url, base);
  const own = address.origin === origin && address.pathname.startsWith('/fhir/');
  return own ? address : undefined;
}

async function entryOf(answer: Response): Promise<object> {
  const text = await answer.text();
  const fhir = answer.headers.get('content-type') === FHIR_JSON && text !== '';
  const resource = fhir ? (JSON.parse(text) as Resource) : undefined;
  const etag = answer.headers.get('etag');
  const location = answer.headers.get('location');
  const response = {
    status: String(answer.status),
    ...(location !== null && { location }),
    ...(etag !== null && { etag }),
  };
  if (resource === undefined) return { response };
  return resource.resourceType === 'OperationOutcome'
    ? { response: { ...response, outcome: resource } }
    : { resource, response };
}
