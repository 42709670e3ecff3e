/** Questions to a syntax tree. */

import type { Expression } from './syntax.ts';

/** Whether the expression uses `$index` or `$total`. */
export function mentions(expression: Expression, name: 'index' | 'total'): boolean {
  switch (expression.kind) {
    case 'special':
      return expression.name === name;
    case 'member':
      return expression.input !== undefined && mentions(expression.input, name);
    case 'call':
      return [expression.input, ...expression.args].some(
        (it) => it !== undefined && mentions(it, name),
      );
    case 'indexer':
      return mentions(expression.input, name) || mentions(expression.index, name);
    case 'unary':
    case 'type-test':
      return mentions(expression.operand, name);
    case 'binary':
      return mentions(expression.left, name) || mentions(expression.right, name);
    default:
      return false;
  }
}
