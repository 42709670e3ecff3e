/** Requests that race: 64 times the same at once, under one key and under 64. */
import { zippedSet } from '../../bench/gateway-sets.ts';
import { CHANNEL } from '../gateway.ts';
import { authorization } from '../load.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

const AT_ONCE = 64;
/** Sets of their own, far from those of the load. */
let raced = 5_000_000;

function race(title: string, keyOf: (at: number) => string | undefined): Fault {
  return {
    name: `64 at once: ${title}`,
    times: 1,
    once: async (world) => {
      raced += 1;
      const body = zippedSet({ mark: raced, copies: 1 });
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, at) => post(world, body, keyOf(at))),
      );
      const fresh = answers.filter(({ text }) => text.includes('"201'));
      const texts = new Set(fresh.map(({ text }) => text));
      const strange = answers.filter(({ status }) => ![200, 409, 429, 503].includes(status));
      world.load.claimed(3);
      if (texts.size !== 1 || strange.length > 0) {
        throw new Error(`${texts.size} different first answers, ${strange.length} strange ones`);
      }
    },
  };
}

async function post({ gateways: [gateway] }: World, body: Uint8Array, key: string | undefined) {
  const response = await fetch(`${gateway.url}/submissions/${CHANNEL}`, {
    ...{ method: 'POST', body: body as Uint8Array<ArrayBuffer> },
    headers: {
      ...{ ...authorization, 'content-type': 'application/zip' },
      ...(key !== undefined && { 'idempotency-key': key }),
    },
  });
  return { status: response.status, text: await response.text() };
}

export const requestFaults: readonly Fault[] = [
  race('one key', () => `race-${raced}`),
  race('a key each', (at) => `race-${raced}-${at}`),
  race('no key', () => undefined),
];
