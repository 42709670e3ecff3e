/** The gateway dies while it works off a body of many treatments, some of which are settled. */
import { setTimeout as sleep } from 'node:timers/promises';
import { streamedClaims } from '../../vn/claim-stream.ts';
import { clinicAuthorization, LARGE_CHANNEL } from '../gateway.ts';
import type { Fault } from './fault.ts';

/** More than a commit takes: its text is bounded. */
const TREATMENTS = 240;
const LINES = 5;
const LOOK_MS = 20;
const RANDOM_MS = 200;
const DONE_MS = 60_000;
let bodies = 0;
let told = '';

export const killInMidBody: Fault = {
  name: 'dies in mid-body',
  times: 1,
  told: () => told,
  once: async (world) => {
    const [gateway] = world.gateways;
    bodies += 1;
    const place = await take(gateway.url, bodies);
    const first = await status(gateway.url, place, ({ books }) => books.in > 0);
    await sleep(world.random() * RANDOM_MS);
    await gateway.kill();
    await gateway.start();
    const again = await status(gateway.url, place, () => true);
    const { state, books } = await status(gateway.url, place, ({ state }) => state !== 'received');
    if (first.state !== 'received') throw new Error('it was worked off before the end came');
    told = `${first.books.in}, after the end ${again.books.in} of ${TREATMENTS} were settled`;
    // It goes on behind what was settled: that again would be duplicates.
    if (state !== 'done' || books.in !== TREATMENTS || books.new !== TREATMENTS) {
      throw new Error(`${state} ${JSON.stringify(books)}`);
    }
    world.load.claimed(TREATMENTS);
  },
};

/** Acknowledged before anything of it is read. */
async function take(url: string, number: number): Promise<string> {
  const prefix = `B${number}-`;
  const response = await fetch(`${url}/submissions/${LARGE_CHANNEL}`, {
    ...{ method: 'POST' },
    body: Buffer.concat([...streamedClaims({ count: TREATMENTS, lines: LINES, prefix })]),
    headers: {
      ...{ ...clinicAuthorization, 'content-type': 'application/xml' },
      ...{ prefer: 'respond-async', 'idempotency-key': `body-${number}` },
    },
  });
  const text = await response.text();
  if (response.status !== 202)
    throw new Error(`the body was not taken: ${response.status} ${text}`);
  return response.headers.get('content-location') ?? '';
}

interface Status {
  readonly state: string;
  readonly books: { readonly in: number; readonly new: number };
}

async function status(url: string, place: string, is: (status: Status) => boolean) {
  const deadline = Date.now() + DONE_MS;
  for (;;) {
    const response = await fetch(`${url}${place}`, { headers: clinicAuthorization });
    const found = (await response.json()) as Status;
    if (response.status === 200 && is(found)) return found;
    if (Date.now() > deadline) throw new Error(`${place} ${response.status} stays as it is`);
    await sleep(LOOK_MS);
  }
}
