/** Deliveries that came to rest are seen by whom they concern, and go again when told to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleBytes } from '../gateway/sample-claims.ts';
import { bodyOf, type GatewayUnderTest, startUnderTest, statusWhen } from './gateway-under-test.ts';
import { runCommand } from './run-command.ts';

let gateway: GatewayUnderTest;
const places: string[] = [];
beforeAll(async () => {
  gateway = await startUnderTest();
  await gateway.scenario({ name: 'reject', code: 'X' });
  for (const [at, key] of ['key-one', 'key-one', 'key-two'].entries()) {
    const response = await gateway.send('/submissions/sample', {
      ...{ method: 'POST', key, headers: { 'content-type': 'application/json' } },
      body: sampleBytes([{ number: `refused-${at}` }]) as Uint8Array<ArrayBuffer>,
    });
    const place = response.headers.get('location') ?? '';
    places.push(place);
    const refused = (status: { units: readonly { delivery?: { state: string } }[] }) =>
      status.units[0]?.delivery?.state === 'refused';
    await statusWhen(gateway, place, refused, key);
  }
  await gateway.scenario({ name: 'accept' });
});
afterAll(async () => {
  await gateway.close();
});

interface List {
  readonly deliveries: readonly Record<string, unknown>[];
  readonly next?: string;
}

async function list(query: string, key: string): Promise<List> {
  const response = await gateway.send(`/deliveries?${query}`, { key });
  expect(response.status).toBe(200);
  return await bodyOf<List>(response);
}

it('shows everybody what is theirs', async () => {
  const counts = await Promise.all(
    ['key-operator', 'key-one', 'key-two', 'key-payer-1', 'key-payer-2'].map(
      async (key) => (await list('state=refused', key)).deliveries.length,
    ),
  );
  expect(counts).toEqual([3, 2, 1, 3, 0]);
  const [own] = (await list('state=refused&unit=refused-1', 'key-one')).deliveries;
  expect(own).toMatchObject({ key: 'refused-1', result: 'refused: rejected', channel: 'sample' });
  // The number of a claim is its sender's; a tenant that is asked for by another stays hidden.
  const [seen] = (await list('state=refused&tenant=tenant-b', 'key-operator')).deliveries;
  expect([seen?.tenant, seen?.key]).toEqual(['tenant-b', undefined]);
  expect((await list('state=refused&tenant=tenant-b', 'key-one')).deliveries).toHaveLength(2);
  expect((await list('', 'key-operator')).deliveries).toEqual([]);
});

it('goes through many in pages', async () => {
  const seen = [];
  let after = '';
  for (;;) {
    const page = await list(`state=refused&limit=1&after=${after}`, 'key-operator');
    seen.push(...page.deliveries.map(({ payerKey }) => payerKey));
    if (page.next === undefined) break;
    after = page.next;
  }
  expect(new Set(seen).size).toBe(3);
});

it.each(['state=gone', 'colour=red', 'limit=0', 'from=soon'])('refuses %s', async (query) => {
  const response = await gateway.send(`/deliveries?${query}`, { key: 'key-operator' });
  expect(response.status).toBe(400);
});

it('is let go by operators only', async () => {
  for (const key of ['key-one', 'key-payer-1']) {
    const response = await gateway.send('/deliveries/release?state=refused', {
      ...{ method: 'POST', key },
    });
    expect(response.status).toBe(404);
  }
});

it('takes no filter in the body, which would let everything go', async () => {
  const response = await gateway.send('/deliveries/release?state=refused', {
    ...{ method: 'POST', key: 'key-operator', body: '{"payer":"payer-1"}' },
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('body = {');
});

async function replayed(...options: readonly string[]) {
  const to = ['--to', gateway.url, '--key', 'key-operator'];
  return await runCommand('replay', ...to, ...options);
}

it('first shows, then sends again with the same key and bytes', async () => {
  const shown = await replayed('--state', 'refused', '--tenant', 'tenant-a');
  expect([shown.code, shown.stdout]).toEqual([
    0,
    expect.stringMatching(/^ +2 {2}payer-1 {2}refused {2}sample {2}refused: rejected\n$/),
  ]);
  const gone = await replayed('--state', 'refused', '--tenant', 'tenant-a', '--go');
  expect([gone.code, gone.stderr]).toEqual([
    0,
    expect.stringContaining('released again: 2 deliveries'),
  ]);
  for (const place of places.slice(0, 2)) {
    const status = await statusWhen(
      gateway,
      place,
      ({ units }) => units[0]?.delivery?.state === 'delivered',
    );
    expect(status.units[0]?.delivery?.state).toBe('delivered');
  }
  const ledger = await gateway.ledger();
  const again = ledger.filter(({ received }) => received === 2);
  expect(again).toHaveLength(2);
  expect(again.every(({ bodySha256 }) => new Set(bodySha256).size === 1)).toBe(true);
});

it('stops at Ctrl-C behind the page in hand, and says where to go on', async () => {
  const asked: string[] = [];
  let child: ChildProcess | undefined;
  const many = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://many').searchParams.get('after') ?? '');
    if (asked.length === 2) child?.kill('SIGINT');
    response.end(JSON.stringify({ released: 100, next: `page-${asked.length}` }));
  });
  await new Promise<void>((resolve) => many.listen(0, '127.0.0.1', resolve));
  const { port } = many.address() as AddressInfo;
  const to = ['--to', `http://127.0.0.1:${port}`, '--key', 'key', '--state', 'refused', '--go'];
  child = spawn(process.execPath, ['bin/sampan.mjs', 'replay', ...to], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child?.once('close', resolve));
  const said = child.stderr === null ? '' : await text(child.stderr);
  expect(asked.slice(0, 2)).toEqual(['', 'page-1']);
  const pages = asked.length;
  expect([await ended, said]).toEqual([
    0,
    `stopped after ${pages * 100}; go on with --after page-${pages}\n`,
  ]);
  await new Promise((resolve) => many.close(resolve));
});
