/** Chains of arithmetic on plain numbers: `(a - (b * c).round(2)).abs()` without a text between. */

import type { Emission, Scalar, Scope } from './emission.ts';
import type { Binary, Call, Expression } from './syntax.ts';

const LINKS: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply' };

/** Places that `round` may ask for in the data's own terms. */
const MAX_PLACES = 100;

/** JS of a chain; undefined unless it is arithmetic whose operands are plain numbers. */
export function emitChain(
  emission: Emission,
  expression: Expression,
  scope: Scope,
): string | undefined {
  switch (expression.kind) {
    case 'binary':
      return link(emission, expression, scope);
    case 'call':
      return called(emission, expression, scope);
    case 'unary': {
      const operand = operandOf(emission, expression.operand, scope);
      if (operand === undefined || expression.operator === '+') return operand;
      return `rt.chain.negative(${operand})`;
    }
    default:
      return undefined;
  }
}

/** The chain of a sum, or the value that begins one. */
function operandOf(emission: Emission, expression: Expression, scope: Scope): string | undefined {
  const chain = emitChain(emission, expression, scope);
  if (chain !== undefined) return chain;
  const leaf = emission.emit.scalar(expression, scope);
  return leaf?.kind === 'number' ? firstLink(emission, expression, leaf) : undefined;
}

function firstLink(emission: Emission, expression: Expression, leaf: Scalar): string {
  const code = `rt.chain.number(${leaf.code})`;
  return expression.kind === 'literal' ? emission.unit.constant(code) : code;
}

function link(
  emission: Emission,
  { operator, left, right }: Binary,
  scope: Scope,
): string | undefined {
  const name = Object.hasOwn(LINKS, operator) ? LINKS[operator] : undefined;
  if (name === undefined) return undefined;
  const a = operandOf(emission, left, scope);
  const b = a && operandOf(emission, right, scope);
  return b && `rt.chain.${name}(${a}, ${b})`;
}

function called(emission: Emission, { name, input, args }: Call, scope: Scope): string | undefined {
  if (name === 'iif' && input === undefined) return choice(emission, args, scope);
  if ((name !== 'abs' && name !== 'round') || input === undefined) return undefined;
  const operand = operandOf(emission, input, scope);
  if (operand === undefined) return undefined;
  if (name === 'abs') return args.length === 0 ? `rt.chain.absolute(${operand})` : undefined;
  const places = placesOf(args);
  return places === undefined ? undefined : `rt.chain.rounded(${operand}, ${places})`;
}

function placesOf(args: readonly Expression[]): number | undefined {
  const [places] = args;
  if (places === undefined) return 0;
  if (places.kind !== 'literal' || places.type !== 'Integer') return undefined;
  const count = Number(places.text);
  return count <= MAX_PLACES ? count : undefined;
}

function choice(emission: Emission, args: readonly Expression[], scope: Scope): string | undefined {
  const [condition, then, otherwise] = args;
  if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
  const a = operandOf(emission, then, scope);
  const b = a && operandOf(emission, otherwise, scope);
  return b && `(${emission.emit.isTrue(condition, scope)} ? ${a} : ${b})`;
}
