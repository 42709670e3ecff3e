/** Units that waited long enough, or whose original has come: settled without their sender. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { decideParked, readWaiting, settle, type Waiting } from './amend.ts';
import { openCandidate } from './candidate.ts';
import { OutageError } from './ports/outage.ts';
import type { StoredParked } from './ports/store.ts';
import type { GatewayPorts } from './reception.ts';

const ACTOR = 'gateway';

/** How many were settled; what was overtaken is looked at again in the next round. */
export async function settleParked(ports: GatewayPorts): Promise<number> {
  const now = new Date(ports.clock.now()).toISOString();
  const due = await ports.store.dueParked(now, limits.parkedAtOnce);
  let settled = 0;
  for (const parked of due) {
    if (await settleOrReport(ports, parked, now)) settled += 1;
  }
  return settled;
}

/** A unit that cannot be settled does not hold up the others. */
async function settleOrReport(
  ports: GatewayPorts,
  parked: StoredParked,
  now: string,
): Promise<boolean> {
  try {
    return await settleOne(ports, parked, now);
  } catch (error) {
    if (error instanceof OutageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const { submission, ordinal } = parked;
    ports.log.event('error', 'parked unit cannot be settled', { submission, ordinal, reason });
    return false;
  }
}

async function settleOne(ports: GatewayPorts, parked: StoredParked, now: string): Promise<boolean> {
  const waiting = await readWaiting(ports, parked);
  if (waiting === undefined) return false;
  const result =
    parked.expiresAt <= now ? await expire(ports, waiting) : await workIn(ports, waiting);
  return result === 'committed';
}

/** A candidate stays a conflict; what waited for an original is rejected, with a report. */
async function expire(ports: GatewayPorts, waiting: Waiting) {
  const { parked, unit } = waiting;
  const early = parked.reason === 'early';
  const finding: Finding = {
    code: early ? 'SAMPAN-GATEWAY-NO-ORIGINAL' : 'SAMPAN-GATEWAY-EXPIRED',
    severity: early ? 'error' : 'information',
    issue: early ? 'not-found' : 'expired',
    places: [],
    params: { key: unit.key },
  };
  return await settle(ports, waiting, {
    ...{ as: 'expired', actor: ACTOR },
    outcome: early ? 'rejected' : 'conflict',
    findings: [finding],
  });
}

async function workIn(ports: GatewayPorts, waiting: Waiting) {
  const { tenant, submission, ordinal } = waiting.parked;
  const candidate = await openCandidate(ports, { tenant, submission, ordinal });
  if (candidate === undefined) return 'lost';
  const decided = await decideParked(ports, waiting, candidate);
  const { outcome, findings } = decided;
  return await settle(ports, waiting, {
    ...{ as: 'arrived', actor: ACTOR, outcome, findings, decided, candidate },
  });
}
