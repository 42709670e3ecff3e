/** Bodies above what is ordinarily held in memory: answered later, and only so many at once. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GatewayUnderTest, startUnderTest, statusWhen } from './gateway-under-test.ts';

const ORDINARY = 100_000;
const MiB = 1024 * 1024;

let gateway: GatewayUnderTest;
beforeAll(async () => {
  const limits = { bodyBytes: ORDINARY, streamedBodyBytes: 6 * MiB, largeBodies: 1 };
  gateway = await startUnderTest({ limits });
});
afterAll(async () => {
  await gateway.close();
});

/** A claim in as many bytes as wanted: JSON allows blanks. */
function body(number: string, bytes: number): string {
  return `[${JSON.stringify({ number })}${' '.repeat(bytes)}]`;
}

const post = (path: string, content: string | ReadableStream, headers = {}) =>
  gateway.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: content,
    ...(content instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit);

it('of some MiB is taken, and worked on later', async () => {
  const response = await post('/submissions/sample', body('mib', 5 * MiB));
  expect([response.status, await response.text()]).toEqual([202, '']);
  const place = response.headers.get('content-location') ?? '';
  const status = await statusWhen(gateway, place, ({ state }) => state === 'done');
  expect(status).toMatchObject({ state: 'done', books: { in: 1, new: 1 } });
});

it('of some MiB whose sender asks for it is the same as one that is answered at once', async () => {
  const usual = await startUnderTest();
  const send = (number: string, headers: Record<string, string>) =>
    usual.send('/submissions/sample', {
      ...{ method: 'POST', body: body(number, 3 * MiB) },
      headers: { 'content-type': 'application/json', ...headers },
    });
  expect((await send('now', {})).status).toBe(200);
  const later = await send('later', { prefer: 'respond-async', 'idempotency-key': 'k' });
  expect(later.status).toBe(202);
  const place = later.headers.get('content-location') ?? '';
  await statusWhen(usual, place, ({ state }) => state === 'done');
  const replayed = await send('later', { prefer: 'respond-async', 'idempotency-key': 'k' });
  expect(replayed.headers.get('content-location')).toBe(place);
  const ledger = await usual.delivered(2);
  expect(ledger.map(({ number, effects }) => [number, effects]).sort()).toEqual([
    ['later', 1],
    ['now', 1],
  ]);
  await usual.close();
});

/** Parts of bodies that no submission has. */
function keptForNothing(): number {
  const database = new DatabaseSync(join(gateway.folder, 'sampan.db'), { readOnly: true });
  const [row] = database
    .prepare(
      `SELECT (SELECT count(*) FROM spool) + count(*) AS n FROM body WHERE kind = 'request'
       AND owner NOT IN (SELECT id FROM submission)`,
    )
    .all();
  database.close();
  return Number(row?.n);
}

it('is not kept if it is refused, cut, or was sent before', async () => {
  const send = (content: string, headers = {}) => post('/submissions/sample', content, headers);
  const stated = await send(body('typed', MiB), { 'content-type': 'application/json; charset=x' });
  expect(stated.status).toBe(415);
  const long = new Blob([body('long', 7 * MiB)]).stream();
  expect((await post('/submissions/sample', long)).status).toBe(413);
  const again = { 'idempotency-key': 'again' };
  const first = await send(body('again', 2 * MiB), again);
  const second = await send(body('again', 2 * MiB), again);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(second.headers.get('content-location')).toBe(first.headers.get('content-location'));
  const other = await send(body('other', 2 * MiB), again);
  expect([other.status, await other.text()]).toEqual([422, expect.stringContaining('KEY-REUSED')]);
  const broken = new ReadableStream({
    pull: (control) => control.enqueue(new Uint8Array(MiB)),
    start: (control) => void setTimeout(() => control.error(new Error('gone')), 20),
  });
  await expect(post('/submissions/sample', broken)).rejects.toThrow();
  // Its place is free when the gateway has noticed.
  const next = async () => (await send(body('next', MiB))).status;
  await expect.poll(next).toBe(202);
  await expect.poll(keptForNothing).toBe(0);
});

it('beyond the places there are is told to come back, before it is read', async () => {
  const slow = slowBody(body('slow', 2 * ORDINARY));
  const first = post('/submissions/sample', slow.stream);
  const refused = await refusedOnce();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await refused.text()).toContain('SAMPAN-HTTP-BUSY');
  expect((await post('/submissions/sample', body('small', 10))).status).toBe(200);
  slow.finish();
  expect((await first).status).toBe(202);
  expect((await post('/submissions/sample', body('next', 2 * ORDINARY))).status).toBe(202);
});

/** All but the last byte at once; that one when it is asked to. */
function slowBody(text: string) {
  const bytes = new TextEncoder().encode(text);
  const { promise, resolve } = Promise.withResolvers<void>();
  const stream = new ReadableStream({
    start: async (control) => {
      control.enqueue(bytes.subarray(0, -1));
      await promise;
      control.enqueue(bytes.subarray(-1));
      control.close();
    },
  });
  return { stream, finish: resolve };
}

/** The slow body takes its place when its bytes have come: until then others are still answered. */
async function refusedOnce(): Promise<Response> {
  for (let tries = 0; tries < 500; tries += 1) {
    const path = '/submissions/sample?dry-run=true';
    const response = await post(path, body(`try-${tries}`, 2 * ORDINARY));
    if (response.status !== 200) return response;
  }
  throw new Error('every large body found a place');
}
