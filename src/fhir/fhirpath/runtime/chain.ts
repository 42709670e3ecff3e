/**
 * Arithmetic in chains: operands are read once, results stay digits and scale until something
 * needs their text. Everyday sizes are safe integers; whatever does not fit goes on as bigint.
 */
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  type ExactNumber,
  exactNumber,
  isExactNumber,
  multiplyDecimals,
  parseDecimal,
  roundDecimal,
} from '../../../base/decimal.ts';
import { isComputable, overflows, toNumber } from './number.ts';
import { addSmall, compareSmall, smallDecimal, toExact } from './small-decimal.ts';

/** `digits / 10^scale`; `unscaled` in place of the digits where those are no safe integer. */
export interface Chain {
  readonly digits: number;
  readonly scale: number;
  readonly unscaled: bigint | undefined;
}

type Maybe = Chain | undefined;

function small(digits: number, scale: number): Chain {
  return { digits, scale, unscaled: undefined };
}

function large({ unscaled, scale }: Decimal): Chain {
  return { digits: 0, scale, unscaled };
}

function decimal(chain: Chain): Decimal {
  return { unscaled: chain.unscaled ?? BigInt(chain.digits), scale: chain.scale };
}

/** The first link: what stands in the data; undefined if that is no number. */
export function number(value: unknown): Maybe {
  const found = smallDecimal(value);
  if (found !== undefined) return small(found.digits, found.scale);
  if (typeof value === 'string') {
    return parseDecimal(value) === undefined ? undefined : number(exactNumber(value));
  }
  return isExactNumber(value) && isComputable(value) ? large(decimalOf(value)) : undefined;
}

export function add(a: Maybe, b: Maybe): Maybe {
  if (a === undefined || b === undefined) return undefined;
  if (a.unscaled === undefined && b.unscaled === undefined) {
    const sum = addSmall(a, b);
    if (sum !== undefined) return small(sum.digits, sum.scale);
  }
  return large(addDecimals(decimal(a), decimal(b)));
}

export function subtract(a: Maybe, b: Maybe): Maybe {
  return add(a, negative(b));
}

/** undefined if the product has more digits than any measure. */
export function multiply(a: Maybe, b: Maybe): Maybe {
  if (a === undefined || b === undefined) return undefined;
  if (a.unscaled === undefined && b.unscaled === undefined) {
    const digits = a.digits * b.digits + 0;
    if (Number.isSafeInteger(digits)) return small(digits, a.scale + b.scale);
  }
  const product = multiplyDecimals(decimal(a), decimal(b));
  return overflows(product) ? undefined : large(product);
}

export function negative(a: Maybe): Maybe {
  if (a === undefined) return undefined;
  if (a.unscaled === undefined) return small(0 - a.digits, a.scale);
  return large({ unscaled: -a.unscaled, scale: a.scale });
}

export function absolute(a: Maybe): Maybe {
  if (a === undefined) return undefined;
  return (a.unscaled ?? a.digits) < 0 ? negative(a) : a;
}

/** Half away from zero. */
export function rounded(a: Maybe, places: number): Maybe {
  if (a === undefined || a.scale <= places) return a;
  const divisor = 10 ** (a.scale - places);
  if (a.unscaled !== undefined || !Number.isSafeInteger(divisor * 2)) {
    return large(roundDecimal(decimal(a), places));
  }
  const size = Math.abs(a.digits);
  const rest = size % divisor;
  const whole = (size - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
  return small(a.digits < 0 ? 0 - whole : whole, places);
}

/** NaN where the order cannot be told. */
export function order(a: Maybe, b: Maybe): number {
  if (a === undefined || b === undefined) return Number.NaN;
  if (a.unscaled === undefined && b.unscaled === undefined) {
    const found = compareSmall(a, b);
    if (found !== undefined) return found;
  }
  return compareDecimals(decimal(a), decimal(b));
}

/** The last link: the number as data holds it. */
export function exact(a: Maybe): ExactNumber | undefined {
  if (a === undefined) return undefined;
  if (a.unscaled === undefined) return a.scale === 0 ? a.digits : toExact(a);
  return toNumber(decimal(a));
}
