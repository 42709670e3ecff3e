/** Decides units against what is stored now: reads, decides, and says where conflicts differ. */
import { type Canonical, canonicalOf, differingPaths } from '../base/canonical.ts';
import { readExactJson } from '../base/exact-json.ts';
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { acceptUnits, type DecidedUnit, shownKeyOf } from './accept.ts';
import { openText } from './bodies.ts';
import { type Conditions, gatherEvidence, likeClaims } from './evidence.ts';
import type { PreparedUnit } from './ports/prepared.ts';
import type { Intent } from './ports/terms.ts';
import type { GatewayPorts } from './reception.ts';
import { versionLocation } from './version-id.ts';

/** Units that want a decision, and what their request said. */
export interface Asked {
  readonly tenant: string;
  readonly submission: string;
  readonly channel: string;
  readonly units: readonly PreparedUnit[];
  readonly intent?: Intent;
  readonly allOrNothing: boolean;
  readonly conditions?: Conditions;
  readonly firstOrdinal?: number;
}

export async function decideUnits(
  ports: GatewayPorts,
  asked: Asked,
): Promise<readonly DecidedUnit[]> {
  const { tenant, units, submission, channel, allOrNothing, intent, firstOrdinal } = asked;
  const keys = units.map(({ businessKey }) => businessKey);
  const [currents, alike] = await Promise.all([
    ports.store.currentVersions(tenant, keys),
    likeClaims(ports, asked),
  ]);
  const evidence = { ofUnit: await gatherEvidence(ports, asked, currents), alike };
  const decided = acceptUnits(units, currents, {
    ...{ submission, channel, allOrNothing, evidence },
    ...(intent && { intent }),
    ...(firstOrdinal !== undefined && { firstOrdinal }),
    rules: ports.registry.resendRules(channel),
    payerOf: (unit) => payerOf(ports, channel, unit)?.id ?? '',
  });
  return await Promise.all(decided.map((unit) => nameDifferences(ports, asked, unit, decided)));
}

/** The payer the unit's content names, else the channel's. */
export function payerOf({ registry }: GatewayPorts, channel: string, unit: PreparedUnit) {
  return unit.payer === undefined ? registry.payerOf(channel) : registry.payer(unit.payer);
}

/** D6, D7: a conflict and a correction say where the two differ, never what the values are. */
async function nameDifferences(
  ports: GatewayPorts,
  asked: Asked,
  result: DecidedUnit,
  all: readonly DecidedUnit[],
): Promise<DecidedUnit> {
  const { decision, before, unit } = result;
  const compares = decision.effect === 'candidate' || decision.effect === 'next';
  if (!compares || !before || before.channel !== asked.channel) return result;
  const here = all.find((other) => other !== result && other.target === before);
  const place = { tenant: asked.tenant, owner: versionLocation(before), kind: 'source' as const };
  const text = here?.unit.source ?? (await openText(ports, place));
  if (text === undefined) return result;
  const stored = canonicalOf(readExactJson(text));
  const arrived = canonicalOf(readExactJson(unit.source));
  const paths = differingPaths(stored, arrived, limits.conflictPaths).join(', ');
  if (decision.effect === 'next') {
    const params = { key: shownKeyOf(unit), version: String(before.version) };
    const vanished = result.said ? [] : vanishedParts(stored, arrived);
    const findings = [
      ...result.findings,
      difference('SAMPAN-GATEWAY-CORRECTED', { ...params, paths }),
      ...(vanished.length === 0
        ? []
        : [difference('SAMPAN-GATEWAY-VANISHED', { ...params, parts: vanished.join(', ') })]),
    ];
    return { ...result, findings };
  }
  const findings = result.findings.map((finding) =>
    finding.code === decision.says?.code
      ? { ...finding, params: { ...finding.params, paths } }
      : finding,
  );
  return { ...result, findings };
}

function difference(
  code: 'SAMPAN-GATEWAY-CORRECTED' | 'SAMPAN-GATEWAY-VANISHED',
  params: Finding['params'],
): Finding {
  const corrected = code === 'SAMPAN-GATEWAY-CORRECTED';
  return {
    ...{ code, severity: corrected ? 'information' : 'warning' },
    ...{ issue: corrected ? 'informational' : 'incomplete', places: [], params },
  };
}

/** Parts of the source that the version before had, and the correction has not. */
function vanishedParts(
  before: Canonical | undefined,
  after: Canonical | undefined,
): readonly string[] {
  if (before?.kind !== 'object') return [];
  const kept = after?.kind === 'object' ? after.members : new Map<string, Canonical>();
  return [...before.members.keys()].filter((name) => !kept.has(name));
}
