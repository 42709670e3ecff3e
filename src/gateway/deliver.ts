/** One attempt: the attempt is durable, then bytes leave, then what came of it is written. */
import { limits } from '../base/limits.ts';
import { retryDelayMs } from './backoff.ts';
import { openBody } from './bodies.ts';
import { judge, type Verdict } from './judge.ts';
import type { LeasedDelivery, Outbox, Settlement } from './ports/outbox.ts';
import type { Clock, Ids, Log, Vault } from './ports/services.ts';
import type { Store } from './ports/store.ts';
import type { Payer } from './ports/terms.ts';
import type { SendResult, Transport } from './ports/transport.ts';

export interface DeliveryPorts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Sends a leased delivery; true if the payer has answered for good. */
export async function deliver(
  ports: DeliveryPorts,
  payer: Payer,
  leased: LeasedDelivery,
): Promise<boolean> {
  const { tenant, payerKey, location, intent } = leased;
  const body = await openBody(ports, { tenant, owner: location, kind: 'bundle' });
  if (body === undefined) throw new Error(`nothing kept under ${location}`);
  const result = await ports.transport.send({ payer, payerKey, location, intent, body });
  const verdict = judge(result, leased.attempt > 1);
  const settled = await ports.outbox.settle(await settlementOf(ports, { leased, result, verdict }));
  report(ports.log, { leased, verdict, settled });
  return verdict.kind === 'acknowledged' || verdict.kind === 'refused';
}

interface Attempted {
  readonly leased: LeasedDelivery;
  readonly result: SendResult;
  readonly verdict: Verdict;
}

async function settlementOf(
  { vault, clock, ids }: DeliveryPorts,
  { leased, result, verdict }: Attempted,
): Promise<Settlement> {
  const { tenant, payerKey, attempt } = leased;
  const state = stateAfter(verdict, leased);
  const wait = 'delayMs' in verdict ? verdict.delayMs : 0;
  const reply = result.kind === 'response' ? result.body : undefined;
  const place = { tenant, owner: `delivery/${payerKey}`, kind: 'reply', part: 0 } as const;
  return {
    ...{ tenant, payerKey, attempt, state, result: `${verdict.kind}: ${verdict.reason}` },
    ...(result.kind === 'response' && { status: result.status }),
    delayMs: Math.max(wait, retryDelayMs(attempt, ids.fraction())),
    ...(reply !== undefined && {
      reply: await vault.seal(place, new TextEncoder().encode(reply)),
    }),
    event: {
      at: new Date(clock.now()).toISOString(),
      ...{ actor: 'forwarder', action: 'deliver', entity: leased.location, outcome: state },
    },
  };
}

function stateAfter(verdict: Verdict, leased: LeasedDelivery): Settlement['state'] {
  if (verdict.kind === 'acknowledged') return 'delivered';
  if (verdict.kind === 'refused') return 'refused';
  // Never deleted: after the horizon a person looks at it.
  return leased.ageMs > limits.retryHorizonMs ? 'parked' : 'ready';
}

interface Report {
  readonly leased: LeasedDelivery;
  readonly verdict: Verdict;
  readonly settled: boolean;
}

function report(log: Log, { leased, verdict, settled }: Report): void {
  const alarm = verdict.reason === 'duplicate-alarm';
  const failed = verdict.kind === 'transient' || verdict.kind === 'ambiguous';
  log.event(alarm ? 'error' : failed ? 'warn' : 'debug', 'delivery attempted', {
    ...{ payer: leased.payer, location: leased.location, attempt: leased.attempt },
    ...{ verdict: verdict.kind, reason: verdict.reason, settled },
  });
}
