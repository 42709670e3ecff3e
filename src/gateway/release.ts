/** The sender decides about a unit that waits: it replaces the current version, or is discarded. */
import type { Finding } from '../base/finding.ts';
import type { DecidedUnit } from './accept.ts';
import {
  decideParked,
  isSettled,
  readWaiting,
  settle,
  settleUntilKept,
  type Waiting,
} from './amend.ts';
import { openCandidate } from './candidate.ts';
import type { Conditions } from './evidence.ts';
import { UNIT_OUTCOMES, type UnitOutcome } from './ports/states.ts';
import type { StoredUnit } from './ports/store.ts';
import type { Sender } from './ports/terms.ts';
import type { GatewayPorts } from './reception.ts';

export interface ReleaseRequest {
  readonly sender: Sender;
  readonly submission: string;
  readonly ordinal: number;
  readonly decision: 'replace' | 'discard';
  readonly conditions?: Conditions;
}

/** The entry of the unit as the answer shows it. */
export interface Released {
  readonly key: string;
  readonly status: number;
  readonly findings: readonly Finding[];
  readonly location?: { readonly path: string; readonly versionId: string };
}

export type Release =
  | { readonly kind: 'released'; readonly unit: Released }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'busy' };

export async function release(ports: GatewayPorts, request: ReleaseRequest): Promise<Release> {
  const result = await settleUntilKept(() => releaseOnce(ports, request));
  return result === 'lost' ? { kind: 'busy' } : result;
}

async function releaseOnce(
  ports: GatewayPorts,
  request: ReleaseRequest,
): Promise<Release | 'lost'> {
  const { tenant } = request.sender;
  const { submission, ordinal } = request;
  const parked = await ports.store.parkedUnit(tenant, submission, ordinal);
  const waiting = parked && (await readWaiting(ports, parked));
  if (waiting) return await decideWaiting(ports, request, waiting);
  const units = await ports.store.units(tenant, submission);
  const unit = units.find((each) => each.ordinal === ordinal);
  return unit ? { kind: 'released', unit: decidedBefore(unit, request) } : { kind: 'unknown' };
}

async function decideWaiting(
  ports: GatewayPorts,
  request: ReleaseRequest,
  waiting: Waiting,
): Promise<Release | 'lost'> {
  const { decision, sender, submission, ordinal, conditions } = request;
  const { parked, unit } = waiting;
  if (decision === 'discard') {
    const outcome = parked.reason === 'early' ? 'rejected' : 'conflict';
    const findings = [finding('SAMPAN-GATEWAY-DISCARDED', 'information', unit.key)];
    const settlement = { as: decision, actor: sender.id, outcome, findings } as const;
    if ((await settle(ports, waiting, settlement)) === 'lost') return 'lost';
    return { kind: 'released', unit: { key: unit.key, status: 200, findings } };
  }
  if (parked.reason === 'early') {
    const early = finding('SAMPAN-GATEWAY-NO-CANDIDATE', 'error', unit.key);
    return { kind: 'released', unit: { key: unit.key, status: 409, findings: [early] } };
  }
  const { tenant } = parked;
  const candidate = await openCandidate(ports, { tenant, submission, ordinal });
  if (candidate === undefined) return 'lost';
  const decided = await decideParked(ports, waiting, candidate, conditions);
  // Who names the version that is current now has seen it.
  const unseen = conditions?.ifMatch === undefined && decided.before?.version !== parked.version;
  const { effect } = decided.decision;
  if (unseen && (effect === 'next' || effect === 'generation')) {
    const moved = finding('SAMPAN-GATEWAY-OVERTAKEN', 'error', unit.key);
    const version = String(decided.before?.versionId ?? '');
    const findings = [{ ...moved, params: { ...moved.params, version } }];
    return { kind: 'released', unit: { key: unit.key, status: 409, findings } };
  }
  // What cannot be released now still waits.
  if (!isSettled(decided)) return { kind: 'released', unit: releasedOf(decided) };
  const { outcome, findings } = decided;
  const settlement = { as: decision, actor: sender.id, outcome, findings, decided, candidate };
  if ((await settle(ports, waiting, settlement)) === 'lost') return 'lost';
  return { kind: 'released', unit: releasedOf(decided) };
}

function releasedOf({ unit, outcome, decision, findings, target }: DecidedUnit): Released {
  return {
    ...{ key: unit.key, findings, status: decision.status ?? UNIT_OUTCOMES[outcome].status },
    ...(target && {
      location: {
        path: `${target.focusType}/${target.focusId}/_history/${target.versionId}`,
        versionId: target.versionId,
      },
    }),
  };
}

/** Repeats change nothing and say so; the opposite of what was decided is refused. */
function decidedBefore(unit: StoredUnit, { decision }: ReleaseRequest): Released {
  const { key, focusType, focusId, versionId, settledAs } = unit;
  if (settledAs !== decision) {
    const findings = [finding('SAMPAN-GATEWAY-NO-CANDIDATE', 'error', key)];
    return { key, status: 409, findings };
  }
  const path = `${focusType}/${focusId}/_history/${versionId}`;
  const done = isOutcome(unit.state) && UNIT_OUTCOMES[unit.state].stored;
  return {
    ...{ key, status: 200 },
    findings: [finding('SAMPAN-GATEWAY-DECIDED', 'information', key)],
    ...(done && versionId !== undefined && { location: { path, versionId } }),
  };
}

function isOutcome(state: string): state is UnitOutcome {
  return state in UNIT_OUTCOMES;
}

function finding(code: string, severity: 'error' | 'information', key: string): Finding {
  const issue = severity === 'error' ? 'conflict' : 'informational';
  return { code, severity, issue, places: [], params: { key } };
}
