/** Single primitive values as plain JS values: strings, numbers and dates without wrapping. */

import { type Emission, hoisted, quote, type Scalar, type Scope, use } from './emission.ts';
import { access, typeOfSelf } from './fast-access.ts';
import { emitChain } from './fast-number.ts';
import { mentions } from './mentions.ts';
import type { Binary, Call, Expression, Literal } from './syntax.ts';
import { constantOf } from './variables.ts';

type Kind = Scalar['kind'];

const KINDS: Readonly<Record<string, Kind>> = {
  boolean: 'boolean',
  integer: 'number',
  positiveInt: 'number',
  unsignedInt: 'number',
  decimal: 'number',
  date: 'dateTime',
  dateTime: 'dateTime',
  instant: 'dateTime',
  time: 'time',
  'System.Boolean': 'boolean',
  'System.Integer': 'number',
  'System.Decimal': 'number',
  'System.Date': 'dateTime',
  'System.DateTime': 'dateTime',
  'System.Time': 'time',
  'System.String': 'string',
};

/** Compared as a whole; equality and arithmetic go through nodes. */
const QUANTITIES: ReadonlySet<string> = new Set([
  'Quantity',
  'Age',
  'Count',
  'Distance',
  'Duration',
]);

/** Functions from one string to a plain value. */
const TEXT_CALLS: Readonly<Record<string, { readonly call: string; readonly kind: Kind }>> = {
  substring: { call: 'substring', kind: 'string' },
  indexOf: { call: 'indexOf', kind: 'number' },
  length: { call: 'length', kind: 'number' },
  upper: { call: 'upper', kind: 'string' },
  lower: { call: 'lower', kind: 'string' },
};

/** What chains do not link. */
const ARITHMETIC: Readonly<Record<string, string>> = {
  '/': 'divide',
  div: 'div',
  mod: 'mod',
};

function chained(emission: Emission, expression: Expression, scope: Scope): Scalar | undefined {
  const chain = emitChain(emission, expression, scope);
  return chain === undefined ? undefined : { code: `rt.chain.exact(${chain})`, kind: 'number' };
}

/** undefined for types that are not primitive in the model. */
export function kindOfType(emission: Emission, type: string): Kind | undefined {
  if (Object.hasOwn(KINDS, type)) return KINDS[type];
  return emission.model?.kind(type) === 'primitive' ? 'string' : undefined;
}

export function emitScalar(
  emission: Emission,
  expression: Expression,
  scope: Scope,
): Scalar | undefined {
  switch (expression.kind) {
    case 'literal':
      return literal(emission, expression);
    case 'variable':
      if (Object.hasOwn(emission.variables, expression.name)) break;
      if (constantOf(expression.name) === undefined) break;
      return { code: quote(constantOf(expression.name) ?? ''), kind: 'string' };
    case 'special':
      if (expression.name === 'total') return scope.totalScalar;
      break;
    case 'unary':
      return chained(emission, expression, scope);
    case 'binary':
      return arithmetic(emission, expression, scope);
    case 'call': {
      const called = call(emission, expression, scope);
      if (called !== undefined) return called;
      break;
    }
    default:
  }
  return single(emission, expression, scope);
}

/** An element of a primitive type: one by its path, or the only one of a list. */
function single(emission: Emission, expression: Expression, scope: Scope): Scalar | undefined {
  const found = access(emission, expression, scope);
  const type = found && typeOfSelf(found);
  if (found !== undefined && type !== undefined) {
    const kind = QUANTITIES.has(type) ? 'quantity' : kindOfType(emission, type);
    return kind && { code: found.value, kind };
  }
  return onlyOne(emission, expression, scope);
}

function onlyOne(emission: Emission, expression: Expression, scope: Scope): Scalar | undefined {
  const kinds = new Set<Kind | undefined>();
  const found = emission.unit.fresh('r');
  const body = emission.emit.each(expression, scope, (item) => {
    kinds.add(kindOfType(emission, typeOfSelf(item) ?? ''));
    return `if (${item.value} != null) ${found} = rt.raw.onlyOne(${found}, ${item.value});`;
  });
  const [kind, ...others] = kinds;
  if (body === undefined || kind === undefined || others.length > 0) return undefined;
  emission.throws = true;
  return { code: hoisted(emission, `let ${found};\n${body}\nreturn ${found};`), kind };
}

