/** Texts of hostile length are read in a time that grows with them, not with their square. */
import { expect, it } from 'vitest';
import { canonicalOf, canonicalText } from '../src/base/canonical.ts';
import { exactNumber, withoutTrailingZeros } from '../src/base/decimal.ts';
import { mask } from '../src/channel/part-rows.ts';
import { typeCell } from '../src/channel/type-cell.ts';
import { numberOf } from '../src/fhir/fhirpath/functions/conversion.ts';
import { readRegister } from '../src/gateway/register-entries.ts';
import { qty } from '../src/mapping/runtime/datatypes.ts';

const LENGTH = 1_000_000;
const zeros = '0'.repeat(LENGTH);
const AMOUNT = { name: 'A', type: 'decimal', min: 0, many: false } as const;
const csv = { form: 'csv', name: 'r', keyColumn: 'A' } as const;

// A million squared would take hours: the runner's own time is bound enough.
it.each<[string, () => unknown, unknown]>([
  ['a cell of zeros', () => typeCell(`${zeros}x`, AMOUNT, 'Z').ok, false],
  ['a number of zeros', () => numberOf(`${zeros}x`), undefined],
  ['a number masked', () => mask(`${zeros}!`), '•'.repeat(LENGTH + 1)],
  ['a quantity of spaces', () => qty(`1${' '.repeat(LENGTH)}x\n`), { value: 1, unit: 'x' }],
  ['a stray quote', () => readRegister(`A\n${zeros}"`, csv).kind, 'fault'],
  ['zeros before a digit', () => withoutTrailingZeros(`0.${zeros}1`).length, LENGTH + 3],
])('%s', (_name, read, found) => {
  expect(read()).toEqual(found);
});

it('numbers of thousands of places in a fingerprint', () => {
  const tiny = Array.from({ length: 2_000 }, (_, at) => exactNumber(`${at + 1}e-9999`));
  expect(canonicalText(canonicalOf(tiny))).toContain('0.000');
});
