/**
 * More at once than the gateway takes in: what it cannot hold it turns away unread, it says so at
 * /readyz, its memory stays bounded, and senders that come back are all taken in the end.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLAIMS_A_COPY, zippedSet } from '../../bench/gateway-sets.ts';
import { CHANNEL } from '../gateway.ts';
import { authorization } from '../load.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

/** More than twice the bound; each is a set of its own. */
const AT_ONCE = 300;
/** Seen: 0.7 to 1.0 GiB, of which a third is there before the first set. */
const RESIDENT_KIB = 1536 * 1024;
const LOOK_MS = 20;
const SPREAD_MS = 500;
/** Sets of their own, far from those of the load and of the races. */
let flooded = 7_000_000;

export const overload: Fault = {
  name: `${AT_ONCE} sets at once`,
  times: 1,
  once: async (world) => {
    const [gateway] = world.gateways;
    // A new process, so that its memory is that of the flood.
    await gateway.kill();
    await gateway.start();
    const sets = Array.from({ length: AT_ONCE }, () => {
      flooded += 1;
      return { key: `flood-${flooded}`, body: zippedSet({ mark: flooded, copies: 1 }) };
    });
    const flood = { over: false };
    const said = readiness(world, flood);
    const refusals = await Promise.all(sets.map((set) => sendUntilTaken(world, set))).finally(
      () => {
        flood.over = true;
      },
    );
    world.load.claimed(AT_ONCE * CLAIMS_A_COPY);
    if (refusals.every((times) => times === 0)) throw new Error('none was turned away');
    if (!(await said).has('overloaded')) throw new Error('/readyz has not said it');
    const last = await status(world);
    if (last !== 'ready') throw new Error(`/readyz says ${last} when it is over`);
    const resident = residentKib(world);
    if (resident > RESIDENT_KIB) throw new Error(`${resident} KiB were resident`);
  },
};

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
    const { response, text } = answer;
    if (response.status === 200) {
      const fresh = text.match(/"201/g)?.length ?? 0;
      if (fresh !== CLAIMS_A_COPY) throw new Error(`${set.key}: ${fresh} claims are new`);
      return times;
    }
    const after = Number(response.headers.get('retry-after') ?? 'NaN');
    if (response.status !== 503 || !(after > 0)) {
      throw new Error(`${set.key}: ${response.status}, Retry-After ${after}: ${text}`);
    }
    await sleep(after * 1_000 + world.random() * SPREAD_MS);
  }
}

async function post(url: string, { key, body }: NewSet) {
  const response = await fetch(`${url}/submissions/${CHANNEL}`, {
    ...{ method: 'POST', body: body as Uint8Array<ArrayBuffer> },
    headers: { ...authorization, 'content-type': 'application/zip', 'idempotency-key': key },
  });
  return { response, text: await response.text() };
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
