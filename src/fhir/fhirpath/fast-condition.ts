/** Conditions as JS booleans: the fast path of invariants, with the general path below it. */

import { type Emission, hoisted, quote, type Scope, specifierName, tentative } from './emission.ts';
import { access, rawSelf, slotsOf, typeOfSelf } from './fast-access.ts';
import { emitComparison, isDefinite } from './fast-comparison.ts';
import { kindOfType } from './fast-scalar.ts';
import { patternOf } from './functions/strings.ts';
import { mentions } from './mentions.ts';
import type { Binary, Call, Expression } from './syntax.ts';

/** Whether the condition is to come out true, or to come out false. */
type Wanted = boolean;

export function emitHolds(emission: Emission, expression: Expression, scope: Scope): string {
  const { types, many } = emission.typing.types.get(expression) ?? { many: true };
  const booleans = types?.filter((type) => type === 'System.Boolean' || type === 'boolean');
  const [only] = booleans ?? [];
  if (!many && types?.length === 1 && only !== undefined)
    return emission.emit.isTrue(expression, scope);
  if (types !== undefined && types.length > 0 && booleans?.length === 0) {
    const there = tentative(emission, () => emission.emit.exists(expression, scope));
    if (there !== undefined) return there;
  }
  return `rt.holds(${emission.emit.nodes(expression, scope)})`;
}

/** Never gives up: what has no fast form goes through collections. */
export function emitTruth(
  emission: Emission,
  expression: Expression,
  scope: Scope,
  wanted: Wanted,
): string {
  const fast = tentative(emission, () => truth(emission, expression, scope, wanted));
  if (fast !== undefined) return fast;
  emission.throws = true;
  const nodes = emission.emit.nodes(expression, scope);
  return `rt.${wanted ? 'isTrue' : 'isFalse'}(${nodes})`;
}

function truth(
  emission: Emission,
  expression: Expression,
  scope: Scope,
  wanted: Wanted,
): string | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'Boolean'
        ? String((expression.text === 'true') === wanted)
        : undefined;
    case 'binary':
      return binary(emission, expression, scope, wanted);
    case 'call':
      return (
        call(emission, expression, scope, wanted) ??
        scalarTruth(emission, expression, scope, wanted)
      );
    case 'type-test': {
      if (expression.operator !== 'is') return scalarTruth(emission, expression, scope, wanted);
      const type = specifierName(emission, expression.type);
      return isOfType(emission, expression.operand, type, { scope, wanted });
    }
    default:
      return scalarTruth(emission, expression, scope, wanted);
  }
}

function scalarTruth(emission: Emission, expression: Expression, scope: Scope, wanted: Wanted) {
  if (emission.typing.types.get(expression)?.many !== false) return undefined;
  const value = emission.emit.scalar(expression, scope);
  return value?.kind === 'boolean' ? `${value.code} === ${wanted}` : undefined;
}

function binary(
  emission: Emission,
  expression: Binary,
  scope: Scope,
  wanted: Wanted,
): string | undefined {
  const { operator, left, right } = expression;
  const { isTrue, isFalse } = emission.emit;
  const both = (a: string, b: string) => `(${a} && ${b})`;
  const either = (a: string, b: string) => `(${a} || ${b})`;
  switch (operator) {
    case 'and':
      return wanted
        ? both(isTrue(left, scope), isTrue(right, scope))
        : either(isFalse(left, scope), isFalse(right, scope));
    case 'or':
      return wanted
        ? either(isTrue(left, scope), isTrue(right, scope))
        : both(isFalse(left, scope), isFalse(right, scope));
    case 'implies':
      return wanted
        ? either(isFalse(left, scope), isTrue(right, scope))
        : both(isTrue(left, scope), isFalse(right, scope));
    case 'xor':
      return exclusive(emission, expression, scope, wanted);
    default:
      return emitComparison(emission, expression, scope, wanted);
  }
}

function exclusive(
  emission: Emission,
  { left, right }: Binary,
  scope: Scope,
  wanted: Wanted,
): string {
  const { isTrue, isFalse } = emission.emit;
  if (isDefinite(left) && isDefinite(right)) {
    return `(${isTrue(left, scope)}) ${wanted ? '!==' : '==='} (${isTrue(right, scope)})`;
  }
  const [yes, no] = wanted ? [isFalse, isTrue] : [isTrue, isFalse];
  const first = `(${isTrue(left, scope)} && ${yes(right, scope)})`;
  return `(${first} || (${isFalse(left, scope)} && ${no(right, scope)}))`;
}

