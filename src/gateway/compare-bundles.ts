/** Whether two bundles say the same, whatever their resources are called and in which order. */
import { canonicalOf, differingPaths } from '../base/canonical.ts';
import { namedBundle } from '../channel/named-bundle.ts';
import type { Resource } from '../channel/translation.ts';
import { resourcesOf } from './prepare.ts';

/** Elements in which they differ, as `Claim.item[0].net`. */
export function differingElements(a: Resource, b: Resource, limit: number): readonly string[] {
  const [x, y] = [a, b].map((bundle) => canonicalOf(namedBundle(resourcesOf(bundle))));
  return differingPaths(x, y, limit);
}
