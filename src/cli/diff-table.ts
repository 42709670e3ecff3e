/** Changes as a person reads them: grouped by what they mean and the rule that made them. */
import type { Change, ChangeKind } from '../channel/compare-translations.ts';

const examplesShown = 3;

/** What weighs most comes first. */
const kinds: readonly ChangeKind[] = ['verdict', 'money', 'finding', 'element'];

export function formatChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return 'nothing changes\n';
  const sorted = [...groupsOf(changes)].sort(([, [a]], [, [b]]) => rank(a) - rank(b));
  return sorted.map(([heading, group]) => formatGroup(heading, group)).join('');
}

function rank(change: Change | undefined): number {
  return kinds.indexOf(change?.kind ?? 'element');
}

function groupsOf(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const heading = headingOf(change);
    const group = groups.get(heading);
    if (group === undefined) groups.set(heading, [change]);
    else group.push(change);
  }
  return groups;
}

/** `money by claim.map:70 "net"`; a finding is told by its code as well. */
function headingOf({ kind, element, map, rule }: Change): string {
  const what = kind === 'verdict' || kind === 'finding' ? `${kind} ${element}` : kind;
  return map === undefined ? what : `${what} by ${map} "${rule}"`;
}

function formatGroup(heading: string, group: readonly Change[]): string {
  const claims = new Set(group.map(({ unit }) => unit)).size;
  const examples = group.slice(0, examplesShown).map((change) => `    ${formatExample(change)}\n`);
  const more = group.length - examples.length;
  const count = `${group.length} in ${claims} ${claims === 1 ? 'claim' : 'claims'}`;
  const rest = more > 0 ? `    and ${more} more\n` : '';
  return `${heading} (${count})\n${examples.join('')}${rest}`;
}

function formatExample({ kind, unit, element, path, before, after }: Change): string {
  const where = kind === 'verdict' || kind === 'finding' ? (path ?? '') : element;
  const at = [unit, where].filter((part) => part !== '').join(' ');
  return `${at}: ${before ?? '(absent)'} -> ${after ?? '(absent)'}`;
}
