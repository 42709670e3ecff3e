/** What makes two claims look like the same service, whatever their numbers are. */
import { canonicalOf, canonicalText } from '../base/canonical.ts';
import type { Resource } from '../channel/translation.ts';
import type { TokenHash } from './prepare.ts';

type Element = Readonly<Record<string, unknown>>;

/** Keyed hash of patient, provider, dates, lines and amount; '' for what is no claim. */
export function likenessOf(focus: Resource, { tenant, mac }: TokenHash): string {
  const { resourceType, patient, provider, billablePeriod, item, total } = focus;
  if (resourceType !== 'Claim' || patient === undefined || total === undefined) return '';
  const lines = Array.isArray(item) ? item.map(lineOf) : [];
  const told = { patient, provider, billablePeriod, lines, total };
  return mac.of('likeness', tenant, canonicalText(canonicalOf(told)));
}

/** Where a line stands in the claim says nothing about the service. */
function lineOf(line: Element): Element {
  const { productOrService, category, quantity, unitPrice, net } = line;
  const { servicedDate, servicedPeriod } = line;
  return { productOrService, category, quantity, unitPrice, net, servicedDate, servicedPeriod };
}
