/**
 * One body of very many treatments through `sampan serve`: when it is kept, when all of it is
 * settled and delivered, and what the gateway holds in memory meanwhile. Memory must not grow with
 * the count.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { zipSync } from 'fflate';
import { request } from 'undici';
import { freePort } from '../adapters/free-port.ts';
import { type Running, startProcess } from '../faults/process.ts';
import { streamedClaims } from '../vn/claim-stream.ts';
import { cpuMsOf, type Resident, watchResident } from './resident.ts';

const COUNTS = (process.env.BENCH_LARGE || '2500,10000').split(',').map(Number);
const ZIPPED = process.env.BENCH_LARGE_AS === 'zip';
/** Of each kind in a treatment: 18 KB of base64. */
const LINES = 5;
const LOOK_MS = 250;
/** As the simulated payer is called; the channel calls its payer otherwise. */
const PAYER = 'nhso';
const SAMPAN = new URL('../../bin/sampan.mjs', import.meta.url).pathname;

export async function run(): Promise<void> {
  for (const count of COUNTS) await measure(count);
}

async function measure(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-large-'));
  const payer = fork(new URL('./gateway-payer.ts', import.meta.url));
  const payerUrl = await new Promise<string>((resolve) => payer.once('message', resolve));
  const { gateway, url } = await startGateway(folder, payerUrl);
  const { pid = 0 } = gateway.child;
  const resident = watchResident(pid);
  try {
    const cpu = cpuMsOf(pid);
    await sendAndWatch({ count, url, payerUrl, folder, resident });
    console.log(`  ${((cpuMsOf(pid) - cpu) / count).toFixed(1)} ms of the gateway's CPU a claim`);
  } catch (error) {
    console.error(gateway.said());
    throw error;
  } finally {
    resident.stop();
    gateway.signal('SIGTERM');
    await gateway.ended;
    payer.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startGateway(
  folder: string,
  payerUrl: string,
): Promise<{ readonly gateway: Running; readonly url: string }> {
  const port = await freePort();
  const configFile = join(folder, 'config.json');
  const sender = { id: 'hospital', tenant: 'hospital', country: 'vn', facility: '01999' };
  const to = { id: 'vss', country: 'vn', url: `${payerUrl}/payers/${PAYER}/fhir` };
  const config = {
    identityKey: 'env:BENCH_IDENTITY',
    sealingKeys: [{ id: 's1', key: 'env:BENCH_SEALING' }],
    senders: [{ ...sender, channels: ['vn-xml'], key: 'env:BENCH_SENDER' }],
    payers: [{ ...to, key: 'env:BENCH_PAYER' }],
  };
  writeFileSync(configFile, JSON.stringify(config));
  const env = {
    ...{ SAMPAN_CONFIG: configFile, SAMPAN_DATA: join(folder, 'data'), PORT: String(port) },
    ...{ LOG_LEVEL: 'error', BENCH_IDENTITY: 'a1'.repeat(32), BENCH_SEALING: 'b2'.repeat(32) },
    ...{ BENCH_SENDER: 'sender-key', BENCH_PAYER: 'payer-key' },
    ...(process.env.BENCH_NODE_OPTIONS && { NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS }),
  };
  const args = [SAMPAN, 'serve'];
  const gateway = await startProcess({ file: process.execPath, args, env, ready: 'listening on' });
  return { gateway, url: `http://127.0.0.1:${port}` };
}

interface Sending {
  readonly count: number;
  readonly url: string;
  readonly payerUrl: string;
  readonly folder: string;
  readonly resident: Resident;
}

async function sendAndWatch(sending: Sending): Promise<void> {
  const { count, url, folder, resident } = sending;
  const rest = resident.now();
  const began = performance.now();
  let bytes = 0;
  const body = function* () {
    const pieces = streamedClaims({ count, lines: LINES });
    for (const piece of ZIPPED ? [zipped(pieces)] : pieces) {
      bytes += piece.length;
      yield piece;
    }
  };
  const answer = await request(`${url}/submissions/vn-xml`, {
    ...{ method: 'POST', body: Readable.from(body()) },
    headers: {
      ...{ authorization: 'Bearer sender-key', prefer: 'respond-async' },
      'content-type': ZIPPED ? 'application/zip' : 'application/xml',
    },
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 202) throw new Error(`${answer.statusCode} ${text.slice(0, 2_000)}`);
  const seconds = () => (performance.now() - began) / 1_000;
  const shown = (value: number) => value.toFixed(0);
  const takenAfter = seconds();
  const taken = resident.now();
  const books = await settled(folder, count, resident);
  const settledAfter = seconds();
  const rate = count / (settledAfter - takenAfter);
  const { sent, effects } = await delivered(sending);
  const doneAfter = seconds();
  console.log(
    `${count} HOSO, ${shown(bytes / 1e6)} MB: 202 after ${takenAfter.toFixed(1)} s, ` +
      `settled after ${shown(settledAfter)} s (${shown(rate)} claims/s, ${books}), ` +
      `${sent} delivered ${effects} times after ${shown(doneAfter)} s`,
  );
  const tenths = resident.tenths().map((each) => each ?? '-');
  console.log(`  MiB resident: at rest ${rest}, at 202 ${taken}, tenths ${tenths.join(' ')}`);
}

/** Not compressed: made-up treatments are so alike that nearly nothing would be left. */
function zipped(pieces: Iterable<Uint8Array>): Uint8Array {
  return zipSync({ 'a.xml': Buffer.concat([...pieces]) }, { level: 0 });
}

/** Looked up in the store itself: the status over HTTP names every unit. */
async function settled(folder: string, count: number, resident: Resident): Promise<string> {
  const database = new DatabaseSync(join(folder, 'data', 'sampan.db'), { readOnly: true });
  const query = database.prepare('SELECT state, books FROM submission');
  try {
    for (;;) {
      const { state, books } = query.get() as { readonly state: string; readonly books: string };
      const counted = JSON.parse(books) as { readonly in: number; readonly new: number };
      resident.at(counted.in / count);
      if (state !== 'received') return `${state}: ${counted.new} of ${counted.in} new`;
      await sleep(LOOK_MS);
    }
  } finally {
    database.close();
  }
}

/** Claims the payer has, once nothing more comes. */
async function delivered({ count, payerUrl }: Sending) {
  for (let before = -1; ; ) {
    const response = await fetch(`${payerUrl}/payers/${PAYER}/ledger`);
    const entries = (await response.json()) as readonly { readonly effects: number }[];
    const effects = entries.reduce((sum, entry) => sum + entry.effects, 0);
    if (entries.length >= count || entries.length === before) {
      return { sent: entries.length, effects };
    }
    before = entries.length;
    await sleep(2_000);
  }
}
