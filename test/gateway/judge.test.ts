import { describe, expect, it } from 'vitest';
import { limits } from '../../src/base/limits.ts';
import { retryDelayMs } from '../../src/gateway/backoff.ts';
import { judge } from '../../src/gateway/judge.ts';
import type { SendResult } from '../../src/gateway/ports/transport.ts';

const answer = (status: number, body = '', extra = {}): SendResult => ({
  kind: 'response',
  ...{ status, body, contentType: 'application/fhir+json', cut: false },
  ...extra,
});
const response = (outcome: string) => `{"resourceType":"ClaimResponse","outcome":"${outcome}"}`;

describe('a payer that answers', () => {
  it.each<[string, SendResult, boolean, string]>([
    ['queued', answer(200, response('queued')), false, 'acknowledged'],
    ['error', answer(200, response('error')), false, 'refused'],
    [
      '200 with an error body',
      answer(200, '{"resourceType":"OperationOutcome"}'),
      false,
      'ambiguous',
    ],
    ['200 with nothing', answer(200), false, 'ambiguous'],
    ['200 with a page', answer(200, '<html>'), false, 'ambiguous'],
    ['200 cut short', answer(200, '{"resourceType":"Claim'), false, 'ambiguous'],
    ['200 without end', answer(200, response('queued'), { cut: true }), false, 'ambiguous'],
    ['a redirect', answer(302), false, 'transient'],
    ['our own mistake', answer(401), false, 'transient'],
    ['too many', answer(429), false, 'transient'],
    ['unavailable', answer(503), false, 'transient'],
    ['no time', answer(408), false, 'ambiguous'],
    ['a fault', answer(500), false, 'ambiguous'],
    ['bad gateway', answer(502), false, 'ambiguous'],
    ['not valid', answer(422), false, 'refused'],
    ['duplicate after an attempt', answer(409), true, 'acknowledged'],
    ['refused connection', { kind: 'not-sent', reason: 'x' }, false, 'transient'],
    ['reset', { kind: 'unanswered', reason: 'x' }, false, 'ambiguous'],
  ])('%s', (_name, result, earlier, verdict) => {
    expect(judge(result, earlier).kind).toBe(verdict);
  });

  it('raises an alarm for a duplicate that we never sent', () => {
    expect(judge(answer(409), false).reason).toBe('duplicate-alarm');
  });

  it('is not asked again before it wants to be', () => {
    expect(judge(answer(429, '', { retryAfterMs: 7_000 }), false)).toMatchObject({
      delayMs: 7_000,
    });
  });
});

describe('retries', () => {
  it('are drawn from a span that doubles up to its cap', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, 0.5))).toEqual([500, 1_000, 2_000]);
    expect(retryDelayMs(1, 0)).toBe(0);
    expect(retryDelayMs(1_000, 0.999_999)).toBeLessThanOrEqual(limits.retryCapMs);
  });
});
