/**
 * Keeps the outbox moving: for each payer as many sends as it takes at once. Several failures in a
 * row pause that payer alone; a single send then probes whether it is back.
 */
import { limits } from '../base/limits.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';
import type { LeasedDelivery } from './ports/outbox.ts';
import type { Payer } from './ports/terms.ts';

const FAILURES_TO_PAUSE = 5;
/** Nothing may be missed for longer than this, even if a wake-up was lost. */
const LOOK_EVERY_MS = 1_000;
const PAUSE_CAP_MS = 30_000;

export interface Forwarder {
  /** Something may be due. */
  wake(): void;
  /** Ends after the sends in flight. */
  stop(): Promise<void>;
}

/** The state of one payer's lane. */
interface Lane {
  readonly payer: Payer;
  inFlight: number;
  failures: number;
  /** Ends the current wait. */
  wake: () => void;
}

export function startForwarder(ports: DeliveryPorts, payers: readonly Payer[]): Forwarder {
  const lanes: readonly Lane[] = payers
    .filter(({ url }) => url !== undefined)
    .map((payer) => ({ payer, inFlight: 0, failures: 0, wake: () => undefined }));
  const life = { stopped: false };
  const running = lanes.map((lane) => runLane(ports, lane, life));
  return {
    wake: () => {
      for (const lane of lanes) lane.wake();
    },
    stop: async () => {
      life.stopped = true;
      for (const lane of lanes) lane.wake();
      await Promise.all(running);
    },
  };
}

async function runLane(
  ports: DeliveryPorts,
  lane: Lane,
  life: { readonly stopped: boolean },
): Promise<void> {
  while (!life.stopped || lane.inFlight > 0) {
    const woken = new Promise<void>((resolve) => {
      lane.wake = resolve;
    });
    const paused = lane.failures >= FAILURES_TO_PAUSE;
    const room = (paused ? 1 : lane.payer.concurrency) - lane.inFlight;
    const leased = life.stopped || room <= 0 ? [] : await leaseOrNone(ports, lane.payer, room);
    for (const delivery of leased) launch(ports, lane, delivery);
    if (leased.length === room && room > 0) continue;
    await Promise.race([woken, ports.clock.sleep(LOOK_EVERY_MS)]);
  }
}

function launch(ports: DeliveryPorts, lane: Lane, delivery: LeasedDelivery): void {
  lane.inFlight += 1;
  void attempt(ports, lane, delivery).finally(() => {
    lane.inFlight -= 1;
    lane.wake();
  });
}

async function attempt(ports: DeliveryPorts, lane: Lane, delivery: LeasedDelivery): Promise<void> {
  const answered = await deliver(ports, lane.payer, delivery).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    ports.log.event('error', 'delivery failed', { location: delivery.location, reason });
    return false;
  });
  lane.failures = answered ? 0 : lane.failures + 1;
  if (lane.failures >= FAILURES_TO_PAUSE) {
    const doublings = Math.min(lane.failures - FAILURES_TO_PAUSE, 10);
    await ports.clock.sleep(Math.min(PAUSE_CAP_MS, 500 * 2 ** doublings));
  }
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
    payers
      .filter(({ url }) => url !== undefined)
      .map(async (payer) => {
        let sent = 0;
        for (;;) {
          const leased = await leaseOrNone(ports, payer, payer.concurrency);
          if (leased.length === 0) return sent;
          const answers = await Promise.all(
            leased.map((delivery) => deliver(ports, payer, delivery).catch(() => false)),
          );
          sent += leased.length;
          if (!answers.includes(true)) return sent;
        }
      }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
