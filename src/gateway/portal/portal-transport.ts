/**
 * Speaks to payers that have a gateway of their own: a claim's bundle is written back to the form
 * it takes and posted with a token; its result becomes the ClaimResponse that others answer with.
 */
import { readExactJson } from '../../base/exact-json.ts';
import type { PortalCall, PortalDefinition } from '../../channel/back/definition.ts';
import type { ClaimWriter } from '../../channel/back/write-claim.ts';
import type { Resource } from '../../channel/translation.ts';
import { isJson, type Json } from '../judge.ts';
import type { Clock } from '../ports/services.ts';
import type { Payer, PortalAccount } from '../ports/terms.ts';
import type { OutgoingRequest, SendResult, Transport } from '../ports/transport.ts';
import { responseOf } from './claim-response.ts';

/** The payers among these that have an account at a portal we can write for. */
export function portalsOf(
  payers: readonly Payer[],
  writers: readonly ClaimWriter[],
): readonly Portal[] {
  return payers.flatMap(({ id, url, portal: account }) => {
    const writer = writers.find(({ channel }) => channel === account?.channel);
    if (url === undefined || account === undefined || writer === undefined) return [];
    return [{ payer: id, url, account, definition: writer.portal, write: writer.write }];
  });
}

export interface Portal {
  readonly payer: string;
  readonly url: string;
  readonly account: PortalAccount;
  readonly definition: PortalDefinition;
  readonly write: (bundle: Resource) => WrittenClaim;
}

export interface WrittenClaim {
  /** In base64. */
  readonly document: string;
  readonly facility: string;
}

type Values = Readonly<Record<string, string>>;

interface Session {
  readonly values: Values;
  readonly endsMs: number;
}

/** A token is not used in its last minute: it must outlive the call. */
const TOKEN_MARGIN_MS = 60_000;

const CLAIM = /\/Claim\/\$submit$/;

export function portalTransport(
  inner: Transport,
  portals: readonly Portal[],
  clock: Clock,
): Transport {
  const byPayer = new Map(portals.map((portal) => [portal.payer, portal]));
  const sessions = new Map<string, Session>();
  return {
    async send(request) {
      const portal = byPayer.get(request.peer);
      if (portal === undefined || !request.url.startsWith(portal.url)) {
        return await inner.send(request);
      }
      if (!CLAIM.test(request.url) || request.headers['sampan-intent'] === 'void') {
        return refusal('the portal takes claims, and no voids');
      }
      return await sendClaim({ inner, portal, clock, sessions }, request);
    },
  };
}

interface Sending {
  readonly inner: Transport;
  readonly portal: Portal;
  readonly clock: Clock;
  readonly sessions: Map<string, Session>;
}

async function sendClaim(sending: Sending, request: OutgoingRequest): Promise<SendResult> {
  const { portal, sessions } = sending;
  const { claim } = portal.definition;
  const bundle = readExactJson(new TextDecoder().decode(request.body)) as Resource;
  const { document, facility } = portal.write(bundle);
  const values = { ...accountOf(portal), facility, province: facility.slice(0, 2), document };
  for (let attempt = 1; ; attempt += 1) {
    const known = sessions.get(portal.payer);
    const valid = known !== undefined && known.endsMs > sending.clock.now();
    const session = valid ? known : await takeToken(sending, request);
    if ('kind' in session) return session;
    const all = { ...values, ...session.values };
    const result = await post(sending, request, { call: claim, values: all });
    const answer = answerOf(result);
    if (answer === undefined) return result;
    const code = textAt(answer, claim.result);
    if (!claim.renew.includes(code)) return judged(sending, { bundle, answer, code });
    sessions.delete(portal.payer);
    if (attempt > 1) return { kind: 'not-sent', reason: `portal: ${code} with a new token` };
  }
}

/** Nothing can have happened to the claim before there is a token. */
async function takeToken(
  sending: Sending,
  request: OutgoingRequest,
): Promise<Session | Extract<SendResult, { kind: 'not-sent' }>> {
  const { portal, clock, sessions } = sending;
  const { token } = portal.definition;
  const values = accountOf(portal);
  const result = await post(sending, request, { call: token, values });
  const answer = answerOf(result);
  const code = answer === undefined ? '' : textAt(answer, token.result);
  if (answer === undefined || !token.accepted.includes(code)) {
    const reason = result.kind === 'response' ? `result ${code}` : result.reason;
    return { kind: 'not-sent', reason: `portal: no token, ${reason}` };
  }
  const taken = Object.entries(token.take).map(([name, path]) => [name, textAt(answer, path)]);
  const ends = Date.parse(textAt(answer, token.expires)) - TOKEN_MARGIN_MS;
  const session = { values: Object.fromEntries(taken), endsMs: ends };
  if (ends > clock.now()) sessions.set(portal.payer, session);
  return session;
}

function accountOf({ account: { username, passwordHash } }: Portal): Values {
  return { username, passwordHash };
}

interface Posting {
  readonly call: PortalCall;
  readonly values: Values;
}

async function post(
  { inner, portal }: Sending,
  { peer, connections }: OutgoingRequest,
  { call, values }: Posting,
): Promise<SendResult> {
  const filled = (texts: Values): Values =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text, values)]));
  return await inner.send({
    ...{ peer, connections, method: 'POST', url: `${portal.url}${call.path}` },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...filled(call.headers ?? {}),
    },
    body: new TextEncoder().encode(new URLSearchParams(filled(call.form)).toString()),
  });
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** The answer, where the portal gave one: any other is judged by its status as it is. */
function answerOf(result: SendResult): Json | undefined {
  if (result.kind !== 'response' || result.cut || result.status >= 500) return undefined;
  try {
    const value: unknown = JSON.parse(result.body);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function textAt(answer: Json, path: string): string {
  let value: unknown = answer;
  for (const name of path.split('.')) value = isJson(value) ? value[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

interface Judging {
  readonly bundle: Resource;
  readonly answer: Json;
  readonly code: string;
}

function judged({ portal, clock }: Sending, { bundle, answer, code }: Judging): SendResult {
  const { accepted, refused, receipt, message } = portal.definition.claim;
  const final = refused.includes(code);
  if (!accepted.includes(code) && !final) {
    return { kind: 'unanswered', reason: `portal: result ${code}` };
  }
  const response = responseOf(bundle, {
    outcome: final ? 'error' : 'queued',
    code,
    system: `${portal.url}${portal.definition.claim.path}`,
    receipt: textAt(answer, receipt),
    message: textAt(answer, message),
    created: new Date(clock.now()).toISOString(),
  });
  return reply(200, JSON.stringify(response));
}

function refusal(reason: string): SendResult {
  return reply(422, JSON.stringify({ reason }));
}

function reply(status: number, body: string): SendResult {
  return { kind: 'response', status, contentType: 'application/fhir+json', body, cut: false };
}
