import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalOf, canonicalText, differingPaths } from '../../src/base/canonical.ts';
import { readExactJson } from '../../src/base/exact-json.ts';

const canon = (json: string) => canonicalText(canonicalOf(readExactJson(json)));

describe('canonical form', () => {
  it.each([
    ['{"b":1,"a":2}', '{"a":2,"b":1}'],
    ['{"a":1.10}', '{"a":1.1}'],
    ['{"a":1.0}', '{"a":1}'],
    ['{"a":1e2}', '{"a":100}'],
    ['{"a":100}', '{"a":100}'],
    ['{"a":-0}', '{"a":0}'],
    ['{"a":0.10000000000000000000001}', '{"a":0.10000000000000000000001}'],
    ['{"a":"","b":null,"c":[],"d":{"e":""}}', '{}'],
    ['{"a":["x","","y"]}', '{"a":["x",null,"y"]}'],
    ['{"a":" x "}', '{"a":" x "}'],
    ['{"a":"e\\u0301"}', '{"a":"\u00e9"}'],
  ])('%s is %s', (json, expected) => {
    expect(canon(json)).toBe(expected);
  });

  it.each([
    ['{"a":1}', '{"a":"1"}'],
    ['{"a":[1,2]}', '{"a":[2,1]}'],
    ['{"a":9007199254740993}', '{"a":9007199254740992}'],
    ['{"a":"2026-01"}', '{"a":"2026-01-01"}'],
    ['{"a":"x"}', '{"a":"x "}'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(canon(a)).not.toBe(canon(b));
  });

  it('does not depend on the order of keys, and is stable', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        const text = canonicalText(canonicalOf(value));
        expect(canonicalText(canonicalOf(turned))).toBe(text);
        expect(canonicalText(canonicalOf(readExactJson(text)))).toBe(text);
      }),
    );
  });
});

describe('differing paths', () => {
  const paths = (a: string, b: string) =>
    differingPaths(canonicalOf(readExactJson(a)), canonicalOf(readExactJson(b)), 10);

  it('names where, not what', () => {
    expect(paths('{"a":{"b":[1,2]},"c":"x"}', '{"a":{"b":[1,3]},"d":"x"}')).toEqual([
      'a.b[1]',
      'c',
      'd',
    ]);
    expect(paths('{"a":1.10}', '{"a":1.1}')).toEqual([]);
  });

  it('is empty exactly where the canonical forms are equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [left, right] = [canonicalOf(a), canonicalOf(b)];
        const same = canonicalText(left) === canonicalText(right);
        const found = differingPaths(left, right, 1);
        expect(found.length === 0).toBe(same);
      }),
    );
  });
});