type Asked = { readonly scope: Scope; readonly wanted: Wanted };

function call(
  emission: Emission,
  expression: Call,
  scope: Scope,
  wanted: Wanted,
): string | undefined {
  const { name, input, args } = expression;
  const from: Expression = input ?? { kind: 'special', name: 'this', start: 0, end: 0 };
  const [first] = args;
  switch (name) {
    case 'exists':
      return exists(emission, from, first, { scope, wanted });
    case 'empty':
      return exists(emission, from, undefined, { scope, wanted: !wanted });
    case 'not':
      return isBoolean(emission, from) ? emitTruth(emission, from, scope, !wanted) : undefined;
    case 'all':
      return first && every(emission, from, first, { scope, wanted });
    case 'allTrue':
    case 'anyTrue':
    case 'allFalse':
    case 'anyFalse':
      return quantified(emission, from, name, { scope, wanted });
    case 'hasValue':
      return hasValue(emission, from, { scope, wanted });
    case 'isDistinct':
      return distinct(emission, from, { scope, wanted });
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'matches':
      return first && textTest(emission, [from, first], name, { scope, wanted });
    case 'is':
      return first && isOfType(emission, from, specifierName(emission, first), { scope, wanted });
    case 'trace':
      return truth(emission, from, scope, wanted);
    case 'iif':
      return branches(emission, expression, { scope, wanted });
    default:
      return undefined;
  }
}

function isBoolean(emission: Emission, expression: Expression): boolean {
  const found = emission.typing.types.get(expression);
  const [type, ...others] = found?.types ?? [];
  return (
    found?.many === false &&
    others.length === 0 &&
    (type === 'System.Boolean' || type === 'boolean')
  );
}

function negated(code: string, wanted: Wanted): string {
  return wanted ? code : `!(${code})`;
}

function exists(
  emission: Emission,
  from: Expression,
  criterion: Expression | undefined,
  { scope, wanted }: Asked,
): string | undefined {
  if (criterion === undefined) {
    const there = emission.emit.exists(from, scope);
    return there && negated(there, wanted);
  }
  if (mentions(criterion, 'index')) return undefined;
  const body = emission.emit.each(from, scope, (item) => {
    return `if (${emission.emit.isTrue(criterion, { ...scope, self: item })}) return true;`;
  });
  return body === undefined
    ? undefined
    : negated(hoisted(emission, `${body}\nreturn false;`), wanted);
}

function every(
  emission: Emission,
  from: Expression,
  criterion: Expression,
  { scope, wanted }: Asked,
) {
  if (mentions(criterion, 'index')) return undefined;
  const body = emission.emit.each(from, scope, (item) => {
    return `if (!(${emission.emit.isTrue(criterion, { ...scope, self: item })})) return false;`;
  });
  return body === undefined
    ? undefined
    : negated(hoisted(emission, `${body}\nreturn true;`), wanted);
}

/** `list.select(condition).allFalse()`: a loop that ends at the first exception. */
function quantified(emission: Emission, from: Expression, name: string, { scope, wanted }: Asked) {
  if (from.kind !== 'call' || from.name !== 'select' || from.input === undefined) return undefined;
  const [projection] = from.args;
  if (
    projection === undefined ||
    !isBoolean(emission, projection) ||
    mentions(projection, 'index')
  ) {
    return undefined;
  }
  const all = name.startsWith('all');
  const ends = name.endsWith('True') !== all;
  const body = emission.emit.each(from.input, scope, (item) => {
    const inner = { ...scope, self: item };
    const found = ends
      ? emission.emit.isTrue(projection, inner)
      : emission.emit.isFalse(projection, inner);
    return `if (${found}) return ${!all};`;
  });
  return body === undefined
    ? undefined
    : negated(hoisted(emission, `${body}\nreturn ${all};`), wanted);
}

function hasValue(
  emission: Emission,
  from: Expression,
  { scope, wanted }: Asked,
): string | undefined {
  const single = access(emission, from, scope);
  const type = single && typeOfSelf(single);
  if (single === undefined || type === undefined) return undefined;
  if (kindOfType(emission, type) === undefined) return String(!wanted);
  return `${single.value} ${wanted ? '!=' : '=='} null`;
}

