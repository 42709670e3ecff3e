/** Results as arrays of plain values, without nodes where paths and single values allow it. */

import { type Emission, hoisted, type Scope } from './emission.ts';
import { isCondition, isDefinite } from './fast-comparison.ts';
import type { Expression } from './syntax.ts';

/** JS expression of an array of raw JSON values. */
export function emitValues(
  emission: Emission,
  expression: Expression,
  scope: Scope,
): string | undefined {
  if (isCondition(emission, expression)) {
    return isDefinite(expression) ? `[${emission.emit.isTrue(expression, scope)}]` : undefined;
  }
  const list = emission.unit.fresh('r');
  const body = emission.emit.each(expression, scope, ({ value }) => {
    return `if (${value} != null) ${list}.push(${value});`;
  });
  if (body !== undefined) return hoisted(emission, `const ${list} = [];\n${body}\nreturn ${list};`);
  const scalar = emission.emit.scalar(expression, scope);
  return scalar && `rt.raw.listOf(${scalar.code})`;
}
