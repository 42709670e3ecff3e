/** Receipts are signed, chained and checked offline; the books of a day balance. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/crypto/ids.ts';
import { digest } from '../../src/adapters/crypto/mac.ts';
import { createSigner } from '../../src/adapters/crypto/signer.ts';
import { issueReceipts, receiptAnswer } from '../../src/gateway/issue-receipts.ts';
import type { ReceiptRow, Receipts } from '../../src/gateway/ports/receipts.ts';
import type { StoredSubmission } from '../../src/gateway/ports/store.ts';
import { type SampleClaim, sampleBytes } from '../gateway/sample-claims.ts';
import { bodyOf, type GatewayUnderTest, startUnderTest } from './gateway-under-test.ts';
import { runCommand } from './run-command.ts';

interface ReceiptFile {
  readonly receipt: {
    readonly tenant: string;
    readonly sequence: number;
    readonly previous: string;
    readonly submission: string;
    readonly sha256: string;
  };
  readonly payload: string;
  readonly protected: string;
  readonly signature: string;
}

let gateway: GatewayUnderTest;
let folder = '';
const sent = sampleBytes([{ number: 'r-1' }]);
const places: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sampan-receipts-'));
  gateway = await startUnderTest({ databaseUrl: 'memory:' });
  for (const body of [sent, sampleBytes([{ number: 'r-2' }, { number: 'r-1', amount: 3 }])]) {
    places.push(await post(body));
  }
  places.push(await post(sampleBytes([{ number: 'r-3' }]), { prefer: 'respond-async' }));
  await post(sampleBytes([{ number: 'other' }]), {}, 'key-two');
  writeFileSync(join(folder, 'sent.json'), sent);
  writeFileSync(join(folder, 'jwks.json'), await textAt('/.well-known/jwks.json', ''));
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post(body: Uint8Array, headers = {}, key = 'key-one'): Promise<string> {
  const response = await gateway.send('/submissions/sample', {
    ...{ method: 'POST', key, headers: { 'content-type': 'application/json', ...headers } },
    body: body as Uint8Array<ArrayBuffer>,
  });
  return response.headers.get('location') ?? response.headers.get('content-location') ?? '';
}

async function textAt(path: string, key = 'key-one'): Promise<string> {
  const response = await gateway.send(path, { key });
  expect(response.status).toBe(200);
  return await response.text();
}

async function receiptAt(place: string): Promise<ReceiptFile> {
  return JSON.parse(await textAt(`${place}/receipt`)) as ReceiptFile;
}

/** What the command says of receipts, as files of their own. */
async function verify(receipts: readonly object[], ...options: readonly string[]) {
  const files = receipts.map((receipt, at) => {
    const file = join(folder, `receipt-${at}.json`);
    writeFileSync(file, JSON.stringify(receipt));
    return file;
  });
  const keys = ['--keys', join(folder, 'jwks.json')];
  return await runCommand('receipt', 'verify', ...keys, ...options, ...files);
}

const signer = createSigner([{ id: 'own', key: new Uint8Array(32).fill(5) }]);

/** The first receipts of a history of their own. */
async function issued(name: string, count: number): Promise<readonly object[]> {
  const rows: ReceiptRow[] = [];
  const submission: StoredSubmission = {
    ...{ id: name, channel: 'c', sender: 's', receivedAt: '2026-03-01T00:00:00.000Z' },
    ...{ requestHash: 'h', byteCount: 1, state: 'received', books: '' },
  };
  const receipts = {
    due: async () => Array.from({ length: count }, () => ({ tenant: 't', submission })),
    head: async () => undefined,
    append: async (_tenant: string, list: readonly ReceiptRow[]) => rows.push(...list) > 0,
  } as unknown as Receipts;
  await issueReceipts({ receipts, signer, digest, clock: systemClock });
  return rows.map(receiptAnswer);
}

function changed(payload: string, change: object): string {
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return Buffer.from(JSON.stringify({ ...said, ...change })).toString('base64url');
}

