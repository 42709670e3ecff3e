/** Decides all units of a submission, in order: an earlier unit is current for a later one. */
import type { Finding } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { UnitState } from '../channel/translation.ts';
import { type DecisionRow, decide, type Situation } from './decide.ts';
import type { CurrentVersion } from './ports/commit.ts';
import type { PreparedUnit } from './ports/prepared.ts';
import type { UnitOutcome } from './ports/states.ts';
import { businessKeyName, type Intent, type ResendRules } from './ports/terms.ts';
import { isNewer, isOlder } from './sequence.ts';
import { standingOf } from './standing.ts';
import { type VersionOrigin, versionIdOf, versionLocation } from './version-id.ts';

/** What had to be looked up about a unit before it could be decided. */
export interface UnitEvidence {
  /** Version ids of If-Match; `*` stands for any. */
  readonly ifMatch?: readonly string[];
  /** The one claim that If-None-Exist found. */
  readonly existing?: CurrentVersion;
  /** If-None-Exist found several. */
  readonly ambiguous?: boolean;
  /** This version came through another channel, and the two bundles are equal. */
  readonly equals?: CurrentVersion;
  /** Where the bundles of two channels differ. */
  readonly paths?: string;
  /** Where the claim stands in the other channel's submission. */
  readonly places?: readonly Place[];
}

export type LikeVersion = Pick<CurrentVersion, 'key' | 'focusType' | 'focusId' | 'versionId'>;

export interface Evidence {
  /** In the units' order. */
  readonly ofUnit: readonly UnitEvidence[];
  /** Current claims by their likeness. */
  readonly alike: ReadonlyMap<string, readonly LikeVersion[]>;
}

export interface DecidedUnit {
  readonly ordinal: number;
  readonly unit: PreparedUnit;
  readonly decision: DecisionRow;
  readonly outcome: UnitOutcome;
  readonly intent: Intent;
  /** True if the request or the content said the intent, and not a rule. */
  readonly said: boolean;
  readonly findings: readonly Finding[];
  /** The version answered with: the one made, or the current one. */
  readonly target?: CurrentVersion;
  /** The version that was current before the one made. */
  readonly before?: CurrentVersion;
  /** The sender's own order moves on although the content is the same: from and to. */
  readonly seen?: { readonly from: readonly string[]; readonly to: readonly string[] };
}

export interface AcceptOptions {
  readonly submission: string;
  readonly channel: string;
  /** Asked for by the request; undefined: the content or the channel's rule says. */
  readonly intent?: Intent;
  /** If one unit fails, none is stored. */
  readonly allOrNothing: boolean;
  readonly rules: ResendRules;
  /** Name of the payer a unit goes to; '' if there is none. */
  readonly payerOf: (unit: PreparedUnit) => string;
  /** Position of the first unit in its submission, from 1. */
  readonly firstOrdinal?: number;
  readonly evidence?: Evidence;
}

/** Units by their place in the input, each with its decision. Nothing is read or written. */
export function acceptUnits(
  units: readonly PreparedUnit[],
  currents: readonly CurrentVersion[],
  options: AcceptOptions,
): readonly DecidedUnit[] {
  const known = new Map(currents.map((current) => [businessKeyName(current.key), current]));
  const alike = new Map(options.evidence?.alike ?? []);
  // The same content sent again later: what came in between is older than that.
  const orders = new Map<string, readonly string[]>();
  const first = options.firstOrdinal ?? 1;
  const decided = units.map((unit, index) => {
    const name = businessKeyName(unit.businessKey);
    const origin = { submission: options.submission, ordinal: index + first };
    const evidence = options.evidence?.ofUnit[index] ?? {};
    const current = known.get(name);
    const order = orders.get(name) ?? current?.sequence ?? [];
    const arrival = { unit, origin, current, evidence, order };
    const result = acceptUnit(arrival, { ...options, alone: units.length === 1 });
    if (result.seen) orders.set(name, result.seen.to);
    const warned = warnOfLikeness(result, alike);
    if (result.target && makesVersion(result)) {
      known.set(name, result.target);
      orders.delete(name);
    }
    return warned;
  });
  return options.allOrNothing ? withholdAll(decided, new Set(currents)) : decided;
}

