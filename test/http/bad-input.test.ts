/** What is wrong with a request is said with a status and a finding, and nothing is stored. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../src/base/limits.ts';
import { sampleBytes } from '../gateway/sample-claims.ts';
import { bodyOf, type GatewayUnderTest, startUnderTest } from './gateway-under-test.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest({ databaseUrl: 'memory:' });
});
afterAll(async () => {
  await gateway.close();
});

const good = sampleBytes([{ number: 'bad-input' }]) as Uint8Array<ArrayBuffer>;
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'multipart/form-data; boundary=B' };

interface Case {
  readonly name: string;
  readonly path?: string;
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly status: number;
  readonly code: string;
}

const cases: readonly Case[] = [
  { name: 'no key', key: '', status: 401, code: 'SAMPAN-HTTP-LOGIN' },
  { name: 'unknown key', key: 'nobody', status: 401, code: 'SAMPAN-HTTP-LOGIN' },
  { name: 'channel not granted', key: 'key-mute', status: 404, code: 'SAMPAN-HTTP-NOT-FOUND' },
  { name: 'payer as sender', key: 'key-payer-1', status: 404, code: 'SAMPAN-HTTP-NOT-FOUND' },
  {
    name: 'no such channel',
    path: '/submissions/none',
    status: 404,
    code: 'SAMPAN-HTTP-NOT-FOUND',
  },
  { name: 'empty body', body: '', status: 400, code: 'SAMPAN-HTTP-EMPTY' },
  { name: 'not JSON', body: '{"a":', status: 400, code: 'SAMPAN-JSON-SYNTAX' },
  {
    ...{ name: 'type of another channel', headers: { 'content-type': 'application/xml' } },
    ...{ status: 415, code: 'SAMPAN-HTTP-TYPE' },
  },
  { name: 'no type', headers: { 'content-type': '' }, status: 415, code: 'SAMPAN-HTTP-TYPE' },
  {
    name: 'broken type',
    headers: { 'content-type': 'zip' },
    status: 415,
    code: 'SAMPAN-HTTP-TYPE',
  },
  {
    ...{ name: 'unknown charset', headers: { 'content-type': 'application/json; charset=ebcdic' } },
    ...{ status: 415, code: 'SAMPAN-HTTP-CHARSET' },
  },
  {
    ...{ name: 'compressed', headers: { ...json, 'content-encoding': 'gzip' } },
    ...{ status: 415, code: 'SAMPAN-HTTP-ENCODING' },
  },
  { name: 'form without end', headers: form, body: '--B\r\n', ...multipart() },
  { name: 'form without files', headers: form, body: '--B--\r\n', ...multipart() },
  {
    ...{ name: 'part without headers', headers: form, body: '--B\r\n\r\nx\r\n--B--\r\n' },
    ...multipart(),
  },
  {
    ...{ name: 'form without boundary', headers: { 'content-type': 'multipart/form-data' } },
    ...multipart(),
  },
  { name: 'unknown intent', path: '/submissions/sample?intent=undo', ...parameter() },
  { name: 'misspelt parameter', path: '/submissions/sample?intnt=void', ...parameter() },
  {
    name: 'parameter given twice',
    path: '/submissions/sample?intent=void&intent=original',
    ...parameter(),
  },
  {
    ...{ name: 'too deep', path: '/fhir', body: `${'['.repeat(70)}${']'.repeat(70)}` },
    ...{ status: 413, code: 'SAMPAN-JSON-DEPTH' },
  },
  { name: 'half a flag', path: '/submissions/sample?dry-run=1', ...parameter() },
  { name: 'empty idempotency key', headers: { ...json, 'idempotency-key': '' }, ...parameter() },
  {
    ...{
      name: 'endless idempotency key',
      headers: { ...json, 'idempotency-key': 'k'.repeat(300) },
    },
    ...parameter(),
  },
];

/** Addresses that are there, asked for by another method. */
const methods = [
  ['PUT', '/submissions/sample', 'POST, GET'],
  ['DELETE', '/fhir/Claim/1', 'GET'],
  ['GET', '/fhir', 'POST'],
  ['POST', '/statements/any', 'GET'],
] as const;

