/** Series of JSON values: their form is found, records are numbered, places are right. */
import { describe, expect, it } from 'vitest';
import { readJsonItems } from '../../src/wire/json-items.ts';

function read(text: string, maxItems?: number) {
  const options = { file: 'body', ...(maxItems !== undefined && { maxItems }) };
  const { items, findings } = readJsonItems(text, options);
  return {
    items: items.map((item) => {
      const { line, column } = item.placeOf(['b', 1]);
      return `${item.record} l${item.line} ${JSON.stringify(item.value)} ${line}:${column}`;
    }),
    told: findings.map(({ code, places: [p] }) => `${code} ${p?.line ?? '-'}:${p?.column ?? '-'}`),
  };
}

describe('readJsonItems', () => {
  it.each([
    ['NDJSON', '{"a":1.0}\r\n\n {"b":[3,4]}\n', ['1 l1 {"a":1.0} 1:1', '2 l3 {"b":[3,4]} 3:10']],
    ['an array', '[\n{"a":1},\n {"b":[1,3]}]', ['1 l2 {"a":1} 2:1', '2 l3 {"b":[1,3]} 3:10']],
    ['an array on a line', '[{"b":[1,2]}]\n', ['1 l1 {"b":[1,2]} 1:10']],
    ['one value over lines', '{"b":\n[1,2]}', ['1 l1 {"b":[1,2]} 2:4']],
    ['one value on a line', '{"b":[1,2]}\n\n', ['1 l1 {"b":[1,2]} 1:9']],
    ['an empty array', '[]', []],
    ['NDJSON of arrays', '[1]\n[2]', ['1 l1 [1] 1:1', '2 l2 [2] 2:1']],
  ])('%s', (_, text, items) => {
    expect(read(text)).toEqual({ items, told: [] });
  });

  it('tells of the line that is no JSON and reads the others', () => {
    expect(read('{"a":1}\n{"a":}\n{"a":3}')).toEqual({
      items: ['1 l1 {"a":1} 1:1', '2 l3 {"a":3} 3:1'],
      told: ['SAMPAN-JSON-SYNTAX 2:6'],
    });
    expect(read('')).toEqual({ items: [], told: ['SAMPAN-JSON-CUT-SHORT 1:1'] });
  });

  it('gives each item as it was sent, and a finding inside one names it', () => {
    for (const text of [
      '{"a": 1.0}\n {"b":[1,2]}\r\n{"c":01}',
      '[{"a": 1.0},\n{"b":[1,2]},{"c":01}]',
    ]) {
      const { items, findings } = readJsonItems(text, { file: 'body' });
      expect(items.map((item) => item.text())).toEqual(['{"a": 1.0}', '{"b":[1,2]}', '{"c":01}']);
      expect(findings.map(({ places: [place] }) => place?.record)).toEqual([3]);
    }
  });

  it('stops at its limit', () => {
    for (const text of ['1\n2\n3', '[1,2,3]']) {
      expect(read(text, 3).told).toEqual([]);
      expect(read(text, 2).items).toHaveLength(2);
      expect(read(text, 2).told).toEqual(['SAMPAN-JSON-ITEMS -:-']);
    }
  });
});