/** True for a decision that makes a version of the claim. */
export function makesVersion({ decision }: DecidedUnit): boolean {
  const { effect } = decision;
  return (
    effect === 'first' || effect === 'next' || effect === 'tombstone' || effect === 'generation'
  );
}

interface Arrival {
  readonly unit: PreparedUnit;
  readonly origin: VersionOrigin;
  readonly current: CurrentVersion | undefined;
  readonly evidence: UnitEvidence;
  /** The sender's own order of what was last seen of the claim. */
  readonly order: readonly string[];
}

type UnitOptions = AcceptOptions & { readonly alone: boolean };

function acceptUnit(arrival: Arrival, options: UnitOptions): DecidedUnit {
  const { unit, origin, current, evidence } = arrival;
  const situation = situationOf(arrival, options);
  const decision = decide(situation);
  const { outcome, effect } = decision;
  const { intent } = situation;
  const answered = evidence.existing ?? current;
  const target =
    effect === undefined || effect === 'candidate' || effect === 'history'
      ? answering(outcome, answered)
      : madeVersion(arrival, options, decision);
  const said = decision.says && {
    ...decision.says,
    places: evidence.places ?? [],
    params: paramsOf(unit, target ?? answered, evidence),
  };
  return {
    ordinal: origin.ordinal,
    ...{ unit, decision, outcome, intent },
    said: (options.intent ?? unit.intent) !== undefined,
    findings: said ? [...unit.findings, said] : unit.findings,
    ...(target && { target }),
    ...(current && effect && { before: current }),
    ...seenIn(arrival, decision),
  };
}

/** D5, D22: nothing changes, but the sender says that it was still so at that time. */
function seenIn({ unit, order }: Arrival, { row }: DecisionRow): Pick<DecidedUnit, 'seen'> {
  const to = unit.sequence ?? [];
  const later = order.length === 0 ? to.length > 0 : isNewer(to, order);
  return later && (row === 'D5' || row === 'D22') ? { seen: { from: order, to } } : {};
}

/** How texts name the unit: they may be kept and forwarded where a person's number may not. */
export function shownKeyOf({ key, shownKey = key }: PreparedUnit): string {
  return shownKey;
}

function paramsOf(
  unit: PreparedUnit,
  told: CurrentVersion | undefined,
  { paths }: UnitEvidence,
): Finding['params'] {
  return {
    key: shownKeyOf(unit),
    version: String(told?.version ?? ''),
    ...(paths !== undefined && { paths }),
    ...(told && { submission: told.submission, channel: told.channel }),
  };
}

function situationOf(arrival: Arrival, options: UnitOptions): Situation {
  const { unit, current, evidence, order } = arrival;
  const { rules } = options;
  const elsewhere = current !== undefined && current.channel !== options.channel;
  const unsaid = options.intent === undefined && unit.intent === undefined;
  const { latest = false } = unit;
  const byRule = latest || (rules.resend === 'correction' && !elsewhere);
  const standing = standingOf(unit.fingerprint, current);
  return {
    state: stateOf(unit, current),
    intent: options.intent ?? unit.intent ?? 'original',
    standing: latest && standing === 'superseded' ? 'other' : standing,
    corrects: current !== undefined && unsaid && (byRule || current.correctable === true),
    voided: current?.intent === 'void',
    reopens: rules.reopens,
    stale: current !== undefined && !latest && isOlder(unit.sequence ?? [], order),
    newer: current !== undefined && isNewer(unit.sequence ?? [], order),
    alone: options.alone,
    // An earlier unit of the submission may have replaced what was compared.
    equalElsewhere: current !== undefined && evidence.equals === current,
    movesPayer: ![undefined, '', options.payerOf(unit)].includes(current?.payer),
    condition: conditionOf(evidence, current),
  };
}

/**
 * A unit without a bundle has nothing to keep, whatever its state says. One that takes a claim
 * back is nothing by itself, and the end of the claim if that is known.
 */
function stateOf(unit: PreparedUnit, current: CurrentVersion | undefined): UnitState {
  const takesBack = unit.state === 'not-claimed' && unit.intent === 'void';
  if (takesBack && current !== undefined) return 'acceptable';
  return unit.state === 'acceptable' && !unit.bundle ? 'rejected' : unit.state;
}

