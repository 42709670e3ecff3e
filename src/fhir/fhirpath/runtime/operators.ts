/** The operators on whole collections. http://hl7.org/fhirpath/N1/#operations */

import { type ExactNumber, isExactNumber } from '../../../base/decimal.ts';
import {
  alike,
  distinctNodes,
  equalCollections,
  equalityKey,
  equivalentCollections,
} from './equality.ts';
import {
  type Collection,
  EMPTY,
  FhirPathError,
  integer,
  type Node,
  single,
  text,
  toTruth,
  truth,
} from './node.ts';
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  multiplyNumbers,
  negateNumber,
  remainder,
  subtractNumbers,
  wholeQuotient,
} from './number.ts';
import {
  addQuantities,
  compareQuantities,
  divideQuantities,
  multiplyQuantities,
} from './quantity.ts';
import {
  type QuantityValue,
  quantityJson,
  readQuantity,
  type SystemValue,
  systemOf,
} from './system.ts';
import {
  addTemporal,
  compareTemporal,
  formatTemporal,
  parseDateTime,
  type Temporal,
  type TemporalUnit,
} from './temporal.ts';

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

/** The System value of the only item; undefined if there is none or it has no value. */
function operand(collection: Collection, what: string): SystemValue | undefined {
  const item = single(collection, what);
  if (item === undefined || item.value === undefined) return undefined;
  const system = systemOf(item);
  if (system === undefined)
    throw new FhirPathError(`${what} cannot work with ${item.type ?? 'an object'}`);
  return system;
}

export function contains(list: Collection, item: Collection): Collection {
  return within(item, list);
}

/** `item in list` */
export function within(item: Collection, list: Collection): Collection {
  const wanted = single(item, 'in');
  if (wanted === undefined) return EMPTY;
  const key = equalityKey(wanted);
  return truth(list.some((other) => equalityKey(other) === key));
}

export function union(a: Collection, b: Collection): Collection {
  return distinctNodes([...a, ...b]);
}

export function and(a: Collection, b: () => Collection): Collection {
  const left = toTruth(a, 'and');
  if (left === false) return truth(false);
  const right = toTruth(b(), 'and');
  return truth(right === false ? false : left === undefined ? undefined : right);
}

export function or(a: Collection, b: () => Collection): Collection {
  const left = toTruth(a, 'or');
  if (left === true) return truth(true);
  const right = toTruth(b(), 'or');
  return truth(right === true ? true : left === undefined ? undefined : right);
}

export function xor(a: Collection, b: Collection): Collection {
  const left = toTruth(a, 'xor');
  const right = toTruth(b, 'xor');
  return truth(left === undefined || right === undefined ? undefined : left !== right);
}

export function implies(a: Collection, b: () => Collection): Collection {
  const left = toTruth(a, 'implies');
  if (left === false) return truth(true);
  const right = toTruth(b(), 'implies');
  return truth(right === true ? true : left === undefined ? undefined : right);
}

type NumberOperation = (a: ExactNumber, b: ExactNumber) => ExactNumber | undefined;

function numeric(
  a: SystemValue,
  b: SystemValue,
  operation: NumberOperation,
): Collection | undefined {
  if (a.kind !== 'number' || b.kind !== 'number') return undefined;
  const value = operation(a.value, b.value);
  if (value === undefined) return EMPTY;
  return [{ value, type: a.integer && b.integer ? 'System.Integer' : 'System.Decimal' }];
}

function quantity(value: unknown): Collection {
  return value === undefined ? EMPTY : [{ value, type: 'System.Quantity' }];
}

/** Both System values, or undefined if a side is empty. */
function operands(
  a: Collection,
  b: Collection,
  what: string,
): [SystemValue, SystemValue] | undefined {
  const left = operand(a, what);
  const right = operand(b, what);
  return left === undefined || right === undefined ? undefined : [left, right];
}

function mismatch(a: SystemValue, b: SystemValue, what: string): never {
  throw new FhirPathError(`${what} does not take ${a.kind} and ${b.kind}`);
}

export function plus(a: Collection, b: Collection): Collection {
  const sides = operands(a, b, '+');
  if (sides === undefined) return EMPTY;
  const [left, right] = sides;
  if (left.kind === 'string' && right.kind === 'string') return text(left.value + right.value);
  return (
    summed(left, right, 1, a) ?? numeric(left, right, addNumbers) ?? mismatch(left, right, '+')
  );
}

export function minus(a: Collection, b: Collection): Collection {
  const sides = operands(a, b, '-');
  if (sides === undefined) return EMPTY;
  const [left, right] = sides;
  return (
    summed(left, right, -1, a) ??
    numeric(left, right, subtractNumbers) ??
    mismatch(left, right, '-')
  );
}

function summed(
  a: SystemValue,
  b: SystemValue,
  sign: 1 | -1,
  from: Collection,
): Collection | undefined {
  if (b.kind !== 'quantity') return undefined;
  if (a.kind === 'quantity') return quantity(addQuantities(a.value, b.value, sign));
  // A string of data without a model may be a date.
  const read = a.kind === 'string' && a.untyped ? parseDateTime(a.value) : undefined;
  const start = a.kind === 'temporal' ? a.value : read;
  return start && shifted(start, b.value, sign, from[0]);
}

