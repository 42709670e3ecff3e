/** What the gateway says when something of its own is slow, broken or away. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { limits } from '../../src/base/limits.ts';
import { OutageError } from '../../src/gateway/ports/outage.ts';
import type { Dedupe } from '../../src/gateway/ports/services.ts';
import { readBody } from '../../src/http/read-body.ts';
import { sampleBytes } from '../gateway/sample-claims.ts';
import {
  bodyOf,
  type GatewayUnderTest,
  type Status,
  startUnderTest,
  statusWhen,
} from './gateway-under-test.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest({
    beforeTranslation: async (text) => {
      if (text.includes('slow')) await new Promise((resolve) => setTimeout(resolve, 4_000));
      if (text.includes('bug')) throw new TypeError('a mistake of ours');
      if (text.includes('away')) throw new OutageError('the store is away');
    },
  });
});
afterAll(async () => {
  await gateway.close();
});

const post = (number: string, headers = {}) =>
  gateway.send('/submissions/sample', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
  });

describe('a fault of ours', () => {
  it('D3: tells a second request with the same key to come back, without doubling it', async () => {
    const key = { 'idempotency-key': 'slow' };
    const first = post('slow', key);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const reused = await post('slow-other', key);
    expect([reused.status, await reused.text()]).toEqual([
      422,
      expect.stringContaining('SAMPAN-GATEWAY-KEY-REUSED'),
    ]);
    const second = await post('slow', key);
    expect([second.status, second.headers.get('retry-after')]).toEqual([409, '2']);
    expect(await second.text()).toContain('SAMPAN-GATEWAY-IN-FLIGHT');
    const text = await (await first).text();
    const third = await post('slow', key);
    expect([await third.text(), third.headers.get('idempotency-replayed')]).toEqual([text, 'true']);
  });

  it('waits once for a gateway said to be at work, and then for a while no more', async () => {
    let asked = 0;
    const dedupe: Dedupe & { close(): Promise<void> } = {
      kind: 'memory',
      mark: async () => {
        asked += 1;
        return 'in-flight';
      },
      ...{ settle: async () => undefined, healthy: () => true, close: async () => undefined },
    };
    const lied = await startUnderTest({ databaseUrl: 'memory:', dedupe });
    const send = async (key: string) => {
      asked = 0;
      const response = await lied.send('/submissions/sample', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: sampleBytes([{ number: key }]) as Uint8Array<ArrayBuffer>,
      });
      expect(response.status).toBe(200);
      return asked;
    };
    expect(await send('lie-1')).toBeGreaterThan(10);
    // Once for the key, once for the bytes.
    expect(await send('lie-2')).toBe(2);
    await lied.close();
  });

  it('is a 500 that tells nothing but where to ask, and stores nothing', async () => {
    const response = await post('bug', { 'x-request-id': 'r-1' });
    const text = await response.text();
    expect([response.status, response.headers.get('x-request-id')]).toEqual([500, 'r-1']);
    expect(text).toContain('SAMPAN-HTTP-EXCEPTION');
    expect(text).not.toContain('a mistake of ours');
    expect(gateway.logged).toContainEqual(
      expect.objectContaining({
        message: 'exception',
        fields: expect.objectContaining({ requestId: 'r-1' }),
      }),
    );
    const found = await bodyOf(await gateway.send('/fhir/Claim?identifier=bug'));
    expect(found).toMatchObject({ total: 0 });
  });

  it('is a 503 with a time to come back when something is away', async () => {
    const response = await post('away');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await response.text()).toContain('SAMPAN-HTTP-UNAVAILABLE');
  });
});

describe('a submission taken for later', () => {
  it('that cannot be worked on ends as failed and holds up none behind it', async () => {
    const prefer = { prefer: 'respond-async' };
    const broken = (await post('bug', prefer)).headers.get('content-location') ?? '';
    const good = (await post('fine', prefer)).headers.get('content-location') ?? '';
    const done = ({ state }: Status) => state !== 'received';
    expect(await statusWhen(gateway, good, done)).toMatchObject({ state: 'done' });
    const failed = await statusWhen(gateway, broken, done);
    expect(failed).toMatchObject({ state: 'failed', books: { in: 0 } });
    expect(JSON.stringify(failed)).toContain('SAMPAN-GATEWAY-FAILED');
  });
});

describe('a body', () => {
  const request = (body: ReadableStream | Uint8Array<ArrayBuffer>) =>
    new Request('http://x', { method: 'POST', body, duplex: 'half' } as RequestInit);

  it('that does not end in time', async () => {
    vi.useFakeTimers();
    const reading = readBody(request(new ReadableStream({})), { maxBytes: 100 });
    await vi.advanceTimersByTimeAsync(limits.requestMs + 1);
    vi.useRealTimers();
    expect(await reading).toEqual({ kind: 'fault', code: 'SAMPAN-HTTP-TIMEOUT' });
  });

  it('that breaks off', async () => {
    const broken = new ReadableStream({ start: (control) => control.error(new Error('cut')) });
    expect(await readBody(request(broken), { maxBytes: 100 })).toEqual({
      kind: 'fault',
      code: 'SAMPAN-HTTP-CUT',
    });
  });

  it('that grows past the limit without having said so', async () => {
    const endless = new ReadableStream({
      pull: (control) => control.enqueue(new Uint8Array(60)),
    });
    const read = await readBody(request(endless), { maxBytes: 100 });
    expect(read).toEqual({ kind: 'fault', code: 'SAMPAN-HTTP-TOO-LARGE' });
  });

  it('of JSON that is not UTF-8', async () => {
    const response = await gateway.send('/fhir/Patient/$validate', {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('SAMPAN-HTTP-JSON');
  });
});