function multipart() {
  return { status: 400, code: 'SAMPAN-HTTP-MULTIPART' } as const;
}

function parameter() {
  return { status: 400, code: 'SAMPAN-HTTP-PARAMETER' } as const;
}

describe('bad input', () => {
  it.each(cases)('$name: $status $code', async ({ path, key, headers, body, status, code }) => {
    const response = await gateway.send(path ?? '/submissions/sample', {
      method: 'POST',
      headers: headers ?? json,
      body: body ?? good,
      ...(key !== undefined && { key }),
    });
    const outcome = await bodyOf<Outcome>(response);
    expect({ status: response.status, code: codeOf(outcome) }).toEqual({ status, code });
    expect(outcome.resourceType).toBe('OperationOutcome');
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });

  it.each(methods)('%s %s: 405, and what it allows', async (method, path, allow) => {
    const response = await gateway.send(path, { method });
    expect(codeOf(await bodyOf<Outcome>(response))).toBe('SAMPAN-HTTP-METHOD');
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
  });

  it('a transaction whose entries are no list', async () => {
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: {} });
    const headers = { 'content-type': 'application/fhir+json' };
    const response = await gateway.send('/fhir', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Bundle.entry');
  });

  it('refuses what says it is too large before a byte of it is read', async () => {
    const { hostname, port } = new URL(gateway.url);
    const answer = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
      const sent = request({
        ...{ hostname, port, method: 'POST', path: '/submissions/sample' },
        headers: {
          ...{ ...json, authorization: 'Bearer key-one' },
          'content-length': limits.streamedBodyBytes + 1,
        },
      });
      sent.on('response', async (response) => {
        const text = (await response.toArray()).join('');
        resolve({ ...(response.statusCode && { status: response.statusCode }), text });
        sent.destroy();
      });
      sent.on('error', reject);
      sent.write('[');
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('SAMPAN-HTTP-TOO-LARGE');
  });

  it('survives connections that end in the middle of a body', async () => {
    const { hostname, port } = new URL(gateway.url);
    const head = [
      'POST /submissions/sample HTTP/1.1',
      'Host: x',
      'Authorization: Bearer key-one',
      'Content-Type: application/json',
      'Content-Length: 1000',
    ].join('\r\n');
    for (let n = 0; n < 10; n += 1) {
      const socket = connect(Number(port), hostname);
      await new Promise((resolve) => socket.write(`${head}\r\n\r\n[{"number":"cut-${n}"`, resolve));
      socket.destroy();
    }
    expect((await gateway.send('/livez')).status).toBe(200);
  });

  it('answers what is no HTTP with an OperationOutcome', async () => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.end('NONSENSE\r\n\r\n');
    const answer = Buffer.concat(await socket.toArray()).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"OperationOutcome"');
  });

  it('has stored nothing of all this, and no request ended in a 500', async () => {
    const search = await bodyOf(await gateway.send('/fhir/Claim'));
    expect(search).toMatchObject({ total: 0 });
    expect(gateway.logged.filter(({ message }) => message === 'exception')).toEqual([]);
  });

  it('speaks the language that is asked for', async () => {
    const headers = { ...json, 'accept-language': 'fr, th;q=0.8, en;q=0.1' };
    const response = await gateway.send('/submissions/sample', { method: 'POST', headers });
    expect(await response.text()).toContain('คำขอไม่มีเนื้อหา');
  });
});

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly { readonly details: { readonly coding: readonly { code: string }[] } }[];
}

function codeOf(outcome: Outcome): string | undefined {
  return outcome.issue[0]?.details.coding[0]?.code;
}
