/**
 * Exact decimals. In memory a decimal is its text: `JSON.rawJSON(token)`, which the native writer
 * emits unchanged; a safe-integer literal is a plain number. Sums go through bigint and scale.
 */

/** What `JSON.rawJSON` returns: written to JSON as its text, never as a string. */
export interface RawJson {
  readonly rawJSON: string;
}

/** A number as resources and records hold it. */
export type ExactNumber = number | RawJson;

/** `unscaled * 10^-scale`; the scale is the written one, so 1.10 keeps two places. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Of ECMAScript 2026; the compiler's library does not declare it yet. */
const json = JSON as unknown as {
  rawJSON(text: string): RawJson;
  isRawJSON(value: unknown): value is RawJson;
};

const DECIMAL = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;
const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const ZERO: Decimal = { unscaled: 0n, scale: 0 };

export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'number' || json.isRawJSON(value);
}

/** The in-memory form of a JSON number token (the token must already be one). */
export function exactNumber(token: string): ExactNumber {
  if (INTEGER.test(token)) {
    const value = Number(token);
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
  }
  return json.rawJSON(token);
}

/** The number's text as it will be written. */
export function numberText(value: ExactNumber): string {
  return typeof value === 'number' ? String(value) : value.rawJSON;
}

/** Parses a JSON number token; undefined if the text is not one. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match;
  const digits = BigInt(sign + whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0
    ? { unscaled: digits, scale }
    : { unscaled: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function decimalOf(value: ExactNumber): Decimal {
  const parsed = parseDecimal(numberText(value));
  if (parsed === undefined) throw new RangeError(`not a decimal: ${numberText(value)}`);
  return parsed;
}

export function formatDecimal(value: Decimal): string {
  const negative = value.unscaled < 0n;
  const digits = (negative ? -value.unscaled : value.unscaled)
    .toString()
    .padStart(value.scale + 1, '0');
  const cut = digits.length - value.scale;
  const text = value.scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return negative ? `-${text}` : text;
}

/** 1.10 is 1.1, and 2.00 is 2. Not by an expression: `1e-9999` has zeros by the thousand. */
export function withoutTrailingZeros(digits: string): string {
  if (!digits.includes('.')) return digits;
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, digits[end - 1] === '.' ? end - 1 : end);
}

/** The in-memory form of a decimal; its scale survives. */
export function toExactNumber(value: Decimal): ExactNumber {
  return exactNumber(formatDecimal(value));
}

function unscaledAt(value: Decimal, scale: number): bigint {
  return value.unscaled * 10n ** BigInt(scale - value.scale);
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { unscaled: unscaledAt(a, scale) + unscaledAt(b, scale), scale };
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { unscaled: -b.unscaled, scale: b.scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`; 1.10 equals 1.1. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = unscaledAt(a, scale);
  const right = unscaledAt(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function sumDecimals(values: Iterable<Decimal>): Decimal {
  let sum = ZERO;
  for (const value of values) sum = addDecimals(sum, value);
  return sum;
}

/** Half away from zero at `scale` places: how the schemes round money. */
export function roundDecimal(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return { unscaled: unscaledAt(value, scale), scale };
  const divisor = 10n ** BigInt(value.scale - scale);
  const half = value.unscaled < 0n ? -divisor / 2n : divisor / 2n;
  return { unscaled: (value.unscaled + half) / divisor, scale };
}
