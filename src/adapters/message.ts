/** Headers of a delivery, the same whichever client sends it. */
import type { OutgoingMessage } from '../gateway/ports/transport.ts';

export function messageHeaders(message: OutgoingMessage): Record<string, string> {
  const { payer, payerKey, location, intent } = message;
  return {
    'content-type': 'application/fhir+json',
    accept: 'application/fhir+json',
    'idempotency-key': payerKey,
    'sampan-version': location,
    'sampan-intent': intent,
    ...(payer.credential !== undefined && { authorization: `Bearer ${payer.credential}` }),
  };
}

/** Retry-After in seconds (RFC 9110 10.2.3); the date form is left to our own schedule. */
export function retryAfterMs(header: string | undefined | null): number | undefined {
  return header && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