function literal(emission: Emission, { type, text }: Literal): Scalar | undefined {
  switch (type) {
    case 'String':
      return { code: quote(text), kind: 'string' };
    case 'Boolean':
      return { code: text, kind: 'boolean' };
    case 'Integer':
    case 'Decimal': {
      const digits = text.replace(/^0+(?=\d)/, '');
      if (/^\d{1,15}$/.test(digits)) return { code: digits, kind: 'number' };
      return { code: emission.unit.constant(`JSON.rawJSON(${quote(digits)})`), kind: 'number' };
    }
    case 'Date':
    case 'DateTime':
      return { code: quote(text), kind: 'dateTime' };
    case 'Time':
      return { code: quote(text), kind: 'time' };
    default:
      return undefined;
  }
}

function arithmetic(emission: Emission, expression: Binary, scope: Scope): Scalar | undefined {
  const { operator, left, right } = expression;
  const sum = chained(emission, expression, scope);
  if (sum !== undefined) return sum;
  const joins = operator === '&' || operator === '+';
  const name = ARITHMETIC[operator];
  if (name === undefined && !joins) return undefined;
  const a = emission.emit.scalar(left, scope);
  const b = a && emission.emit.scalar(right, scope);
  if (a === undefined || b === undefined || a.kind !== b.kind) return undefined;
  if (a.kind === 'string' && joins) {
    return {
      code: `rt.raw.${operator === '&' ? 'concatenate' : 'join'}(${a.code}, ${b.code})`,
      kind: 'string',
    };
  }
  if (a.kind !== 'number' || name === undefined) return undefined;
  return { code: `rt.raw.${name}(${a.code}, ${b.code})`, kind: 'number' };
}

function call(emission: Emission, expression: Call, scope: Scope): Scalar | undefined {
  const { name, input, args } = expression;
  const from: Expression = input ?? { kind: 'special', name: 'this', start: 0, end: 0 };
  const text = Object.hasOwn(TEXT_CALLS, name) ? TEXT_CALLS[name] : undefined;
  if (text !== undefined) return textCall(emission, [from, ...args], scope, text);
  switch (name) {
    case 'count':
      return count(emission, from, scope);
    case 'toInteger':
    case 'toString':
      return converted(emission, from, scope, name);
    case 'abs':
    case 'round':
      return chained(emission, expression, scope);
    case 'trace':
      return emission.emit.scalar(from, scope);
    case 'iif':
      return choice(emission, expression, scope);
    case 'aggregate':
      return aggregate(emission, expression, scope);
    case 'today':
    case 'now':
      emission.throws = true;
      return { code: `rt.raw.${name}(${use(emission, 'env')})`, kind: 'dateTime' };
    default:
      return undefined;
  }
}

function textCall(
  emission: Emission,
  parts: readonly Expression[],
  scope: Scope,
  { call: name, kind }: { readonly call: string; readonly kind: Kind },
): Scalar | undefined {
  const codes: string[] = [];
  for (const [i, part] of parts.entries()) {
    const value = emission.emit.scalar(part, scope);
    const due = i === 0 || name === 'indexOf' ? 'string' : 'number';
    if (value?.kind !== due) return undefined;
    codes.push(value.code);
  }
  return { code: `rt.raw.${name}(${codes.join(', ')})`, kind };
}

function converted(
  emission: Emission,
  from: Expression,
  scope: Scope,
  name: string,
): Scalar | undefined {
  const value = emission.emit.scalar(from, scope);
  if (value === undefined || value.kind === 'quantity') return undefined;
  if (name === 'toString') return { code: `rt.raw.toText(${value.code})`, kind: 'string' };
  if (value.kind !== 'string' && value.kind !== 'number') return undefined;
  return { code: `rt.raw.toInteger(${value.code})`, kind: 'number' };
}

