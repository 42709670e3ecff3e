/** News for senders on a virtual clock: again and again, no faster than asked, and not for ever. */
import { expect, it } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import { noticeRequest, notifyOnce } from '../../../src/gateway/notify.ts';
import type { LeasedNotice, NoticeSettlement } from '../../../src/gateway/ports/notices.ts';
import type { OutgoingRequest, SendResult } from '../../../src/gateway/ports/transport.ts';
import { virtualClock } from './virtual-clock.ts';

const webhook = { url: 'http://sender.example/told', secrets: ['a', 'b'] };
const notice: LeasedNotice = {
  ...{ tenant: 't', id: 'n', sender: 's', event: 'claim.paid', submission: 'x', ordinal: 3 },
  ...{ location: 'Claim/c/_history/1', at: '2026-03-01T00:00:00Z', attempt: 1, ageMs: 0 },
};

async function settledAfter(result: SendResult, ageMs = 0): Promise<NoticeSettlement | undefined> {
  const settled: NoticeSettlement[] = [];
  const ports = {
    notices: {
      lease: async () => [{ ...notice, ageMs }],
      settle: async (settlement: NoticeSettlement) => settled.push(settlement) > 0,
    },
    transport: { send: async (_request: OutgoingRequest) => result },
    clock: virtualClock(),
    ids: { fraction: () => 0.5, token: () => '', submission: () => '' },
    log: { event: () => undefined },
  };
  expect(await notifyOnce(ports, { id: 's', webhook })).toBe(1);
  return settled[0];
}

const answer = (status: number, retryAfterMs?: number): SendResult => ({
  ...{ kind: 'response', status, contentType: '', body: '', cut: false },
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

it.each<[string, SendResult, number, string, number]>([
  ['taken', answer(204), 0, 'delivered', 500],
  ['a fault', answer(500), 0, 'ready', 500],
  ['a redirect', answer(302), 0, 'ready', 500],
  ['a rest', answer(429, 60_000), 0, 'ready', 60_000],
  ['nobody there', { kind: 'not-sent', reason: 'x' }, 0, 'ready', 500],
  [
    'nobody there for 72 hours',
    { kind: 'not-sent', reason: 'x' },
    limits.retryHorizonMs + 1,
    'parked',
    500,
  ],
])('%s', async (_name, result, ageMs, state, delayMs) => {
  expect(await settledAfter(result, ageMs)).toMatchObject({ state, delayMs, attempt: 1 });
});

it('is signed with every secret over the time and the body', () => {
  const { headers, body } = noticeRequest(notice, { webhook, seconds: 1_772_323_200 });
  expect(new TextDecoder().decode(body)).toBe(
    '{"id":"n","event":"claim.paid","at":"2026-03-01T00:00:00Z","submission":"/submissions/x","unit":3,"claim":"Claim/c/_history/1"}',
  );
  expect(headers['sampan-signature']).toMatch(/^t=1772323200,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
});
