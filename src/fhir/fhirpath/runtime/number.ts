/** Arithmetic on exact numbers: native where both sides are integers, else on digits and scale. */

import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  type ExactNumber,
  exactNumber,
  formatDecimal,
  multiplyDecimals,
  numberText,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
} from '../../../base/decimal.ts';
import { addSmall, compareSmall, smallDecimal, toExact } from './small-decimal.ts';

/** Decimal places of a quotient: FHIRPath asks for 8, sums of shares want room. */
const QUOTIENT_SCALE = 16;

/** Digits of the largest product: ten times what any amount or measure has. */
const MAX_DIGITS = 400;
const LARGEST = 10n ** BigInt(MAX_DIGITS);

/** Digits that a double carries faithfully. */
const DOUBLE_DIGITS = 15;

export function toNumber(value: Decimal): ExactNumber {
  return exactNumber(formatDecimal(value));
}

export function compareNumbers(a: ExactNumber, b: ExactNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = smallDecimal(a);
  const right = left && smallDecimal(b);
  const order = left && right && compareSmall(left, right);
  return order ?? compareDecimals(decimalOf(a), decimalOf(b));
}

function safe(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

export function addNumbers(a: ExactNumber, b: ExactNumber): ExactNumber {
  if (typeof a === 'number' && typeof b === 'number' && safe(a) && safe(b) && safe(a + b)) {
    return a + b;
  }
  const left = smallDecimal(a);
  const right = left && smallDecimal(b);
  const sum = left && right && addSmall(left, right);
  return sum === undefined ? toNumber(addDecimals(decimalOf(a), decimalOf(b))) : toExact(sum);
}

export function subtractNumbers(a: ExactNumber, b: ExactNumber): ExactNumber {
  if (typeof a === 'number' && typeof b === 'number' && safe(a) && safe(b) && safe(a - b))
    return a - b;
  return toNumber(subtractDecimals(decimalOf(a), decimalOf(b)));
}

/** undefined if the product has more digits than any measure: an overflow, as N1 calls it. */
export function multiplyNumbers(a: ExactNumber, b: ExactNumber): ExactNumber | undefined {
  if (typeof a === 'number' && typeof b === 'number' && safe(a) && safe(b) && safe(a * b)) {
    return a * b;
  }
  const product = multiplyDecimals(decimalOf(a), decimalOf(b));
  return overflows(product) ? undefined : toNumber(product);
}

/** Squaring again and again would fill the memory with digits. */
export function overflows({ unscaled, scale }: Decimal): boolean {
  return scale > MAX_DIGITS || unscaled > LARGEST || unscaled < -LARGEST;
}

/** undefined if the divisor is zero. */
export function divideNumbers(a: ExactNumber, b: ExactNumber): ExactNumber | undefined {
  const quotient = divideDecimals(decimalOf(a), decimalOf(b));
  return quotient && toNumber(quotient);
}

/** Rounded half away from zero, without needless zeros; undefined if the divisor is zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal | undefined {
  if (b.unscaled === 0n) return undefined;
  const scale = QUOTIENT_SCALE + 1;
  const shifted = a.unscaled * 10n ** BigInt(b.scale + scale);
  const raw = shifted / (b.unscaled * 10n ** BigInt(a.scale));
  return trimZeros(roundDecimal({ unscaled: raw, scale }, QUOTIENT_SCALE));
}

export function trimZeros(value: Decimal): Decimal {
  let { unscaled, scale } = value;
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return { unscaled, scale };
}

/** The whole part of the quotient; undefined if the divisor is zero. */
export function wholeQuotient(a: ExactNumber, b: ExactNumber): ExactNumber | undefined {
  if (typeof a === 'number' && typeof b === 'number' && safe(a) && safe(b)) {
    return b === 0 ? undefined : Math.trunc(a / b) + 0;
  }
  const [left, right] = sameScale(decimalOf(a), decimalOf(b));
  return right === 0n ? undefined : toNumber({ unscaled: left / right, scale: 0 });
}

/** What is left of whole division, with the sign of the dividend. */
export function remainder(a: ExactNumber, b: ExactNumber): ExactNumber | undefined {
  if (typeof a === 'number' && typeof b === 'number' && safe(a) && safe(b)) {
    return b === 0 ? undefined : (a % b) + 0;
  }
  const left = decimalOf(a);
  const right = decimalOf(b);
  const [x, y] = sameScale(left, right);
  if (y === 0n) return undefined;
  return toNumber({ unscaled: x % y, scale: Math.max(left.scale, right.scale) });
}

function sameScale(a: Decimal, b: Decimal): [bigint, bigint] {
  const scale = Math.max(a.scale, b.scale);
  const at = (value: Decimal) => value.unscaled * 10n ** BigInt(scale - value.scale);
  return [at(a), at(b)];
}

export function negateNumber(value: ExactNumber): ExactNumber {
  if (typeof value === 'number' && safe(value)) return 0 - value;
  const { unscaled, scale } = decimalOf(value);
  return toNumber({ unscaled: -unscaled, scale });
}

/** 1.10 and 1.1 have the same key. */
export function numberKey(value: ExactNumber): string {
  if (typeof value === 'number' && safe(value)) return String(value);
  return isComputable(value) ? formatDecimal(trimZeros(decimalOf(value))) : numberText(value);
}

/** JSON allows numbers with exponents beyond any arithmetic: they are only their text. */
export function isComputable(value: ExactNumber): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value)
    : parseDecimal(numberText(value)) !== undefined;
}

/** Equal when rounded to the places of the side that has fewer. */
export function equivalentDecimals(a: Decimal, b: Decimal): boolean {
  const scale = Math.min(trimZeros(a).scale, trimZeros(b).scale);
  return compareDecimals(roundDecimal(a, scale), roundDecimal(b, scale)) === 0;
}

/** For roots and logarithms, which no exact type has; undefined where there is no real result. */
export function throughDouble(
  compute: (...values: number[]) => number,
  ...values: ExactNumber[]
): ExactNumber | undefined {
  const doubles = values.map((value) => Number(formatDecimal(decimalOf(value))));
  const result = compute(...doubles);
  if (!Number.isFinite(result)) return undefined;
  const decimal = parseDecimal(String(Number(result.toPrecision(DOUBLE_DIGITS))));
  return decimal && toNumber(decimal);
}
