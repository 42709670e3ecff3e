/** `sampan fhirpath`, as a user calls it. */

import { describe, expect, test } from 'vitest';
import { sampan } from './sampan.ts';

const CLAIM = 'test/cli/cases/fhirpath/claim.json';

const RESULTS = [
  ['item.net.value', '[1.10,2.200]'],
  ['item.net.value.aggregate($this + $total, 0)', '[3.300]'],
  ['item.net.value.aggregate($this + $total, 0) = total.value', '[true]'],
  ['Claim.created + 1 month', '["2026-12-21"]'],
  ['item.where(sequence > 1).productOrService.text', '["Drugs"]'],
  ['insurance.coverage.reference', '[]'],
  [
    "3 'mg' + 1 'g'",
    '[{"value":1003,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}]',
  ],
] as const;

test.each(RESULTS)('%s', async (expression, expected) => {
  expect(await sampan(['fhirpath', expression, CLAIM])).toEqual({
    code: 0,
    stdout: `${expected}\n`,
    stderr: '',
  });
});

test('references inside a Bundle are resolved', async () => {
  const bundle = 'test/cli/cases/fhirpath/bundle.json';
  const expression =
    'entry.resource.ofType(Claim).select(patient.resolve().id | provider.resolve().name)';
  expect((await sampan(['fhirpath', expression, bundle])).stdout).toBe('["p","A Hospital"]\n');
});

test("membership in R4's value sets is answered", async () => {
  const url = 'http://hl7.org/fhir/ValueSet/fm-status';
  expect((await sampan(['fhirpath', `status.memberOf('${url}')`, CLAIM])).stdout).toBe('[true]\n');
  expect((await sampan(['fhirpath', `use.memberOf('${url}')`, CLAIM])).stdout).toBe('[false]\n');
});

describe('what cannot be evaluated is said on stderr', () => {
  test('an unknown element, with a hint and its place', async () => {
    const { code, stdout, stderr } = await sampan(['fhirpath', 'item.nett', CLAIM]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain("expected an element of Claim.item, found 'nett'; did you mean net?");
    expect(stderr).toContain('  item.nett\n       ^');
  });

  test('an error of evaluation', async () => {
    const { code, stderr } = await sampan(['fhirpath', 'item.single()', CLAIM]);
    expect([code, stderr]).toEqual([1, 'single takes one item, found 2\n']);
  });

  test.each([
    ['nowhere.json', 2],
    ['test/cli/cases', 2],
    ['docs/fhirpath.md', 1],
  ])('a file like %s ends with %i', async (file, expected) => {
    const { code, stdout, stderr } = await sampan(['fhirpath', 'item', file]);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(file);
  });
});
