/**
 * More at once than the gateway takes in: what it cannot hold it turns away unread, it says so at
 * /readyz, its memory stays bounded, what it takes in is not less than without the flood, and
 * senders that come back are all taken in the end.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { CLAIMS_A_COPY, zippedSet } from '../../bench/gateway-sets.ts';
import { CHANNEL } from '../gateway.ts';
import { authorization } from '../load.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

/** More than twice the bound; each is a set of its own. */
const AT_ONCE = 300;
/** What it can take, measured before: so many sets, after some that make the code warm. */
const CALM = { sets: 40, atOnce: 16, warming: 20 };
/** Seen: 470 to 500 MiB; the aim is 512. */
const RESIDENT_KIB = 640 * 1024;
/** Aim: four fifths, and less than 200 ms. A busy machine disturbs both, so more is borne. */
const GOODPUT_LEAST = 0.4;
const LAG_MOST_MS = 5_000;
/** The last are those that were told to come back most often: nobody fills the pauses they make. */
const COUNTED = 0.9;
const LOOK_MS = 20;
const SPREAD_MS = 500;
/** Longer than between two notes of the lag. */
const NOTED_MS = 600;
/** Sets of their own, far from those of the load and of the races. */
let flooded = 7_000_000;
let told = '';
/** A connection a request: one that was closed a moment ago is not taken for one that is open. */
const senders = new Agent({ pipelining: 0 });

export const overload: Fault = {
  name: `${AT_ONCE} sets at once`,
  times: 1,
  told: () => told,
  once: async (world) => {
    const [gateway] = world.gateways;
    const lagFile = join(world.folder, 'loop-lag');
    // A new process, so that its memory is that of the flood.
    await gateway.kill();
    await gateway.start({ env: lagMeasured(lagFile) });
    await claimsPerSecond(world, newSets(CALM.warming), CALM.atOnce);
    const calm = await claimsPerSecond(world, newSets(CALM.sets), CALM.atOnce);
    gateway.process().signal('SIGUSR2');
    const flood = { over: false };
    const said = readiness(world, flood);
    const under = await claimsPerSecond(world, newSets(AT_ONCE), AT_ONCE).finally(() => {
      flood.over = true;
    });
    if (under.refused === 0) throw new Error('none was turned away');
    if (!(await said).has('overloaded')) throw new Error('/readyz has not said it');
    const last = await status(world);
    if (last !== 'ready') throw new Error(`/readyz says ${last} when it is over`);
    await sleep(NOTED_MS);
    const lagMs = Number(readFileSync(lagFile, 'utf8'));
    told = verdict(
      { goodput: under.rate / calm.rate, lagMs, residentKib: residentKib(world) },
      calm,
    );
  },
};

interface Measured {
  readonly goodput: number;
  readonly lagMs: number;
  readonly residentKib: number;
}

function verdict({ goodput, lagMs, residentKib: kib }: Measured, calm: Taken): string {
  const part = `${Math.round(goodput * 100)} % of ${calm.rate.toFixed(0)} claims/s`;
  const told = `takes ${part}, loop ${lagMs} ms late at p99.9, ${Math.round(kib / 1024)} MiB`;
  const held = kib <= RESIDENT_KIB && goodput >= GOODPUT_LEAST && lagMs <= LAG_MOST_MS;
  if (!held) throw new Error(told);
  return told;
}

function lagMeasured(file: string): Readonly<Record<string, string>> {
  const module = new URL('../loop-lag.ts', import.meta.url).href;
  return { NODE_OPTIONS: `--import ${module}`, FAULTS_LAG: file };
}

function newSets(count: number): readonly NewSet[] {
  return Array.from({ length: count }, () => {
    flooded += 1;
    return { key: `flood-${flooded}`, body: zippedSet({ mark: flooded, copies: 1 }) };
  });
}

interface Taken {
  /** Claims a second, those of the run's own senders with them. */
  readonly rate: number;
  /** Times a set was told to come back. */
  readonly refused: number;
}

async function claimsPerSecond(
  world: World,
  sets: readonly NewSet[],
  atOnce: number,
): Promise<Taken> {
  const { load } = world;
  const began = performance.now();
  const others = load.acknowledged.length;
  let taken = 0;
  let refused = 0;
  let rate = 0;
  const waiting = sets.values();
  const send = async (): Promise<void> => {
    for (const set of waiting) {
      refused += await sendUntilTaken(world, set);
      taken += 1;
      if (taken > sets.length * COUNTED) continue;
      const all = taken + load.acknowledged.length - others;
      rate = (all * CLAIMS_A_COPY) / ((performance.now() - began) / 1_000);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  load.claimed(sets.length * CLAIMS_A_COPY);
  return { rate, refused };
}

interface NewSet {
  readonly key: string;
  readonly body: Uint8Array;
}

/** How often it was told to come back before. */
async function sendUntilTaken(world: World, set: NewSet): Promise<number> {
  const [{ url }] = world.gateways;
  for (let times = 0; ; times += 1) {
    const answer = await post(url, set).catch((error: Error) => error);
    if (answer instanceof Error) throw new Error(`${set.key}: no answer`, { cause: answer });
    const { status, after, text } = answer;
    if (status === 200) {
      const fresh = text.match(/"201/g)?.length ?? 0;
      if (fresh !== CLAIMS_A_COPY) throw new Error(`${set.key}: ${fresh} claims are new`);
      return times;
    }
    if (status !== 503 || !(after > 0)) {
      throw new Error(`${set.key}: ${status}, Retry-After ${after}: ${text}`);
    }
    await sleep(after * 1_000 + world.random() * SPREAD_MS);
  }
}

async function post(url: string, { key, body }: NewSet) {
  const response = await request(`${url}/submissions/${CHANNEL}`, {
    ...{ method: 'POST', body, dispatcher: senders },
    headers: { ...authorization, 'content-type': 'application/zip', 'idempotency-key': key },
  });
  const { statusCode: status, headers } = response;
  return { status, after: Number(headers['retry-after']), text: await response.body.text() };
}

/** Everything /readyz says until it is over. */
async function readiness(world: World, flood: { readonly over: boolean }) {
  const said = new Set<string>();
  while (!flood.over) {
    said.add(await status(world));
    await sleep(LOOK_MS);
  }
  return said;
}

async function status({ gateways: [{ url }] }: World): Promise<string> {
  const response = await fetch(`${url}/readyz`).catch(() => undefined);
  if (response === undefined) return 'no answer';
  return ((await response.json()) as { readonly status: string }).status;
}

/** The most that was ever resident. */
function residentKib({ gateways: [gateway] }: World): number {
  const text = readFileSync(`/proc/${gateway.process().child.pid}/status`, 'utf8');
  const [, kib = ''] = /^VmHWM:\s*(\d+) kB$/m.exec(text) ?? [];
  if (kib === '') throw new Error('the process does not tell its memory');
  return Number(kib);
}
