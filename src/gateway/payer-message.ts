/** What is said to a payer: a claim version under its key, or a question for what became of it. */
import type { LeasedDelivery } from './ports/outbox.ts';
import type { Payer } from './ports/terms.ts';
import type { OutgoingRequest } from './ports/transport.ts';

/** A payer that is reached rather than pulls. */
export type ReachedPayer = Payer & { readonly url: string };

export function isReached(payer: Payer): payer is ReachedPayer {
  return payer.url !== undefined;
}

const SUBMIT = 'Claim/$submit';
const INTENT = 'sampan-intent';

interface ClaimContent {
  readonly body: Uint8Array;
  /** The payer's own number of what is replaced. */
  readonly number: string | undefined;
}

export function claimMessage(
  payer: ReachedPayer,
  { payerKey, location, intent, replaces }: LeasedDelivery,
  { body, number }: ClaimContent,
): OutgoingRequest {
  return {
    ...{ peer: payer.id, connections: payer.concurrency, method: 'POST' },
    url: `${payer.url}/${isClaim(location) ? SUBMIT : 'Bundle'}`,
    headers: {
      'content-type': 'application/fhir+json',
      ...headersFor(payer),
      'idempotency-key': payerKey,
      'sampan-version': location,
      [INTENT]: intent,
      ...(replaces !== '' && { 'sampan-replaces': replaces }),
      ...(number !== undefined && { 'sampan-replaces-number': printable(number) }),
    },
    body,
  };
}

export function isClaimMessage({ url }: OutgoingRequest): boolean {
  return url.endsWith(`/${SUBMIT}`);
}

export function isVoid({ headers }: OutgoingRequest): boolean {
  return headers[INTENT] === 'void';
}

/** Headers hold ASCII alone. */
function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}

/** What is delivered is a claim, or else a read that its payer asks for: stored as its bundle. */
export function isClaim(location: string): boolean {
  return location.startsWith('Claim/');
}

/** Undefined if the payer cannot tell what became of a message. */
export function statusQuestion(payer: ReachedPayer, payerKey: string): OutgoingRequest | undefined {
  if (payer.status === undefined) return undefined;
  const path = payer.status.replace('{payerKey}', encodeURIComponent(payerKey));
  return {
    ...{ peer: payer.id, connections: payer.concurrency, method: 'GET' },
    url: `${payer.url}/${path}`,
    headers: headersFor(payer),
  };
}

function headersFor({ credential }: Payer): Record<string, string> {
  return {
    accept: 'application/fhir+json',
    ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
  };
}
