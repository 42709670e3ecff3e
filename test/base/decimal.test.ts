import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  exactNumber,
  formatDecimal,
  isExactNumber,
  multiplyDecimals,
  numberText,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
  sumDecimals,
} from '../../src/base/decimal.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 8 }))
  .map(([unscaled, scale]): Decimal => ({ unscaled, scale }));

function parsed(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`${text} does not parse`);
  return value;
}

describe('exactNumber', () => {
  it.each(['0', '1', '-7', '9007199254740991'])('%s is a plain number', (token) => {
    expect(exactNumber(token)).toBe(Number(token));
  });

  it.each(['1.10', '-0', '0.0', '1e2', '9007199254740993', '-1.50'])(
    '%s keeps its text',
    (token) => {
      expect(typeof exactNumber(token)).toBe('object');
      expect(isExactNumber(exactNumber(token))).toBe(true);
      expect(numberText(exactNumber(token))).toBe(token);
      expect(JSON.stringify({ amount: exactNumber(token) })).toBe(`{"amount":${token}}`);
    },
  );

  it('refuses what is not a number', () => {
    for (const value of ['1', null, undefined, {}, true]) expect(isExactNumber(value)).toBe(false);
  });
});

describe('parseDecimal', () => {
  it.each(['', '.5', '5.', '01', '+1', '1,000', '0x1', 'NaN', '1e99999', '--1', ' 1'])(
    'refuses %j',
    (text) => expect(parseDecimal(text)).toBeUndefined(),
  );

  it.each([
    ['1.10', 110n, 2],
    ['-0.05', -5n, 2],
    ['12e2', 1200n, 0],
    ['1.5E-3', 15n, 4],
  ])('reads %s', (text, unscaled, scale) => {
    expect(parseDecimal(text)).toEqual({ unscaled, scale });
  });

  it('is undone by formatDecimal', () => {
    fc.assert(
      fc.property(decimals, (d) => {
        expect(parsed(formatDecimal(d))).toEqual(d);
      }),
    );
  });
});

describe('arithmetic', () => {
  it('adds cents as doubles cannot', () => {
    const total = sumDecimals(['0.10', '0.20', '1.5125'].map(parsed));
    expect(formatDecimal(total)).toBe('1.8125');
  });

  it('multiplies exactly: 1.5125 x 20 is 30.25', () => {
    const product = multiplyDecimals(parsed('1.5125'), parsed('20'));
    expect(compareDecimals(product, parsed('30.25'))).toBe(0);
  });

  it('subtraction undoes addition', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(compareDecimals(subtractDecimals(addDecimals(a, b), b), a)).toBe(0);
      }),
    );
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['2.344', 2, '2.34'],
    ['-2.345', 2, '-2.35'],
    ['0.5', 0, '1'],
    ['1.1', 3, '1.100'],
  ])('rounds %s at %d places to %s', (text, scale, expected) => {
    expect(formatDecimal(roundDecimal(parsed(text), scale))).toBe(expected);
  });
});
