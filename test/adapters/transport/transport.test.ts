/** Faults of the wire against real sockets: nothing is taken for an answer that is none. */
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createFetchTransport } from '../../../src/adapters/fetch-transport.ts';
import { createUndiciTransport } from '../../../src/adapters/undici-transport.ts';
import { limits } from '../../../src/base/limits.ts';
import { judge } from '../../../src/gateway/judge.ts';
import type { OutgoingRequest, Transport } from '../../../src/gateway/ports/transport.ts';
import { freePort } from '../free-port.ts';
import { type Behaviour, type OddServer, startOddServer, whole } from './odd-server.ts';
import { opensslMissing, selfSigned } from './self-signed.ts';

const times = { headersMs: 300, totalMs: 1_200 };
const transport = createUndiciTransport(times);
const transports: Readonly<Record<string, Transport>> = {
  undici: transport,
  fetch: createFetchTransport(times),
};
afterAll(async () => {
  await transport.close();
});
let server: OddServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const good = '{"resourceType":"ClaimResponse","outcome":"queued"}';
let serial = 0;

function request(url: string): OutgoingRequest {
  serial += 1;
  return {
    ...{ peer: `payer-${serial}`, connections: 2, method: 'POST', url: `${url}/Claim/$submit` },
    headers: { 'content-type': 'application/fhir+json', 'idempotency-key': 'k' },
    body: new TextEncoder().encode('{"resourceType":"Bundle"}'),
  };
}

describe.each(Object.keys(transports))('over %s a payer on a bad day', (name) => {
  async function sendTo(behave: Behaviour) {
    server = await startOddServer(behave);
    return await (transports[name] ?? transport).send(request(server.url));
  }

  const verdictOf = async (behave: Behaviour) =>
    judge(await sendTo(behave), { claimId: 'c', uncertain: false }).kind;

  it.each<[string, string, Behaviour]>([
    ['answers', 'acknowledged', (socket) => socket.write(whole(good))],
    ['never answers', 'ambiguous', () => undefined],
    ['ends without a word', 'ambiguous', (socket) => socket.end()],
    ['resets the connection', 'ambiguous', (socket) => socket.resetAndDestroy()],
    [
      'resets it in the middle of its answer',
      'ambiguous',
      (socket) => {
        socket.write(whole(good).slice(0, -20));
        setTimeout(() => socket.resetAndDestroy(), 50);
      },
    ],
    [
      'stops in the middle of its answer',
      'ambiguous',
      (socket) => socket.write(whole(good).slice(0, -20)),
    ],
    [
      'ends in the middle of its answer',
      'ambiguous',
      (socket) => socket.end(whole(good).slice(0, -20)),
    ],
    ['speaks no HTTP', 'ambiguous', (socket) => socket.end('\u0000\u0001what?\r\n\r\n')],
    ['sends half a header', 'ambiguous', (socket) => socket.write('HTTP/1.1 200 O')],
    ['says 200 to a page', 'ambiguous', (socket) => socket.write(whole('<html>', 'text/html'))],
    ['says 200 to nothing', 'ambiguous', (socket) => socket.write(whole(''))],
    ['says 200 to half a document', 'ambiguous', (socket) => socket.write(whole(good.slice(9)))],
    ['says 500', 'ambiguous', (socket) => socket.write(whole('', '', '500 Oops'))],
    ['says 503', 'transient', (socket) => socket.write(whole('', '', '503 Later'))],
  ])('%s: %s', async (_name, verdict, behave) => {
    expect(await verdictOf(behave)).toBe(verdict);
    expect(server?.requests).toHaveLength(1);
  });

  it('sends a byte at a time: it is given up in time', async () => {
    let drip: ReturnType<typeof setInterval> | undefined;
    const started = performance.now();
    const verdict = await verdictOf((socket) => {
      const text = whole(good);
      let at = 0;
      drip = setInterval(() => socket.write(text.charAt(at++)), 100);
    });
    clearInterval(drip);
    expect(verdict).toBe('ambiguous');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('sends without end: no more is read than may be', async () => {
    let written = 0;
    const result = await sendTo((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n');
      const chunk = Buffer.alloc(256 * 1024, 'x');
      const more = (): void => {
        while (!socket.destroyed && written < 100 * 1024 * 1024) {
          written += chunk.length;
          if (!socket.write(chunk)) break;
        }
      };
      socket.on('drain', more);
      more();
    });
    expect(result).toMatchObject({ kind: 'response', cut: true });
    expect(result.kind === 'response' && result.body.length).toBeLessThanOrEqual(limits.replyBytes);
    expect(written).toBeLessThan(20 * 1024 * 1024);
  });

  it('redirects: nobody follows', async () => {
    const elsewhere = await startOddServer((socket) => socket.write(whole(good)));
    const location = `Location: ${elsewhere.url}\r\nContent-Length: 0`;
    const result = await sendTo((socket) =>
      socket.write(`HTTP/1.1 307 Elsewhere\r\n${location}\r\n\r\n`),
    );
    expect(result).toMatchObject({ kind: 'response', status: 307 });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });
});

describe('a connection that was kept', () => {
  it('and is reset when it is used again: the claim is not sent a second time', async () => {
    server = await startOddServer((socket, nth) => {
      if (nth === 1) socket.write(whole(good));
      else socket.resetAndDestroy();
    });
    const first = request(server.url);
    expect(await transport.send(first)).toMatchObject({ status: 200 });
    expect(await transport.send(first)).toMatchObject({ kind: 'unanswered' });
    expect(server.requests).toHaveLength(2);
  });

  it('is not one of more than the payer takes', async () => {
    let open = 0;
    let most = 0;
    server = await startOddServer((socket) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        socket.write(whole(good));
      }, 30);
    });
    const one = request(server.url);
    await Promise.all(Array.from({ length: 10 }, () => transport.send(one)));
    expect(most).toBe(2);
  });
});

describe('a payer that is not there', () => {
  it('refuses the connection: nothing was sent', async () => {
    const url = `http://127.0.0.1:${await freePort()}/fhir`;
    expect(await transport.send(request(url))).toEqual({
      kind: 'not-sent',
      reason: 'ECONNREFUSED',
    });
  });

  it('has no address: nothing was sent', async () => {
    const result = await transport.send(request('http://payer.invalid/fhir'));
    expect(result.kind).toBe('not-sent');
  });

  it.skipIf(opensslMissing())(
    'shows a certificate that nobody vouches for: nothing was sent',
    async () => {
      let requests = 0;
      const tls = createTlsServer(selfSigned(), (_request, response) => {
        requests += 1;
        response.end(good);
      });
      await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
      const { port } = tls.address() as AddressInfo;
      const result = await transport.send(request(`https://127.0.0.1:${port}/fhir`));
      tls.close();
      expect([result, requests]).toEqual([
        { kind: 'not-sent', reason: expect.stringMatching(/SELF_SIGNED|CERT/) },
        0,
      ]);
    },
  );
});
