/** Static types: what an expression can give, and what the model says it never will. */

import type { TypeModel } from '../model.ts';
import { binaryResult } from './binary-result.ts';
import { callResult } from './call-result.ts';
import { isPattern } from './functions/strings.ts';
import { FUNCTIONS, type FunctionRow } from './functions/table.ts';
import { nearest, type ProblemDetail } from './problem.ts';
import { narrowed, type StaticType, systemType, UNKNOWN } from './static-type.ts';
import type { Binary, Call, Expression, Member, TypeSpecifier, Variable } from './syntax.ts';
import { specifierOf, typeName } from './type-name.ts';
import { type Defined, Definitions, providedType, type VariableBinding } from './variables.ts';

export interface TypingRequest {
  readonly model?: TypeModel | undefined;
  readonly focus: StaticType;
  /** Type of %resource, if it is known. */
  readonly resourceType?: string | undefined;
  readonly variables: Readonly<Record<string, VariableBinding>>;
  /** Element order and `as` on one item are enforced. */
  readonly strict: boolean;
}

export interface Typing {
  readonly types: ReadonlyMap<Expression, StaticType>;
  /** Runtime names of the type specifiers, by specifier or argument. */
  readonly specifiers: ReadonlyMap<TypeSpecifier | Expression, string>;
  /** Where defineVariable() and %name keep a value, by the expression. */
  readonly slots: ReadonlyMap<Expression, string>;
  readonly problems: readonly ProblemDetail[];
}

/** Types whose instances have more elements than the type says. */
const OPEN_TYPES: ReadonlySet<string> = new Set(['Resource', 'DomainResource', 'Element', 'Base']);

const PATTERN_CALLS: ReadonlySet<string> = new Set(['matches', 'matchesFull', 'replaceMatches']);

interface Scope {
  readonly self: StaticType;
  readonly total?: StaticType;
  readonly defined?: Defined;
}

export function typeExpression(expression: Expression, request: TypingRequest): Typing {
  const typer = new Typer(request);
  typer.type(expression, { self: request.focus });
  return typer;
}

/** Holds what is found while one expression is walked. */
class Typer implements Typing {
  readonly types = new Map<Expression, StaticType>();
  readonly specifiers = new Map<TypeSpecifier | Expression, string>();
  readonly slots = new Map<Expression, string>();
  readonly problems: ProblemDetail[] = [];
  private readonly definitions = new Definitions();
  private readonly request: TypingRequest;

  constructor(request: TypingRequest) {
    this.request = request;
  }

  type(expression: Expression, scope: Scope): StaticType {
    const found = this.infer(expression, scope);
    this.types.set(expression, found);
    return found;
  }

  private infer(expression: Expression, scope: Scope): StaticType {
    switch (expression.kind) {
      case 'literal':
        return systemType(expression.type);
      case 'empty':
        return { types: [], many: false };
      case 'member':
        return this.member(expression, scope);
      case 'call':
        return this.call(expression, scope);
      case 'indexer':
        this.type(expression.index, scope);
        return { ...this.type(expression.input, scope), many: false };
      case 'unary':
        return this.type(expression.operand, scope);
      case 'binary':
        return this.binary(expression, scope);
      case 'type-test': {
        const operand = this.type(expression.operand, scope);
        const type = this.specifier(expression.type, expression.type);
        return expression.operator === 'is' ? systemType('Boolean') : narrowed(operand, type);
      }
      case 'special':
        if (expression.name === 'index') return systemType('Integer');
        return expression.name === 'total' ? (scope.total ?? UNKNOWN) : scope.self;
      case 'variable':
        return this.variable(expression, scope);
    }
  }

  private member(expression: Member, scope: Scope): StaticType {
    const { model } = this.request;
    const { input, name } = expression;
    const from = input === undefined ? scope.self : this.type(input, scope);
    const { types } = from;
    const root = input === undefined && /^[A-Z]/.test(name) && model?.name(name) !== undefined;
    if (model === undefined) return UNKNOWN;
    if (types === undefined) return root ? { types: [name], many: from.many } : UNKNOWN;
    if (root && types.some((type) => model.isSubtype(type, name))) return from;
    if (root && types.some((type) => OPEN_TYPES.has(type)))
      return { types: [name], many: from.many };
    return this.element(expression, from, types, model);
  }

  private element(
    expression: Member,
    from: StaticType,
    types: readonly string[],
    model: TypeModel,
  ): StaticType {
    const { name } = expression;
    const found = new Set<string>();
    let many = from.many;
    let open = types.length === 0;
    for (const type of types) {
      const element = model.element(type, name);
      if (element !== undefined) {
        many ||= element.many;
        for (const each of element.types) found.add(each);
      } else if (isOpen(type, model)) open = true;
    }
    const order = from.unordered === true ? { unordered: true } : {};
    if (open) return { many: true, ...order };
    if (found.size > 0) return { types: [...found], many, ...order };
    const start = expression.end - name.length;
    this.problems.push({
      kind: 'type',
      offset: Math.max(expression.start, start),
      expected: `an element of ${types.join(' or ')}`,
      found: `'${name}'`,
      hint: this.nearElement(types, name, model),
    });
    return UNKNOWN;
  }

  private nearElement(
    types: readonly string[],
    name: string,
    model: TypeModel,
  ): string | undefined {
    for (const type of types) {
      const choice = model.jsonElement(type, name);
      if (choice !== undefined) return choice.element.name;
    }
    return nearest(
      name,
      types.flatMap((type) => model.elements(type).map((it) => it.name)),
    );
  }

