/** What must be looked up before units are decided: conditions, other channels, like claims. */
import type { Evidence, LikeVersion, UnitEvidence } from './accept.ts';
import { compareAcross } from './across-channels.ts';
import type { Asked } from './decide-units.ts';
import type { CurrentVersion } from './ports/commit.ts';
import type { PreparedUnit } from './ports/prepared.ts';
import { businessKeyName } from './ports/terms.ts';
import type { GatewayPorts } from './reception.ts';
import { parseSearch } from './search.ts';

/** Conditions of the request, for each of its units. */
export interface Conditions {
  /** Version ids; `*` stands for any. */
  readonly ifMatch?: readonly string[];
  /** A search for claims: `identifier=system|value`. */
  readonly ifNoneExist?: string;
}

/** In the units' order. */
export async function gatherEvidence(
  ports: GatewayPorts,
  asked: Asked,
  currents: readonly CurrentVersion[],
): Promise<Evidence['ofUnit']> {
  const known = new Map(currents.map((current) => [businessKeyName(current.key), current]));
  const existing = await existingClaims(ports, asked);
  const { ifMatch } = asked.conditions ?? {};
  const stored = asked.units.map((unit) => known.get(businessKeyName(unit.businessKey)));
  const elsewhere = asked.units.flatMap((unit, at) => {
    const current = stored[at];
    return cameElsewhere(unit, current, asked) ? [current] : [];
  });
  const across = compareAcross(ports, asked, elsewhere);
  const ofUnit = asked.units.map(async (unit, at): Promise<UnitEvidence> => {
    const current = stored[at];
    return {
      ...(ifMatch && { ifMatch }),
      ...existing,
      ...(cameElsewhere(unit, current, asked) && (await across(unit, current))),
    };
  });
  return await Promise.all(ofUnit);
}

function cameElsewhere(
  unit: PreparedUnit,
  current: CurrentVersion | undefined,
  { channel }: Asked,
): current is CurrentVersion {
  return (
    current !== undefined &&
    current.channel !== channel &&
    current.intent !== 'void' &&
    current.fingerprint !== unit.fingerprint &&
    unit.state === 'acceptable'
  );
}

/** D14: claims of the own tenant that If-None-Exist asks for. */
async function existingClaims(
  { store, mac }: GatewayPorts,
  { tenant, conditions }: Asked,
): Promise<Pick<UnitEvidence, 'existing' | 'ambiguous'>> {
  if (conditions?.ifNoneExist === undefined) return {};
  const parsed = parseSearch({
    ...{ type: 'Claim', scope: { kind: 'tenant', tenant }, hashes: [{ tenant, mac }] },
    ...{ parameters: [...new URLSearchParams(conditions.ifNoneExist)], pageSizeMax: 2 },
  });
  if (parsed.kind === 'bad') return { ambiguous: true };
  const [first, ...others] = await store.search({ ...parsed.query, limit: 2 });
  if (others.length > 0) return { ambiguous: true };
  const existing = first && (await store.versionOf(tenant, first.type, first.id));
  return existing ? { existing } : {};
}

/** D15: current claims that look like one of the units. */
export async function likeClaims(
  { store }: GatewayPorts,
  { tenant, units }: Asked,
): Promise<Evidence['alike']> {
  const wanted = units.flatMap(({ bundle }) => bundle?.likeness || []);
  const found = wanted.length === 0 ? [] : await store.alike(tenant, [...new Set(wanted)]);
  const alike = new Map<string, LikeVersion[]>();
  for (const { likeness, ...version } of found) {
    alike.set(likeness, [...(alike.get(likeness) ?? []), version]);
  }
  return alike;
}
