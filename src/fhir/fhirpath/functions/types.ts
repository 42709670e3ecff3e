/** http://hl7.org/fhirpath/N1/#types and reflection. */

import { isExactNumber } from '../../../base/decimal.ts';
import {
  type Collection,
  EMPTY,
  type Environment,
  isObject,
  type Node,
  single,
  truth,
} from '../runtime/node.ts';
import { systemOf } from '../runtime/system.ts';

/**
 * Whether the item is of the type. `wanted` may name several, as `System.Boolean|boolean`: R4's own
 * invariants write Boolean where the element is a FHIR boolean.
 */
function isOf(env: Environment, item: Node, wanted: string, exact: boolean): boolean {
  return wanted.split('|').some((type) => isOfOne(env, item, type, exact));
}

function isOfOne(env: Environment, item: Node, wanted: string, exact: boolean): boolean {
  const { type } = item;
  if (type === undefined) return looksLike(item, wanted);
  if (type === wanted) return true;
  if (wanted === 'Quantity' && type === 'System.Quantity') return true;
  const { model } = env;
  if (model === undefined || type.startsWith('System.')) return false;
  // `as` and `ofType` take a code for a code only, `is` also for a string.
  if (exact && model.kind(wanted) === 'primitive') return false;
  return model.isSubtype(type, wanted);
}

const STRING_TYPES: ReadonlySet<string> = new Set(
  (
    'string code id uri url canonical markdown date dateTime instant time oid uuid ' +
    'base64Binary'
  ).split(' '),
);

/** Data without types: what the JSON value can be. */
function looksLike({ value }: Node, wanted: string): boolean {
  const name = wanted.replace('System.', '');
  switch (typeof value) {
    case 'boolean':
      return name.toLowerCase() === 'boolean';
    case 'number':
      return Number.isInteger(value)
        ? /^(?:integer|decimal|positiveInt|unsignedInt)$/i.test(name)
        : name === 'decimal';
    case 'string':
      return STRING_TYPES.has(name.charAt(0).toLowerCase() + name.slice(1));
    default:
      return isExactNumber(value) ? name.toLowerCase() === 'decimal' : false;
  }
}

export function is(env: Environment, input: Collection, type: string): Collection {
  const item = single(input, 'is');
  return item === undefined ? EMPTY : truth(isOf(env, item, type, false));
}

/** As R4's invariants use it: a filter. */
export function as(env: Environment, input: Collection, type: string): Collection {
  return ofType(env, input, type);
}

/** As the specification has it: an error on several items. */
export function asSingle(env: Environment, input: Collection, type: string): Collection {
  single(input, 'as');
  return ofType(env, input, type);
}

export function ofType(env: Environment, input: Collection, type: string): Collection {
  return input.filter((item) => isOf(env, item, type, true));
}

/** `type()`: http://hl7.org/fhirpath/N1/#reflection */
export function type(_: Environment, input: Collection): Collection {
  return input.map((item) => {
    const full = item.type ?? guess(item);
    const system = full.startsWith('System.');
    const namespace = system ? 'System' : 'FHIR';
    const name = system ? full.slice('System.'.length) : full;
    return { value: { namespace, name }, type: 'System.TypeInfo' };
  });
}

function guess(item: Node): string {
  const system = systemOf(item);
  switch (system?.kind) {
    case 'boolean':
      return 'System.Boolean';
    case 'string':
      return 'System.String';
    case 'number':
      return system.integer ? 'System.Integer' : 'System.Decimal';
    default:
      return isObject(item.value) ? 'Element' : 'System.Any';
  }
}
