/** JSON: exact numbers, each mistake with code and place, agreement with the native reader. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/base/finding.ts';
import { type JsonOptions, parseJson } from '../../src/wire/json.ts';

const parse = (text: string, limits?: JsonOptions['limits']) =>
  parseJson(text, { file: 'body', ...(limits !== undefined && { limits }) });

const told = (text: string, limits?: JsonOptions['limits']): readonly string[] =>
  parse(text, limits).findings.map(({ code, places: [place] }) => {
    return `${code.slice('SAMPAN-JSON-'.length)} ${place?.line}:${place?.column}`;
  });

describe('values', () => {
  it.each([
    '{"a":[1,-2,0,true,false,null,"x",{}],"b":[[],{}]}',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0e01\\ud83d\\ude00"',
    '"สมชาย 😀 \u2028"',
    '[9007199254740991,-9007199254740991]',
    '{"":1,"constructor":2,"toString":3,"hasOwnProperty":4}',
  ])('are what the native reader gives: %s', (text) => {
    const { value, findings } = parse(text);
    expect(findings).toEqual([]);
    expect(value).toEqual(JSON.parse(text));
  });

  it.each([
    '1.10',
    '0.00',
    '-0',
    '-0.5',
    '1e3',
    '1E+3',
    '9007199254740993',
    '123456789012345678901234567890.123456789',
  ])('keep the text of %s', (token) => {
    const { value, findings } = parse(`[${token}]`);
    expect(findings).toEqual([]);
    expect(JSON.stringify(value)).toBe(`[${token}]`);
  });

  it.each(['0', '7', '-7', '123456789012345', '-123456789012345', '1234567890123456'])(
    'make %s a number',
    (token) => expect(parse(token).value).toBe(Number(token)),
  );
});

describe('mistakes', () => {
  it.each([
    ['[1,]', 'TRAILING-COMMA 1:3', [1]],
    ['{"a":1,\n}', 'TRAILING-COMMA 1:7', { a: 1 }],
    ['{"a":1,"b":2,"a":3}', 'DUPLICATE-KEY 1:14', { a: 3, b: 2 }],
    ['// x\n[1]', 'COMMENT 1:1', [1]],
    ['[1 /* x\n */,2]', 'COMMENT 1:4', [1, 2]],
    ['[007]', 'NUMBER 1:2', [null]],
    ['[-01]', 'NUMBER 1:2', [null]],
    ['[+1]', 'NUMBER 1:2', [null]],
    ['[1.]', 'NUMBER 1:2', [null]],
    ['[.5]', 'NUMBER 1:2', [null]],
    ['[1e]', 'NUMBER 1:2', [null]],
    ['[-]', 'NUMBER 1:2', [null]],
    ['[0x1F]', 'NUMBER 1:2', [null]],
    ['[NaN]', 'NUMBER 1:2', [null]],
    ['[-Infinity]', 'NUMBER 1:2', [null]],
    ['[1e99999]', 'NUMBER 1:2', [null]],
    ['["a\tb"]', 'CONTROL 1:4', ['a\tb']],
    ['["a\\qb"]', 'ESCAPE 1:4', ['aqb']],
    ['["\\u12"]', 'ESCAPE 1:3', ['u12']],
    ['["\\ud83d"]', 'SURROGATE 1:2', ['\ufffd']],
    ['["x\ude00"]', 'SURROGATE 1:2', ['x\ufffd']],
    ['\ufeff[1]', 'MARK 1:1', [1]],
  ])('are told and read over: %j', (text, finding, value) => {
    expect(told(text)).toEqual([finding]);
    expect(JSON.stringify(parse(text).value)).toBe(JSON.stringify(value));
  });

  it.each([
    ['', 'CUT-SHORT 1:1'],
    [' \n ', 'CUT-SHORT 2:2'],
    ['{', 'CUT-SHORT 1:2'],
    ['{"a', 'CUT-SHORT 1:4'],
    ['{"a"', 'CUT-SHORT 1:5'],
    ['{"a":', 'CUT-SHORT 1:6'],
    ['{"a":1', 'CUT-SHORT 1:7'],
    ['[1,', 'CUT-SHORT 1:4'],
    ['["ก😀', 'CUT-SHORT 1:5'],
    ['["a\\', 'ESCAPE 1:4'],
    ['{a:1}', 'SYNTAX 1:2'],
    ["{'a':1}", 'SYNTAX 1:2'],
    ['{"a" 1}', 'SYNTAX 1:6'],
    ['{"a":1 "b":2}', 'SYNTAX 1:8'],
    ['[1 2]', 'SYNTAX 1:4'],
    ['[,1]', 'SYNTAX 1:2'],
    ['[1,,2]', 'SYNTAX 1:4'],
    ['[True]', 'SYNTAX 1:2'],
    ['[nul]', 'SYNTAX 1:2'],
    ['[1}', 'SYNTAX 1:3'],
    ['[\u00a01]', 'SYNTAX 1:2'],
    ['{} {}', 'TRAILING 1:4'],
    ['1]', 'TRAILING 1:2'],
  ])('end the reading: %j', (text, finding) => {
    expect(told(text)[0]).toBe(finding);
    expect(parse(text).value).toBeUndefined();
    expect(parse(text).findings.at(-1)?.severity).toBe('fatal');
  });

  it('are all told at once', () => {
    expect(told('{"a":[1,],\n"a":01, // x\n"b":"\\x"}')).toEqual([
      'TRAILING-COMMA 1:8',
      'NUMBER 2:5',
      'DUPLICATE-KEY 2:1',
      'COMMENT 2:9',
      'ESCAPE 3:6',
    ]);
  });
});

