/**
 * The general emitter: every expression as JavaScript that works on collections of typed nodes. It
 * can say all of FHIRPath; the fast emitter falls back on it.
 */

import { type Emission, quote, type Scope, type Self, specifierName, use } from './emission.ts';
import { FUNCTIONS, type FunctionRow } from './functions/table.ts';
import type { Binary, Call, Expression, Literal, Member, TypeTest, Variable } from './syntax.ts';
import { constantOf } from './variables.ts';

/** Runtime functions of the operators; the lazy ones take their right side as a function. */
const OPERATORS: Readonly<Record<Binary['operator'], { call: string; lazy?: true }>> = {
  implies: { call: 'implies', lazy: true },
  or: { call: 'or', lazy: true },
  xor: { call: 'xor' },
  and: { call: 'and', lazy: true },
  in: { call: 'within' },
  contains: { call: 'contains' },
  '=': { call: 'eq' },
  '~': { call: 'equivalent' },
  '!=': { call: 'ne' },
  '!~': { call: 'notEquivalent' },
  '<': { call: 'lt' },
  '<=': { call: 'le' },
  '>': { call: 'gt' },
  '>=': { call: 'ge' },
  '|': { call: 'union' },
  '+': { call: 'plus' },
  '-': { call: 'minus' },
  '&': { call: 'concatenate' },
  '*': { call: 'times' },
  '/': { call: 'divide' },
  div: { call: 'div' },
  mod: { call: 'mod' },
};

/** A JS expression of a collection. */
export function emitNodes(emission: Emission, expression: Expression, scope: Scope): string {
  switch (expression.kind) {
    case 'literal':
      return literal(emission, expression);
    case 'empty':
      return 'rt.EMPTY';
    case 'member':
      return member(emission, expression, scope);
    case 'call':
      return call(emission, expression, scope);
    case 'indexer': {
      emission.throws = true;
      const list = emitNodes(emission, expression.input, scope);
      return `rt.op.at(${list}, ${emitNodes(emission, expression.index, scope)})`;
    }
    case 'unary': {
      emission.throws = true;
      const operand = emitNodes(emission, expression.operand, scope);
      return `rt.op.${expression.operator === '-' ? 'negate' : 'affirm'}(${operand})`;
    }
    case 'binary':
      return binary(emission, expression, scope);
    case 'type-test':
      return typeTest(emission, expression, scope);
    case 'special':
      if (expression.name === 'index') return `rt.op.indexOfItem(${scope.index ?? 0})`;
      if (expression.name === 'total') return scope.total ?? 'rt.EMPTY';
      return selfNodes(emission, scope.self);
    case 'variable':
      return variable(emission, expression, scope);
  }
}

/** The raw focus as a collection. */
function selfNodes(emission: Emission, self: Self): string {
  if (self.kind === 'nodes') return self.code;
  if (self.value === emission.names.focus) emission.uses.add('focus');
  return wrapped(self.value, self.type.types, self.ext);
}

function wrapped(value: string, types: readonly string[] | undefined, ext?: string): string {
  const type = types?.length === 1 && types[0] !== undefined ? quote(types[0]) : 'undefined';
  if (ext !== undefined) return `rt.wrap(${value}, ${type}, ${ext})`;
  return type === 'undefined' ? `rt.wrap(${value})` : `rt.wrap(${value}, ${type})`;
}

function literal(emission: Emission, { type, text, unit }: Literal): string {
  const number = () => {
    const digits = text.replace(/^0+(?=\d)/, '');
    return /^\d{1,15}$/.test(digits) ? digits : `JSON.rawJSON(${quote(digits)})`;
  };
  switch (type) {
    case 'Boolean':
      return text === 'true' ? 'rt.TRUE' : 'rt.FALSE';
    case 'Integer':
    case 'Decimal':
      return emission.unit.constant(`rt.wrap(${number()}, "System.${type}")`);
    case 'Quantity':
      return emission.unit.constant(`rt.op.quantityLiteral(${number()}, ${quote(unit ?? '1')})`);
    default:
      return emission.unit.constant(`rt.wrap(${quote(text)}, "System.${type}")`);
  }
}

function member(emission: Emission, { input, name }: Member, scope: Scope): string {
  const env = use(emission, 'env');
  const from =
    input === undefined ? selfNodes(emission, scope.self) : emitNodes(emission, input, scope);
  const root = input === undefined && /^[A-Z]/.test(name);
  return `rt.${root ? 'rootOrMember' : 'member'}(${env}, ${from}, ${quote(name)})`;
}

function binary(emission: Emission, { operator, left, right }: Binary, scope: Scope): string {
  emission.throws = true;
  const { call: name, lazy } = OPERATORS[operator];
  const first = emitNodes(emission, left, scope);
  const second = emitNodes(emission, right, scope);
  return `rt.op.${name}(${first}, ${lazy === true ? `() => ${second}` : second})`;
}

