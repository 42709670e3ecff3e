/** Registers with a row a period, and code systems with a concept an entry. */
import { describe, expect, it } from 'vitest';
import { readRegister } from '../../src/gateway/register-entries.ts';

const entries = (read: ReturnType<typeof readRegister>) =>
  read.kind === 'entries'
    ? read.entries.map(({ register, key, value }) => [register, key, JSON.parse(value)])
    : read;

describe('what a register is read from', () => {
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

  it('refuses a resource that nobody could find', () => {
    const text =
      '{"resourceType":"Organization","identifier":[{"value":"1"}]}\n{"resourceType":"Organization"}';
    expect(readRegister(text, { form: 'ndjson' })).toMatchObject({
      ...{ kind: 'fault', fault: { line: 2 } },
    });
  });
});