  private binary(expression: Binary, scope: Scope): StaticType {
    const left = this.type(expression.left, scope);
    const right = this.type(expression.right, scope);
    return binaryResult(expression.operator, left, right);
  }

  private variable(expression: Variable, scope: Scope): StaticType {
    const { name } = expression;
    const defined = scope.defined?.get(name);
    if (defined !== undefined) {
      this.slots.set(expression, defined.slot);
      return defined.type;
    }
    const provided = providedType(name, this.request);
    if (provided !== undefined) return provided;
    const known = [...Object.keys(this.request.variables), ...(scope.defined?.keys() ?? [])];
    this.problems.push({
      kind: 'unsupported',
      offset: expression.start,
      expected: 'a variable that is known here',
      found: `%${name}`,
      hint: nearest(name, ['context', 'resource', 'rootResource', ...known]),
    });
    return UNKNOWN;
  }

  private call(expression: Call, scope: Scope): StaticType {
    const input = expression.input === undefined ? scope.self : this.type(expression.input, scope);
    const row = Object.hasOwn(FUNCTIONS, expression.name) ? FUNCTIONS[expression.name] : undefined;
    if (row === undefined) {
      this.problems.push({
        kind: 'unsupported',
        offset: expression.start,
        expected: 'a function of FHIRPath',
        found: `${expression.name}()`,
        hint: nearest(expression.name, Object.keys(FUNCTIONS)),
      });
      return UNKNOWN;
    }
    this.checkCall(expression, row, input);
    const chained = this.definitions.chain(expression.input);
    const inner = { ...scope, defined: new Map([...(scope.defined ?? []), ...chained]) };
    const from = { input, scope: inner };
    const args = expression.args.map((arg, i) => this.argument(arg, row, i, from));
    if (row.args[0] === 'name') this.define(expression, inner.defined, args[1] ?? input);
    return callResult(expression, row, input, args);
  }

  private define(expression: Call, visible: Defined, type: StaticType): void {
    const { start: offset, args } = expression;
    const name = args[0]?.kind === 'literal' ? args[0].text : '';
    const taken = visible.has(name) || providedType(name, this.request) !== undefined;
    if (name === '' || taken) {
      const found = name === '' ? 'no text' : `%${name} again`;
      this.problems.push({ kind: 'type', offset, expected: 'the name of a new variable', found });
    }
    this.slots.set(expression, this.definitions.add(expression, name, type));
  }

  private checkCall(expression: Call, row: FunctionRow, input: StaticType): void {
    const { args, name, start: offset } = expression;
    const least = row.least ?? row.args.length;
    if (args.length < least || (args.length > row.args.length && row.more !== true)) {
      const range = least === row.args.length ? `${least}` : `${least} to ${row.args.length}`;
      const expected = `${range} argument(s) for ${name}()`;
      this.problems.push({ kind: 'type', offset, expected, found: `${args.length}` });
    }
    if (row.needs === 'string' && this.neverString(input)) {
      const expected = `a string before ${name}()`;
      this.problems.push({
        kind: 'type',
        offset,
        expected,
        found: input.types?.join(' or ') ?? '',
      });
    }
    const [pattern] = args;
    if (PATTERN_CALLS.has(name) && pattern?.kind === 'literal' && !isPattern(pattern.text)) {
      const found = `'${pattern.text}'`;
      const expected = 'a regular expression';
      this.problems.push({ kind: 'type', offset: pattern.start, expected, found });
    }
    if (row.needs === 'order' && this.request.strict && input.unordered === true) {
      const expected = `a list with an order before ${name}()`;
      this.problems.push({ kind: 'type', offset, expected, found: 'one without' });
    }
  }

  private neverString({ types }: StaticType): boolean {
    const { model } = this.request;
    if (types === undefined || types.length === 0 || model === undefined) return false;
    return types.every((type) => {
      const kind = model.kind(type);
      return (kind === 'complex' || kind === 'backbone') && !isOpen(type, model);
    });
  }

  private argument(
    arg: Expression,
    row: FunctionRow,
    index: number,
    from: { input: StaticType; scope: Scope },
  ): StaticType {
    const kind = row.args[Math.min(index, row.args.length - 1)] ?? 'value';
    const { input, scope } = from;
    switch (kind) {
      case 'type':
        return { types: [this.specifier(arg, specifierOf(arg))], many: true };
      case 'item':
      case 'sort': {
        const key = kind === 'sort' && arg.kind === 'unary' ? arg.operand : arg;
        const self = { ...input, many: false };
        const totals = row.result === 'step' && index === 0 ? { total: UNKNOWN } : {};
        return this.type(key, { ...scope, self, ...totals });
      }
      case 'branch':
        return this.type(arg, { ...scope, self: input });
      default:
        return this.type(arg, scope);
    }
  }

  /** The runtime's name of a type: `Patient`, `System.String`, or both readings of `Boolean`. */
  private specifier(at: TypeSpecifier | Expression, type: TypeSpecifier | undefined): string {
    const name = type === undefined ? undefined : typeName(type, this.request);
    if (name === undefined) {
      const found = type === undefined ? 'another expression' : `'${type.name}'`;
      this.problems.push({ kind: 'type', offset: at.start, expected: 'the name of a type', found });
    }
    this.specifiers.set(at, name ?? '');
    return name ?? '';
  }
}

function isOpen(type: string, model: TypeModel): boolean {
  return OPEN_TYPES.has(type) || (model.name(type) === undefined && !type.startsWith('System.'));
}
