/** A unit of an earlier submission gets its decision now: one commit, guarded by what was read. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { type DecidedUnit, makesVersion } from './accept.ts';
import { sealBodies, textBody } from './bodies.ts';
import { type Candidate, unitOwner } from './candidate.ts';
import { decideUnits } from './decide-units.ts';
import type { Conditions } from './evidence.ts';
import { acceptEvent, versionBodies } from './intake-commit.ts';
import { madeVersions } from './made-versions.ts';
import type { Commit, CommitResult, Settling } from './ports/commit.ts';
import { type Books, UNIT_OUTCOMES, type UnitOutcome } from './ports/states.ts';
import type { StoredParked, StoredSubmission, StoredUnit } from './ports/store.ts';
import type { GatewayPorts } from './reception.ts';
import { type MadeVersion, rowsOf } from './version-rows.ts';

/** A parked unit with its submission, as they were read. */
export interface Waiting {
  readonly parked: StoredParked;
  readonly submission: StoredSubmission;
  readonly unit: StoredUnit;
}

/** Undefined if the unit does not wait any more. */
export async function readWaiting(
  { store }: GatewayPorts,
  parked: StoredParked,
): Promise<Waiting | undefined> {
  const [submission, units] = await Promise.all([
    store.submission(parked.tenant, parked.submission),
    store.units(parked.tenant, parked.submission),
  ]);
  const unit = units.find(({ ordinal }) => ordinal === parked.ordinal);
  return submission && unit && { parked, submission, unit };
}

/** Decides the parked unit against what is stored now, with the intent it waits with. */
export async function decideParked(
  ports: GatewayPorts,
  { parked, submission }: Waiting,
  { unit }: Candidate,
  conditions?: Conditions,
): Promise<DecidedUnit> {
  const [decided] = await decideUnits(ports, {
    ...{ tenant: parked.tenant, submission: submission.id, channel: submission.channel },
    ...{ units: [unit], intent: parked.intent, allOrNothing: false },
    ...(conditions && { conditions }),
    firstOrdinal: parked.ordinal,
  });
  if (decided === undefined) throw new Error('a unit without a decision');
  return decided;
}

export interface Settlement {
  readonly as: Settling;
  readonly actor: string;
  readonly outcome: UnitOutcome;
  readonly findings: readonly Finding[];
  /** Present if the unit was decided anew. */
  readonly decided?: DecidedUnit;
  readonly candidate?: Candidate;
}

export async function settle(
  ports: GatewayPorts,
  waiting: Waiting,
  settlement: Settlement,
): Promise<CommitResult> {
  const { parked, submission } = waiting;
  const { decided, candidate } = settlement;
  const { tenant } = parked;
  const made = decided ? await madeVersions(ports, tenant, [decided]) : [];
  const commit = await amendCommit(ports, waiting, settlement, made);
  const owner = unitOwner(submission.id, parked.ordinal);
  const bodies = [
    textBody(owner, 'findings', JSON.stringify(settlement.findings)),
    ...versionBodies(made, () => candidate?.answers ?? []),
  ];
  const sealed = await sealBodies(ports.vault, tenant, bodies);
  const result = await ports.store.commit({ ...commit, bodies: sealed });
  if (result === 'committed') ports.wake();
  return result;
}

async function amendCommit(
  ports: GatewayPorts,
  { parked, submission, unit }: Waiting,
  { as, actor, outcome, decided }: Settlement,
  made: readonly MadeVersion[],
): Promise<Omit<Commit, 'bodies'>> {
  const { tenant, ordinal } = parked;
  const nowMs = ports.clock.now();
  const at = new Date(nowMs).toISOString();
  const { id, channel, sender, requestHash, byteCount, state } = submission;
  const rows = rowsOf(decided ? [decided] : [], made, {
    ...{ tenant, submission: id, channel, mac: ports.mac, nowMs },
    payerNamed: ports.registry.payer,
    countsOf: ports.countsOf,
  });
  const booksBefore = submission.books;
  const amended = {
    ...{ at, actor, action: as, outcome },
    entity: `submission/${id}/${ordinal}`,
  };
  return {
    tenant,
    submission: {
      ...{ id, channel, sender, requestHash, byteCount, state, receivedAt: at, resumed: true },
      books: JSON.stringify(moved(JSON.parse(booksBefore) as Books, unit.state, outcome)),
    },
    amends: {
      ...{ ordinal, as, stateBefore: unit.state, booksBefore },
      erases: unitOwner(id, ordinal),
    },
    ...rows,
    units: rows.units.length > 0 ? rows.units : [{ ...unit, state: outcome }],
    parked: [],
    events: decided ? [amended, acceptEvent(decided, id, { at, actor })] : [amended],
  };
}

/** The books with one unit counted elsewhere. */
function moved(books: Books, from: string, to: UnitOutcome): Books {
  const known = (Object.keys(UNIT_OUTCOMES) as UnitOutcome[]).find((name) => name === from);
  if (known === undefined) throw new Error(`no outcome ${from}`);
  const less = { ...books, [known]: books[known] - 1 };
  return { ...less, [to]: less[to] + 1 };
}

/** Settles with what `decide` finds, and anew if the commit was overtaken. */
export async function settleUntilKept<T>(attempt: () => Promise<T | 'lost'>): Promise<T | 'lost'> {
  for (let tries = 1; tries <= limits.commitTries; tries += 1) {
    const result = await attempt();
    if (result !== 'lost') return result;
  }
  return 'lost';
}

/** True if the decision changed the claim or found it as wanted. */
export function isSettled(decided: DecidedUnit): boolean {
  return makesVersion(decided) || decided.outcome === 'duplicate';
}
