/** Equality and order. http://hl7.org/fhirpath/N1/#comparison */
import { alike, equalCollections, equivalentCollections } from './equality.ts';
import { type Collection, EMPTY, FhirPathError, truth } from './node.ts';
import { compareNumbers } from './number.ts';
import { operand } from './operand.ts';
import { compareQuantities } from './quantity.ts';
import type { SystemValue } from './system.ts';
import { compareTemporal } from './temporal.ts';

export function eq(a: Collection, b: Collection): Collection {
  return truth(equalCollections(a, b));
}

export function ne(a: Collection, b: Collection): Collection {
  const same = equalCollections(a, b);
  return truth(same === undefined ? undefined : !same);
}

export function equivalent(a: Collection, b: Collection): Collection {
  return truth(equivalentCollections(a, b));
}

export function notEquivalent(a: Collection, b: Collection): Collection {
  return truth(!equivalentCollections(a, b));
}

export function lt(a: Collection, b: Collection): Collection {
  const order = compare(a, b, '<');
  return order === undefined ? EMPTY : truth(order < 0);
}

export function le(a: Collection, b: Collection): Collection {
  const order = compare(a, b, '<=');
  return order === undefined ? EMPTY : truth(order <= 0);
}

export function gt(a: Collection, b: Collection): Collection {
  const order = compare(a, b, '>');
  return order === undefined ? EMPTY : truth(order > 0);
}

export function ge(a: Collection, b: Collection): Collection {
  const order = compare(a, b, '>=');
  return order === undefined ? EMPTY : truth(order >= 0);
}

/** Negative, zero or positive; undefined if a side is empty or the order cannot be told. */
function compare(a: Collection, b: Collection, what: string): number | undefined {
  const left = operand(a, what);
  const right = operand(b, what);
  if (left === undefined || right === undefined) return undefined;
  return compareValues(left, right, what);
}

export function compareValues(a: SystemValue, b: SystemValue, what: string): number | undefined {
  const pair = alike(a, b);
  const [x, y] = pair ?? [a, b];
  if (x.kind === 'number' && y.kind === 'number') return compareNumbers(x.value, y.value);
  if (x.kind === 'string' && y.kind === 'string')
    return x.value < y.value ? -1 : Number(x.value > y.value);
  if (x.kind === 'quantity' && y.kind === 'quantity') return compareQuantities(x.value, y.value);
  if (x.kind === 'temporal' && y.kind === 'temporal' && x.value.time === y.value.time) {
    return compareTemporal(x.value, y.value);
  }
  throw new FhirPathError(`${what} cannot compare ${x.kind} with ${y.kind}`);
}
