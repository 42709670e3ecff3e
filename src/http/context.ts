/** What every route gets: the services, who asks, in which language, under which request id. */

import type { Context } from 'hono';
import { asText } from '../base/as-text.ts';
import type { Finding } from '../base/finding.ts';
import { toOperationOutcome } from '../fhir/outcome.ts';
import type { Language } from '../fhir/texts.ts';
import type { Principal } from '../gateway/ports/terms.ts';
import type { Place } from './admission.ts';
import { HTTP_FAULTS, type HttpCode, httpFinding } from './findings.ts';
import type { HttpServices } from './services.ts';

export interface Variables {
  readonly services: HttpServices;
  readonly requestId: string;
  readonly language: Language;
  readonly principal: Principal;
  /** Answers another request as if it had come by itself. */
  readonly dispatch: (request: Request) => Promise<Response>;
  /** On routes that bring work, unless the request is part of one that has its place. */
  readonly place: Place | undefined;
  /** On routes that load: who does, and for whom. */
  readonly loader: Loader;
  /** On routes that oversee: who does, and what of. */
  readonly overseer: Overseer;
}

/** An operator sees how things stand, and no claim; everybody else sees what is their own. */
export type Overseer = { readonly kind: 'operator'; readonly id: string } | Principal;

export interface Loader {
  readonly id: string;
  readonly tenant: string;
  /** Those of a sender; an operator loads for all. */
  readonly channels?: readonly string[];
}

export type HttpContext = Context<{ Variables: Variables }>;

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** An answer in FHIR JSON; the text is written as it is. */
export function fhirAnswer(
  context: HttpContext,
  status: number,
  body: string | object,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return context.newResponse(text, {
    status: status as 200,
    headers: { 'content-type': FHIR_JSON, ...headers },
  });
}

/** Errors are always an OperationOutcome. */
export function outcomeAnswer(
  context: HttpContext,
  status: number,
  findings: readonly Finding[],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { texts } = context.get('services');
  const language = context.get('language');
  return fhirAnswer(context, status, toOperationOutcome(findings, { language, texts }), headers);
}

const UNREAD: ReadonlySet<HttpCode> = new Set<HttpCode>([
  'SAMPAN-HTTP-TOO-LARGE',
  'SAMPAN-HTTP-TIMEOUT',
  'SAMPAN-HTTP-BUSY',
]);

/** The answer to a fault of the request, by its code. */
export function faultAnswer(
  context: HttpContext,
  code: HttpCode,
  params: Readonly<Record<string, string>> = {},
): Response {
  const { status } = HTTP_FAULTS[code];
  const headers = {
    ...(status === 401 && { 'www-authenticate': 'Bearer realm="sampan"' }),
    ...((status === 503 || status === 409) && { 'retry-after': '2' }),
    // What is left of a body that was not read must not be taken for the next request.
    ...(UNREAD.has(code) && { connection: 'close' }),
  };
  return outcomeAnswer(context, status, [httpFinding(code, params)], headers);
}

/** A parameter, header or member that cannot be served; "–" stands for nothing. */
export function badParameter(context: HttpContext, name: string, given: unknown): Response {
  const text = asText(given);
  const value = text === '' ? '–' : text.slice(0, 80);
  return faultAnswer(context, 'SAMPAN-HTTP-PARAMETER', { name, value });
}

/** What is another's is answered as if it were not there. */
export function notFound(context: HttpContext): Response {
  return faultAnswer(context, 'SAMPAN-HTTP-NOT-FOUND', { path: context.req.path });
}
