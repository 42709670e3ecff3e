/** What the profiles of a map's target require is missed at the place where the object is made. */
import { describe, expect, it } from 'vitest';
import { requiredElements } from '../../src/cli/required-elements.ts';
import { compileMaps } from '../../src/mapping/compile.ts';
import { model } from './cases.ts';

const url = 'http://example.org/StructureDefinition/invoice-claim';

const element = (path: string, min: number) => ({ id: path, path, min });

const profile = {
  resourceType: 'StructureDefinition',
  ...{ url, type: 'Patient', derivation: 'constraint', kind: 'resource' },
  snapshot: {
    element: [
      element('Patient', 0),
      element('Patient.birthDate', 1),
      element('Patient.deceased[x]', 1),
      element('Patient.contact', 0),
      element('Patient.contact.relationship', 1),
      { id: 'Patient.identifier:number', path: 'Patient.identifier', min: 1 },
    ],
  },
};

const map = (rules: string) => `map "http://example.org/person" = "person"
uses "http://hl7.org/fhir/StructureDefinition/Basic" alias Basic as source
uses "${url}" alias Claimant as target
group main(source basic : Basic, target patient : Patient) {
  basic.id as id -> ${rules} "all";
}
`;

function warnings(rules: string, definitions: readonly unknown[]): string[] {
  const { problems } = compileMaps({
    maps: [{ file: 'person.map', text: map(rules) }],
    conceptMaps: [],
    model,
    requiredOf: requiredElements(definitions),
  });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return problems.map(({ line, message }) => `${line}: ${message}`);
}

describe('elements that a profile of the target requires', () => {
  it('are missed in the target and in the objects made within it', () => {
    expect(warnings('patient.contact as contact, contact.gender = id', [profile])).toEqual([
      '4: Patient must have birthDate, deceased, and no rule writes it',
      '5: Patient.contact must have relationship, and no rule writes it',
    ]);
  });

  it('are found in whatever form a rule writes them', () => {
    const rules = 'patient.birthDate = id, patient.deceasedBoolean = true';
    expect(warnings(rules, [profile])).toEqual([]);
  });

  it('are those that all profiles of the type require', () => {
    const other = { ...profile, snapshot: { element: [element('Patient.birthDate', 1)] } };
    expect(warnings('patient.id = id', [profile, other])).toEqual([
      '4: Patient must have birthDate, and no rule writes it',
    ]);
  });
});
