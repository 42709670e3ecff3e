/** Lexer and parser take any text: they end, and say what is wrong as problems. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenAt } from '../../src/mapping/parse/lexer.ts';
import { parseMap } from '../../src/mapping/parse/map.ts';
import { caseNames, mapsOf } from './cases.ts';

const texts = caseNames.flatMap((name) => mapsOf(name).map(({ text }) => text));

/** Pieces of the language in any order. */
const fragments = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          'map',
          'uses',
          'imports',
          'conceptmap',
          'group',
          'let',
          'source',
          'target',
          'then',
          'as',
        ],
        ...['where', 'check', 'log', 'default', 'share', 'first', 'only_one', 'create', 'evaluate'],
        ...[
          '->',
          '(',
          ')',
          '{',
          '}',
          '<<',
          '>>',
          ':',
          ';',
          ',',
          '.',
          '=',
          '==',
          '..',
          '*',
          '+',
          '-',
        ],
        ...[
          '"a"',
          "'b'",
          '`c`',
          '"',
          "'",
          '%',
          '$this',
          '@2020-01-01',
          '1',
          '1.5',
          '//',
          '/*',
          '///',
        ],
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(' '));

/** A good map with a piece cut out, doubled or replaced. */
const damaged = fc
  .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat({ max: 40 }), fc.string({ maxLength: 5 }))
  .map(([text, at, length, insert]) => {
    const start = at % text.length;
    return text.slice(0, start) + insert + text.slice(start + length);
  });

describe('the lexer', () => {
  it('cuts any text into tokens that move on and cover it to its end', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fragments), (text) => {
        let at = 0;
        for (let token = tokenAt(text, 0); token.kind !== 'end'; token = tokenAt(text, at)) {
          expect(token.end).toBeGreaterThan(token.at);
          expect(token.at).toBeGreaterThanOrEqual(at);
          at = token.end;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the parser', () => {
  it.each([
    ['any text', fc.string()],
    ['pieces of the language', fragments],
    ['damaged maps', damaged],
  ])('ends with a map and placed problems on %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        const { map, problems } = parseMap('fuzz.map', text);
        expect(map.groups.length > 0 || problems.length > 0).toBe(true);
        const lines = text.split('\n').length;
        for (const { line, column } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is done with a long line of open brackets in time proportional to it', () => {
    const depth = 20_000;
    const text = `group g(source s, target t) { s where ${'('.repeat(depth)} -> t.a = 1; }`;
    expect(parseMap('deep.map', text).problems.length).toBeGreaterThan(0);
  });
});
