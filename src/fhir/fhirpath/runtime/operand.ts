/** What an operator works with: the System values of single items. */
import { type Collection, FhirPathError, single } from './node.ts';
import { type SystemValue, systemOf } from './system.ts';

/** The System value of the only item; undefined if there is none or it has no value. */
export function operand(collection: Collection, what: string): SystemValue | undefined {
  const item = single(collection, what);
  if (item === undefined || item.value === undefined) return undefined;
  const system = systemOf(item);
  if (system === undefined)
    throw new FhirPathError(`${what} cannot work with ${item.type ?? 'an object'}`);
  return system;
}

/** Both System values, or undefined if a side is empty. */
export function operands(
  a: Collection,
  b: Collection,
  what: string,
): [SystemValue, SystemValue] | undefined {
  const left = operand(a, what);
  const right = operand(b, what);
  return left === undefined || right === undefined ? undefined : [left, right];
}
