/** Lines and columns, against counting by hand. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codePointLength, positionIndex } from '../../src/wire/text-position.ts';

it('counts lines by any line end and columns by code points', () => {
  const unit = fc.constantFrom('a', 'ก', '𝒳', '\r', '\n', '\r\n', '\ud83d', '\ude00');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), fc.nat(120), (text, at) => {
      const offset = Math.min(at, text.length);
      // Not inside a pair or between CR and LF: no character begins there
      const inside = /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(offset - 1, offset + 1));
      fc.pre(!inside && text.slice(offset - 1, offset + 1) !== '\r\n');
      const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
      const last = lines.at(-1) ?? '';
      expect(positionIndex(text)(offset)).toEqual({
        line: lines.length,
        column: [...last].length + 1,
      });
    }),
  );
});

it('stays right in a long line of pairs', () => {
  const text = '😀'.repeat(10_000);
  const positionOf = positionIndex(`\n${text}`);
  for (const n of [0, 1, 2047, 2048, 2049, 4096, 9_999]) {
    expect(positionOf(1 + 2 * n)).toEqual({ line: 2, column: n + 1 });
  }
  expect(codePointLength(text)).toBe(10_000);
});
