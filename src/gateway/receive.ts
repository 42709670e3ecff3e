/**
 * A submission arrives: requests with the same Idempotency-Key have one effect and one answer
 * (D2-D4), all others go straight to the intake. A hint may make us read the store sooner; only
 * the store's unique index decides.
 */
import { limits } from '../base/limits.ts';
import { openText } from './bodies.ts';
import { intake, tryOut } from './intake.ts';
import { takeForLater } from './later.ts';
import {
  effectHash,
  type GatewayPorts,
  type HashedRequest,
  type KeptAnswer,
  type Reception,
  routeOf,
  type SubmissionRequest,
} from './reception.ts';
import { dropUnused } from './spool.ts';

interface InFlight {
  readonly effect: string;
  readonly done: Promise<unknown>;
}

/** `keyName` stands for (tenant, route, Idempotency-Key). */
interface KeyedRequest extends HashedRequest {
  readonly keyName: string;
}

export type Receive = (request: SubmissionRequest) => Promise<Reception>;

/** What this process knows of requests in flight, here and elsewhere. */
interface Underway {
  readonly here: Map<string, InFlight>;
  /** Until then hints that another gateway is at work are not waited for. */
  doubtedUntilMs: number;
}

/** Remembers the keys in flight in this process, so make one a process. */
export function createReceiver(ports: GatewayPorts): Receive {
  const underway: Underway = { here: new Map(), doubtedUntilMs: 0 };
  return async (request) => {
    if (request.dryRun) return await tryOut(ports, request);
    const { raw, spooled } = request;
    const requestHash = spooled?.requestHash ?? (await ports.digest.sha256(raw));
    const keyName = keyNameOf(ports, request);
    const hashed = { request, requestHash };
    const reception =
      keyName === undefined
        ? await admit(ports, hashed)
        : await receiveKeyed(ports, underway, { ...hashed, keyName });
    await dropUnused(ports, request, reception);
    return reception;
  };
}

function keyNameOf(ports: GatewayPorts, request: SubmissionRequest): string | undefined {
  const { idempotencyKey, sender, channel } = request;
  if (idempotencyKey === undefined) return undefined;
  return ports.mac.of('transport-key', sender.tenant, routeOf(channel), idempotencyKey);
}

async function receiveKeyed(
  ports: GatewayPorts,
  underway: Underway,
  keyed: KeyedRequest,
): Promise<Reception> {
  const { keyName } = keyed;
  const { here: inFlight } = underway;
  const effect = effectHash(keyed);
  const other = inFlight.get(keyName);
  if (other !== undefined) {
    if (other.effect !== effect) return { kind: 'key-reused' };
    await Promise.race([other.done, ports.clock.sleep(limits.inFlightWaitMs)]);
    const stored = await replay(ports, keyed);
    if (stored !== undefined) return stored;
    if (inFlight.has(keyName)) return { kind: 'in-flight' };
  }
  const done = receiveFirst(ports, underway, keyed);
  inFlight.set(keyName, { effect, done: done.catch(() => undefined) });
  try {
    return await done;
  } finally {
    inFlight.delete(keyName);
  }
}

async function receiveFirst(
  ports: GatewayPorts,
  underway: Underway,
  keyed: KeyedRequest,
): Promise<Reception> {
  const elsewhere = await receivedElsewhere(ports, underway, keyed);
  if (elsewhere !== undefined) return elsewhere;
  let stored = false;
  try {
    const reception = await admit(ports, keyed);
    stored = reception.kind === 'answered';
    return reception;
  } finally {
    // Nobody waits for a hint to be written.
    void ports.dedupe.settle(keyed.keyName, stored);
  }
}

const LOOK_EVERY_MS = 50;

/**
 * What another gateway has stored or is about to: waits while a hint says that it is at work. It
 * may have died, and the hint may lie, so after a while the work is done here, and for a while no
 * such hint is waited for.
 */
async function receivedElsewhere(
  ports: GatewayPorts,
  underway: Underway,
  keyed: KeyedRequest,
): Promise<Reception | undefined> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const hint = await ports.dedupe.mark(keyed.keyName);
    const stored = hint === 'new' ? undefined : await replay(ports, keyed);
    if (stored !== undefined || hint !== 'in-flight') return stored;
    if (ports.clock.now() < underway.doubtedUntilMs) return undefined;
    if (waitedMs >= limits.inFlightWaitMs) {
      underway.doubtedUntilMs = ports.clock.now() + limits.hintPauseMs;
      return undefined;
    }
    await ports.clock.sleep(LOOK_EVERY_MS);
  }
}

async function admit(ports: GatewayPorts, keyed: HashedRequest): Promise<Reception> {
  const overtaken = () => replay(ports, keyed);
  return keyed.request.later
    ? await takeForLater(ports, keyed, overtaken)
    : await intake(ports, keyed, overtaken);
}

/** D2 and D4: what is stored under the key; undefined if nothing is. */
async function replay(ports: GatewayPorts, keyed: HashedRequest): Promise<Reception | undefined> {
  const { request } = keyed;
  if (request.idempotencyKey === undefined) return undefined;
  const { tenant } = request.sender;
  const route = routeOf(request.channel);
  const stored = await ports.store.transportKey(tenant, route, request.idempotencyKey);
  const now = new Date(ports.clock.now()).toISOString();
  if (stored === undefined || stored.expiresAt < now) return undefined;
  if (stored.requestHash !== effectHash(keyed)) return { kind: 'key-reused' };
  const place = { tenant, owner: stored.submission, kind: 'answer' as const };
  const text = await openText(ports, place);
  if (text === undefined) throw new Error(`no answer kept for submission ${stored.submission}`);
  const answer = JSON.parse(text) as KeptAnswer;
  await ports.store.audit([
    {
      tenant,
      at: new Date(ports.clock.now()).toISOString(),
      actor: request.sender.id,
      action: 'replay',
      entity: `submission/${stored.submission}`,
      outcome: 'replayed',
    },
  ]);
  return { kind: 'answered', answer, replayed: true };
}