function distinct(
  emission: Emission,
  from: Expression,
  { scope, wanted }: Asked,
): string | undefined {
  const seen = emission.unit.fresh('s');
  const body = scalarKeys(emission, from, scope, seen) ?? itemKeys(emission, from, scope, seen);
  if (body === undefined) return undefined;
  const code = hoisted(emission, `const ${seen} = new Set();\n${body}\nreturn true;`);
  return negated(code, wanted);
}

/** `list.select(a & b)`: the keys are computed. */
function scalarKeys(emission: Emission, from: Expression, scope: Scope, seen: string) {
  if (from.kind !== 'call' || from.name !== 'select' || from.input === undefined) return undefined;
  const [projection] = from.args;
  if (projection === undefined || projection.kind !== 'binary') return undefined;
  return emission.emit.each(from.input, scope, (item) => {
    const key = emission.emit.scalar(projection, { ...scope, self: item });
    if (key?.kind !== 'string') return undefined;
    const name = emission.unit.fresh('k');
    const add = `!rt.raw.addKey(${seen}, ${name}, "System.String")`;
    return `const ${name} = ${key.code}; if (${name} != null && ${add}) return false;`;
  });
}

function itemKeys(emission: Emission, from: Expression, scope: Scope, seen: string) {
  return emission.emit.each(from, scope, (item) => {
    const type = typeOfSelf(item) ?? '';
    const kind = kindOfType(emission, type);
    const named = quote(kind === 'string' ? 'System.String' : type);
    const ext = item.ext === undefined ? '' : `, ${item.ext}`;
    return `if (!rt.raw.addKey(${seen}, ${item.value}, ${named}${ext})) return false;`;
  });
}

function textTest(
  emission: Emission,
  [from, part]: readonly [Expression, Expression],
  name: string,
  { scope, wanted }: Asked,
): string | undefined {
  const value = emission.emit.scalar(from, scope);
  const other = value && emission.emit.scalar(part, scope);
  if (value?.kind !== 'string' || other?.kind !== 'string') return undefined;
  if (name === 'matches' && part.kind === 'literal') {
    patternOf(part.text);
    const pattern = emission.unit.constant(`rt.raw.pattern(${quote(part.text)})`);
    return `rt.raw.test(${pattern}, ${value.code}) === ${wanted}`;
  }
  return `rt.raw.${name}(${value.code}, ${other.code}) === ${wanted}`;
}

/** The type of a choice by the property that is there; of a resource by what it says it is. */
function isOfType(emission: Emission, operand: Expression, type: string, { scope, wanted }: Asked) {
  const { model } = emission;
  const single = access(emission, operand, scope);
  if (single !== undefined) {
    const own = typeOfSelf(single);
    const open = own === 'Resource' || own === 'DomainResource';
    if (
      !open ||
      model?.isResource(type) !== true ||
      type === 'Resource' ||
      type === 'DomainResource'
    )
      return undefined;
    const test = `${single.value}?.resourceType === ${quote(type)}`;
    return wanted ? test : `(${single.value} != null && !(${test}))`;
  }
  if (operand.kind !== 'member') return undefined;
  const holder =
    operand.input === undefined ? rawSelf(emission, scope) : access(emission, operand.input, scope);
  const slots = holder && slotsOf(emission, holder, operand.name);
  if (slots === undefined || slots.length < 2 || slots.some(({ many }) => many)) return undefined;
  const names = type.split('|');
  const fits = (of: string) => names.some((name) => model?.isSubtype(of, name) === true);
  const found = slots.filter((slot) => fits(slot.type) === wanted);
  return found.length === 0 ? 'false' : `(${found.map(slotIsThere).join(' || ')})`;
}

function slotIsThere({
  value,
  ext,
}: {
  readonly value: string;
  readonly ext: string | undefined;
}): string {
  return ext === undefined ? `${value} != null` : `${value} != null || ${ext} != null`;
}

function branches(
  emission: Emission,
  { input, args }: Call,
  { scope, wanted }: Asked,
): string | undefined {
  const [condition, then, otherwise] = args;
  if (input !== undefined || condition === undefined || then === undefined) return undefined;
  if (!isBoolean(emission, condition) || !isBoolean(emission, then)) return undefined;
  const rest = otherwise === undefined ? 'false' : emitTruth(emission, otherwise, scope, wanted);
  const first = emitTruth(emission, then, scope, wanted);
  return `(${emission.emit.isTrue(condition, scope)} ? ${first} : ${rest})`;
}
