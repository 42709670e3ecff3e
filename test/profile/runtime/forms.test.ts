/** Tables and properties of the scanners: base64, SHA-1, dates, UCUM, check digits. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Bytes, base64Length } from '../../../src/profile/runtime/base64.ts';
import { isDate, isDateTime, isInstant } from '../../../src/profile/runtime/dates.ts';
import { GRAMMAR_TESTS } from '../../../src/profile/runtime/grammars.ts';
import { isCode, isUri } from '../../../src/profile/runtime/primitives.ts';
import { sha1 } from '../../../src/profile/runtime/sha1.ts';
import { isUcum } from '../../../src/profile/runtime/ucum.ts';

describe('base64 and SHA-1', () => {
  it('agree with the platform for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(base64Length(text)).toBe(bytes.length);
        expect([...base64Bytes(text)]).toEqual([...bytes]);
        expect(sha1(bytes)).toBe(createHash('sha1').update(bytes).digest('hex'));
      }),
    );
  });

  it.each(['A', 'AB', 'ABC', '=AAA', 'AB=C', 'A===', 'AB C!'])('%s is not base64', (text) => {
    expect(base64Length(text)).toBeUndefined();
  });
});

describe('dates', () => {
  it('every day of the calendar is a date, in the form Date writes it', () => {
    const days = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (day) => {
        const text = day.toISOString();
        expect([isInstant(text), isDateTime(text), isDate(text.slice(0, 10))]).toEqual([
          true,
          true,
          true,
        ]);
      }),
    );
  });

  it('agrees with the calendar on which days exist', () => {
    const numbers = fc.tuple(fc.integer({ min: 1800, max: 2200 }), fc.nat(15), fc.nat(35));
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const two = (n: number) => String(n).padStart(2, '0');
        const text = `${year}-${two(month)}-${two(day)}`;
        const made = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(made.getTime()) && made.toISOString().startsWith(text);
        expect([text, isDate(text)]).toEqual([text, exists]);
      }),
    );
  });
});

describe('codes and URIs with letters beyond ASCII', () => {
  it.each([
    ['กขค', true, true],
    ['ก ข', true, false],
    ['ก  ข', false, false],
    [' กข', false, false],
    ['ก\u00a0ข', false, false],
    ['ก\u2003ข', false, false],
  ])('%j', (text, code, uri) => {
    expect([isCode(text), isUri(text)]).toEqual([code, uri]);
  });
});

describe('grammars', () => {
  it.each([
    'm',
    'kg',
    'mmol/L',
    'mm[Hg]',
    '10*9/L',
    '{cells}/uL',
    'kg/m2',
    'ug/kg/h',
    "[arb'U]/mL",
    'g.m2',
    'Cel',
    'd',
    '1/min',
    'mL/min/{1.73_m2}',
    'k[iU]/L',
    'dB',
    'daL',
  ])('%s is a unit', (unit) => {
    expect(isUcum(unit)).toBe(true);
  });
  it.each(['', 'foo', 'mg/', '/', 'm..s', 'm s', '(m', 'm)', '2mg', 'kkg', 'ug{'])(
    '%s is no unit',
    (unit) => {
      expect(isUcum(unit)).toBe(false);
    },
  );
  it('leaves open what a bracketed atom it does not hold may be', () => {
    expect(isUcum('[xyz_i]')).toBeUndefined();
  });

  it.each([
    ['snomed', '22298006', undefined],
    ['snomed', '22298007', false],
    ['loinc', '718-7', undefined],
    ['loinc', '718-8', false],
    ['icd10', 'E11.9', undefined],
    ['icd10', 'E119X5', false],
    ['mime', 'application/fhir+json; fhirVersion=4.0', true],
    ['mime', 'application', false],
    ['language', 'zh-Hant-TW', true],
    ['language', 'x-private', true],
    ['language', 'th_TH', false],
    ['country', 'TH', true],
    ['country', 'Thailand', false],
    ['timezone', 'Asia/Bangkok', undefined],
    ['timezone', '+07:00', false],
  ] as const)('%s %s: %s', (grammar, code, expected) => {
    expect(GRAMMAR_TESTS[grammar](code)).toBe(expected);
  });
});