describe('receipts', () => {
  it('are there for every submission, in one chain a tenant', async () => {
    const receipts = await Promise.all(places.map(receiptAt));
    expect(receipts.map(({ receipt }) => receipt.sequence).sort()).toEqual([1, 2, 3]);
    expect(new Set(receipts.map(({ receipt }) => receipt.tenant))).toEqual(new Set(['tenant-a']));
    expect(receipts[0]?.receipt.previous).toBe('');
    const again = await Promise.all(places.map(receiptAt));
    expect(again).toEqual(receipts);
    const good = await verify(receipts);
    expect([good.code, good.stderr]).toEqual([0, '']);
    expect(good.stdout.match(/^good /gm)).toHaveLength(3);
  });

  it('prove what was sent', async () => {
    const receipt = await receiptAt(places[0] ?? '');
    const right = await verify([receipt], '--sent', join(folder, 'sent.json'));
    expect(right.code).toBe(0);
    const wrong = await verify([receipt], '--sent', join(folder, 'jwks.json'));
    expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringContaining('is not about')]);
  });

  it('are found out when anything in them was changed', async () => {
    const [first, second, third] = await Promise.all(places.map(receiptAt));
    if (first === undefined || second === undefined || third === undefined) throw new Error('few');
    const { receipt: _left, ...bare } = first;
    const forged: readonly (readonly [object, string])[] = [
      [{ ...bare, payload: changed(first.payload, { bytes: 1 }) }, 'the signature does not fit'],
      [{ ...first, receipt: { ...first.receipt, sha256: '0' } }, 'what was signed'],
      [{ ...first, signature: second.signature }, 'the signature does not fit'],
      [{ ...first, protected: 'e30' }, 'not signed as receipts are'],
      [third, '"sequence":'],
    ];
    const { code, stdout } = await verify(
      forged.map(([receipt]) => receipt),
      '--json',
    );
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line, at) => line.includes(forged[at]?.[1] ?? ''))).toEqual(
      forged.map(() => true),
    );
  });

  it('of two histories do not fit together', async () => {
    const [one, two] = [await issued('a', 1), await issued('b', 2)];
    const { keys } = signer;
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: await keys() }));
    const { code, stdout } = await verify([...one, ...two.slice(1)], '--json');
    expect([code, stdout]).toEqual([1, expect.stringContaining('does not follow')]);
  });

  it("are not another's to read", async () => {
    const response = await gateway.send(`${places[0]}/receipt`, { key: 'key-two' });
    expect(response.status).toBe(404);
    expect((await gateway.send('/submissions/none/receipt')).status).toBe(404);
  });

  it('are issued without being asked for', async () => {
    const place = await post(sampleBytes([{ number: 'unasked' }]));
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    const receipt = (await receiptAt(place)).receipt as unknown as { issuedAt: string };
    expect(Date.now() - Date.parse(receipt.issuedAt)).toBeGreaterThan(100);
  });
});

describe('the books of a day', () => {
  it('balance, and say what became of everything', async () => {
    const claims: readonly SampleClaim[] = [
      { number: 'b-1' },
      { number: 'b-2', state: 'rejected' },
      { number: 'b-1' },
      { number: 'b-1', amount: 9 },
    ];
    await post(sampleBytes(claims));
    const today = new Date().toISOString().slice(0, 10);
    const deadline = Date.now() + 5_000;
    let books: { balanced?: boolean; units?: Record<string, number>; submissions?: object } = {};
    while (Date.now() < deadline) {
      books = JSON.parse(await textAt(`/books/${today}`));
      if (!JSON.stringify(books).includes('"received"')) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(books.balanced).toBe(true);
    expect((await gateway.send('/books/2026-02-30')).status).toBe(400);
    expect(books.units).toMatchObject({ in: 9, new: 5, duplicate: 1, conflict: 2, rejected: 1 });
    const other = await bodyOf<typeof books>(
      await gateway.send(`/books/${today}`, { key: 'key-two' }),
    );
    expect(other).toMatchObject({ balanced: true, units: { in: 1, new: 1 } });
    const yesterday = await textAt('/books/2020-01-01');
    expect(JSON.parse(yesterday)).toMatchObject({ balanced: true, units: { in: 0 } });
    expect((await gateway.send('/books/soon')).status).toBe(400);
  });
});
