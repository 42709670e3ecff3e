/** What is said to a payer: a claim version under its key, or a question for what became of it. */
import type { LeasedDelivery } from './ports/outbox.ts';
import type { Payer } from './ports/terms.ts';
import type { OutgoingRequest } from './ports/transport.ts';

/** A payer that is reached rather than pulls. */
export type ReachedPayer = Payer & { readonly url: string };

export function isReached(payer: Payer): payer is ReachedPayer {
  return payer.url !== undefined;
}

export function claimMessage(
  payer: ReachedPayer,
  { payerKey, location, intent, replaces }: LeasedDelivery,
  body: Uint8Array,
): OutgoingRequest {
  return {
    ...{ peer: payer.id, connections: payer.concurrency, method: 'POST' },
    url: `${payer.url}/${isClaim(location) ? 'Claim/$submit' : 'Bundle'}`,
    headers: {
      'content-type': 'application/fhir+json',
      ...headersFor(payer),
      'idempotency-key': payerKey,
      'sampan-version': location,
      'sampan-intent': intent,
      ...(replaces !== '' && { 'sampan-replaces': replaces }),
    },
    body,
  };
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
