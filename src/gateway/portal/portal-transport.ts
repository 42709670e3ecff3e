/**
 * Speaks to payers that have a gateway of their own: a unit's bundle is written back to the form
 * it takes and posted with a token; its result becomes the answer that others give in FHIR.
 */
import { readExactJson } from '../../base/exact-json.ts';
import type { PortalSubmit } from '../../channel/back/definition.ts';
import type { WrittenUnit } from '../../channel/back/write-unit.ts';
import type { Resource } from '../../channel/translation.ts';
import { isClaimMessage, isVoid } from '../payer-message.ts';
import type { Clock } from '../ports/services.ts';
import type { OutgoingRequest, SendResult, Transport } from '../ports/transport.ts';
import { textAt } from './call.ts';
import { outcomeOf, responseOf } from './claim-response.ts';
import type { Portal } from './portal.ts';
import type { Called } from './session.ts';

export function portalTransport(
  inner: Transport,
  portals: readonly Portal[],
  clock: Clock,
): Transport {
  const byPayer = new Map(portals.map((portal) => [portal.payer, portal]));
  return {
    async send(request) {
      const portal = byPayer.get(request.peer);
      if (portal === undefined || !request.url.startsWith(portal.url)) {
        return await inner.send(request);
      }
      if (isVoid(request)) {
        return held('the portal takes no voids: what was sent is withdrawn there by hand');
      }
      const bundle = readExactJson(new TextDecoder().decode(request.body)) as Resource;
      const written = portal.write(bundle);
      if (written === undefined) return held('the portal has no form for what is to be sent');
      const { submit, unit } = written;
      const called = await sendUnit({ inner, portal, request }, submit, unit);
      if (called.kind === 'none') return called.result;
      const facts = { bundle, submit, called, url: portal.url, now: clock.now() };
      return isClaimMessage(request) ? judgedClaim(facts) : judgedOther(facts);
    },
  };
}

/** Nothing leaves until somebody has looked at it. */
function held(reason: string): SendResult {
  return { kind: 'held', reason };
}

interface Sending {
  readonly inner: Transport;
  readonly portal: Portal;
  readonly request: OutgoingRequest;
}

async function sendUnit(
  { inner, portal, request: { peer, connections } }: Sending,
  submit: PortalSubmit,
  { document, facility, version }: WrittenUnit,
): Promise<Called> {
  const wire = { transport: inner, peer, connections, url: portal.url };
  const path = submit.paths[version] ?? '';
  const values = { facility, province: facility.slice(0, 2), document };
  return await portal.session.call(wire, { ...submit, path }, values);
}

interface Judging {
  readonly bundle: Resource;
  readonly submit: PortalSubmit;
  readonly called: Extract<Called, { kind: 'answer' }>;
  readonly url: string;
  readonly now: number;
}

function judgedClaim({ bundle, submit, called, url, now }: Judging): SendResult {
  const { answer, code } = called;
  const final = submit.refused.includes(code);
  if (!final && !submit.accepted.includes(code)) return unclear(code);
  const response = responseOf(bundle, {
    outcome: final ? 'error' : 'queued',
    code,
    system: `${url}/${submit.channel}`,
    receipt: textAt(answer, submit.receipt),
    message: textAt(answer, submit.message),
    created: new Date(now).toISOString(),
  });
  return reply(response);
}

/** What is no claim is taken, or an error in FHIR says that it is not. */
function judgedOther({ submit, called, url }: Judging): SendResult {
  const { answer, code } = called;
  const final = submit.refused.includes(code);
  if (!final && !submit.accepted.includes(code)) return unclear(code);
  const system = `${url}/${submit.channel}`;
  return reply(outcomeOf({ final, system, code, message: textAt(answer, submit.message) }));
}

/** The portal has it or has it not: nobody knows what such a result means. */
function unclear(code: string): SendResult {
  return { kind: 'unanswered', reason: `portal: result ${code}` };
}

function reply(resource: Resource): SendResult {
  const body = JSON.stringify(resource);
  return { kind: 'response', status: 200, contentType: 'application/fhir+json', body, cut: false };
}
