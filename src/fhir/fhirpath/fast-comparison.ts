/** `=`, `<`, `in` … on plain values; each is asked whether it is true or whether it is false. */

import { type Emission, hoisted, quote, type Scalar, type Scope } from './emission.ts';
import { typeOfSelf } from './fast-access.ts';
import { emitChain } from './fast-number.ts';
import { kindOfType } from './fast-scalar.ts';
import type { Binary, Expression } from './syntax.ts';

const ORDER: Readonly<Record<Scalar['kind'], string | undefined>> = {
  number: 'numberOrder',
  string: 'stringOrder',
  dateTime: 'dateTimeOrder',
  time: 'timeOrder',
  quantity: 'quantityOrder',
  boolean: undefined,
};

/** The operator that is true where the key is false; an unknown order (NaN) makes both false. */
const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

/** JS boolean: whether the comparison comes out as `wanted`. */
export function emitComparison(
  emission: Emission,
  expression: Binary,
  scope: Scope,
  wanted: boolean,
): string | undefined {
  switch (expression.operator) {
    case '=':
      return equality(emission, expression, scope, wanted);
    case '!=':
      return equality(emission, expression, scope, !wanted);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordering(emission, expression, scope, wanted);
    case 'in':
      return membership(emission, expression.left, expression.right, { scope, wanted });
    case 'contains':
      return membership(emission, expression.right, expression.left, { scope, wanted });
    default:
      return undefined;
  }
}

function ordering(
  emission: Emission,
  { operator, left, right }: Binary,
  scope: Scope,
  wanted: boolean,
) {
  const sign = wanted ? operator : OPPOSITE[operator];
  const chains = chainOrder(emission, left, right, scope);
  if (chains !== undefined) return `${chains} ${sign} 0`;
  const a = emission.emit.scalar(left, scope);
  const b = a && emission.emit.scalar(right, scope);
  if (a === undefined || b === undefined || a.kind !== b.kind) return undefined;
  const order = ORDER[a.kind];
  return order && `rt.raw.${order}(${a.code}, ${b.code}) ${sign} 0`;
}

/** Two numbers of which one is reckoned. */
function chainOrder(
  emission: Emission,
  left: Expression,
  right: Expression,
  scope: Scope,
): string | undefined {
  const a = emitChain(emission, left, scope);
  const b = emitChain(emission, right, scope);
  if (a === undefined && b === undefined) return undefined;
  const other = emission.emit.scalar(a === undefined ? left : right, scope);
  if (a !== undefined && b !== undefined) return `rt.chain.order(${a}, ${b})`;
  if (other?.kind !== 'number') return undefined;
  const link = `rt.chain.number(${other.code})`;
  return `rt.chain.order(${a ?? link}, ${b ?? link})`;
}

function equality(emission: Emission, { left, right }: Binary, scope: Scope, wanted: boolean) {
  const chains = chainOrder(emission, left, right, scope);
  if (chains !== undefined) return wanted ? `${chains} === 0` : `rt.raw.apart(${chains})`;
  const a = comparand(emission, left, scope);
  const b = a && comparand(emission, right, scope);
  if (a !== undefined && b !== undefined && a.kind === b.kind) return equalScalars(a, b, wanted);
  return isCondition(emission, left) && isCondition(emission, right)
    ? equalConditions(emission, [left, right], scope, wanted)
    : undefined;
}

function equalScalars(a: Scalar, b: Scalar, wanted: boolean): string | undefined {
  if (a.kind === 'quantity') return undefined;
  if (a.kind === 'string' || a.kind === 'boolean') {
    if (!wanted) return `rt.raw.differ(${a.code}, ${b.code})`;
    const certain = isLiteral(a.code) || isLiteral(b.code);
    return certain ? `${a.code} === ${b.code}` : `rt.raw.same(${a.code}, ${b.code})`;
  }
  const order = `rt.raw.${ORDER[a.kind]}(${a.code}, ${b.code})`;
  return wanted ? `${order} === 0` : `rt.raw.apart(${order})`;
}

function isLiteral(code: string): boolean {
  return code.startsWith('"') || code === 'true' || code === 'false';
}

