/** Sums, products and shifts in time. http://hl7.org/fhirpath/N1/#math */
import { type ExactNumber, isExactNumber } from '../../../base/decimal.ts';
import { alike } from './equality.ts';
import { type Collection, EMPTY, FhirPathError, type Node, text } from './node.ts';
import {
  addNumbers,
  divideNumbers,
  multiplyNumbers,
  negateNumber,
  remainder,
  subtractNumbers,
  wholeQuotient,
} from './number.ts';
import { operand, operands } from './operand.ts';
import { addQuantities, divideQuantities, multiplyQuantities } from './quantity.ts';
import { type QuantityValue, quantityJson, readQuantity, type SystemValue } from './system.ts';
import {
  addTemporal,
  formatTemporal,
  parseDateTime,
  type Temporal,
  type TemporalUnit,
} from './temporal.ts';

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

/** Literals, made once a module. */
export function quantityLiteral(value: ExactNumber, unit: string): Collection {
  const json = quantityJson(value, unit);
  return readQuantity({ value, unit }) === undefined ? EMPTY : quantity(json);
}
