/** The parser: places of errors, precedence, prefixes, and any text at all. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFhirPath } from '../../../src/fhir/fhirpath/parser.ts';
import { formatProblem, nearest } from '../../../src/fhir/fhirpath/problem.ts';
import type { Expression } from '../../../src/fhir/fhirpath/syntax.ts';

/** The tree with every bracket written. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.unit === undefined
        ? expression.text
        : `${expression.text} ${expression.unit}`;
    case 'empty':
      return '{}';
    case 'member':
      return expression.input ? `${show(expression.input)}.${expression.name}` : expression.name;
    case 'call': {
      const args = expression.args.map(show).join(', ');
      return `${expression.input ? `${show(expression.input)}.` : ''}${expression.name}(${args})`;
    }
    case 'indexer':
      return `${show(expression.input)}[${show(expression.index)}]`;
    case 'unary':
      return `(${expression.operator}${show(expression.operand)})`;
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case 'type-test':
      return `(${show(expression.operand)} ${expression.operator} ${expression.type.name})`;
    case 'special':
      return `$${expression.name}`;
    case 'variable':
      return `%${expression.name}`;
  }
}

const TREES = [
  ['1 + 2 * 3', '(1 + (2 * 3))'],
  ['1 + 4 div 2', '(1 + (4 div 2))'],
  ['8 mod 3 - 1', '((8 mod 3) - 1)'],
  ['a | b = c', '((a | b) = c)'],
  ['a = b in c', '((a = b) in c)'],
  ['a or b implies c and d', '((a or b) implies (c and d))'],
  ['a and b or c', '((a and b) or c)'],
  ['a implies b implies c', '((a implies b) implies c)'],
  ['1 | 1 is Integer', '(1 | (1 is Integer))'],
  ['1 > 2 is Boolean', '(1 > (2 is Boolean))'],
  ['-a.b', '(-a.b)'],
  ["a.where(x = 'y')[0].c", 'a.where((x = y))[0].c'],
  ['a in b and c', '((a in b) and c)'],
  ['4 days + 2', '(4 days + 2)'],
  ["1.5 'mg'", '1.5 mg'],
  ['text.`div`', 'text.div'],
  ['a.contains(b) contains c', '(a.contains(b) contains c)'],
  ['$this.is(FHIR.Patient)', '$this.is(FHIR.Patient)'],
  ['%`ext-a`', '%ext-a'],
  ['a /* b */ . c // d', 'a.c'],
  ["'\\u0041\\n'", 'A\n'],
] as const;

test.each(TREES)('%s', (text, expected) => {
  const parsed = parseFhirPath(text);
  expect(parsed.ok ? show(parsed.expression) : formatProblem(parsed.problem)).toBe(expected);
});

const REFUSALS = [
  ['', 'line 1, column 1: expected an expression, found the end'],
  ['a +', 'line 1, column 4: expected an expression, found the end'],
  ['a\n  .', 'line 2, column 4: expected the name of an element or function, found the end'],
  ['a b', "line 1, column 3: expected an operator or the end of the expression, found 'b'"],
  ["'a", "line 1, column 1: expected a closing ', found ''a'"],
  ["'\\q'", "line 1, column 2: expected an escape such as \\' \\n \\u0041, found '\\q'"],
  ['@T10:00Z', "line 1, column 1: expected a time without zone, found '@T10:00Z'"],
  ['@2015-02-30', "line 1, column 1: expected a day that the calendar has, found '@2015-02-30'"],
  ['$that', "line 1, column 1: expected $this, $index or $total, found '$that'"],
  ['a.where(b', "line 1, column 10: expected ')', found the end"],
  ['2 /* open', "line 1, column 3: expected the end of the comment, */, found '/* open'"],
] as const;

test.each(REFUSALS)('refuses %j', (text, expected) => {
  const parsed = parseFhirPath(text);
  expect(parsed.ok ? 'parsed' : formatProblem(parsed.problem)).toBe(expected);
});

describe('a prefix', () => {
  test.each([
    ["src.item as v where code = 'x' -> tgt.code = v", 20, "code = 'x'"],
    ['where a.exists() check b', 6, 'a.exists()'],
    ['(a or b) then { x }', 0, '(a or b)'],
    ['a.b, "name"', 0, 'a.b'],
    ['a - 1 -> b', 0, 'a - 1'],
  ] as const)('of %s', (text, offset, expected) => {
    const parsed = parseFhirPath(text, { offset, prefix: true });
    expect(parsed.ok && text.slice(offset, parsed.end).trim()).toBe(expected);
  });

  test('takes double quotes as a string if told to', () => {
    const parsed = parseFhirPath('a = "b" }', { prefix: true, doubleQuotes: true });
    expect(parsed.ok && show(parsed.expression)).toBe('(a = b)');
  });
});

test.each([
  ['brackets', `${'('.repeat(5000)}1${')'.repeat(5000)}`],
  ['signs', `${'-'.repeat(5000)}1`],
  ['a chain of or', `a${' or a'.repeat(5000)}`],
  ['a path', `a${'.a'.repeat(5000)}`],
  ['arguments', `${'iif(true,'.repeat(5000)}1`],
])('bounds the depth of %s', (_name, text) => {
  const parsed = parseFhirPath(text);
  expect(parsed.ok).toBe(false);
});

const PIECES = [
  ...'()[]{}.,+-*/&|<>=~!@%$\'`"\\',
  ...' \n\t',
  'a',
  'where(',
  "'x'",
  '@2015',
  'T10:',
  '1',
  '.5',
  ' is ',
  ' and ',
  '%v',
  '$this',
  '/*',
  '*/',
  '//',
  '\\u00',
  ' days',
  'é',
  '\ud800',
];

test('any text is parsed or refused with a place in it', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, fc.boolean(), (text, prefix) => {
      const parsed = parseFhirPath(text, { prefix });
      const place = parsed.ok ? parsed.end : parsed.problem.offset;
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

test('a near miss is named, a far one is not', () => {
  expect(nearest('birthdate', ['name', 'birthDate'])).toBe('birthDate');
  expect(nearest('givn', ['family', 'given'])).toBe('given');
  expect(nearest('zzzz', ['family', 'given'])).toBeUndefined();
});
