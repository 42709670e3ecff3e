/** Sends with the platform's fetch, where undici does not load (Workers). */
import { limits } from '../base/limits.ts';
import type { SendResult, Transport } from '../gateway/ports/transport.ts';
import { retryAfterMs, type TransportTimes } from './message.ts';

export const fetchTransport: Transport = createFetchTransport({
  headersMs: limits.payerHeadersMs,
  totalMs: limits.payerTotalMs,
});

export function createFetchTransport({ headersMs, totalMs }: TransportTimes): Transport {
  return {
    send: async ({ method, url, headers, body }) => {
      const headersLate = new AbortController();
      const timer = setTimeout(() => headersLate.abort(), headersMs);
      try {
        const response = await fetch(url, {
          ...{ method, headers, redirect: 'manual' },
          ...(body !== undefined && { body: new Uint8Array(body) }),
          signal: AbortSignal.any([headersLate.signal, AbortSignal.timeout(totalMs)]),
        });
        clearTimeout(timer);
        return await resultOf(response);
      } catch (error) {
        // fetch does not tell whether bytes had left, so the careful reading holds.
        return { kind: 'unanswered', reason: error instanceof Error ? error.name : 'unknown' };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function resultOf(response: Response): Promise<SendResult> {
  const delay = retryAfterMs(response.headers.get('retry-after'));
  const { text, cut } = await readReply(response);
  return {
    kind: 'response',
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    ...(delay !== undefined && { retryAfterMs: delay }),
    body: text,
    cut,
  };
}

async function readReply(
  response: Response,
): Promise<{ readonly text: string; readonly cut: boolean }> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) return { text: text + decoder.decode(), cut: false };
    size += value.length;
    if (size > limits.replyBytes) {
      await reader?.cancel();
      return { text, cut: true };
    }
    text += decoder.decode(value, { stream: true });
  }
}
