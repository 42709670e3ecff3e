/** Registers with a row a period, and code systems with a concept an entry. */
import { describe, expect, it } from 'vitest';
import { readRegister } from '../../src/gateway/register-entries.ts';

const entries = (read: ReturnType<typeof readRegister>) =>
  read.kind === 'entries'
    ? read.entries.map(({ register, key, value }) => [register, key, JSON.parse(value)])
    : read;

describe('what a register is read from', () => {
  it('keeps the places of a price', () => {
    const price = '{"code":"PRICE","valueDecimal":10.50}';
    const text = `{"resourceType":"CodeSystem","concept":[{"code":"A","property":[${price}]}]}`;
    const read = readRegister(text, { form: 'json', name: 'r' });
    expect(read).toMatchObject({ entries: [{ value: '{"code":"A","PRICE":10.50}' }] });
  });

  it.each([
    ['A,B\n1,2\nx5" pipe,2', 3],
    ['A,B\n"1,2', 2],
    ['A,B\n"1"x,2', 2],
    ['A,B\n1\r2,2', 2],
  ])('refuses CSV that is none: %j, line %i', (text, line) => {
    const read = readRegister(text, { form: 'csv', name: 'r', keyColumn: 'A' });
    expect(read).toMatchObject({ kind: 'fault', fault: { line } });
  });

  it('reads quoted cells', () => {
    const text = 'A,B\r\n"1, ""x""","two\nlines"\r\n';
    const read = readRegister(text, { form: 'csv', name: 'r', keyColumn: 'A' });
    expect(entries(read)).toEqual([['r', '1, "x"', { A: '1, "x"', B: 'two\nlines' }]]);
  });

  it('refuses a concept without a code', () => {
    const text = '{"resourceType":"CodeSystem","concept":[{"code":"A","concept":[{}]}]}';
    expect(readRegister(text, { form: 'json', name: 'r' }).kind).toBe('fault');
  });

  it('keeps every row of a key', () => {
    const text = 'CODE,FROM\r\nA,2024\r\nB,2024\r\nA,2025';
    expect(entries(readRegister(text, { form: 'csv', name: 'r', keyColumn: 'CODE' }))).toEqual([
      [
        'r',
        'A',
        [
          { CODE: 'A', FROM: '2024' },
          { CODE: 'A', FROM: '2025' },
        ],
      ],
      ['r', 'B', { CODE: 'B', FROM: '2024' }],
    ]);
  });

  it('takes the concepts of a code system, nested ones too', () => {
    const system = {
      resourceType: 'CodeSystem',
      concept: [
        {
          ...{ code: 'A', display: 'a', property: [{ code: 'FROM', valueString: '2024' }] },
          concept: [{ code: 'A.1' }],
        },
      ],
    };
    const text = JSON.stringify(system);
    expect(entries(readRegister(text, { form: 'json', name: 'r' }))).toEqual([
      ['r', 'A', { code: 'A', display: 'a', FROM: '2024' }],
      ['r', 'A.1', { code: 'A.1' }],
    ]);
  });

  it('finds the rows of plain JSON by several members, wherever they stand', () => {
    const list = [
      { type: 'med_type', value: '11', label: '普通门诊', sort: 1.1 },
      { type: 'insutype', value: 310, label: '职工' },
    ];
    const text = JSON.stringify({ infcode: 0, output: { list } });
    const keyed = { name: 'dictionary', keyColumn: 'type,value' };
    const found = [
      ['dictionary', 'med_type|11', list[0]],
      ['dictionary', 'insutype|310', list[1]],
    ];
    expect(entries(readRegister(`\uFEFF${text}`, { form: 'json', ...keyed }))).toEqual(found);
    expect(entries(readRegister(`${text}\n`, { form: 'ndjson', ...keyed }))).toEqual(found);
    for (const none of ['{"type":"a"}', '{', '[]']) {
      expect(readRegister(none, { form: 'json', ...keyed })).toMatchObject({ kind: 'fault' });
    }
  });

  it('joins the key columns of CSV', () => {
    const text = 'type,value,label\nmed_type,11,普通门诊\n';
    const keyed = { form: 'csv', name: 'r', keyColumn: 'type,value' } as const;
    expect(entries(readRegister(text, keyed))).toEqual([
      ['r', 'med_type|11', { type: 'med_type', value: '11', label: '普通门诊' }],
    ]);
    const lacking = readRegister('type,value\nmed_type,\n', keyed);
    expect(lacking).toMatchObject({ kind: 'fault', fault: { line: 2 } });
  });

  it('refuses a resource that nobody could find', () => {
    const text =
      '{"resourceType":"Organization","identifier":[{"value":"1"}]}\n{"resourceType":"Organization"}';
    expect(readRegister(text, { form: 'ndjson' })).toMatchObject({
      ...{ kind: 'fault', fault: { line: 2 } },
    });
  });
});
