/** Comparing, adding and multiplying quantities. http://hl7.org/fhirpath/N1/#quantity */

import {
  addDecimals,
  compareDecimals,
  type Decimal,
  multiplyDecimals,
} from '../../../base/decimal.ts';
import { divideDecimals, equivalentDecimals, overflows, toNumber, trimZeros } from './number.ts';
import { type QuantityValue, quantityJson } from './system.ts';
import { type Factor, parseUnit, sameDimensions, type Unit } from './ucum.ts';

interface Pair {
  readonly a: Unit;
  readonly b: Unit;
}

/** Both units, if they measure the same thing. */
function comparable(a: QuantityValue, b: QuantityValue): Pair | undefined {
  if (a.foreign || b.foreign) return undefined;
  const left = parseUnit(a.code);
  const right = parseUnit(b.code);
  if (left === undefined || right === undefined || !sameDimensions(left, right)) return undefined;
  return { a: left, b: right };
}

export function areComparable(a: QuantityValue, b: QuantityValue): boolean {
  return a.code === b.code || comparable(a, b) !== undefined;
}

/** `value * numerator` of one side over the common denominator: comparison without division. */
function scaled(value: Decimal, own: Factor, other: Factor): Decimal {
  return { unscaled: value.unscaled * own.numerator * other.denominator, scale: value.scale };
}

/** Negative, zero or positive; undefined if they do not measure the same thing. */
export function compareQuantities(a: QuantityValue, b: QuantityValue): number | undefined {
  // A calendar year and 'a' are not the same length: neither equal nor unequal.
  if (a.calendar !== b.calendar && (isLong(a) || isLong(b))) return undefined;
  if (a.code === b.code && a.foreign === b.foreign) return compareDecimals(a.decimal, b.decimal);
  const units = comparable(a, b);
  if (units === undefined) return undefined;
  const left = scaled(a.decimal, units.a.factor, units.b.factor);
  const right = scaled(b.decimal, units.b.factor, units.a.factor);
  return compareDecimals(left, right);
}

function isLong(value: QuantityValue): boolean {
  return value.code === 'a' || value.code === 'mo';
}

/** Equal in the larger unit, to the places of the side that has fewer. */
export function equivalentQuantities(a: QuantityValue, b: QuantityValue): boolean {
  if (a.code === b.code) return equivalentDecimals(a.decimal, b.decimal);
  const units = comparable(a, b);
  if (units === undefined) return false;
  const larger = isLarger(units.a.factor, units.b.factor);
  const [big, small] = larger ? [a, b] : [b, a];
  const ratio = larger
    ? inUnit(units.b.factor, units.a.factor)
    : inUnit(units.a.factor, units.b.factor);
  return (
    ratio !== undefined && equivalentDecimals(big.decimal, multiplyDecimals(small.decimal, ratio))
  );
}

function isLarger(a: Factor, b: Factor): boolean {
  return a.numerator * b.denominator >= b.numerator * a.denominator;
}

/** How much of unit `to` one unit `from` is. */
function inUnit(from: Factor, to: Factor): Decimal | undefined {
  const over = { unscaled: from.numerator * to.denominator, scale: 0 };
  return divideDecimals(over, { unscaled: from.denominator * to.numerator, scale: 0 });
}

/** In the finer unit of the two; undefined if the units do not add. */
export function addQuantities(a: QuantityValue, b: QuantityValue, sign: 1 | -1): unknown {
  const right = { ...b.decimal, unscaled: b.decimal.unscaled * BigInt(sign) };
  if (a.code === b.code) return quantityJson(toNumber(addDecimals(a.decimal, right)), a.unit);
  const units = comparable(a, b);
  if (units === undefined) return undefined;
  const finer = isLarger(units.a.factor, units.b.factor) ? b : a;
  const to = finer === a ? units.a.factor : units.b.factor;
  const left = converted(a.decimal, units.a.factor, to);
  const other = converted(right, units.b.factor, to);
  return left && other && quantityJson(toNumber(addDecimals(left, other)), finer.unit);
}

/** The value in another unit, divided once so that nothing is rounded twice. */
function converted(value: Decimal, from: Factor, to: Factor): Decimal | undefined {
  const over = { ...value, unscaled: value.unscaled * from.numerator * to.denominator };
  return divideDecimals(over, { unscaled: from.denominator * to.numerator, scale: 0 });
}

/** undefined on overflow. */
export function multiplyQuantities(a: QuantityValue, b: QuantityValue): unknown {
  const unit = a.code === '1' ? b.code : b.code === '1' ? a.code : `${a.code}.${b.code}`;
  const product = multiplyDecimals(a.decimal, b.decimal);
  return overflows(product) ? undefined : quantityJson(toNumber(product), unit);
}

/** undefined if the divisor is zero. */
export function divideQuantities(a: QuantityValue, b: QuantityValue): unknown {
  const quotient = divideDecimals(a.decimal, b.decimal);
  if (quotient === undefined) return undefined;
  if (a.code === b.code) return quantityJson(toNumber(quotient), '1');
  const simple = /^[^./]*$/.test(b.code);
  const unit = b.code === '1' ? a.code : `${a.code}/${simple ? b.code : `(${b.code})`}`;
  return quantityJson(toNumber(quotient), unit);
}

/** Equal for quantities that are equal. */
export function quantityKey(value: QuantityValue): string {
  const unit = value.foreign ? undefined : parseUnit(value.code);
  if (unit === undefined || value.calendar) {
    return `${trimZeros(value.decimal).unscaled}e${trimZeros(value.decimal).scale} ${value.code}`;
  }
  const { numerator, denominator } = unit.factor;
  const top = trimZeros({
    unscaled: value.decimal.unscaled * numerator,
    scale: value.decimal.scale,
  });
  const base = divideDecimals(top, { unscaled: denominator, scale: 0 }) ?? top;
  const names = Object.keys(unit.dimensions).sort();
  const dimensions = names.map((name) => `${name}${unit.dimensions[name]}`);
  return `${base.unscaled}e${base.scale} ${dimensions.join('.')}`;
}
