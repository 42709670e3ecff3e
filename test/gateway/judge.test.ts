import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../src/adapters/message.ts';
import { limits } from '../../src/base/limits.ts';
import { retryDelayMs } from '../../src/gateway/backoff.ts';
import { judge, judgeStatus } from '../../src/gateway/judge.ts';
import type { SendResult } from '../../src/gateway/ports/transport.ts';

const answer = (status: number, body = '', extra = {}): SendResult => ({
  kind: 'response',
  ...{ status, body, contentType: 'application/fhir+json', cut: false },
  ...extra,
});
const CLAIM = '0191d5a2-1111-8222-8333-444455556666';
const OTHER = '0191d5a2-1111-8222-8333-777755556666';
const about = (reference: string) =>
  JSON.stringify({ resourceType: 'ClaimResponse', outcome: 'queued', request: { reference } });
const asked = (uncertain: boolean) => ({ claimId: CLAIM, uncertain });
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
    [
      '200 of another type',
      answer(200, response('queued'), { contentType: 'text/html' }),
      false,
      'ambiguous',
    ],
    ['200 about another claim', answer(200, about(OTHER)), false, 'ambiguous'],
    ['200 about this claim', answer(200, about(CLAIM)), false, 'acknowledged'],
    ["200 with the payer's own number", answer(200, about('Claim/4711')), false, 'acknowledged'],
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
    expect(judge(result, asked(earlier)).kind).toBe(verdict);
  });

  it('is read by what is a text in it', () => {
    const issue = [{ severity: { toString: 1 } }];
    const outcome = JSON.stringify({ resourceType: 'OperationOutcome', issue });
    const verdict = judge(answer(200, outcome), { ...asked(false), stored: true });
    expect(verdict.kind).toBe('acknowledged');
  });

  it('raises an alarm for a duplicate that we never sent', () => {
    expect(judge(answer(409), asked(false))).toMatchObject({ reason: 'duplicate-alarm' });
  });

  it('is not asked again before it wants to be', () => {
    expect(judge(answer(429, '', { retryAfterMs: 7_000 }), asked(false))).toMatchObject({
      delayMs: 7_000,
    });
  });
});

describe('a payer that is asked what became of a message', () => {
  const bundle = (...entry: readonly object[]) =>
    JSON.stringify({ resourceType: 'Bundle', entry: entry.map((resource) => ({ resource })) });
  it.each<[string, SendResult, string]>([
    ['not found', answer(404), 'unknown'],
    ['an empty list', answer(200, bundle()), 'unknown'],
    ['an answer', answer(200, response('complete')), 'acknowledged'],
    ['a list with a rejection', answer(200, bundle(JSON.parse(response('error')))), 'refused'],
    ['a page', answer(200, '<html>', { contentType: 'text/html' }), 'ambiguous'],
    ['a fault', answer(500), 'ambiguous'],
    ['nothing', { kind: 'not-sent', reason: 'x' }, 'ambiguous'],
    ['the answer to another claim', answer(200, about(OTHER)), 'ambiguous'],
  ])('%s', (_name, result, verdict) => {
    expect(judgeStatus(result, asked(true)).kind).toBe(verdict);
  });
});

describe('Retry-After', () => {
  it.each([
    ['7', 7_000],
    ['Sun, 01 Mar 2026 00:01:00 GMT', 60_000],
    ['Sat, 28 Feb 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
  ])('%s', (header, expected) => {
    expect(retryAfterMs(header, Date.parse('2026-03-01T00:00:00Z'))).toBe(expected);
  });
});

describe('retries', () => {
  it('are drawn from a span that doubles up to its cap', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, 0.5))).toEqual([500, 1_000, 2_000]);
    expect(retryDelayMs(1, 0)).toBe(0);
    expect(retryDelayMs(1_000, 0.999_999)).toBeLessThanOrEqual(limits.retryCapMs);
  });
});