/** UCUM units of a definite length stand for calendar units; `mo` and `a` do not. */
const UNITS: Readonly<Record<string, TemporalUnit>> = {
  wk: 'week',
  d: 'day',
  h: 'hour',
  min: 'minute',
  s: 'second',
  ms: 'millisecond',
};

function shifted(
  value: Temporal,
  by: QuantityValue,
  sign: number,
  from: Node | undefined,
): Collection {
  const long = by.code === 'a' ? 'year' : 'month';
  const unit = by.calendar ? long : UNITS[by.code];
  if (unit === undefined) throw new FhirPathError(`a date does not move by '${by.code}'`);
  const whole = by.decimal.unscaled / 10n ** BigInt(by.decimal.scale);
  const moved = addTemporal(value, Number(whole) * sign, unit);
  if (moved === undefined) return EMPTY;
  return [{ value: formatTemporal(moved), type: from?.type }];
}

export function times(a: Collection, b: Collection): Collection {
  const sides = operands(a, b, '*');
  if (sides === undefined) return EMPTY;
  const [left, right] = alikeMeasures(sides);
  if (left.kind === 'quantity' && right.kind === 'quantity') {
    return quantity(multiplyQuantities(left.value, right.value));
  }
  return numeric(left, right, multiplyNumbers) ?? mismatch(left, right, '*');
}

function alikeMeasures(sides: [SystemValue, SystemValue]): readonly [SystemValue, SystemValue] {
  const mixed =
    sides.some(({ kind }) => kind === 'quantity') && sides.some(({ kind }) => kind === 'number');
  return mixed ? (alike(...sides) ?? sides) : sides;
}

export function divide(a: Collection, b: Collection): Collection {
  const sides = operands(a, b, '/');
  if (sides === undefined) return EMPTY;
  const [left, right] = alikeMeasures(sides);
  if (left.kind === 'quantity' && right.kind === 'quantity') {
    return quantity(divideQuantities(left.value, right.value));
  }
  if (left.kind !== 'number' || right.kind !== 'number') return mismatch(left, right, '/');
  const value = divideNumbers(left.value, right.value);
  return value === undefined ? EMPTY : [{ value, type: 'System.Decimal' }];
}

export function div(a: Collection, b: Collection): Collection {
  const sides = operands(a, b, 'div');
  if (sides === undefined) return EMPTY;
  const [left, right] = sides;
  const found = numeric(left, right, wholeQuotient) ?? mismatch(left, right, 'div');
  return found.map(({ value }) => ({ value, type: 'System.Integer' }));
}

export function mod(a: Collection, b: Collection): Collection {
  const sides = operands(a, b, 'mod');
  if (sides === undefined) return EMPTY;
  return numeric(sides[0], sides[1], remainder) ?? mismatch(sides[0], sides[1], 'mod');
}

/** `&`: an empty side is an empty string. */
export function concatenate(a: Collection, b: Collection): Collection {
  return text(part(a) + part(b));
}

function part(side: Collection): string {
  const item = single(side, '&');
  if (item === undefined || item.value === undefined) return '';
  if (typeof item.value === 'string') return item.value;
  throw new FhirPathError(`& takes strings, found ${item.type ?? typeof item.value}`);
}

export function negate(a: Collection): Collection {
  const value = operand(a, '-');
  if (value === undefined) return EMPTY;
  if (value.kind === 'number') {
    const type = value.integer ? 'System.Integer' : 'System.Decimal';
    return [{ value: negateNumber(value.value), type }];
  }
  if (value.kind !== 'quantity') throw new FhirPathError(`- does not take ${value.kind}`);
  return withValue(a, negateNumber(value.value.value));
}

/** The same quantity with another value. */
export function withValue(a: Collection, value: ExactNumber): Collection {
  const json = a[0]?.value;
  const whole = typeof json === 'object' && json !== null && !isExactNumber(json);
  return quantity(whole ? { ...json, value } : quantityJson(value, '1'));
}

/** `+`: the operand itself, if it is a number or a quantity. */
export function affirm(a: Collection): Collection {
  const value = operand(a, '+');
  if (value === undefined) return EMPTY;
  if (value.kind !== 'number' && value.kind !== 'quantity') {
    throw new FhirPathError(`+ does not take ${value.kind}`);
  }
  return a;
}

/** `list[index]` */
export function at(list: Collection, index: Collection): Collection {
  const place = single(index, '[]')?.value;
  if (place === undefined) return EMPTY;
  if (typeof place !== 'number') throw new FhirPathError('an index is an integer');
  const item = list[place];
  return item === undefined ? EMPTY : [item];
}

/** Literals, made once a module. */
export function quantityLiteral(value: ExactNumber, unit: string): Collection {
  const json = quantityJson(value, unit);
  return readQuantity({ value, unit }) === undefined ? EMPTY : quantity(json);
}

export function indexOfItem(index: number): Collection {
  return integer(index);
}
