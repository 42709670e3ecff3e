/** What a payer's answer means for a delivery. */
import type { SendResult } from './ports/transport.ts';

/**
 * acknowledged: the payer has it. refused: it has said no for good. transient: it cannot have it.
 * ambiguous: it may or may not have it; it is asked, or the same key and bytes are sent again.
 * held: it has no way to take it; nothing is sent until a person has looked at it.
 * unknown: asked, it says that it has no such message.
 */
export type Verdict =
  | {
      readonly kind: 'acknowledged' | 'refused';
      readonly reason: string;
      /** The ClaimResponse that says so. */
      readonly answer?: Json;
    }
  | { readonly kind: 'transient' | 'ambiguous'; readonly reason: string; readonly delayMs: number }
  | { readonly kind: 'held'; readonly reason: string }
  | { readonly kind: 'unknown' };

export type Json = Readonly<Record<string, unknown>>;

/** What the delivery is known by, to tell an answer about another claim. */
export interface Asked {
  readonly claimId: string;
  /** True for what is no claim: it is stored, and no ClaimResponse is to be expected. */
  readonly stored?: boolean;
  /** True if an attempt before this one may have reached the payer. */
  readonly uncertain: boolean;
}

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

type Response = Extract<SendResult, { kind: 'response' }>;

/** The answer to a claim that was sent. */
export function judge(result: SendResult, asked: Asked): Verdict {
  if (result.kind === 'held') return result;
  if (result.kind === 'not-sent') return { kind: 'transient', reason: result.reason, delayMs: 0 };
  if (result.kind === 'unanswered') return ambiguous(result.reason);
  const { status, retryAfterMs: delayMs = 0 } = result;
  if (status >= 200 && status < 300) {
    if (asked.stored) return judgeStored(result);
    return judgeAnswer(claimResponseOf(result), asked) ?? ambiguous('unintelligible reply');
  }
  const meaning = STATUS[status];
  const reason = `status ${status}`;
  if (meaning === 'refused') return { kind: 'refused', reason };
  if (meaning === 'duplicate') {
    // Without an attempt of ours that may have arrived, somebody else sent it.
    const said = asked.uncertain ? 'duplicate' : 'duplicate-alarm';
    return withAnswer({ kind: 'acknowledged', reason: said }, claimResponseOf(result), asked);
  }
  const doubtful = meaning === undefined && (status >= 500 || status === 408);
  return { kind: doubtful ? 'ambiguous' : 'transient', reason, delayMs };
}

/** Nothing, or FHIR that does not complain; a page of something else is no receipt. */
function judgeStored(result: Response): Verdict {
  const acknowledged = { kind: 'acknowledged', reason: 'stored' } as const;
  if (result.body === '' && !result.cut) return acknowledged;
  const { resourceType, issue } = jsonOf(result) ?? {};
  if (typeof resourceType !== 'string') return ambiguous('unintelligible reply');
  const issues: readonly unknown[] = Array.isArray(issue) ? issue : [];
  const failed = issues.some(
    (each) => isJson(each) && (each.severity === 'fatal' || each.severity === 'error'),
  );
  const isOutcome = resourceType === 'OperationOutcome';
  return isOutcome && failed ? { kind: 'refused', reason: 'rejected' } : acknowledged;
}

/** The answer to the question what became of a message. */
export function judgeStatus(result: SendResult, asked: Asked): Verdict {
  if (result.kind !== 'response') return ambiguous(`status: ${result.reason}`);
  if (result.status === 404 || result.status === 410) return { kind: 'unknown' };
  if (result.status !== 200) {
    const { status, retryAfterMs: delayMs = 0 } = result;
    return { kind: 'ambiguous', reason: `status: ${status}`, delayMs };
  }
  const value = jsonOf(result);
  const found = value?.resourceType === 'Bundle' ? firstResponse(value) : claimResponseOf(result);
  if (value?.resourceType === 'Bundle' && found === undefined) return { kind: 'unknown' };
  return judgeAnswer(found, asked) ?? ambiguous('status: unintelligible reply');
}

function ambiguous(reason: string): Verdict {
  return { kind: 'ambiguous', reason, delayMs: 0 };
}

/** A 2xx counts only with a whole FHIR answer: an error page with status 200 is no receipt. */
function judgeAnswer(answer: Json | undefined, asked: Asked): Verdict | undefined {
  if (answer === undefined) return undefined;
  if (namesOther(answer, asked)) return ambiguous('mismatch-alarm');
  return answer.outcome === 'error'
    ? { kind: 'refused', reason: 'rejected', answer }
    : { kind: 'acknowledged', reason: 'acknowledged', answer };
}

function withAnswer(
  verdict: Extract<Verdict, { kind: 'acknowledged' | 'refused' }>,
  answer: Json | undefined,
  asked: Asked,
): Verdict {
  return answer === undefined || namesOther(answer, asked) ? verdict : { ...verdict, answer };
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** True if it speaks of another of our claims; a payer's own number tells nothing. */
function namesOther({ request }: Json, { claimId }: Asked): boolean {
  const reference = isJson(request) ? request.reference : undefined;
  if (typeof reference !== 'string' || !UUID.test(claimId)) return false;
  const named = UUID.exec(reference)?.[0];
  return named !== undefined && named.toLowerCase() !== claimId.toLowerCase();
}

function claimResponseOf(result: Response): Json | undefined {
  const value = jsonOf(result);
  return value?.resourceType === 'ClaimResponse' ? value : undefined;
}

/** Cut, of another type, or no JSON: nothing was said. */
function jsonOf({ body, cut, contentType }: Response): Json | undefined {
  if (cut || !/\bjson\b/i.test(contentType)) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function firstResponse({ entry }: Json): Json | undefined {
  const entries: readonly unknown[] = Array.isArray(entry) ? entry : [];
  return entries
    .map((each) => (isJson(each) ? each.resource : undefined))
    .find((resource): resource is Json => {
      return isJson(resource) && resource.resourceType === 'ClaimResponse';
    });
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