describe('attacks', () => {
  it('leaves prototypes alone', () => {
    const { value, findings } = parse('{"a":{"__proto__":{"admin":true}},"__proto__":1}');
    expect(findings.map((finding) => finding.code)).toEqual(Array(2).fill('SAMPAN-JSON-PROTO'));
    const { a } = value as { a: { admin?: boolean } };
    expect(a.admin).toBeUndefined();
    expect(Object.getPrototypeOf(a)).toBe(Object.prototype);
    expect(Object.keys(a)).toEqual(['__proto__']);
  });

  it('stops at the depth limit, not before, and never overflows', () => {
    expect(told(`${'['.repeat(64)}${']'.repeat(64)}`)).toEqual([]);
    expect(told(`${'['.repeat(65)}${']'.repeat(65)}`)).toEqual(['DEPTH 1:65']);
    expect(told('{"a":'.repeat(1_000_000))).toEqual(['DEPTH 1:321']);
  });

  it('bounds strings and numbers', () => {
    expect(told('"abcd"', { stringCharacters: 4 })).toEqual([]);
    expect(told('["abcde"]', { stringCharacters: 4 })).toEqual(['STRING-LONG 1:2']);
    expect(told('{"abcde":1}', { stringCharacters: 4 })).toEqual(['STRING-LONG 1:2']);
    expect(told(`[${'1'.repeat(40)}]`)).toEqual([]);
    expect(told(`[${'1'.repeat(41)}]`)).toEqual(['NUMBER-LONG 1:2']);
    expect(parse(`[0.${'1'.repeat(1_000_000)}]`).value).toEqual([null]);
  });

  it('reads a million keys, and a million of the same', () => {
    const many = `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":${i}`).join(',')}}`;
    expect(told(many)).toEqual([]);
    const same = `{${Array.from({ length: 100_000 }, () => '"k":1').join(',')}}`;
    expect(told(same)).toHaveLength(10_001);
  });
});

describe('places', () => {
  const text = '{\n  "entry": [\n    {"ก": "😀", "total": 1.10},\n    {"total": [2, {}]}\n  ]\n}';
  it.each([
    [[], 1, 1],
    [['entry'], 2, 12],
    [['entry', 0, 'ก'], 3, 11],
    [['entry', 0, 'total'], 3, 25],
    [['entry', 1, 'total', 1], 4, 19],
    [['entry', 1, 'missing', 3], 4, 5],
    [['entry', 7], 2, 12],
    [['entry', '1'], 2, 12],
  ])('of %j', (path, line, column) => {
    expect(parse(text).placeOf(path)).toEqual({ line, column });
  });

  it('of a repeated name is that of the value that was kept', () => {
    expect(parse('{"a":1,"a":2}').placeOf(['a'])).toEqual({ line: 1, column: 12 });
  });

  it('are known for what was read before the text broke', () => {
    expect(parse('{"a":{"b":1,').placeOf(['a', 'b'])).toEqual({ line: 1, column: 11 });
  });
});

describe('any text', () => {
  const unfit = /JSON-(?:PROTO|SURROGATE|DUPLICATE-KEY|DEPTH|NUMBER-LONG|MARK)$/;

  function nativelyValid(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  }

  it('that is JSON comes back the same', () => {
    const spaces = fc.constantFrom(undefined, 1, '\t', '\r\n ');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), spaces, (value, space) => {
        const text = JSON.stringify(value, null, space);
        const { value: read, findings } = parse(text);
        const kept = findings.filter((finding) => !unfit.test(finding.code));
        expect(kept).toEqual([]);
        if (findings.length === 0) {
          expect(JSON.stringify(read)).toBe(
            JSON.stringify(JSON.parse(text)).replaceAll(/\b-0\b/g, '-0'),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('made of pieces of JSON is valid for both readers or for neither', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      '0',
      '.5',
      'e1',
      'true',
      ' ',
    ];
    const text = fc.array(fc.constantFrom(...pieces, '"', '\\', '\n'), { maxLength: 12 });
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join('');
        const failures = parse(whole).findings.filter(isFailure);
        const ours = failures.every((finding) => unfit.test(finding.code));
        expect(ours, whole).toBe(nativelyValid(whole));
      }),
      { numRuns: 3000 },
    );
  });

  it('with one character changed is valid for both readers or for neither', () => {
    const good =
      '{"resourceType":"Claim","total":{"value":-1.10e2},"item":[{"n":[0,12]},null,"\\u0e01"]}';
    const change = fc.tuple(fc.nat(good.length - 1), fc.constantFrom(...'{}[],:"\\0.e-tn /'));
    fc.assert(
      fc.property(change, ([at, c]) => {
        const whole = good.slice(0, at) + c + good.slice(at + 1);
        const failures = parse(whole).findings.filter(isFailure);
        const ours = failures.every((finding) => unfit.test(finding.code));
        expect(ours, whole).toBe(nativelyValid(whole));
      }),
      { numRuns: 1000 },
    );
  });
});
