/** Keeps the outbox moving: a lane for each payer, each at its own pace. */
import { limits } from '../base/limits.ts';
import { type DeliveryPorts, deliver, handBack } from './deliver.ts';
import {
  createLane,
  finished,
  type Lane,
  room,
  roomInMs,
  type SendOutcome,
  started,
} from './lane.ts';
import { isReached, type ReachedPayer } from './payer-message.ts';
import type { LeasedDelivery } from './ports/outbox.ts';
import type { Payer } from './ports/terms.ts';

export interface Forwarder {
  /** Something may be due. */
  wake(): void;
  /** Takes nothing new; what is in flight may finish, what takes too long is handed back. */
  stop(): Promise<void>;
}

const DRAIN_LOOK_MS = 50;

/** One payer's lane at work. */
interface Run {
  readonly payer: ReachedPayer;
  readonly lane: Lane;
  readonly inFlight: Map<LeasedDelivery, Promise<void>>;
  /** Ends the current wait. */
  wake: () => void;
}

interface Life {
  stopped: boolean;
}

export function startForwarder(ports: DeliveryPorts, payers: readonly Payer[]): Forwarder {
  const runs = payers.filter(isReached).map((payer): Run => {
    const lane = createLane(payer, ports.clock.now());
    return { payer, lane, inFlight: new Map(), wake: () => undefined };
  });
  const life: Life = { stopped: false };
  const running = runs.map((run) => keepMoving(ports, run, life));
  const wake = (): void => {
    for (const run of runs) run.wake();
  };
  return {
    wake,
    stop: async () => {
      life.stopped = true;
      wake();
      await Promise.all(running);
      await Promise.all(runs.map((run) => drain(ports, run)));
    },
  };
}

async function keepMoving(ports: DeliveryPorts, run: Run, life: Life): Promise<void> {
  const { lane } = run;
  while (!life.stopped) {
    const woken = new Promise<void>((resolve) => {
      run.wake = resolve;
    });
    const free = room(lane, ports.clock.now());
    const leased = free > 0 ? await leaseOrNone(ports, run.payer, free) : [];
    started(lane, leased.length);
    for (const delivery of leased) launch(ports, run, delivery);
    if (leased.length === free && free > 0) continue;
    const wait = Math.min(limits.outboxLookMs, roomInMs(lane, ports.clock.now()) ?? Infinity);
    if (!life.stopped) await Promise.race([woken, ports.clock.sleep(wait, woken)]);
  }
}

function launch(ports: DeliveryPorts, run: Run, delivery: LeasedDelivery): void {
  const sending = attempt(ports, run.payer, delivery).then((outcome) => {
    run.inFlight.delete(delivery);
    finished(run.lane, outcome, ports.clock.now());
    run.wake();
  });
  run.inFlight.set(delivery, sending);
}

/** Never rejects: what cannot even be written down runs out with its lease. */
async function attempt(
  ports: DeliveryPorts,
  payer: ReachedPayer,
  delivery: LeasedDelivery,
): Promise<SendOutcome> {
  try {
    return await deliver(ports, payer, delivery);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    ports.log.event('error', 'delivery failed', { location: delivery.location, reason });
    return { answered: false };
  }
}

/** What has not finished in time goes back at once, so that another process may take it up. */
async function drain(ports: DeliveryPorts, { inFlight }: Run): Promise<void> {
  // In short waits, so that no long one is left over when all is done.
  for (let waited = 0; waited < limits.drainMs && inFlight.size > 0; waited += DRAIN_LOOK_MS) {
    await ports.clock.sleep(DRAIN_LOOK_MS);
  }
  // Where even that cannot be written, the lease runs out by itself.
  const handing = [...inFlight.keys()].map((delivery) => handBack(ports, delivery));
  await Promise.allSettled(handing);
}

async function leaseOrNone(
  { outbox, ids, log }: DeliveryPorts,
  payer: Payer,
  limit: number,
): Promise<readonly LeasedDelivery[]> {
  try {
    const { leaseMs } = limits;
    return await outbox.lease({ payer: payer.id, limit, leaseMs, token: ids.token() });
  } catch (error) {
    // The store is away: the next look comes in a second.
    const reason = error instanceof Error ? error.message : String(error);
    log.event('error', 'outbox cannot be read', { payer: payer.id, reason });
    return [];
  }
}

/** Sends what is due now, once through; for runtimes that call us on a schedule. */
export async function drainOnce(ports: DeliveryPorts, payers: readonly Payer[]): Promise<number> {
  const counts = await Promise.all(
    payers.filter(isReached).map((payer) => drainPayer(ports, payer)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function drainPayer(ports: DeliveryPorts, payer: ReachedPayer): Promise<number> {
  const lane = createLane(payer, ports.clock.now());
  let sent = 0;
  for (;;) {
    const free = room(lane, ports.clock.now());
    const leased = free > 0 ? await leaseOrNone(ports, payer, free) : [];
    if (leased.length === 0) return sent;
    started(lane, leased.length);
    const outcomes = await Promise.all(leased.map((delivery) => attempt(ports, payer, delivery)));
    for (const outcome of outcomes) finished(lane, outcome, ports.clock.now());
    sent += leased.length;
    if (!outcomes.some(({ answered }) => answered)) return sent;
  }
}
