/** Delimited files: header or known layouts, rows with places, and what is kept out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onCells } from '../../src/wire/delimited/on-cells.ts';
import {
  columnOf,
  type DelimitedLayout,
  placeOfCell,
  readDelimited,
  setEndsRows,
  type Table,
} from '../../src/wire/delimited.ts';
import { wireFinding } from '../../src/wire/findings.ts';

const layout: DelimitedLayout = {
  delimiter: '|',
  names: ['ID', 'NAME', 'DATE', 'SITE', 'PRICE'],
  aliases: { PRIC: 'PRICE' },
  variants: [
    { id: 'dated', columns: ['ID', 'NAME', 'DATE'], test: { column: 3, pattern: '^\\d{8}$' } },
    { id: 'sited', columns: ['ID', 'NAME', 'SITE'], test: { column: 3, pattern: '^\\d{5}$|^$' } },
    { id: 'priced', columns: ['ID', 'NAME', 'DATE', 'PRICE'] },
  ],
};

const read = (text: string, maxRows?: number): Table =>
  readDelimited(text, layout, { file: 'A.txt', ...(maxRows !== undefined && { maxRows }) });

const cells = (table: Table) => table.rows.map((row) => row.cells);

const told = (table: Table) =>
  table.findings.map(({ code, places: [place] }) => {
    const { record, line, column } = place ?? { file: '' };
    return `${code} r${record ?? '-'} l${line ?? '-'} c${column ?? '-'}`;
  });

describe('lines', () => {
  const expected = [
    ['1', 'x', '20260101'],
    ['2', '', '20260102'],
  ];
  it.each([
    ['CR LF', '1|x|20260101\r\n2||20260102\r\n'],
    ['LF', '1|x|20260101\n2||20260102\n'],
    ['CR', '1|x|20260101\r2||20260102\r'],
    ['no end of the last', '1|x|20260101\r\n2||20260102'],
    ['both', '1|x|20260101\n2||20260102\r\n'],
    ['blank lines at the end', '1|x|20260101\n2||20260102\n\r\n \n'],
  ])('end with %s', (_, text) => {
    const table = read(text);
    expect(cells(table)).toEqual(expected);
    expect(table.findings).toEqual([]);
    expect(table.rows.map(({ record, line }) => [record, line])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('that are blank count as lines, not as records', () => {
    const table = read('\n1|x|20260101\r\n \r\n\r\n2||20260102\r\n');
    expect(table.rows.map(({ record, line }) => [record, line])).toEqual([
      [1, 2],
      [2, 5],
    ]);
    expect(told(table)).toEqual(['SAMPAN-ROW-BLANK r- l1 c-']);
    expect(table.findings[0]?.params).toEqual({ count: '3' });
  });

  it('with a carriage return inside are kept out', () => {
    const table = read('1|x\ry|20260101\r\n2|z|20260102\r');
    expect(told(table)).toEqual(['SAMPAN-ROW-LINE-END r1 l1 c-', 'SAMPAN-ROW-LINE-END r2 l2 c-']);
    expect([table.rows.length, table.faultyRows.length]).toEqual([0, 2]);
  });

  it('may be none', () => {
    for (const text of ['', '\r\n', '  \n']) {
      expect(read(text)).toMatchObject({ header: false, columns: [], rows: [], faulted: false });
    }
  });
});

describe('a header row', () => {
  it('orders the columns, whatever its case and spaces', () => {
    const table = read('name| Id |PRIC\nx|1|2.50\n');
    expect(table).toMatchObject({
      header: true,
      columns: ['NAME', 'ID', 'PRICE'],
      missing: ['DATE'],
    });
    expect(table.rows).toEqual([{ file: 'A.txt', record: 1, line: 2, cells: ['x', '1', '2.50'] }]);
    expect(told(table)).toEqual(['SAMPAN-COLUMN-MISSING r- l1 c-']);
    expect(table.findings[0]?.params).toEqual({ names: 'DATE' });
  });

  it('alone is a file without rows', () => {
    expect(read('ID|NAME|SITE')).toMatchObject({ header: true, rows: [], findings: [] });
  });

  it('may hold an unknown name, which is told', () => {
    const table = read('ID|NAME|DATE|COLOUR\n1|x|20260101|red\n');
    expect(told(table)).toEqual(['SAMPAN-COLUMN-UNKNOWN r- l1 c14']);
    expect(table).toMatchObject({ columns: ['ID', 'NAME', 'DATE', 'COLOUR'], faulted: false });
    expect(cells(table)).toEqual([['1', 'x', '20260101', 'red']]);
  });

  it('must not repeat a name, nor name a column twice by its alias', () => {
    for (const header of ['ID|NAME|DATE|ID', 'PRICE|ID|NAME|DATE|PRIC']) {
      const table = read(`${header}\n1|x|20260101|1|1\n`);
      expect(table.faulted).toBe(true);
      expect(table.rows).toEqual([]);
      expect(table.findings.map((finding) => finding.code)).toEqual(['SAMPAN-COLUMN-REPEATED']);
    }
  });

  it('is data if most of its cells are no names', () => {
    expect(read('ID|NAME|20260101|1\n')).toMatchObject({ header: false, variant: 'priced' });
  });
});

describe('a file without header row', () => {
  it.each([
    ['dated', '1|x|20260101\n2|y|20260102\n'],
    ['sited', '1|x|10001\n2|y|\n'],
    ['priced', '1|x|20260101|2.50\n'],
  ])('is %s', (variant, text) => {
    expect(read(text)).toMatchObject({ header: false, variant, faulted: false, findings: [] });
  });

  it('is a fault if all its fields stand in quotation marks, with or without a header', () => {
    expect(told(read('"1"|"x"|""\n'))).toEqual(['SAMPAN-ROW-QUOTED r- l1 c-']);
    expect(told(read('ID|NAME|DATE\n"1"|"x"|"20260101"\n'))).toEqual([
      'SAMPAN-ROW-QUOTED r- l2 c-',
    ]);
    expect(read('1|"x"|20260101\n').findings).toEqual([]);
  });

  it('is a fault if no layout fits, or several do', () => {
    expect(told(read('1|2\n3|4\n'))).toEqual(['SAMPAN-ROW-LAYOUT-NONE r- l1 c-']);
    const mixed = read('1|x|20260101\n2|y|10001\n3|z|20260103\n');
    expect(told(mixed)).toEqual(['SAMPAN-ROW-LAYOUT-TEST r- l2 c5']);
    expect(mixed.findings[0]?.params).toEqual({
      column: '3',
      variants: 'dated (3), sited (3)',
      variant: 'dated',
      count: '2',
    });
    const open = {
      ...layout,
      variants: layout.variants.map(({ id, columns }) => ({ id, columns })),
    };
    const table = readDelimited('1|x|20260101\n', open, { file: 'A.txt' });
    expect(told(table)).toEqual(['SAMPAN-ROW-LAYOUT-SEVERAL r- l1 c-']);
    expect(table).toMatchObject({ faulted: true, rows: [] });
    expect(table.findings[0]?.params).toEqual({ found: '3', variants: 'dated (3), sited (3)' });
  });

  it('takes the number of columns of most rows', () => {
    const table = read('1|x\n2|y|20260102\n3|z|20260103|4|5\n4|w|20260104\n');
    expect(table.variant).toBe('dated');
    expect(told(table)).toEqual(['SAMPAN-ROW-SHORT r1 l1 c-', 'SAMPAN-ROW-LONG r3 l3 c-']);
    expect(table.findings.map((finding) => finding.params)).toEqual([
      { expected: '3', found: '2' },
      { expected: '3', found: '5' },
    ]);
    expect(table.rows.map((row) => row.record)).toEqual([2, 4]);
    expect(table.faultyRows.map((row) => row.cells[0])).toEqual(['1', '3']);
  });
});

describe('a delimiter behind the last field', () => {
  const trailing = 'SAMPAN-ROW-TRAILING r- l- c-';

  it.each([
    ['in all rows', 'ID|NAME|DATE\n1|x|20260101|\n2||20260102|\n', [trailing]],
    ['in header and rows', 'ID|NAME|DATE|\n1|x|20260101|\n2||20260102|\n', [trailing]],
    ['in the header', 'ID|NAME|DATE|\n1|x|20260101\n2||20260102\n', []],
    ['without header', '1|x|20260101|\n2||20260102|\n', [trailing]],
  ])('%s begins no column', (_, text, findings) => {
    const only = { ...layout, variants: layout.variants.slice(0, 2) };
    const table = readDelimited(text, only, { file: 'A.txt' });
    expect(cells(table)).toEqual([
      ['1', 'x', '20260101'],
      ['2', '', '20260102'],
    ]);
    expect(table.columns).toEqual(['ID', 'NAME', 'DATE']);
    expect(told(table)).toEqual(findings);
  });

  it('is in one row of two a delimiter too many, and the other row is as the header says', () => {
    const only = { ...layout, variants: layout.variants.slice(0, 1) };
    const table = readDelimited('ID|NAME|DATE\n1|x||\n2|y|\n', only, { file: 'A.txt' });
    expect(told(table)).toEqual(['SAMPAN-ROW-LONG r1 l2 c-']);
  });

  it('does not matter where a layout is another with one more column, which is empty', () => {
    const table = read('1|x|20260101|\n2|y|20260102|\n');
    expect(table).toMatchObject({ variant: 'priced', findings: [] });
    expect(cells(table)).toEqual([
      ['1', 'x', '20260101', ''],
      ['2', 'y', '20260102', ''],
    ]);
  });

  it('is a fault where the rows are another layout with it and without', () => {
    const variants = [
      { id: 'short', columns: ['ID', 'NAME', 'DATE'] },
      { id: 'long', columns: ['ID', 'SITE', 'NAME', 'DATE'] },
    ];
    const table = readDelimited('1|x|y|\n', { ...layout, variants }, { file: 'A.txt' });
    expect(told(table)).toEqual(['SAMPAN-ROW-LAYOUT-SEVERAL r- l1 c-']);
    const habit = { file: 'A.txt', trailing: true };
    expect(readDelimited('1|x|y|\n', { ...layout, variants }, habit)).toMatchObject({
      variant: 'short',
      rows: [{ cells: ['1', 'x', 'y'] }],
    });
    expect(readDelimited('1|x|y|z\n', { ...layout, variants }, habit)).toMatchObject({
      variant: 'long',
    });
  });

  it.each([
    [true, ['a|\r\nb|\r\n', 'a|', '\n\na|\n', '']],
    [false, ['a|\nb\n', 'a|', 'a|']],
    [false, ['a|', 'a|']],
    [false, []],
  ])('is the habit of a set: %s for %j', (expected, texts) => {
    expect(setEndsRows(texts, '|')).toBe(expected);
  });

  it('in some rows only is a row too long', () => {
    const table = read('ID|NAME|DATE\n1|x|20260101|\n2|y|20260102\n');
    expect(told(table)).toEqual(['SAMPAN-ROW-LONG r1 l2 c-']);
  });
});

describe('limits', () => {
  it('refuses more rows than are allowed, and takes as many', () => {
    const text = '1|x|20260101\n2|y|20260102\n';
    expect(read(text, 2).rows).toHaveLength(2);
    expect(read(`ID|NAME|DATE\n${text}`, 2).rows).toHaveLength(2);
    for (const table of [read(text, 1), read(`ID|NAME|DATE\n${text}`, 1)]) {
      expect(table).toMatchObject({ faulted: true, rows: [] });
      expect(told(table)).toEqual(['SAMPAN-ROW-LIMIT r- l- c-']);
    }
  });

  it('keeps a row of a million delimiters small', () => {
    const table = read(`1|x|20260101\n${'|'.repeat(1_000_000)}\n2|y|20260101\n`);
    expect(table.faultyRows[0]?.cells.length).toBeLessThan(2000);
    expect(told(table)).toEqual(['SAMPAN-ROW-LONG r2 l2 c-']);
  });

  it('keeps 10,000 findings and tells of the others, as fatal', () => {
    const { findings } = read('1|x|20260101\n'.repeat(10_050) + '1|x\n'.repeat(10_050));
    expect(findings).toHaveLength(10_001);
    expect(findings.at(-1)).toMatchObject({
      code: 'SAMPAN-WIRE-MORE',
      severity: 'fatal',
      params: { count: '50' },
    });
  });
});

describe('places', () => {
  it('count code points', () => {
    const table = read('ID|NAME|DATE\n1|𝒳ก้|20260101\n');
    const [row] = table.rows;
    if (row === undefined) throw new Error('no row');
    expect([0, 1, 2].map((index) => columnOf(row, index))).toEqual([1, 3, 7]);
    expect(placeOfCell(table, row, 2)).toEqual({
      file: 'A.txt',
      record: 1,
      line: 2,
      column: 7,
      field: 'DATE',
      value: '20260101',
    });
  });
});

describe('findings on the text of a line', () => {
  const table = read('ID|NAME|DATE\n1|ก\ufffd|20260101\n');
  const finding = (column: number) =>
    wireFinding('SAMPAN-CHARSET-BYTES', { file: 'A.txt', line: 2, column }, { what: '0xDB' });

  it.each([
    [1, 'ID', 1],
    [2, 'ID', 1],
    [3, 'NAME', 3],
    [4, 'NAME', 3],
    [6, 'DATE', 6],
    [99, 'DATE', 6],
  ])('at column %i are on %s', (column, field, begin) => {
    const [told] = onCells([finding(column)], [table]);
    expect(told?.places).toEqual([{ file: 'A.txt', record: 1, line: 2, field, column: begin }]);
  });

  it('without column, or on other lines, stay what they are', () => {
    const whole = wireFinding('SAMPAN-ROW-SHORT', { file: 'A.txt', line: 2 });
    const elsewhere = wireFinding('SAMPAN-CHARSET-LOST', { file: 'B.txt', line: 2, column: 1 });
    expect(onCells([whole, elsewhere], [table])).toEqual([whole, elsewhere]);
  });
});

describe('any text', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 8 })
    .map((s) => s.replaceAll(/[|\r\n]/g, ''));
  const lineEnd = fc.constantFrom('\r\n', '\n', '\r');

  it('comes back as it was written', () => {
    const row = fc.tuple(cell, cell, cell).filter((cells) => cells.some((c) => c.trim() !== ''));
    fc.assert(
      fc.property(fc.array(row), lineEnd, fc.boolean(), (rows, end, closed) => {
        const text = [['ID', 'NAME', 'DATE'], ...rows].map((r) => r.join('|')).join(end);
        const table = read(closed ? text + end : text);
        expect(cells(table)).toEqual(rows);
        expect(table.rows.map((r) => r.line)).toEqual(rows.map((_, i) => i + 2));
      }),
    );
  });

  it('never throws, and every line is a row, a faulty row, blank, or the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('|', '\r', '\n', '1', 'ก', ' ') }), (text) => {
        const table = read(`ID|NAME|DATE\r\n${text}`);
        const lines = text.split('\n').filter((line) => line.trim() !== '' || line.includes('|'));
        expect(table.rows.length + table.faultyRows.length).toBe(lines.length);
      }),
      { numRuns: 300 },
    );
  });
});
