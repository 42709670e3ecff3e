/** What changes between two translations of the same set: elements, money, verdicts, by rule. */
import { type Finding, isFailure } from '../base/finding.ts';
import { entriesAt, indexTrace } from '../mapping/runtime/trace.ts';
import { type Leaf, leavesOf, pairEntries } from './bundle-leaves.ts';
import type { CutUnit } from './cut-units.ts';
import type { PreparedSet } from './prepare-set.ts';
import { traceUnit, translateUnit } from './translate-unit.ts';
import type { TranslatedUnit } from './translation.ts';
import type { UnitContext } from './unit-context.ts';

/** A verdict is the state of a claim, or a finding that rejects it; other findings are advice. */
export type ChangeKind = 'verdict' | 'money' | 'finding' | 'element';

export interface Change {
  readonly kind: ChangeKind;
  readonly unit: string;
  /** `Claim.item[0].net.value`; for a finding its code, for a verdict that, or `state`. */
  readonly element: string;
  /** Path in the bundle: `Bundle.entry[0].resource.item[0].net.value`. */
  readonly path?: string;
  readonly before?: string;
  readonly after?: string;
  /** File and line of the map, `claim.map:70`, and the rule: the old ones of what vanished. */
  readonly map?: string;
  readonly rule?: string;
}

/** A set as one of the two compared channels cuts it. */
export interface ComparedSet {
  readonly prepared: PreparedSet;
  readonly context: UnitContext;
}

/** Changes claim by claim, in input order; both channels must cut the set alike. */
export function compareTranslations(before: ComparedSet, after: ComparedSet): readonly Change[] {
  return before.prepared.units.flatMap((cut, index) => {
    const now = after.prepared.units[index];
    if (now === undefined) throw new Error('the set is not cut alike');
    return compareUnits(sideOf(cut, before), sideOf(now, after));
  });
}

type Rule = Pick<Change, 'map' | 'rule'>;

interface Side {
  readonly unit: TranslatedUnit;
  /** The rule that made the element, or the nearest one around it. */
  readonly ruleOf: (path: string) => Rule;
}

function sideOf(cut: CutUnit, { prepared, context }: ComparedSet): Side {
  const unit = translateUnit(cut, prepared.ofUnit.get(cut) ?? [], context);
  let index: ReturnType<typeof indexTrace> | undefined;
  const ruleOf = (path: string): Rule => {
    index ??= indexTrace(traceUnit(cut, context));
    const [entry] = entriesAt(index, path);
    return entry === undefined ? {} : { map: `${entry.map}:${entry.line}`, rule: entry.rule };
  };
  return { unit, ruleOf };
}

function compareUnits(before: Side, after: Side): readonly Change[] {
  return [
    ...stateChange(before.unit, after.unit),
    ...findingChanges(before, after),
    ...leafChanges(before, after),
  ];
}

function stateChange(before: TranslatedUnit, after: TranslatedUnit): readonly Change[] {
  if (before.state === after.state) return [];
  const states = { before: before.state, after: after.state };
  return [{ kind: 'verdict', unit: after.key, element: 'state', ...states }];
}

function findingChanges(before: Side, after: Side): readonly Change[] {
  const old = new Map(before.unit.findings.map((finding) => [spotOf(finding), finding]));
  const now = new Map(after.unit.findings.map((finding) => [spotOf(finding), finding]));
  const gone = [...old].filter(([spot]) => !now.has(spot));
  const fresh = [...now].filter(([spot]) => !old.has(spot));
  const unit = after.unit.key;
  return [
    ...gone.map(([, finding]) => ({ unit, ...describe(finding, before), before: 'found' })),
    ...fresh.map(([, finding]) => ({ unit, ...describe(finding, after), after: 'found' })),
  ];
}

/** Positions in the bundle shift; the cells that a finding points at do not. */
function spotOf({ code, severity, places, expression = '' }: Finding): string {
  const cells = places.map(({ file, record, field }) => `${file}:${record}:${field}`);
  const element = expression.replace(/\[\d+\]/g, '');
  return [code, severity, element, ...cells].join(' ');
}

function describe(finding: Finding, side: Side): Omit<Change, 'unit'> {
  const { code, expression } = finding;
  const kind = isFailure(finding) ? 'verdict' : 'finding';
  if (expression?.startsWith('Bundle') !== true) return { kind, element: code };
  return { kind, element: code, path: expression, ...side.ruleOf(expression) };
}

function leafChanges(before: Side, after: Side): readonly Change[] {
  const labels = pairEntries(before.unit.bundle, after.unit.bundle);
  const old = leavesOf(before.unit.bundle, labels.before);
  const now = leavesOf(after.unit.bundle, labels.after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): readonly Change[] => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was?.text === is?.text) return [];
    const leaf = is ?? was;
    const { ruleOf } = is === undefined ? before : after;
    return leaf === undefined ? [] : [leafChange(after.unit.key, [was, is], ruleOf(leaf.path))];
  });
}

function leafChange(unit: string, [was, is]: readonly (Leaf | undefined)[], rule: Rule): Change {
  const { element = '', path = '' } = is ?? was ?? {};
  return {
    kind: was?.money === true || is?.money === true ? 'money' : 'element',
    ...{ unit, element, path },
    ...(was !== undefined && { before: was.text }),
    ...(is !== undefined && { after: is.text }),
    ...rule,
  };
}
