/** The two commands of a newcomer: start the sandbox, copy the line it prints. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/cli/payer/ledger.ts';

interface SandboxFile {
  readonly url: string;
  readonly senders: readonly { id: string; country: string; facility: string; key: string }[];
  readonly payers: readonly { id: string; country: string; ledger: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'sampan-sandbox-'));
let child: ChildProcess;
let printed = '';
let sandbox: SandboxFile;

beforeAll(async () => {
  child = spawn(process.execPath, ['bin/sampan.mjs', 'serve'], {
    env: { ...process.env, PORT: '0', SAMPAN_DATA: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (data: Buffer) => {
      printed += data.toString();
      if (printed.includes('listening on')) resolve();
    });
    child.once('exit', () => reject(new Error(printed)));
  });
  sandbox = JSON.parse(readFileSync(join(folder, 'sandbox.json'), 'utf8')) as SandboxFile;
});

afterAll(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const statuses = (text: string) =>
  (JSON.parse(text) as { entry: readonly { response: { status: string } }[] }).entry.map(
    ({ response }) => response.status,
  );

it('describes itself before it says that it listens', () => {
  expect(printed).toContain(`listening on ${sandbox.url}`);
  expect(sandbox.senders.map(({ country }) => country)).toEqual(['th', 'vn', 'cn', 'cn']);
  expect(sandbox.senders[0]).toMatchObject({ facility: '99999', channels: expect.any(Array) });
  expect(Object.keys(sandbox.payers[0] ?? {})).toEqual(['id', 'country', 'key', 'ledger']);
});

it('prints a line that works: new, then duplicates, each claim once at the payer', async () => {
  const line = printed.split('\n').find((each) => each.trim().startsWith('curl')) ?? '';
  const run = () => execFileSync('sh', ['-c', `${line.trim()} -s`]).toString();
  const first = statuses(run());
  expect(first.length).toBeGreaterThan(0);
  expect(new Set(first)).toEqual(new Set(['201']));
  const ledger = await ledgerWith(first.length);
  expect(ledger.every(({ received, effects }) => received === 1 && effects === 1)).toBe(true);
  expect(new Set(statuses(run()))).toEqual(new Set(['200']));
  expect(await ledgerWith(first.length)).toEqual(ledger);
});

it('submits from the command line with the key of the sandbox', () => {
  const sample = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
  const text = execFileSync(
    process.execPath,
    ['bin/sampan.mjs', 'submit', '--to', sandbox.url, '--channel', 'th-eclaim-16', sample],
    { env: { ...process.env, SAMPAN_DATA: folder }, stdio: ['ignore', 'pipe', 'ignore'] },
  ).toString();
  expect(text).toMatch(/^200 {2}\d+ {2}Claim\//m);
});

it('loads a register for the demo sender that --tenant names, and says for whom', () => {
  const file = join(folder, 'codes.csv');
  writeFileSync(file, 'code\nK29\n');
  const load = (...args: readonly string[]) =>
    spawnSync(
      process.execPath,
      ['bin/sampan.mjs', 'load', '--to', sandbox.url, '--name', 'internet-disease', ...args, file],
      { env: { ...process.env, SAMPAN_DATA: folder }, encoding: 'utf8' },
    ).stderr;
  const [first, , other] = sandbox.senders.map(({ id }) => id);
  const column = ['--key-column', 'code'];
  expect(load(...column, '--tenant', `${other}`)).toBe(`internet-disease: 1 entry, for ${other}\n`);
  expect(load(...column)).toBe(
    `internet-disease: 1 entry, for ${first}; --tenant names another: vn-demo, cn-demo, cn-sh-demo\n`,
  );
  expect(load(...column, '--tenant', 'nobody')).toContain(
    'no sender of this sandbox is nobody; there is th-demo, vn-demo, cn-demo, cn-sh-demo',
  );
});

async function ledgerWith(claims: number): Promise<readonly LedgerEntry[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(sandbox.payers[0]?.ledger ?? '');
    const ledger = (await answer.json()) as readonly LedgerEntry[];
    if (ledger.length >= claims) return ledger;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the payer has not got ${claims} claims`);
}

it('ends by itself when it is told to, with nothing left that would keep it', async () => {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = new Promise<string>((resolve) => setTimeout(resolve, 15_000, 'late').unref());
  expect(await Promise.race([ended, late])).toBe(0);
});

it('says that a port is taken, and ends', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const own = mkdtempSync(join(tmpdir(), 'sampan-second-'));
  const second = spawnSync(process.execPath, ['bin/sampan.mjs', 'serve'], {
    env: { ...process.env, PORT: String(port), SAMPAN_DATA: own },
    encoding: 'utf8',
    timeout: 45_000,
  });
  other.close();
  rmSync(own, { recursive: true, force: true });
  expect(second.status).toBe(2);
  expect(second.stderr).toContain(`port ${port} is taken; choose another with PORT`);
}, 60_000);
