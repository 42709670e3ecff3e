/**
 * End to end over HTTP: receive, convert, validate, keep, forward. Claims a second, latencies, and
 * where the time goes. The load, the gateway and the payer share this machine's cores.
 */
import { fork } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { Pool } from 'undici';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import { catalogueOf } from '../../src/assemble.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import { startPayerServer } from '../../src/cli/payer/server.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import { startGateway } from '../../src/node.ts';
import { createTranslate } from '../../src/translate.ts';
import { keepAlone } from './gateway-store.ts';

const CHANNEL = 'th-eclaim-16';
const SAMPLE = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
const SECONDS = 5;
const groupSizes: number[] = [];
subscribe('sampan:commit-group', (size) => groupSizes.push(Number(size)));
const identityKey = new Uint8Array(32).fill(7);

interface Figures {
  readonly claims: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

export async function run(): Promise<void> {
  const payerChild = await forkPayer();
  try {
    console.log(`cores ${availableParallelism()}; load, gateway and payer share them`);
    await translateAlone();
    keepAlone();
    for (const inFlight of [1, 8, 32]) await endToEnd(payerChild.url, inFlight);
  } finally {
    payerChild.stop();
  }
}

/** The payer in a process of its own, as it is in life. */
async function forkPayer(): Promise<{ readonly url: string; stop(): void }> {
  const child = fork(new URL(import.meta.url).pathname, ['payer']);
  const url = await new Promise<string>((resolve) =>
    child.once('message', (m) => resolve(String(m))),
  );
  return { url, stop: () => void child.kill() };
}

async function endToEnd(payerUrl: string, inFlight: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-bench-'));
  const parts = { profiles: await loadProfiles(), texts: await loadTexts() };
  const gateway = await startGateway({
    ...{ folder, host: '127.0.0.1', port: 0, version: 'bench', config: configFor(payerUrl) },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
  });
  try {
    const pool = new Pool(gateway.url, { connections: inFlight });
    // Each phase has numbers of its own: the payer must not know any of them yet.
    runs += 1;
    const start = await delivered(payerUrl);
    const warm = await load(pool, { inFlight, seconds: 1, prefix: `${runs * 2}-` });
    const before = await drained(payerUrl, start + warm.claims);
    groupSizes.length = 0;
    const figures = await load(pool, { inFlight, seconds: SECONDS, prefix: `${runs * 2 + 1}-` });
    const sent = await drained(payerUrl, before + figures.claims);
    const transactions = groupSizes.toSorted((a, b) => a - b);
    report(`end to end, ${inFlight} in flight`, figures);
    console.log(`  forwarded ${sent - before} of ${figures.claims} when looked at after the run`);
    const commits = transactions.reduce((sum, size) => sum + size, 0);
    console.log(
      `  commits a transaction: mean ${(commits / transactions.length).toFixed(1)}, ` +
        `p99 ${transactions[Math.floor(transactions.length * 0.99)]}`,
    );
    await pool.close();
  } finally {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Load {
  readonly inFlight: number;
  readonly seconds: number;
  readonly prefix: string;
}

/** Each request is a zip with the sample's claims under numbers of their own. */
async function load(pool: Pool, { inFlight, seconds, prefix }: Load): Promise<Figures> {
  const latenciesMs: number[] = [];
  let claims = 0;
  let next = 0;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - began < seconds * 1_000) {
      next += 1;
      const body = sampleZip(`${prefix}${next}`);
      const sent = performance.now();
      const response = await pool.request({
        ...{ method: 'POST', path: `/submissions/${CHANNEL}`, body },
        headers: { authorization: 'Bearer bench', 'content-type': 'application/zip' },
      });
      const answer = (await response.body.json()) as {
        readonly entry: readonly { readonly response: { readonly status: string } }[];
      };
      latenciesMs.push(performance.now() - sent);
      const wrong = answer.entry.find((each) => each.response.status !== '201');
      if (wrong) throw new Error(`a claim was refused: ${JSON.stringify(wrong)}`);
      claims += answer.entry.length;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { claims, seconds: (performance.now() - began) / 1_000, latenciesMs };
}

const texts = readdirSync(SAMPLE).map(
  (name) => [name, readFileSync(join(SAMPLE, name), 'utf8')] as const,
);
const number = new Map<string, string>();
let runs = 0;

/** The sample's own visit and admission numbers, replaced by ones of this request. */
function sampleZip(mark: string): Uint8Array {
  number.clear();
  const files = texts.map(([name, text]) => {
    const changed = text.replace(/\b(2601\d{8}|69000\d{4})\b/g, (found) => renamed(found, mark));
    return [name, new TextEncoder().encode(changed)] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 1 });
}

function renamed(found: string, mark: string): string {
  const known = number.get(found);
  if (known !== undefined) return known;
  const [lead = '', digits = ''] = mark.split('-');
  const serial = digits.padStart(6, '0');
  const made = `${lead}${serial}${number.size}`.padEnd(found.length, '0').slice(0, found.length);
  number.set(found, made);
  return made;
}

async function translateAlone(): Promise<void> {
  const profiles = await loadProfiles();
  const channels = await loadChannels();
  const mac = createMac(identityKey);
  const translate = createTranslate({ channels, profiles, identityKey, mac });
  const bytes = sampleZip('1-0');
  const submission = { channel: CHANNEL, facility: '99999', files: [{ name: 'body', bytes }] };
  const once = () => translate({ tenant: 'bench', submission }).units.length;
  for (let n = 0; n < 30; n += 1) once();
  const began = performance.now();
  let claims = 0;
  while (performance.now() - began < 1_500) claims += once();
  const perClaim = (performance.now() - began) / claims;
  console.log(`convert and validate alone, one thread: ${(1_000 / perClaim).toFixed(0)} claims/s,`);
  console.log(`  ${perClaim.toFixed(2)} ms a claim (map, profiles, hashes, JSON text)`);
}

function configFor(payerUrl: string): GatewayConfig {
  return {
    identityKey,
    sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
    senders: [
      {
        kind: 'sender',
        ...{ id: 'bench', tenant: 'bench', country: 'th', facility: '99999', key: 'bench' },
        channels: [CHANNEL],
      },
    ],
    payers: [
      {
        ...{ id: 'nhso', country: 'th', key: 'payer', concurrency: 16 },
        url: `${payerUrl}/payers/nhso/fhir`,
      },
    ],
  };
}

async function delivered(payerUrl: string): Promise<number> {
  const response = await fetch(`${payerUrl}/payers/nhso/ledger`);
  return ((await response.json()) as readonly unknown[]).length;
}

async function drained(payerUrl: string, wanted: number): Promise<number> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const count = await delivered(payerUrl);
    if (count >= wanted || Date.now() > deadline) return count;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function report(name: string, { claims, seconds, latenciesMs }: Figures): void {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  const rate = (claims / seconds).toFixed(0);
  console.log(`${name}: ${rate} claims/s in ${sorted.length} submissions,`);
  console.log(`  latency of a submission p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

if (process.argv[2] === 'payer') {
  const server = await startPayerServer({
    ...{ host: '127.0.0.1', port: 0, payers: [{ id: 'nhso' }] },
  });
  process.send?.(server.url);
}
