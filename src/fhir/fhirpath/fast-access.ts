/** Elements by static property access: what stands where, told by the model. */

import type { ElementType } from '../model.ts';
import {
  type Emission,
  property,
  type RawSelf,
  type Scope,
  specifierName,
  use,
} from './emission.ts';
import type { Expression } from './syntax.ts';

/** Types whose elements are looked up in the broadest resource type. */
const ANY_RESOURCE: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

/** One element of a holder: a JSON property, its type, and whether it is an array. */
export interface Slot {
  readonly value: string;
  /** The `_x` sibling of a primitive. */
  readonly ext: string | undefined;
  readonly type: string;
  readonly many: boolean;
}

export function typeOfSelf(self: RawSelf): string | undefined {
  const [type, ...others] = self.type.types ?? [];
  return others.length === 0 && !self.type.many ? type : undefined;
}

export function selfOf(value: string, ext: string | undefined, type: string): RawSelf {
  return { kind: 'raw', value, ext, type: { types: [type], many: false } };
}

export function isPrimitive(emission: Emission, type: string): boolean {
  return emission.model?.kind(type) === 'primitive' || type.startsWith('System.');
}

function elementOf(emission: Emission, type: string, name: string): ElementType | undefined {
  const own = emission.model?.element(type, name);
  if (own !== undefined || !ANY_RESOURCE.has(type)) return own;
  return emission.model?.element('DomainResource', name);
}

/** The properties that may hold the element; undefined if the types do not tell. */
export function slotsOf(
  emission: Emission,
  holder: RawSelf,
  name: string,
): readonly Slot[] | undefined {
  const type = typeOfSelf(holder);
  if (type === undefined) return undefined;
  const from = isPrimitive(emission, type) ? holder.ext : holder.value;
  const element = elementOf(emission, type, name);
  if (element === undefined || from === undefined) return undefined;
  if (element.types.length !== 1 && !element.choice) return undefined;
  return element.json.map(({ key, type: of }) => slot(emission, from, key, of, element.many));
}

function slot(emission: Emission, from: string, key: string, type: string, many: boolean): Slot {
  const ext = isPrimitive(emission, type) ? property(emission, from, `_${key}`) : undefined;
  return { value: property(emission, from, key), ext, type, many };
}

/**
 * A path of single elements of known types as one property access: `v.a?.b`. undefined if a step
 * may repeat or its type is not known.
 */
export function access(
  emission: Emission,
  expression: Expression,
  scope: Scope,
): RawSelf | undefined {
  switch (expression.kind) {
    case 'special':
      return expression.name === 'this' ? rawSelf(emission, scope) : undefined;
    case 'variable':
      return variableAccess(emission, expression.name, scope);
    case 'member':
      return memberAccess(emission, expression.input, expression.name, scope);
    case 'type-test':
      if (expression.operator !== 'as') return undefined;
      return choiceAccess(
        emission,
        expression.operand,
        specifierName(emission, expression.type),
        scope,
      );
    case 'call':
      return callAccess(emission, expression, scope);
    case 'indexer':
      if (expression.index.kind !== 'literal' || expression.index.type !== 'Integer')
        return undefined;
      return nthAccess(emission, expression.input, expression.index.text, scope);
    default:
      return undefined;
  }
}

/** `$this`, if it is a raw value of one known type. */
export function rawSelf(emission: Emission, scope: Scope): RawSelf | undefined {
  const { self } = scope;
  if (self.kind !== 'raw' || typeOfSelf(self) === undefined) return undefined;
  if (self.value === emission.names.focus) emission.uses.add('focus');
  return self;
}

function variableAccess(emission: Emission, name: string, scope: Scope): RawSelf | undefined {
  const bound = Object.hasOwn(emission.variables, name) ? emission.variables[name] : undefined;
  if (bound !== undefined) {
    const type = bound.type === undefined ? undefined : emission.model?.name(bound.type);
    return type === undefined || bound.many === true
      ? undefined
      : selfOf(bound.code, undefined, type);
  }
  if (name === 'context') return rawSelf(emission, { ...scope, self: scope.root });
  if (name === 'rootResource')
    return selfOf(use(emission, 'rootResource'), undefined, 'DomainResource');
  if (name !== 'resource') return undefined;
  const type = emission.resourceType ?? 'DomainResource';
  return selfOf(use(emission, 'resource'), undefined, type);
}

type Input = Expression | undefined;

function holderOf(emission: Emission, input: Input, scope: Scope): RawSelf | undefined {
  return input === undefined ? rawSelf(emission, scope) : access(emission, input, scope);
}

/** `Patient.name` begins with the focus itself. */
export function isRootName(emission: Emission, input: Input, name: string, scope: Scope): boolean {
  if (input !== undefined || !/^[A-Z]/.test(name) || scope.self.kind !== 'raw') return false;
  const type = typeOfSelf(scope.self);
  return type !== undefined && emission.model?.isSubtype(type, name) === true;
}

function memberAccess(
  emission: Emission,
  input: Input,
  name: string,
  scope: Scope,
): RawSelf | undefined {
  if (isRootName(emission, input, name, scope)) return rawSelf(emission, scope);
  const holder = holderOf(emission, input, scope);
  const slots = holder && slotsOf(emission, holder, name);
  const [only, ...others] = slots ?? [];
  if (only === undefined || others.length > 0 || only.many) return undefined;
  return selfOf(only.value, only.ext, only.type);
}

/** What `as` and `ofType` let through: primitives of just that type, complex ones also below it. */
export function fitsType(emission: Emission, own: string, wanted: string): boolean {
  return wanted.split('|').some((name) => {
    if (own === name) return true;
    const { model } = emission;
    return model?.kind(name) !== 'primitive' && model?.isSubtype(own, name) === true;
  });
}

/** `value as Quantity`, `value.ofType(Quantity)`: the property of that type. */
function choiceAccess(
  emission: Emission,
  operand: Expression,
  type: string,
  scope: Scope,
): RawSelf | undefined {
  if (operand.kind !== 'member') return undefined;
  const holder = holderOf(emission, operand.input, scope);
  const slots = holder && slotsOf(emission, holder, operand.name);
  if (slots === undefined || slots.length < 2) return undefined;
  const fitting = slots.filter((slot) => fitsType(emission, slot.type, type));
  const [only] = fitting;
  if (only === undefined || fitting.length > 1 || only.many) return undefined;
  return selfOf(only.value, only.ext, only.type);
}

function callAccess(
  emission: Emission,
  { name, input, args }: Extract<Expression, { kind: 'call' }>,
  scope: Scope,
): RawSelf | undefined {
  if (input === undefined) return undefined;
  const [first] = args;
  if ((name === 'as' || name === 'ofType') && first !== undefined) {
    return choiceAccess(emission, input, specifierName(emission, first), scope);
  }
  if (name === 'trace') return access(emission, input, scope);
  return name === 'first' ? nthAccess(emission, input, '0', scope) : undefined;
}

/** `list[0]` of an element that repeats under single ones; not of primitives, which have gaps. */
function nthAccess(
  emission: Emission,
  input: Expression,
  index: string,
  scope: Scope,
): RawSelf | undefined {
  if (input.kind !== 'member') return undefined;
  const holder = holderOf(emission, input.input, scope);
  const slots = holder && slotsOf(emission, holder, input.name);
  const [only, ...others] = slots ?? [];
  if (only === undefined || others.length > 0 || only.ext !== undefined) return undefined;
  if (!only.many) return index === '0' ? selfOf(only.value, only.ext, only.type) : undefined;
  return selfOf(`${only.value}?.[${index}]`, undefined, only.type);
}
