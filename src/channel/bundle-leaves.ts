/** The values of a bundle by their paths, with the entries of two bundles paired for comparison. */
import { isExactNumber, numberText } from '../base/decimal.ts';
import type { Resource } from './translation.ts';

export interface Leaf {
  /** `Bundle.entry[0].resource.item[2].net.value`: as traces and findings say it. */
  readonly path: string;
  /** `Claim.item[2].net.value`: as `sampan explain --at` takes it. */
  readonly element: string;
  readonly text: string;
  readonly money: boolean;
}

interface Entry {
  readonly fullUrl?: string;
  readonly resource?: Resource;
}

/** By entry, a label that its counterpart in the other bundle has too. */
export type EntryLabels = readonly string[];

function entriesOf(bundle: Resource | undefined): readonly Entry[] {
  return (bundle?.entry ?? []) as readonly Entry[];
}

/** Counterparts have the same id; those left over are paired by type, in their order. */
export function pairEntries(
  before: Resource | undefined,
  after: Resource | undefined,
): { readonly before: EntryLabels; readonly after: EntryLabels } {
  const old = entriesOf(before);
  const now = entriesOf(after);
  const ids = new Set(now.map(({ fullUrl }) => fullUrl));
  const free = [...old.keys()].filter((at) => !ids.has(old[at]?.fullUrl));
  const byId = new Map(old.map(({ fullUrl }, at) => [fullUrl, at]));
  const labels = now.map((entry, at) => {
    const same = byId.get(entry.fullUrl);
    if (same !== undefined) return String(same);
    const next = free.findIndex((index) => {
      return old[index]?.resource?.resourceType === entry.resource?.resourceType;
    });
    return next < 0 ? `new ${at}` : String(free.splice(next, 1)[0]);
  });
  return { before: old.map((_, at) => String(at)), after: labels };
}

/** Leaves by a key that is the same in both of the paired bundles. */
export function leavesOf(
  bundle: Resource | undefined,
  labels: EntryLabels,
): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  if (bundle === undefined) return leaves;
  const { entry: _entries, ...own } = bundle;
  for (const leaf of leavesUnder(own, 'Bundle', '')) leaves.set(leaf.path, leaf);
  for (const [at, entry] of entriesOf(bundle).entries()) {
    const { resource, ...rest } = entry;
    const path = `Bundle.entry[${at}]`;
    const found = [
      ...leavesUnder(rest, path, ''),
      ...leavesUnder(resource, `${path}.resource`, resource?.resourceType ?? ''),
    ];
    for (const leaf of found) leaves.set(`${labels[at]} ${leaf.path.slice(path.length)}`, leaf);
  }
  return leaves;
}

/** All values below; `type` stands for the path in the element's short form, if there is one. */
function leavesUnder(root: unknown, path: string, type: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, inner: string, money: boolean): void => {
    if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) visit(each, `${inner}[${at}]`, false);
    } else if (typeof value === 'object' && value !== null && !isExactNumber(value)) {
      const isMoney = 'currency' in value;
      for (const [name, each] of Object.entries(value)) visit(each, `${inner}.${name}`, isMoney);
    } else if (value !== undefined) {
      const text = isExactNumber(value) ? numberText(value) : String(value);
      leaves.push({ path: path + inner, element: (type || path) + inner, text, money });
    }
  };
  visit(root, '', false);
  return leaves;
}
