/** What changes between two translations of the same submission: elements, money, verdicts. */
import { isExactNumber, numberText } from '../base/decimal.ts';
import type { Resource, TranslatedUnit, Translation } from './translation.ts';

export type ChangeKind = 'verdict' | 'money' | 'element';

export interface Change {
  readonly kind: ChangeKind;
  readonly unit: string;
  /** Path in the bundle; for a verdict the code of the finding, or `state`. */
  readonly element: string;
  readonly before?: string;
  readonly after?: string;
}

/** Changes unit by unit, in the order of the first translation. */
export function compareTranslations(before: Translation, after: Translation): readonly Change[] {
  const later = new Map(after.units.map((unit) => [unit.key, unit]));
  const earlier = new Set(before.units.map((unit) => unit.key));
  const gone = before.units.flatMap((unit) => compareUnits(unit, later.get(unit.key)));
  const fresh = after.units.filter((unit) => !earlier.has(unit.key));
  return [...gone, ...fresh.flatMap((unit) => compareUnits(undefined, unit))];
}

function compareUnits(before?: TranslatedUnit, after?: TranslatedUnit): readonly Change[] {
  const unit = before?.key ?? after?.key ?? '';
  return [
    ...verdictChanges(unit, before, after),
    ...leafChanges(unit, leavesOf(before?.bundle), leavesOf(after?.bundle)),
  ];
}

function verdictChanges(
  unit: string,
  before?: TranslatedUnit,
  after?: TranslatedUnit,
): readonly Change[] {
  const changes: Change[] = [];
  if (before?.state !== after?.state) {
    changes.push({
      kind: 'verdict',
      unit,
      element: 'state',
      ...sides(before?.state, after?.state),
    });
  }
  const spot = (finding: TranslatedUnit['findings'][number]) =>
    `${finding.code} ${finding.expression ?? finding.places[0]?.field ?? ''}`;
  const old = new Set(before?.findings.map(spot));
  const now = new Set(after?.findings.map(spot));
  for (const each of old) {
    if (!now.has(each)) changes.push({ kind: 'verdict', unit, element: each, before: 'found' });
  }
  for (const each of now) {
    if (!old.has(each)) changes.push({ kind: 'verdict', unit, element: each, after: 'found' });
  }
  return changes;
}

interface Leaf {
  readonly text: string;
  readonly money: boolean;
}

function leavesOf(bundle: Resource | undefined): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const visit = (value: unknown, path: string, money: boolean): void => {
    if (isExactNumber(value)) leaves.set(path, { text: numberText(value), money });
    else if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) visit(value[i], `${path}[${i}]`, false);
    } else if (typeof value === 'object' && value !== null) {
      const isMoney = 'currency' in value;
      for (const [name, inner] of Object.entries(value)) visit(inner, `${path}.${name}`, isMoney);
    } else leaves.set(path, { text: String(value), money });
  };
  if (bundle !== undefined) visit(bundle, 'Bundle', false);
  return leaves;
}

function leafChanges(
  unit: string,
  before: ReadonlyMap<string, Leaf>,
  after: ReadonlyMap<string, Leaf>,
): readonly Change[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].flatMap((element): readonly Change[] => {
    const [old, now] = [before.get(element), after.get(element)];
    if (old?.text === now?.text) return [];
    const money = old?.money === true || now?.money === true;
    const kind = money ? 'money' : 'element';
    return [{ kind, unit, element, ...sides(old?.text, now?.text) }];
  });
}

function sides(before?: string, after?: string): Pick<Change, 'before' | 'after'> {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
