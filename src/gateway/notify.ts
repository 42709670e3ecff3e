/**
 * Tells senders what became of their claims: signed, at least once, in no promised order. Who is
 * told learns where to look; nothing in it identifies a person.
 */
import { limits } from '../base/limits.ts';
import { hmacSha256 } from '../base/sha256.ts';
import { retryDelayMs } from './backoff.ts';
import type { LeasedNotice, Notices } from './ports/notices.ts';
import type { Clock, Ids, Log } from './ports/services.ts';
import type { Webhook } from './ports/terms.ts';
import type { OutgoingRequest, SendResult, Transport } from './ports/transport.ts';

export interface NotifyPorts {
  readonly notices: Notices;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** A sender that wants to be told. */
export interface NotifiedSender {
  readonly id: string;
  readonly webhook: Webhook;
}

/** Notices of one sender in flight at once. */
const AT_ONCE = 4;

/** Sends what is due for one sender; the number of attempts. */
export async function notifyOnce(ports: NotifyPorts, sender: NotifiedSender): Promise<number> {
  const { leaseMs } = limits;
  const due = await ports.notices.lease({ sender: sender.id, limit: AT_ONCE, leaseMs });
  await Promise.all(due.map((notice) => attempt(ports, sender, notice)));
  return due.length;
}

async function attempt(
  ports: NotifyPorts,
  { id: peer, webhook }: NotifiedSender,
  notice: LeasedNotice,
): Promise<void> {
  const { tenant, id, attempt: number } = notice;
  const request = noticeRequest(notice, { webhook, seconds: Math.floor(ports.clock.now() / 1000) });
  const result = await ports.transport.send({ ...request, peer: `webhook/${peer}` });
  const taken = result.kind === 'response' && result.status >= 200 && result.status < 300;
  const tired = notice.ageMs > limits.retryHorizonMs;
  const state = taken ? 'delivered' : tired ? 'parked' : 'ready';
  const asked = result.kind === 'response' ? (result.retryAfterMs ?? 0) : 0;
  const delayMs = Math.max(asked, retryDelayMs(number, ports.ids.fraction()));
  await ports.notices.settle({
    ...{ tenant, id, attempt: number, state, result: resultText(result), delayMs },
  });
  if (state !== 'delivered') {
    const fields = { sender: peer, attempt: number, result: resultText(result), state };
    ports.log.event(state === 'parked' ? 'error' : 'warn', 'notice not taken', fields);
  }
}

function resultText(result: SendResult): string {
  return result.kind === 'response' ? `status ${result.status}` : result.reason;
}

interface Signing {
  readonly webhook: Webhook;
  readonly seconds: number;
}

export function noticeRequest(
  { id, event, submission, ordinal, location, at }: LeasedNotice,
  { webhook, seconds }: Signing,
): Omit<OutgoingRequest, 'peer'> {
  const place = `/submissions/${submission}`;
  const text = JSON.stringify({ id, event, at, submission: place, unit: ordinal, claim: location });
  const signatures = webhook.secrets.map((secret) => `v1=${sign(secret, seconds, text)}`);
  return {
    ...{ connections: AT_ONCE, method: 'POST', url: webhook.url },
    headers: {
      'content-type': 'application/json',
      'sampan-event': event,
      'sampan-notice': id,
      'sampan-signature': [`t=${seconds}`, ...signatures].join(','),
    },
    body: encoder.encode(text),
  };
}

const encoder = new TextEncoder();

/** HMAC-SHA-256 of `seconds.text` in hex: the time is signed too, against replays. */
function sign(secret: string, seconds: number, text: string): string {
  const digest = hmacSha256(encoder.encode(secret))(encoder.encode(`${seconds}.${text}`));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
