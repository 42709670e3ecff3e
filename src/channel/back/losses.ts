/** What a bundle says that the written records do not: both bundles, leaf by leaf. */
import { leavesOf, pairEntries } from '../bundle-leaves.ts';
import type { Resource } from '../translation.ts';

export interface Loss {
  /** `Bundle.identifier` of the claim. */
  readonly unit: string;
  /** `Claim.item[2].net.value` */
  readonly element: string;
  readonly before?: string;
  readonly after?: string;
}

/** Ids and links between resources depend on the deployment's key, not on the records. */
function isLink(element: string, text: string): boolean {
  return text.startsWith('urn:uuid:') || /(\.id|\.fullUrl)$/.test(element);
}

export function lossesOf(unit: string, before: Resource, after: Resource | undefined): Loss[] {
  if (after === undefined) return [{ unit, element: 'Bundle' }];
  const labels = pairEntries(before, after);
  const old = leavesOf(before, labels.before);
  const now = leavesOf(after, labels.after);
  const losses: Loss[] = [];
  for (const [key, { element, text }] of old) {
    if (isLink(element, text) || now.get(key)?.text === text) continue;
    const found = now.get(key)?.text;
    losses.push({ unit, element, before: text, ...(found !== undefined && { after: found }) });
  }
  for (const [key, { element, text }] of now) {
    if (!old.has(key) && !isLink(element, text)) losses.push({ unit, element, after: text });
  }
  return losses;
}
