/** What an operator gives for the types of its operands. */
import {
  isQuantity,
  joined,
  type StaticType,
  sumType,
  systemType,
  UNKNOWN,
} from './static-type.ts';
import type { Binary } from './syntax.ts';

export function binaryResult(
  operator: Binary['operator'],
  left: StaticType,
  right: StaticType,
): StaticType {
  switch (operator) {
    case '|':
      return joined(left, right);
    case '&':
      return systemType('String');
    case '+':
    case '-':
    case '*':
    case 'mod':
      return sumType(left, right);
    case '/':
      return isQuantity(left) || isQuantity(right) ? UNKNOWN : systemType('Decimal');
    case 'div':
      return systemType('Integer');
    default:
      return systemType('Boolean');
  }
}
