/**
 * Decimals of everyday size as a safe integer and a scale: exact like the others, without bigint.
 * Amounts fit; whatever does not is left to `base/decimal`.
 */

import {
  addDecimals,
  type Decimal,
  type ExactNumber,
  exactNumber,
  formatDecimal,
  isExactNumber,
  numberText,
  parseDecimal,
} from '../../../base/decimal.ts';

/** `digits / 10^scale`. */
export interface SmallDecimal {
  readonly digits: number;
  readonly scale: number;
}

/** Characters whose digits are a safe integer. */
const MAX_CHARACTERS = 15;
const POWERS = Array.from({ length: MAX_CHARACTERS + 1 }, (_, i) => 10 ** i);

const ZERO_CODE = 48;
const DOT = 46;
const MINUS = 45;

/** undefined if the number is too long or has an exponent. */
export function smallDecimal(value: unknown): SmallDecimal | undefined {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { digits: value, scale: 0 } : undefined;
  }
  return isExactNumber(value) ? readSmall(numberText(value)) : undefined;
}

function readSmall(text: string): SmallDecimal | undefined {
  const { length } = text;
  if (length > MAX_CHARACTERS) return undefined;
  const negative = text.charCodeAt(0) === MINUS;
  let digits = 0;
  let dot = length - 1;
  for (let i = negative ? 1 : 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) dot = i;
    else if (code < ZERO_CODE || code > ZERO_CODE + 9) return undefined;
    else digits = digits * 10 + code - ZERO_CODE;
  }
  return { digits: negative ? -digits : digits, scale: length - 1 - dot };
}

/** The digits at a larger scale; undefined if they are no safe integer there. */
function digitsAt({ digits, scale }: SmallDecimal, wanted: number): number | undefined {
  const moved = digits * (POWERS[wanted - scale] ?? Number.NaN);
  return Number.isSafeInteger(moved) ? moved : undefined;
}

/** Negative, zero or positive; undefined if the two do not fit. */
export function compareSmall(a: SmallDecimal, b: SmallDecimal): number | undefined {
  const scale = Math.max(a.scale, b.scale);
  const left = digitsAt(a, scale);
  const right = digitsAt(b, scale);
  return left === undefined || right === undefined ? undefined : left - right;
}

/** undefined if the sum does not fit. */
export function addSmall(a: SmallDecimal, b: SmallDecimal): SmallDecimal | undefined {
  const scale = Math.max(a.scale, b.scale);
  const left = digitsAt(a, scale);
  const right = digitsAt(b, scale);
  if (left === undefined || right === undefined) return undefined;
  const digits = left + right;
  return Number.isSafeInteger(digits) ? { digits, scale } : undefined;
}

export function toExact(value: SmallDecimal): ExactNumber {
  return exactNumber(formatDecimal(asDecimal(value)));
}

function asDecimal({ digits, scale }: SmallDecimal): Decimal {
  return { unscaled: BigInt(digits), scale };
}

/** A running sum; it is empty once something without a value was added. */
export class Sum {
  private small: SmallDecimal = { digits: 0, scale: 0 };
  /** What did not fit into `small`. */
  private rest: Decimal | undefined;
  private empty = false;

  add(value: unknown): void {
    const next = smallDecimal(value);
    const sum = next && addSmall(this.small, next);
    if (sum !== undefined) this.small = sum;
    else this.addLarge(value);
  }

  private addLarge(value: unknown): void {
    const text = isExactNumber(value) ? numberText(value) : value;
    const decimal = typeof text === 'string' ? parseDecimal(text) : undefined;
    if (decimal === undefined) this.empty = true;
    else this.rest = this.rest === undefined ? decimal : addDecimals(this.rest, decimal);
  }

  total(): ExactNumber | undefined {
    if (this.empty) return undefined;
    if (this.rest === undefined) return toExact(this.small);
    return exactNumber(formatDecimal(addDecimals(this.rest, asDecimal(this.small))));
  }
}
