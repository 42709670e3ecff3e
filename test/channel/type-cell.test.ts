import { describe, expect, it } from 'vitest';
import { numberText } from '../../src/base/decimal.ts';
import type { LayoutField, SourceForm } from '../../src/base/layout.ts';
import { typeCell } from '../../src/channel/type-cell.ts';

function field(type: LayoutField['type'], form?: SourceForm): LayoutField {
  return { name: 'X', type, min: 0, many: false, ...(form !== undefined && { form }) };
}

function typed(text: string, of: LayoutField): unknown {
  const result = typeCell(text, of, '+07:00');
  if (!result.ok) return `! ${result.problem}`;
  const { value } = result;
  return typeof value === 'object' ? numberText(value) : value;
}

const compact = { pattern: 'yyyyMMdd' };
const minutes = { pattern: 'yyyyMMddHHmm' };

describe('dates', () => {
  it.each([
    ['20260105', '2026-01-05'],
    ['20240229', '2024-02-29'],
    ['20260000', '2026'],
    ['20260700', '2026-07'],
    ['20260229', '! date'],
    ['20261301', '! date'],
    ['20260132', '! date'],
    ['20260005', '! date'],
    ['25690105', '! era'],
    ['00010101', '! date'],
    ['2026-01-05', '! date'],
    ['2026010', '! date'],
  ])('%s is %s', (text, expected) => expect(typed(text, field('date', compact))).toBe(expected));

  it('a year of the declared era is converted, of the other one refused', () => {
    const buddhist = { ...compact, calendar: 'buddhist' } as const;
    expect(typed('25690105', field('date', buddhist))).toBe('2026-01-05');
    expect(typed('25670229', field('date', buddhist))).toBe('2024-02-29');
    expect(typed('20260105', field('date', buddhist))).toBe('! era');
  });
});

describe('times', () => {
  it.each([
    ['0915', '09:15:00'],
    ['2359', '23:59:00'],
    ['2400', '! time'],
    ['0960', '! time'],
    ['915', '! time'],
  ])('%s is %s', (text, expected) =>
    expect(typed(text, field('time', { pattern: 'HHmm' }))).toBe(expected),
  );

  it.each([
    ['202601050915', '2026-01-05T09:15:00+07:00'],
    ['20260105', '2026-01-05'],
    ['202601052415', '! time'],
    ['202601320915', '! date'],
  ])('date and time %s is %s', (text, expected) =>
    expect(typed(text, field('dateTime', minutes))).toBe(expected),
  );
});

describe('numbers', () => {
  it.each([
    ['60.00', '60.00'],
    ['0012', 12],
    ['.50', '0.50'],
    ['-3.10', '-3.10'],
    ['9007199254740993', '9007199254740993'],
    ['1,000', '! number'],
    ['1.', '! number'],
    ['.', '! number'],
    ['-', '! number'],
    ['1e3', '! number'],
    ['+1', '! number'],
    ['๑๒', '! number'],
    ['1'.repeat(41), '! number'],
  ])('%s is %s', (text, expected) => expect(typed(text, field('decimal'))).toBe(expected));

  it('an implied point is put in', () => {
    const cents = field('decimal', { impliedDecimals: 2 });
    expect(typed('1234', cents)).toBe('12.34');
    expect(typed('5', cents)).toBe('0.05');
    expect(typed('12.3', cents)).toBe('! number');
  });

  it('a whole number has no point', () => {
    expect(typed('12', field('integer'))).toBe(12);
    expect(typed('12.0', field('integer'))).toBe('! integer');
  });
});

describe('codes', () => {
  it.each([
    ['E119', 3, 'E11.9'],
    ['I10', 3, 'I10'],
    ['5794', 2, '57.94'],
    ['J18.9', 3, '! dot'],
  ])('%s with its dot after %d is %s', (text, dotAfter, expected) =>
    expect(typed(text, field('code', { dotAfter }))).toBe(expected),
  );

  it('text is composed, and longer than allowed is refused', () => {
    expect(typed('e\u0301', field('string'))).toBe('\u00e9');
    expect(typed('abcd', { ...field('string'), maxLength: 3 })).toBe('! length');
  });
});
