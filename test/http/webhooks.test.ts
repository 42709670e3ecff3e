/** Senders are told what became of their claims: signed, and again until they take it. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleBytes } from '../gateway/sample-claims.ts';
import { type GatewayUnderTest, startUnderTest } from './gateway-under-test.ts';

interface Told {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const secrets = ['old-secret', 'new-secret'];
const told: Told[] = [];
/** Statuses that the next notices are answered with; then 204. */
const answers: number[] = [];
let receiver: Server;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    told.push({ path: request.url ?? '', headers: request.headers, text: await text(request) });
    const status = answers.shift() ?? 204;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/told`;
  gateway = await startUnderTest({ webhooks: { one: { url, secrets } } });
});
afterAll(async () => {
  await gateway.close();
  receiver.close();
});

async function post(number: string, key = 'key-one'): Promise<string> {
  const response = await gateway.send('/submissions/sample', {
    ...{ method: 'POST', key, headers: { 'content-type': 'application/json' } },
    body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
  });
  return response.headers.get('location') ?? '';
}

async function toldWhen(count: number): Promise<readonly Told[]> {
  const deadline = Date.now() + 15_000;
  while (told.length < count && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return told;
}

function notice({ text: body }: Told): Record<string, unknown> {
  return JSON.parse(body) as Record<string, unknown>;
}

it('tells of a delivery and of an answer, signed with both secrets', async () => {
  const place = await post('w-1');
  const [delivered] = await toldWhen(1);
  if (delivered === undefined) throw new Error('nothing was told');
  expect(notice(delivered)).toMatchObject({
    ...{ event: 'delivery.delivered', submission: place, unit: 1 },
  });
  expect(delivered.text).not.toContain('w-1');
  const [time = '', ...signatures] = String(delivered.headers['sampan-signature']).split(',');
  const seconds = time.replace('t=', '');
  expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60);
  const expected = secrets.map(
    (secret) =>
      `v1=${createHmac('sha256', secret).update(`${seconds}.${delivered.text}`).digest('hex')}`,
  );
  expect(signatures).toEqual(expected);
  const claim = String(notice(delivered).claim);
  const answer = {
    ...{ resourceType: 'ClaimResponse', status: 'active', outcome: 'complete' },
    request: { reference: claim },
  };
  const posted = await gateway.send('/fhir/ClaimResponse', {
    ...{ method: 'POST', key: 'key-payer-1', body: JSON.stringify(answer) },
    headers: { 'content-type': 'application/fhir+json' },
  });
  expect(posted.status).toBe(201);
  const [, answered] = await toldWhen(2);
  expect(answered && notice(answered)).toMatchObject({ event: 'claim.approved', claim });
});

it('tells again until it is taken, and follows no redirect', { timeout: 20_000 }, async () => {
  const before = told.length;
  answers.push(500, 302);
  await post('w-2');
  const all = (await toldWhen(before + 3)).slice(before);
  expect(all.map(({ path }) => path)).toEqual(['/told', '/told', '/told']);
  expect(new Set(all.map((each) => notice(each).id)).size).toBe(1);
});

it('tells nobody who did not ask', async () => {
  const before = told.length;
  await post('w-3', 'key-two');
  await gateway.delivered((await gateway.ledger()).length);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told.length).toBe(before);
});