function typeTest(emission: Emission, { operator, operand, type }: TypeTest, scope: Scope): string {
  const from = emitNodes(emission, operand, scope);
  return typeCall(emission, operator, from, specifierName(emission, type));
}

function typeCall(emission: Emission, name: string, from: string, type: string): string {
  const call = name === 'as' && emission.strict ? 'asSingle' : name;
  if (call !== 'as' && call !== 'ofType') emission.throws = true;
  return `rt.${call}(${use(emission, 'env')}, ${from}, ${quote(type)})`;
}

function variable(emission: Emission, expression: Variable, scope: Scope): string {
  const { name } = expression;
  const slot = emission.typing.slots.get(expression);
  if (slot !== undefined) return `(${defined(emission)}.${slot} ?? rt.EMPTY)`;
  const bound = Object.hasOwn(emission.variables, name) ? emission.variables[name] : undefined;
  if (bound !== undefined)
    return wrapped(bound.code, bound.type === undefined ? undefined : [bound.type]);
  if (name === 'context') return selfNodes(emission, scope.root);
  if (name === 'resource' || name === 'rootResource') return `rt.wrap(${use(emission, name)})`;
  return emission.unit.constant(`rt.wrap(${quote(constantOf(name) ?? '')}, "System.String")`);
}

function call(emission: Emission, expression: Call, scope: Scope): string {
  const { name, args, input } = expression;
  const row: FunctionRow | undefined = FUNCTIONS[name];
  if (row === undefined) return 'rt.EMPTY';
  emission.throws ||= !QUIET.has(name);
  const from =
    input === undefined ? selfNodes(emission, scope.self) : emitNodes(emission, input, scope);
  const [first] = args;
  if (row.args[0] === 'type' && first !== undefined) {
    return typeCall(emission, name, from, specifierName(emission, first));
  }
  if (row.args[0] === 'name') return definition(emission, expression, from, scope);
  const given = args.map((arg, i) => argument(emission, arg, kindAt(row, i), scope));
  if (row.root === true) given.push(`rt.wrap(${use(emission, 'rootResource')})`);
  const list = [use(emission, 'env'), from, ...given].join(', ');
  return `rt.${row.call ?? name}(${list})`;
}

/** JS name of the object that holds the values of defined variables. */
function defined(emission: Emission): string {
  emission.holder ??= emission.unit.fresh('d');
  return emission.holder;
}

/** `defineVariable('name', expression)`: keeps a value aside and gives the input on. */
function definition(emission: Emission, expression: Call, from: string, scope: Scope): string {
  const slot = quote(emission.typing.slots.get(expression) ?? '');
  const [, value] = expression.args;
  const keep = value === undefined ? '' : `, ${argument(emission, value, 'branch', scope)}`;
  return `rt.define(${defined(emission)}, ${slot}, ${from}${keep})`;
}

/** Functions that end with no error, whatever they are given. */
const QUIET: ReadonlySet<string> = new Set([
  'empty',
  'count',
  'distinct',
  'isDistinct',
  'first',
  'last',
  'tail',
  'children',
  'descendants',
  'hasValue',
  'combine',
  'union',
  'select',
]);

function kindAt(row: FunctionRow, index: number): FunctionRow['args'][number] {
  return row.args[Math.min(index, row.args.length - 1)] ?? 'value';
}

function argument(
  emission: Emission,
  arg: Expression,
  kind: FunctionRow['args'][number],
  scope: Scope,
): string {
  switch (kind) {
    case 'item':
      return lambda(emission, arg, scope);
    case 'branch': {
      const self = emission.unit.fresh('t');
      const inner: Scope = { ...scope, self: { kind: 'nodes', code: self } };
      return `(${self}) => ${emitNodes(emission, arg, inner)}`;
    }
    case 'sort': {
      const descending = arg.kind === 'unary' && arg.operator === '-';
      const key = lambda(emission, descending ? arg.operand : arg, scope);
      return `{ key: ${key}, descending: ${descending} }`;
    }
    default:
      return emitNodes(emission, arg, scope);
  }
}

function lambda(emission: Emission, body: Expression, scope: Scope): string {
  const self = emission.unit.fresh('t');
  const index = emission.unit.fresh('i');
  const total = emission.unit.fresh('a');
  const inner = { ...scope, self: { kind: 'nodes', code: self }, index, total } as const;
  const code = emitNodes(emission, body, inner);
  const parameters = code.includes(total)
    ? [self, index, total]
    : code.includes(index)
      ? [self, index]
      : [self];
  return `(${parameters.join(', ')}) => ${code}`;
}
