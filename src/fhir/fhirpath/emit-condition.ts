/** Conditions: whether an expression holds, as one JS boolean. */

import type { Emission, Scope } from './emission.ts';
import { emitNodes } from './emit-nodes.ts';
import type { Expression } from './syntax.ts';

export function emitCondition(emission: Emission, expression: Expression, scope: Scope): string {
  return `rt.holds(${emitNodes(emission, expression, scope)})`;
}