function count(emission: Emission, from: Expression, scope: Scope): Scalar | undefined {
  if (from.kind === 'call' && from.name === 'children' && from.args.length === 0) {
    const holder = access(
      emission,
      from.input ?? { kind: 'special', name: 'this', start: 0, end: 0 },
      scope,
    );
    const type = holder && typeOfSelf(holder);
    if (holder === undefined || type === undefined) return undefined;
    const primitive = kindOfType(emission, type) !== undefined;
    return { code: `rt.raw.childCount(${primitive ? holder.ext : holder.value})`, kind: 'number' };
  }
  const counter = emission.unit.fresh('c');
  const body = emission.emit.each(from, scope, () => `${counter} += 1;`);
  if (body === undefined) return undefined;
  return {
    code: hoisted(emission, `let ${counter} = 0;\n${body}\nreturn ${counter};`),
    kind: 'number',
  };
}

/** `iif(condition, a, b)` where both sides are of one kind. */
function choice(emission: Emission, { input, args }: Call, scope: Scope): Scalar | undefined {
  const [condition, then, otherwise] = args;
  if (input !== undefined || condition === undefined || then === undefined) return undefined;
  const a = emission.emit.scalar(then, scope);
  const b =
    otherwise === undefined || otherwise.kind === 'empty'
      ? undefined
      : emission.emit.scalar(otherwise, scope);
  if (a === undefined || (b !== undefined && a.kind !== b.kind)) return undefined;
  if (b === undefined && otherwise !== undefined && otherwise.kind !== 'empty') return undefined;
  const test = emission.emit.isTrue(condition, scope);
  return { code: `(${test} ? ${a.code} : ${b?.code ?? 'undefined'})`, kind: a.kind };
}

/** `list.aggregate($this + $total, 0)` as a loop. */
function aggregate(emission: Emission, { input, args }: Call, scope: Scope): Scalar | undefined {
  const [step, start] = args;
  const initial = start && emission.emit.scalar(start, scope);
  if (input === undefined || step === undefined || initial === undefined) return undefined;
  const added = initial.kind === 'number' ? summand(step) : undefined;
  if (added !== undefined) return sum(emission, { input, added, start: initial.code }, scope);
  const total = emission.unit.fresh('a');
  const body = emission.emit.each(input, scope, (item) => {
    const inner = { ...scope, self: item, totalScalar: { code: total, kind: initial.kind } };
    const value = emission.emit.scalar(step, inner);
    return value?.kind === initial.kind ? `${total} = ${value.code};` : undefined;
  });
  if (body === undefined) return undefined;
  const code = hoisted(emission, `let ${total} = ${initial.code};\n${body}\nreturn ${total};`);
  return { code, kind: initial.kind };
}

/** The other side of `$this + $total`; undefined if the step is not a sum. */
function summand(step: Expression): Expression | undefined {
  if (step.kind !== 'binary' || step.operator !== '+') return undefined;
  const { left, right } = step;
  const isTotal = (side: Expression) => side.kind === 'special' && side.name === 'total';
  const other = isTotal(left) ? right : isTotal(right) ? left : undefined;
  return other === undefined || mentions(other, 'total') || mentions(other, 'index')
    ? undefined
    : other;
}

function sum(
  emission: Emission,
  parts: { readonly input: Expression; readonly added: Expression; readonly start: string },
  scope: Scope,
): Scalar | undefined {
  const total = emission.unit.fresh('a');
  const body = emission.emit.each(parts.input, scope, (item) => {
    const value = emission.emit.scalar(parts.added, { ...scope, self: item });
    return value?.kind === 'number' ? `${total}.add(${value.code});` : undefined;
  });
  if (body === undefined) return undefined;
  const start = `const ${total} = rt.raw.sum(${parts.start});`;
  return { code: hoisted(emission, `${start}\n${body}\nreturn ${total}.total();`), kind: 'number' };
}
