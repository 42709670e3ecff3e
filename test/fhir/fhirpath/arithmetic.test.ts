/** Laws of numbers, dates and units, and tables of the odd cases. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareDecimals,
  decimalOf,
  type ExactNumber,
  exactNumber,
  formatDecimal,
  numberText,
  roundDecimal,
  sumDecimals,
} from '../../../src/base/decimal.ts';
import * as chain from '../../../src/fhir/fhirpath/runtime/chain.ts';
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  multiplyNumbers,
  negateNumber,
  numberKey,
  remainder,
  subtractNumbers,
  wholeQuotient,
} from '../../../src/fhir/fhirpath/runtime/number.ts';
import { Sum, smallDecimal, toExact } from '../../../src/fhir/fhirpath/runtime/small-decimal.ts';
import {
  addTemporal,
  compareTemporal,
  dateFrom,
  daysFrom,
  formatTemporal,
  parseDateTime,
  parseTime,
  temporalKey,
} from '../../../src/fhir/fhirpath/runtime/temporal.ts';
import { parseUnit, sameDimensions } from '../../../src/fhir/fhirpath/runtime/ucum.ts';

const numbers = fc
  .tuple(
    fc.oneof(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.bigInt({ min: -100_000n, max: 100_000n }),
    ),
    fc.integer({ min: 0, max: 10 }),
  )
  .map(([digits, scale]) => {
    const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
    const cut = size.length - scale;
    const text = scale === 0 ? size : `${size.slice(0, cut)}.${size.slice(cut)}`;
    return exactNumber(digits < 0n ? `-${text}` : text);
  });

describe('chains', () => {
  const text = (value: ExactNumber | undefined) =>
    value === undefined ? undefined : numberText(value);
  test('say what the operations say one by one', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, fc.integer({ min: 0, max: 6 }), (a, b, c, places) => {
        const [x, y, z] = [a, b, c].map(chain.number);
        expect(text(chain.exact(chain.add(x, y)))).toBe(text(addNumbers(a, b)));
        expect(text(chain.exact(chain.subtract(x, y)))).toBe(text(subtractNumbers(a, b)));
        const product = multiplyNumbers(multiplyNumbers(a, b) ?? 0, c) ?? 0;
        const linked = chain.multiply(chain.multiply(x, y), z);
        expect(text(chain.exact(linked))).toBe(text(product));
        const value = decimalOf(product);
        const due = value.scale <= places ? value : roundDecimal(value, places);
        expect(text(chain.exact(chain.rounded(linked, places)))).toBe(formatDecimal(due));
        expect(Math.sign(chain.order(linked, x))).toBe(Math.sign(compareNumbers(product, a)));
        expect(chain.order(chain.absolute(x), chain.number(0))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['2.344999', 2, '2.34'],
    ['0.5', 0, '1'],
    ['-0.001', 2, '0.00'],
  ])('%s at %i places is %s', (value, places, due) => {
    const found = chain.exact(chain.rounded(chain.number(exactNumber(value)), places));
    expect(found === undefined ? found : numberText(found)).toBe(due);
  });
});

describe('numbers', () => {
  test('what is added can be taken away', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(compareNumbers(subtractNumbers(addNumbers(a, b), b), a)).toBe(0);
      }),
    );
  });

  test('addition and multiplication commute', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(numberKey(addNumbers(a, b))).toBe(numberKey(addNumbers(b, a)));
        expect(multiplyNumbers(a, b)).toEqual(multiplyNumbers(b, a));
      }),
    );
  });

  test('quotient and remainder make up the dividend', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const whole = wholeQuotient(a, b);
        const rest = remainder(a, b);
        fc.pre(whole !== undefined && rest !== undefined);
        expect(compareNumbers(addNumbers(multiplyNumbers(whole, b) ?? 0, rest), a)).toBe(0);
      }),
    );
  });

  test('equal numbers have one key', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(numberKey(a) === numberKey(b)).toBe(compareNumbers(a, b) === 0);
        expect(Math.sign(compareNumbers(a, b))).toBe(-Math.sign(compareNumbers(b, a)) + 0);
      }),
    );
  });

  test('a running sum is what one addition after the other gives', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 30 }), (list) => {
        const total = new Sum();
        for (const value of list) total.add(value);
        const sum = sumDecimals(list.map(decimalOf));
        expect(numberKey(total.total() ?? 1)).toBe(numberKey(exactNumber(formatDecimal(sum))));
      }),
    );
  });

  test('small decimals are read and compared as large ones are', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const small = smallDecimal(a);
        if (small !== undefined) expect(numberText(toExact(small))).toBe(numberText(a));
        const order = compareDecimals(decimalOf(a), decimalOf(b));
        expect(Math.sign(compareNumbers(a, b))).toBe(Math.sign(order));
      }),
    );
  });

  test.each([
    ['1.10', '1.1', true],
    ['1.0', '1', true],
    ['1.10', '1.01', false],
    ['-0.0', '0', true],
  ])('%s and %s have one key: %s', (a, b, expected) => {
    expect(numberKey(exactNumber(a)) === numberKey(exactNumber(b))).toBe(expected);
  });

  test('division by zero gives nothing', () => {
    expect(divideNumbers(1, 0)).toBeUndefined();
    expect(wholeQuotient(exactNumber('1.0'), exactNumber('0.0'))).toBeUndefined();
  });

  test.each([
    ['9007199254740991', '1', '9007199254740992'],
    ['0.1', '0.2', '0.3'],
    ['1.10', '0', '1.10'],
  ])('%s + %s', (a, b, sum) => {
    expect(numberText(addNumbers(exactNumber(a), exactNumber(b)))).toBe(sum);
  });

  test('a product beyond all measure is none', () => {
    let value: ExactNumber | undefined = exactNumber('1234567890.123456789');
    for (let i = 0; i < 60 && value !== undefined; i++) value = multiplyNumbers(value, value);
    expect(value).toBeUndefined();
  });

  test('zero has no sign', () => {
    expect(Object.is(negateNumber(0), 0)).toBe(true);
    expect(numberText(multiplyNumbers(0, -5) ?? 1)).toBe('0');
  });
});

const days = fc.integer({ min: -700_000, max: 2_900_000 });
const moments = fc.constantFrom(
  ...['2015', '2015-02', '2015-02-28', '2016-02-29', '2015-02-28T10:00', '2015-02-28T10:00:00'],
  ...['2015-02-28T10:00:00Z', '2015-02-28T17:00:00+07:00', '2015-02-28T10:00:00.000Z'],
  ...['2015-03-01T01:30:00+14:00', '2015-02-27T23:00:00-11:00'],
);

describe('dates', () => {
  test('days are counted as the calendar has them', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = dateFrom(day);
        expect(daysFrom(year, month, date)).toBe(day);
        const there = new Date(day * 86_400_000);
        expect([there.getUTCFullYear(), there.getUTCMonth() + 1]).toEqual([year, month]);
      }),
    );
  });

  test('days added can be taken away', () => {
    const amounts = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(amounts, fc.constantFrom('day', 'hour', 'second'), (amount, unit) => {
        const start = parseDateTime('2015-02-28T10:00:00Z');
        const there = start && addTemporal(start, amount, unit);
        const back = there && addTemporal(there, -amount, unit);
        expect(back && formatTemporal(back)).toBe('2015-02-28T10:00:00Z');
      }),
    );
  });

  test('order is antisymmetric and agrees with the keys', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const left = parseDateTime(a);
        const right = parseDateTime(b);
        if (left === undefined || right === undefined) throw new Error('not parsed');
        const order = compareTemporal(left, right);
        const back = compareTemporal(right, left);
        expect(order === undefined ? undefined : Math.sign(order)).toBe(
          back === undefined ? undefined : -Math.sign(back) + 0,
        );
        if (temporalKey(left) === temporalKey(right)) expect(order).toBe(0);
        expect(formatTemporal(left)).toBe(a);
      }),
    );
  });

  test.each([
    ['2016-02-29', 1, 'year', '2017-02-28'],
    ['2015-01-31', 1, 'month', '2015-02-28'],
    ['2015-12', 1, 'month', '2016-01'],
    ['2015', 13, 'month', '2016'],
    ['2015', 730, 'day', '2017'],
    ['2015-02-28', 25, 'hour', '2015-03-01'],
    ['2015-02-28T23:59:59Z', 1, 'second', '2015-03-01T00:00:00Z'],
    ['2015-02-28T23:59:59.999Z', 1, 'millisecond', '2015-03-01T00:00:00.000Z'],
    ['2015-03-01T00:00:00.000Z', -1, 'millisecond', '2015-02-28T23:59:59.999Z'],
    ['9999', 1, 'year', undefined],
  ] as const)('%s + %i %s', (text, amount, unit, expected) => {
    const start = parseDateTime(text);
    const moved = start && addTemporal(start, amount, unit);
    expect(moved && formatTemporal(moved)).toBe(expected);
  });

  test.each([
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2016-02-29', true],
    ['2015-02-29', false],
    ['2015-04-31', false],
    ['2015-12-31', true],
  ])('%s is in the calendar: %s', (text, expected) => {
    expect(parseDateTime(text) !== undefined).toBe(expected);
  });

  test('a time goes round the clock', () => {
    const start = parseTime('23:30');
    const moved = start && addTemporal(start, 45, 'minute');
    expect(moved && formatTemporal(moved)).toBe('00:15');
  });

  test.each([
    '2015-13',
    '2015-02-30',
    '2015-2-1',
    '15',
    '2015-02-04T25:00',
    '',
    '2015-02-04T10:00+7',
  ])('%j is no date', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });
});

describe('units', () => {
  test.each([
    ['kg', 'g'],
    ['mg/dL', 'g/L'],
    ['mm[Hg]', 'kPa'],
    ['[lb_av]', 'kg'],
    ['{tablet}/d', '/wk'],
    ['10*3/uL', '/L'],
    ['mmol/L', 'mol/m3'],
    ['cm.m', 'm2'],
    ['J/(kg.s)', 'm2/s3'],
  ])('%s measures what %s does', (a, b) => {
    const left = parseUnit(a);
    const right = parseUnit(b);
    expect(left && right && sameDimensions(left, right)).toBe(true);
  });

  test.each(['', 'wibble', 'kg/', '(m', 'm)', '/'.repeat(200), '['])('%j is none', (code) => {
    expect(parseUnit(code)).toBeUndefined();
  });

  test('any text is read or not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'kgmsL[]{}()/.10*%^-+'), maxLength: 40 }),
        (code) => {
          const unit = parseUnit(code);
          if (unit !== undefined) expect(unit.factor.denominator).toBeGreaterThan(0n);
        },
      ),
    );
  });
});
