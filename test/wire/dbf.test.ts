/** dBASE tables give the rows that the same content gives as delimited text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DbfOptions, readDbf } from '../../src/wire/dbf.ts';
import { sniffFormat } from '../../src/wire/sniff.ts';
import { buildDbf, type DbfSpec } from './build-dbf.ts';
import { numbers } from './build-zip.ts';

const layout = {
  delimiter: '|',
  names: ['HN', 'NAME', 'DOB', 'PRICE', 'SEQ', 'PAID'],
  aliases: { PRIC: 'PRICE' },
  variants: [{ id: 'all', columns: ['HN', 'NAME', 'DOB', 'PRICE', 'SEQ', 'PAID'] }],
};

const columns: DbfSpec['columns'] = [
  ['HN', 'C', 7],
  ['NAME', 'C', 12],
  ['DOB', 'D', 8],
  ['PRIC', 'N', 9],
  ['SEQ', 'I', 4],
  ['PAID', 'L', 1],
];

const row = ['0000001', 'Somchai', '19851102', '   400.00', numbers([4, 42]), 'T'] as const;
const thai = { candidates: ['utf-8', 'windows-874'], repertoire: ['0E01-0E5B'] };

const read = (bytes: Uint8Array, options: DbfOptions = thai) =>
  readDbf({ name: 'PAT.dbf', bytes }, layout, options);

const told = (bytes: Uint8Array, options?: DbfOptions) =>
  read(bytes, options).findings.map(({ code, places: [p] }) => {
    return [code, p?.record, p?.field].filter((part) => part !== undefined).join(' ');
  });

const somchai = Uint8Array.from('สมชาย', (c) => (c.codePointAt(0) ?? 0) - 0xd60);

describe('a table', () => {
  it.each([
    ['dBASE III', {}],
    ['dBASE IV with a code page', { version: 0x43, codePage: 124 }],
    ['FoxPro with a backlink', { version: 0x30, backlink: 263 }],
  ])('of %s', (_, extra) => {
    const bytes = buildDbf({ columns, rows: [row], ...extra });
    expect(sniffFormat(bytes)).toBe('dbf');
    expect(read(bytes)).toEqual({
      file: 'PAT.dbf',
      header: true,
      columns: ['HN', 'NAME', 'DOB', 'PRICE', 'SEQ', 'PAID'],
      missing: [],
      rows: [
        {
          file: 'PAT.dbf',
          record: 1,
          line: 1,
          cells: ['0000001', 'Somchai', '19851102', '400.00', '42', 'T'],
        },
      ],
      faultyRows: [],
      faulted: false,
      findings: [],
    });
  });

  it('has empty cells where only padding stands', () => {
    const blank = ['', '', '', '', numbers([4, 0]), '?'];
    const table = read(buildDbf({ columns, rows: [blank] }));
    expect(table.rows[0]?.cells).toEqual(['', '', '', '', '0', '']);
  });

  it('keeps the numbers of records behind deleted ones', () => {
    const bytes = buildDbf({ columns, rows: [row, row, row], deleted: [1] });
    expect(read(bytes).rows.map((r) => r.record)).toEqual([1, 3]);
    expect(told(bytes)).toEqual(['SAMPAN-DBF-DELETED']);
  });

  it('is decoded by its code page, by content, or as declared', () => {
    const bytesOf = (codePage: number) =>
      buildDbf({ columns, rows: [['1', somchai, '', '', numbers([4, 1]), '']], codePage });
    for (const codePage of [0, 80, 124]) {
      expect(read(bytesOf(codePage)).rows[0]?.cells[1]).toBe('สมชาย');
    }
    expect(told(bytesOf(3))).toEqual(['SAMPAN-DBF-CODE-PAGE']);
    const declared = { ...thai, declared: 'tis-620' };
    expect(read(bytesOf(3), declared).rows[0]?.cells[1]).toBe('สมชาย');
    expect(told(bytesOf(77))).toEqual(['SAMPAN-CHARSET-NOT-ACCEPTED']);
    const utf8 = buildDbf({ columns, rows: [['1', 'สมชา', '19850101', '', numbers([4, 1]), 'T']] });
    expect(read(utf8).rows[0]?.cells.slice(0, 3)).toEqual(['1', 'สมชา', '19850101']);
  });

  it('tells of bytes that do not decode and of control characters', () => {
    const bad = ['1', Uint8Array.of(0xdb), '', '', numbers([4, 1]), ''];
    const control = ['1', Uint8Array.of(0x41, 0x07, 0x42), '', '', numbers([4, 1]), ''];
    const bytes = buildDbf({ columns, rows: [row, bad, control], codePage: 124 });
    expect(told(bytes)).toEqual(['SAMPAN-CHARSET-BYTES 2 NAME', 'SAMPAN-CHARSET-CONTROL 3 NAME']);
  });
});

describe('what is refused', () => {
  const good = buildDbf({ columns, rows: [row] });
  const changed = (at: number, value: number): Uint8Array => {
    const bytes = good.slice();
    bytes[at] = value;
    return bytes;
  };
  it.each([
    ['a header of nothing', new Uint8Array(10), 'SAMPAN-DBF-HEADER'],
    ['a header beyond the file', changed(9, 0xff), 'SAMPAN-DBF-HEADER'],
    ['a record shorter than its columns', changed(10, 5), 'SAMPAN-DBF-HEADER'],
    ['columns without an end', changed(32 + 6 * 32, 0x20), 'SAMPAN-DBF-HEADER'],
    ['no columns', buildDbf({ columns: [], rows: [], backlink: 1 }), 'SAMPAN-DBF-HEADER'],
    [
      'records that are not there',
      buildDbf({ columns, rows: [row], declaredRecords: 3 }),
      'SAMPAN-DBF-CUT-SHORT',
    ],
    [
      'a memo',
      buildDbf({
        columns: [
          ['HN', 'C', 7],
          ['NAME', 'M', 10],
        ],
        rows: [],
      }),
      'SAMPAN-DBF-TYPE NAME',
    ],
    ['other columns', buildDbf({ columns: [['FOO', 'C', 7]], rows: [] }), 'SAMPAN-ROW-LAYOUT-NONE'],
    [
      'a column twice',
      buildDbf({
        columns: [
          ['HN', 'C', 7],
          ['HN', 'C', 7],
        ],
        rows: [],
      }),
      'SAMPAN-COLUMN-REPEATED HN',
    ],
  ])('%s', (_, bytes, code) => {
    expect(told(bytes)).toContain(code);
    expect(read(bytes)).toMatchObject({ faulted: true, rows: [] });
  });

  it('too many rows', () => {
    const bytes = buildDbf({ columns, rows: [row, row] });
    expect(told(bytes, { ...thai, maxRows: 1 })).toEqual(['SAMPAN-ROW-LIMIT']);
    expect(told(bytes, { ...thai, maxRows: 2 })).toEqual([]);
  });

  it('never throws', () => {
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 });
    fc.assert(
      fc.property(changes, fc.nat(good.length), (edits, length) => {
        const bytes = good.slice(0, length);
        for (const [at, value] of edits) if (at < length) bytes[at] = value;
        const table = read(bytes);
        expect(table.faulted).toBe(table.findings.some((f) => f.severity === 'fatal'));
      }),
      { numRuns: 500 },
    );
  });
});
