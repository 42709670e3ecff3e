/** Sends sets to a gateway and measures; in a process of its own, as senders are in life. */
import { Pool } from 'undici';
import { CLAIMS_A_COPY, zippedSet } from './gateway-sets.ts';

export interface LoadOrder {
  readonly url: string;
  readonly channel: string;
  readonly inFlight: number;
  readonly submissions: number;
  readonly copies: number;
  /** No other order has a mark between this one and `firstMark + submissions`. */
  readonly firstMark: number;
}

export interface Figures {
  readonly claims: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

process.on('message', async (order: LoadOrder) => {
  const bodies = Array.from({ length: order.submissions }, (_, at) =>
    zippedSet({ mark: order.firstMark + at, copies: order.copies }),
  );
  process.send?.(await send(order, bodies));
});

async function send(order: LoadOrder, bodies: readonly Uint8Array[]): Promise<Figures> {
  const pool = new Pool(order.url, { connections: order.inFlight });
  const latenciesMs: number[] = [];
  const waiting = bodies.values();
  const began = performance.now();
  const sender = async (): Promise<void> => {
    for (const body of waiting) latenciesMs.push(await sendOne(pool, order, body));
  };
  await Promise.all(Array.from({ length: order.inFlight }, sender));
  const seconds = (performance.now() - began) / 1_000;
  await pool.close();
  return { claims: bodies.length * order.copies * CLAIMS_A_COPY, seconds, latenciesMs };
}

async function sendOne(pool: Pool, order: LoadOrder, body: Uint8Array): Promise<number> {
  const sent = performance.now();
  const response = await pool.request({
    ...{ method: 'POST', path: `/submissions/${order.channel}`, body },
    headers: { authorization: 'Bearer bench', 'content-type': 'application/zip' },
  });
  const text = await response.body.text();
  const statuses = text.match(/"status":"\d+"/g) ?? [];
  const taken = statuses.filter((each) => each === '"status":"201"').length;
  if (taken !== order.copies * CLAIMS_A_COPY) throw new Error(text.slice(0, 2_000));
  return performance.now() - sent;
}
