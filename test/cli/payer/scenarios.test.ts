/** The simulated payer by itself: when its answers come, and in which order it works. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../src/cli/payer/ledger.ts';
import { type PayerServer, startPayerServer } from '../../../src/cli/payer/server.ts';
import { virtualTime } from '../../../src/cli/payer/time.ts';

let server: PayerServer;
let base = '';
beforeAll(async () => {
  server = await startPayerServer({ host: '127.0.0.1', port: 0, payers: [{ id: 'p' }] });
  base = `${server.url}/payers/p`;
});
afterAll(async () => {
  await server.close();
});

async function scenario(setting: object): Promise<void> {
  const response = await fetch(`${base}/scenario`, {
    method: 'PUT',
    body: JSON.stringify(setting),
  });
  expect(response.status).toBe(200);
}

function submit(number: string, signal: AbortSignal | null = null): Promise<Response> {
  const claim = { resourceType: 'Claim', id: number, identifier: [{ value: number }] };
  return fetch(`${base}/fhir/Claim/$submit`, {
    ...{ method: 'POST', signal, headers: { 'idempotency-key': number, 'sampan-version': '1' } },
    body: JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: claim }] }),
  });
}

async function passes(ms: number): Promise<Response> {
  const body = JSON.stringify({ passMs: ms });
  return await fetch(`${base}/clock`, { method: 'PUT', body });
}

async function ledger(): Promise<readonly LedgerEntry[]> {
  return (await (await fetch(`${base}/ledger`)).json()) as readonly LedgerEntry[];
}

it('late answer: the claim has its effect though nobody waits any more', async () => {
  await scenario({ name: 'late answer', ms: 60_000, times: 1 });
  const impatient = new AbortController();
  const first = submit('late', impatient.signal).catch((error: Error) => error.name);
  while ((await ledger()).length === 0);
  impatient.abort();
  expect(await first).toBe('AbortError');
  expect((await submit('late')).status).toBe(200);
  expect(await ledger()).toMatchObject([{ number: 'late', received: 2, effects: 1 }]);
});

it('out of order: of two claims the one that came first is worked on last', async () => {
  await scenario({ name: 'out of order', ms: 60_000, times: 2 });
  const answered: string[] = [];
  const send = async (number: string) => {
    expect((await submit(number)).status).toBe(200);
    answered.push(number);
  };
  const before = (await ledger()).length;
  await Promise.all([send('one'), send('two')]);
  const worked = (await ledger()).slice(before).map(({ number }) => number);
  expect([...worked].sort()).toEqual(['one', 'two']);
  expect(answered).toEqual(worked);
});

it('out of order: a claim that no other follows is worked on after a while', async () => {
  await scenario({ name: 'out-of-order', ms: 50 });
  expect((await submit('alone')).status).toBe(200);
});

it('a payer that does not honour keys lets every message have its effect', async () => {
  await scenario({ name: 'accept', honours: false });
  expect((await submit('twice')).status).toBe(200);
  expect((await submit('twice')).status).toBe(200);
  await scenario({ name: 'accept' });
  expect((await submit('twice')).status).toBe(200);
  const entry = (await ledger()).find(({ number }) => number === 'twice');
  expect(entry).toMatchObject({ received: 3, effects: 2 });
});

it('tells what became of a message, even if its answer never came', async () => {
  await scenario({ name: 'timeout', times: 1 });
  const impatient = new AbortController();
  const lost = submit('lost', impatient.signal).catch(() => undefined);
  while (!(await ledger()).some(({ number }) => number === 'lost'));
  impatient.abort();
  await lost;
  const status = async (key: string) =>
    (await (await fetch(`${base}/fhir/ClaimResponse?key=${key}`)).json()) as { total: number };
  expect(await status('lost')).toMatchObject({ total: 1 });
  expect(await status('never')).toMatchObject({ total: 0 });
});

it('on a virtual clock an answer is as slow as the test wants it', async () => {
  expect((await passes(1)).status).toBe(409);
  const time = virtualTime();
  const virtual = await startPayerServer({
    ...{ host: '127.0.0.1', port: 0, payers: [{ id: 'p' }], time },
  });
  const real = base;
  base = `${virtual.url}/payers/p`;
  await scenario({ name: 'slow', ms: 3_600_000 });
  let answered = false;
  const waiting = submit('patient').then((response) => {
    answered = true;
    return response;
  });
  await passes(3_599_999);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(answered).toBe(false);
  while (!answered) await passes(3_600_000);
  expect(await (await waiting).json()).toMatchObject({ outcome: 'queued' });
  await virtual.close();
  base = real;
});

it('refuses with the codes that are asked for', async () => {
  const codes = async (setting: object, number: string) => {
    await scenario({ name: 'reject with national codes', ...setting });
    const answer = (await (await submit(number)).json()) as {
      readonly outcome: string;
      readonly error: readonly {
        readonly code: { readonly coding: readonly { code: string }[] };
      }[];
    };
    return [answer.outcome, ...answer.error.map(({ code }) => code.coding[0]?.code)];
  };
  expect(await codes({}, 'r0')).toEqual(['error', 'rejected']);
  expect(await codes({ code: 'C1' }, 'r1')).toEqual(['error', 'C1']);
  expect(await codes({ codes: ['C1', 'C2'] }, 'r2')).toEqual(['error', 'C1', 'C2']);
});
