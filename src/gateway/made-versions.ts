/** The versions that decisions make, with their bundles: a void is the claim before, cancelled. */
import { readExactJson } from '../base/exact-json.ts';
import type { Resource } from '../channel/translation.ts';
import { type DecidedUnit, makesVersion } from './accept.ts';
import { findBundle } from './kept-bundle.ts';
import type { CurrentVersion } from './ports/commit.ts';
import type { PreparedBundle } from './ports/prepared.ts';
import { prepareBundle, type TokenHash } from './prepare.ts';
import type { GatewayPorts } from './reception.ts';
import { versionLocation } from './version-id.ts';
import type { MadeVersion } from './version-rows.ts';

/** In the units' order, so that what an earlier unit made is known to a later one. */
export async function madeVersions(
  ports: GatewayPorts,
  tenant: string,
  decided: readonly DecidedUnit[],
): Promise<readonly MadeVersion[]> {
  const bundles = new Map<CurrentVersion, PreparedBundle>();
  const made: MadeVersion[] = [];
  for (const result of decided) {
    const { unit, target, before, ordinal } = result;
    if (!makesVersion(result) || !target) continue;
    const bundleBefore =
      before && (bundles.get(before) ?? (await storedBundle(ports, tenant, before)));
    const bundle = bundleOf(result, bundleBefore, { tenant, mac: ports.mac });
    bundles.set(target, bundle);
    made.push({
      ...{ ordinal, unit, target, bundle },
      ...(before && { before }),
      ...(bundleBefore && { bundleBefore }),
    });
  }
  return made;
}

function bundleOf(
  { unit, target, decision }: DecidedUnit,
  before: PreparedBundle | undefined,
  hash: TokenHash,
): PreparedBundle {
  const kept = decision.effect === 'tombstone' ? (before ?? unit.bundle) : unit.bundle;
  if (!kept || !target) throw new Error('a version without a bundle');
  return decision.effect === 'tombstone' ? cancelled(kept, hash) : renamed(kept, target.focusId);
}

/** The claim as it was, with the status FHIR has for what is no longer asked for. */
function cancelled(before: PreparedBundle, hash: TokenHash): PreparedBundle {
  const bundle = readExactJson(before.text) as Resource;
  const entries = (bundle.entry ?? []) as readonly { readonly resource?: Resource }[];
  const entry = entries.map((each) =>
    each.resource?.resourceType === 'Claim'
      ? { ...each, resource: { ...each.resource, status: 'cancelled' } }
      : each,
  );
  return prepareBundle({ ...bundle, entry }, hash) ?? before;
}

/** A claim keeps its id, even if another channel would derive another one. */
function renamed(bundle: PreparedBundle, focusId: string): PreparedBundle {
  if (bundle.focusId === focusId) return bundle;
  return {
    ...bundle,
    focusId,
    text: bundle.text.replaceAll(bundle.focusId, focusId),
    resources: bundle.resources.map((resource) =>
      resource.id === bundle.focusId ? { ...resource, id: focusId } : resource,
    ),
  };
}

async function storedBundle(
  ports: GatewayPorts,
  tenant: string,
  version: CurrentVersion,
): Promise<PreparedBundle | undefined> {
  const bundle = await findBundle(ports, { tenant, owner: versionLocation(version) });
  return bundle && prepareBundle(bundle, { tenant, mac: ports.mac });
}
