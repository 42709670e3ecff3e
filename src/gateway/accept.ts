/** Decides all units of a submission, in order: an earlier unit is current for a later one. */
import type { Finding } from '../base/finding.ts';
import { decide, standingOf } from './decide.ts';
import type { CurrentVersion } from './ports/commit.ts';
import type { PreparedUnit } from './ports/prepared.ts';
import type { UnitOutcome } from './ports/states.ts';
import { businessKeyName } from './ports/terms.ts';
import { type VersionOrigin, versionIdOf } from './version-id.ts';

export interface DecidedUnit {
  readonly ordinal: number;
  readonly unit: PreparedUnit;
  readonly outcome: UnitOutcome;
  readonly findings: readonly Finding[];
  /** The version answered with: the one made, or the current one. */
  readonly target?: CurrentVersion;
}

export interface AcceptOptions {
  readonly submission: string;
  /** If one unit fails, none is stored. */
  readonly allOrNothing: boolean;
}

/** Units by their place in the input, each with its decision. Nothing is read or written. */
export function acceptUnits(
  units: readonly PreparedUnit[],
  currents: readonly CurrentVersion[],
  options: AcceptOptions,
): readonly DecidedUnit[] {
  const known = new Map(currents.map((current) => [businessKeyName(current.key), current]));
  const decided = units.map((unit, index) => {
    const name = businessKeyName(unit.businessKey);
    const origin = { submission: options.submission, ordinal: index + 1 };
    const result = acceptUnit(unit, origin, known.get(name));
    if (result.outcome === 'new' && result.target) known.set(name, result.target);
    return result;
  });
  if (!options.allOrNothing || !decided.some(isFailed)) return decided;
  const stored = new Set(currents);
  return decided.map((result) =>
    result.target && !stored.has(result.target) ? withhold(result) : result,
  );
}

function acceptUnit(
  unit: PreparedUnit,
  origin: VersionOrigin,
  current: CurrentVersion | undefined,
): DecidedUnit {
  // A unit without a bundle has nothing to keep, whatever its state says.
  const state = unit.state === 'acceptable' && !unit.bundle ? 'rejected' : unit.state;
  const decision = decide(state, standingOf(unit.fingerprint, current));
  const said = decision.says && {
    ...decision.says,
    places: [],
    params: { key: unit.key, version: String(current?.version ?? '') },
  };
  const findings = said ? [...unit.findings, said] : unit.findings;
  const target =
    decision.outcome === 'new' ? firstVersion(unit, origin) : answering(decision.outcome, current);
  const { ordinal } = origin;
  return { ordinal, unit, outcome: decision.outcome, findings, ...(target && { target }) };
}

function answering(
  outcome: UnitOutcome,
  current: CurrentVersion | undefined,
): CurrentVersion | undefined {
  return ['duplicate', 'superseded', 'conflict'].includes(outcome) ? current : undefined;
}

function firstVersion(unit: PreparedUnit, origin: VersionOrigin): CurrentVersion | undefined {
  return (
    unit.bundle && {
      key: unit.businessKey,
      version: 1,
      versionId: versionIdOf(unit.bundle.focusType, 1, origin),
      intent: 'original',
      fingerprint: unit.fingerprint,
      focusType: unit.bundle.focusType,
      focusId: unit.bundle.focusId,
      superseded: [],
    }
  );
}

function isFailed({ outcome }: DecidedUnit): boolean {
  return outcome === 'rejected' || outcome === 'conflict';
}

/** All or nothing was asked for and a unit failed: the good ones are not stored either. */
function withhold(decided: DecidedUnit): DecidedUnit {
  const { target: _none, ...rest } = decided;
  const withheld: Finding = {
    code: 'SAMPAN-GATEWAY-WITHHELD',
    severity: 'error',
    issue: 'processing',
    places: [],
    params: { key: decided.unit.key },
  };
  return { ...rest, outcome: 'rejected', findings: [...decided.findings, withheld] };
}
