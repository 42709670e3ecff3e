/** Figures for a rule's texts, computed where it is broken: what a total should have been. */
import { isExactNumber, numberText } from '../base/decimal.ts';
import type { Finding } from '../base/finding.ts';
import type { SourceUnit } from '../base/record.ts';
import type { RuleParams } from './module.ts';
import { pathInUnit } from './place-findings.ts';

const STEP = /([^.[\]]+)(?:\[(\d+)\])?/g;

/** The value at a path such as `CHA[2].AMOUNT`; undefined if nothing stands there. */
function valueAt(unit: unknown, path: string): unknown {
  let value = unit;
  for (const [, name = '', index] of path.matchAll(STEP)) {
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (index !== undefined) value = (value as readonly unknown[] | undefined)?.[Number(index)];
  }
  return value;
}

function textOf(value: unknown): string {
  return isExactNumber(value) ? numberText(value) : String(value);
}

/** The finding with the params its rule's note computes from the element it stands on. */
export function withRuleParams(
  finding: Finding,
  unit: SourceUnit,
  rules: Readonly<Record<string, RuleParams>>,
): Finding {
  const compute = rules[finding.code];
  if (compute === undefined || finding.expression === undefined) return finding;
  const focus = valueAt(unit, pathInUnit(finding.expression));
  const computed = Object.entries(compute).map(([name, values]) => {
    return [name, values(focus, unit).map(textOf).join(', ')];
  });
  return { ...finding, params: { ...finding.params, ...Object.fromEntries(computed) } };
}
