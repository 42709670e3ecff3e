/** A concept map that lacks codes of the element it translates is told, where the map says it. */
import { describe, expect, it } from 'vitest';
import { compileMaps } from '../../src/mapping/compile.ts';
import { model } from './cases.ts';

const map = (rules: string) => `map "http://example.org/sex" = "sex"
conceptmap "sex" {
  prefix s = "http://example.org/from"
  prefix t = "http://example.org/to"
  s:male == t:1
  s:female == t:2
}
uses "http://hl7.org/fhir/StructureDefinition/Patient" alias Patient as source
uses "http://hl7.org/fhir/StructureDefinition/Basic" alias Basic as target
group main(source patient : Patient, target basic : Basic) {
  patient -> basic.code as concept then {
${rules}
  } "all";
}
`;

const codes = ['male', 'female', 'other', 'unknown'];

function warnings(rules: string, known: readonly string[] | undefined): string[] {
  const { problems } = compileMaps({
    maps: [{ file: 'sex.map', text: map(rules) }],
    conceptMaps: [],
    model,
    codesOf: (element) => (element === 'Patient.gender' ? known : undefined),
  });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return problems
    .filter(({ code }) => code === 'map-concept-codes')
    .map(({ line, message, found }) => `${line}: ${message}: ${found}`);
}

const translated = `    patient.gender as code -> concept.coding = translate(code, '#sex', 'Coding') "sex";`;

describe('codes a concept map lacks', () => {
  it('are named with the element and the place', () => {
    expect(warnings(translated, codes)).toEqual([
      '12: "#sex" translates not every code of Patient.gender: no translation of other, unknown',
    ]);
  });

  it('are also found behind a nested rule', () => {
    const nested = `    patient.gender as code -> concept.coding as coding then {
      code -> coding.code = translate(code, '#sex', 'code') "inner";
    } "outer";`;
    expect(warnings(nested, codes)).toHaveLength(1);
  });

  it.each([
    ['the map has them all', translated, ['male', 'female']],
    ['the value set is not known', translated, undefined],
    [
      'a condition chooses among them',
      `    patient.gender as code where ($this = 'male')
      -> concept.coding = translate(code, '#sex', 'Coding') "sex";`,
      codes,
    ],
    [
      'a nested condition does',
      `    patient.gender as code -> concept.text = code then {
      code where ($this != 'other' and $this != 'unknown')
        -> concept.coding = translate(code, '#sex', 'Coding') "sex";
    } "outer";`,
      codes,
    ],
  ])('are not told if %s', (_, rules, known) => {
    expect(warnings(rules, known)).toEqual([]);
  });
});
