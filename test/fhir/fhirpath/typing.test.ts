/** What the compiler refuses, with place and hint, and what it says of results. */

import { describe, expect, test } from 'vitest';
import { r4TypeModel } from '../../../src/cli/r4-definitions.ts';
import { compileNodes, createUnit } from '../../../src/fhir/fhirpath/compile.ts';
import { formatProblem } from '../../../src/fhir/fhirpath/problem.ts';

const model = r4TypeModel();

function compile(expression: string, focusType: string, strict = false) {
  return compileNodes({ expression, focusType, model, strict, unit: createUnit() });
}

const REFUSALS = [
  [
    'Patient',
    'birthdate',
    "column 1: expected an element of Patient, found 'birthdate'; did you mean birthDate?",
  ],
  [
    'Patient',
    'name.where(givn.exists())',
    "column 12: expected an element of HumanName, found 'givn'; did you mean given?",
  ],
  [
    'Observation',
    'valueQuantity.unit',
    "column 1: expected an element of Observation, found 'valueQuantity'; did you mean value?",
  ],
  ['Patient', 'Encounter.status', "column 1: expected an element of Patient, found 'Encounter'"],
  [
    'Patient',
    'name.exsts()',
    'column 1: expected a function of FHIRPath, found exsts(); did you mean exists?',
  ],
  ['Patient', 'name.where()', 'column 1: expected 1 argument(s) for where(), found 0'],
  [
    'Patient',
    'name.substring(1, 2, 3)',
    'column 1: expected 1 to 2 argument(s) for substring(), found 3',
  ],
  [
    'Patient',
    "identifier.startsWith('a')",
    'column 1: expected a string before startsWith(), found Identifier',
  ],
  ['Patient', '%nothing', 'column 1: expected a variable that is known here, found %nothing'],
  [
    'Patient',
    "defineVariable('a') | %a",
    'column 23: expected a variable that is known here, found %a',
  ],
  [
    'Patient',
    "defineVariable('resource')",
    'column 1: expected the name of a new variable, found %resource again',
  ],
  ['Patient', 'name.is(Humanname)', "column 9: expected the name of a type, found 'Humanname'"],
  [
    'Patient',
    'name.ofType(1 + 1)',
    'column 13: expected the name of a type, found another expression',
  ],
  [
    'Patient',
    "active and gender.matches('[')",
    "column 27: expected a regular expression, found '['",
  ],
] as const;

test.each(REFUSALS)('%s: %s', (focusType, expression, expected) => {
  const compiled = compile(expression, focusType);
  const problems = compiled.ok ? ['compiled'] : compiled.problems.map(formatProblem);
  expect(problems).toContain(`line 1, ${expected}`);
});

test('all problems are named at once', () => {
  const compiled = compile('nam.exists() and birthdate.exists()', 'Patient');
  expect(compiled.ok ? 0 : compiled.problems.length).toBe(2);
});

test('the order of unordered lists is refused when strict', () => {
  expect(compile('children().skip(1)', 'Patient', true).ok).toBe(false);
  expect(compile('children().skip(1)', 'Patient').ok).toBe(true);
});

describe('the type of a result', () => {
  test.each([
    ['Patient', 'name', 'HumanName', true],
    ['Patient', 'birthDate', 'date', false],
    ['Patient', 'name.given.first()', 'string', false],
    ['Patient', 'name.count()', 'System.Integer', false],
    ['Patient', 'deceased', undefined, false],
    ['Patient', 'deceased as boolean', 'boolean', false],
    ['Claim', 'item.net.value', 'decimal', true],
    ['Patient', 'birthDate + 1 day', 'date', false],
    ['Bundle', 'entry.resource.ofType(Claim).total', 'Money', true],
  ] as const)('%s: %s', (focusType, expression, type, many) => {
    const compiled = compile(expression, focusType);
    expect(compiled.ok && [compiled.type, compiled.many]).toEqual([type, many]);
  });
});