/** Two sides that are conditions: `request.exists() = (type = 'batch')`. */
function equalConditions(
  emission: Emission,
  [left, right]: readonly [Expression, Expression],
  scope: Scope,
  wanted: boolean,
): string {
  const { isTrue, isFalse } = emission.emit;
  if (isDefinite(left) && isDefinite(right)) {
    return `(${isTrue(left, scope)}) ${wanted ? '===' : '!=='} (${isTrue(right, scope)})`;
  }
  const [yes, no] = wanted ? [isTrue, isFalse] : [isFalse, isTrue];
  const both = `(${isTrue(left, scope)} && ${yes(right, scope)})`;
  return `(${both} || (${isFalse(left, scope)} && ${no(right, scope)}))`;
}

export function isCondition(emission: Emission, expression: Expression): boolean {
  const found = emission.typing.types.get(expression);
  return found?.many === false && found.types?.length === 1 && found.types[0] === 'System.Boolean';
}

const DEFINITE_CALLS: ReadonlySet<string> = new Set([
  'exists',
  'empty',
  'all',
  'isDistinct',
  'hasValue',
]);

/** Never empty: false is then the same as not true. */
export function isDefinite(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.type === 'Boolean';
  if (expression.kind === 'call') {
    if (DEFINITE_CALLS.has(expression.name)) return true;
    return (
      expression.name === 'not' && expression.input !== undefined && isDefinite(expression.input)
    );
  }
  if (expression.kind !== 'binary') return false;
  const { operator, left, right } = expression;
  const logic =
    operator === 'and' || operator === 'or' || operator === 'xor' || operator === 'implies';
  return logic && isDefinite(left) && isDefinite(right);
}

/** A scalar, or a list whose only item is one; several items are unequal to anything. */
function comparand(emission: Emission, expression: Expression, scope: Scope): Scalar | undefined {
  if (emission.typing.types.get(expression)?.many === false)
    return emission.emit.scalar(expression, scope);
  const kinds = new Set<Scalar['kind'] | undefined>();
  const found = emission.unit.fresh('r');
  const body = emission.emit.each(expression, scope, (item) => {
    kinds.add(kindOfType(emission, typeOfSelf(item) ?? ''));
    return `if (${found} !== undefined) return rt.raw.MANY;\n${found} = ${item.value};`;
  });
  const [kind, ...others] = kinds;
  if (body === undefined || others.length > 0 || (kind !== 'string' && kind !== 'boolean'))
    return undefined;
  return { code: hoisted(emission, `let ${found};\n${body}\nreturn ${found};`), kind };
}

interface Asked {
  readonly scope: Scope;
  readonly wanted: boolean;
}

/** `item in list` */
function membership(
  emission: Emission,
  item: Expression,
  list: Expression,
  { scope, wanted }: Asked,
) {
  if (emission.typing.types.get(item)?.many !== false) return undefined;
  const value = emission.emit.scalar(item, scope);
  if (value?.kind !== 'string') return undefined;
  const texts = literals(list);
  if (texts !== undefined) {
    const set = emission.unit.constant(`new Set([${texts.map(quote).join(', ')}])`);
    const found = `${set}.has(${value.code})`;
    return wanted ? found : `(${value.code} != null && !${found})`;
  }
  return inLoop(emission, value, list, { scope, wanted });
}

function inLoop(emission: Emission, value: Scalar, list: Expression, { scope, wanted }: Asked) {
  const due = emission.unit.fresh('w');
  const body = emission.emit.each(list, scope, (other) => {
    const kind = kindOfType(emission, typeOfSelf(other) ?? '');
    return kind === 'string' ? `if (${other.value} === ${due}) return ${wanted};` : undefined;
  });
  if (body === undefined) return undefined;
  const start = `const ${due} = ${value.code};\nif (${due} == null) return false;`;
  return hoisted(emission, `${start}\n${body}\nreturn ${!wanted};`);
}

/** `'a' | 'b' | 'c'` */
function literals(list: Expression): string[] | undefined {
  if (list.kind === 'literal') return list.type === 'String' ? [list.text] : undefined;
  if (list.kind !== 'binary' || list.operator !== '|') return undefined;
  const left = literals(list.left);
  const right = literals(list.right);
  return left && right && [...left, ...right];
}