function conditionOf(
  { existing, ambiguous, ifMatch }: UnitEvidence,
  current: CurrentVersion | undefined,
): Situation['condition'] {
  if (ambiguous) return 'ambiguous';
  if (existing) return 'exists';
  if (ifMatch === undefined) return 'holds';
  if (current === undefined) return 'not-current';
  return ifMatch.includes('*') || ifMatch.includes(current.versionId) ? 'holds' : 'not-current';
}

function answering(
  outcome: UnitOutcome,
  current: CurrentVersion | undefined,
): CurrentVersion | undefined {
  return ['duplicate', 'superseded', 'conflict'].includes(outcome) ? current : undefined;
}

const INTENT_OF = {
  first: 'original',
  generation: 'original',
  next: 'replacement',
  tombstone: 'void',
} as const satisfies Partial<Record<string, Intent>>;

function madeVersion(
  { unit, origin, current, order }: Arrival,
  { channel, payerOf, submission }: UnitOptions,
  { effect }: DecisionRow,
): CurrentVersion | undefined {
  if (effect === undefined || !(effect in INTENT_OF)) return undefined;
  const made = effect as keyof typeof INTENT_OF;
  const version = (current?.version ?? 0) + 1;
  // A claim keeps the name it was first given, so that its versions stay together.
  const named = current ?? unit.bundle;
  if (named === undefined) return undefined;
  const { focusType, focusId } = named;
  const generation = (current?.generation ?? 1) + (made === 'generation' ? 1 : 0);
  return {
    key: unit.businessKey,
    ...{ version, generation, channel, submission, focusType, focusId },
    ordinal: origin.ordinal,
    versionId: versionIdOf(focusType, version, origin),
    intent: INTENT_OF[made],
    fingerprint: unit.fingerprint,
    payer: made === 'tombstone' ? (current?.payer ?? '') : payerOf(unit),
    sequence: unit.sequence ?? order,
    superseded: current ? [current.fingerprint, ...current.superseded] : [],
  };
}

/** D15: another claim of the same service is told, and goes its way. */
function warnOfLikeness(
  decided: DecidedUnit,
  alike: Map<string, readonly LikeVersion[]>,
): DecidedUnit {
  const { decision, target, unit } = decided;
  const likeness = unit.bundle?.likeness ?? '';
  if (!target || likeness === '' || !makesVersion(decided) || decision.effect === 'tombstone') {
    return decided;
  }
  const name = businessKeyName(target.key);
  const others = (alike.get(likeness) ?? []).filter(({ key }) => businessKeyName(key) !== name);
  alike.set(likeness, [...others, target]);
  const [other] = others;
  if (other === undefined) return decided;
  const finding: Finding = {
    code: 'SAMPAN-GATEWAY-SUSPECT',
    severity: 'warning',
    issue: 'duplicate',
    places: [],
    params: { key: shownKeyOf(unit), other: versionLocation(other) },
  };
  return { ...decided, findings: [...decided.findings, finding] };
}

/** All or nothing was asked for and a unit failed: the good ones are not stored either. */
function withholdAll(
  decided: readonly DecidedUnit[],
  stored: ReadonlySet<CurrentVersion>,
): readonly DecidedUnit[] {
  const failed = ({ outcome }: DecidedUnit) => outcome === 'rejected' || outcome === 'conflict';
  if (!decided.some(failed)) return decided;
  return decided.map(({ seen: _nothing, ...result }) => {
    const rests = result.target !== undefined && !stored.has(result.target);
    return rests || result.outcome === 'parked' ? withhold(result) : result;
  });
}

const WITHHELD: DecisionRow = { row: 'D17', when: () => true, outcome: 'rejected' };

function withhold(decided: DecidedUnit): DecidedUnit {
  const { target: _none, before: _nor, ...rest } = decided;
  const withheld: Finding = {
    code: 'SAMPAN-GATEWAY-WITHHELD',
    severity: 'error',
    issue: 'processing',
    places: [],
    params: { key: shownKeyOf(decided.unit) },
  };
  const findings = [...decided.findings, withheld];
  return { ...rest, decision: WITHHELD, outcome: 'rejected', findings };
}
