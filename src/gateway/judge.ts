/** What a payer's answer means for a delivery. */
import type { SendResult } from './ports/transport.ts';

/**
 * acknowledged: the payer has it. refused: it has said no for good. transient: it cannot have it.
 * ambiguous: it may or may not have it; the same key and bytes are sent again.
 */
export type Verdict =
  | { readonly kind: 'acknowledged' | 'refused'; readonly reason: string }
  | { readonly kind: 'transient' | 'ambiguous'; readonly reason: string; readonly delayMs: number };

/** Statuses below 200, of redirects and of our own mistakes say nothing about the claim. */
const STATUS: Readonly<Record<number, 'refused' | 'transient' | 'duplicate'>> = {
  400: 'refused',
  409: 'duplicate',
  410: 'refused',
  412: 'refused',
  413: 'refused',
  422: 'refused',
  429: 'transient',
  503: 'transient',
};

/** `earlier` is true if an attempt before this one may have reached the payer. */
export function judge(result: SendResult, earlier: boolean): Verdict {
  if (result.kind === 'not-sent') return { kind: 'transient', reason: result.reason, delayMs: 0 };
  if (result.kind === 'unanswered') {
    return { kind: 'ambiguous', reason: result.reason, delayMs: 0 };
  }
  const { status } = result;
  const delayMs = result.retryAfterMs ?? 0;
  if (status >= 200 && status < 300) return judgeSuccess(result);
  const meaning = STATUS[status];
  if (meaning === 'refused') return { kind: 'refused', reason: `status ${status}` };
  if (meaning === 'duplicate') {
    // Without an attempt of ours that may have arrived, somebody else sent it.
    return { kind: 'acknowledged', reason: earlier ? 'duplicate' : 'duplicate-alarm' };
  }
  const ambiguous = status >= 500 || status === 408;
  const kind = meaning === undefined && ambiguous ? 'ambiguous' : 'transient';
  return { kind, reason: `status ${status}`, delayMs };
}

/** A 2xx counts only with a whole FHIR answer: an error page with status 200 is no receipt. */
function judgeSuccess(result: Extract<SendResult, { kind: 'response' }>): Verdict {
  const answer = result.cut ? undefined : resourceOf(result.body);
  if (answer?.resourceType === 'ClaimResponse') {
    return answer.outcome === 'error'
      ? { kind: 'refused', reason: 'rejected' }
      : { kind: 'acknowledged', reason: 'acknowledged' };
  }
  return { kind: 'ambiguous', reason: 'unintelligible reply', delayMs: 0 };
}

function resourceOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
