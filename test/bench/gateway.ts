/**
 * End to end over HTTP: receive, convert, validate, keep, forward. Claims a second, latencies, and
 * where the time goes. The load, the gateway and the payer share this machine's cores.
 */
import { fork } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import { catalogueOf } from '../../src/catalogue.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';
import { createTranslate } from '../../src/translate.ts';
import type { Figures, LoadOrder } from './gateway-load.ts';
import { CLAIMS_A_COPY, zippedSet } from './gateway-sets.ts';
import { keepAlone } from './gateway-store.ts';

const CHANNEL = 'th-eclaim-16';
const groupSizes: number[] = [];
subscribe('sampan:commit-group', (size) => groupSizes.push(Number(size)));
const identityKey = new Uint8Array(32).fill(7);

export async function run(): Promise<void> {
  console.log(`cores ${availableParallelism()}; load, gateway and payer share them`);
  await translateAlone();
  await keepAlone();
  await endToEnd();
}

interface Part {
  /** What the part says next. */
  next(): Promise<unknown>;
  send(message: LoadOrder): void;
  stop(): void;
}

/** The payer and the load in processes of their own, as they are in life. */
function forkPart(name: 'payer' | 'load'): Part {
  const child = fork(new URL(`./gateway-${name}.ts`, import.meta.url));
  return {
    next: () =>
      new Promise((resolve, reject) => {
        child.once('message', resolve);
        child.once('exit', () => reject(new Error(`the ${name} has ended`)));
      }),
    send: (message) => void child.send(message),
    stop: () => void child.kill(),
  };
}

const PHASES = [
  { copies: 1, submissions: 300, inFlight: 1 },
  { copies: 1, submissions: 600, inFlight: 8 },
  { copies: 1, submissions: 600, inFlight: 32 },
  { copies: 20, submissions: 60, inFlight: 1 },
  { copies: 20, submissions: 60, inFlight: 8 },
] as const;
type Phase = (typeof PHASES)[number];

/** One gateway for all phases, as it would run; the first is run once before, to warm it up. */
async function endToEnd(): Promise<void> {
  const payer = forkPart('payer');
  const load = forkPart('load');
  const payerUrl = String(await payer.next());
  const gateway = await gatewayFor(payerUrl);
  let firstMark = 1_000;
  const measure = async (phase: Phase): Promise<Measured> => {
    const before = await delivered(payerUrl);
    const cpu = process.cpuUsage();
    groupSizes.length = 0;
    load.send({ ...phase, url: gateway.url, channel: CHANNEL, firstMark });
    firstMark += phase.submissions;
    const figures = (await load.next()) as Figures;
    const sent = (await drained(payerUrl, before + figures.claims)) - before;
    const { user, system } = process.cpuUsage(cpu);
    return { figures, sent, cpuMs: (user + system) / 1_000 };
  };
  try {
    await measure(PHASES[1]);
    for (const phase of PHASES) report(phase, await measure(phase));
  } finally {
    for (const part of [payer, load]) part.stop();
    await gateway.close();
  }
}

interface Measured {
  readonly figures: Figures;
  readonly sent: number;
  /** Of the gateway's process with all its threads, until the last delivery. */
  readonly cpuMs: number;
}

async function gatewayFor(payerUrl: string): Promise<RunningGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-bench-'));
  const parts = { profiles: await loadProfiles(), texts: await loadTexts() };
  const gateway = await startGateway({
    ...{ folder, host: '127.0.0.1', port: 0, version: 'bench', config: configFor(payerUrl) },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
  });
  return {
    ...gateway,
    close: async () => {
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function translateAlone(): Promise<void> {
  const profiles = await loadProfiles();
  const channels = await loadChannels();
  const mac = createMac(identityKey);
  const translate = createTranslate({ channels, profiles, identityKey, mac });
  for (const copies of [1, 20]) {
    const files = [{ name: 'body', bytes: zippedSet({ mark: 1, copies }) }];
    const submission = { channel: CHANNEL, facility: '99999', files };
    const once = () => translate({ tenant: 'bench', submission }).units.length;
    for (let claims = 0; claims < 1_500; ) claims += once();
    const began = performance.now();
    let claims = 0;
    while (performance.now() - began < 1_500) claims += once();
    const perClaim = (performance.now() - began) / claims;
    console.log(
      `translate alone, sets of ${copies * CLAIMS_A_COPY}, one thread: ` +
        `${(1_000 / perClaim).toFixed(0)} claims/s, ${perClaim.toFixed(2)} ms a claim`,
    );
  }
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

function report(phase: Phase, { figures, sent, cpuMs }: Measured): void {
  const { claims, seconds, latenciesMs } = figures;
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  const commits = groupSizes.reduce((sum, size) => sum + size, 0);
  const group = (commits / groupSizes.length).toFixed(1);
  console.log(
    `end to end, sets of ${claims / sorted.length}, ${phase.inFlight} in flight: ` +
      `${(claims / seconds).toFixed(0)} claims/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  );
  console.log(
    `  ${(cpuMs / claims).toFixed(2)} ms of the gateway's CPU a claim, ${group} commits a ` +
      `transaction, ${sent} of ${claims} delivered`,
  );
}
