/** Definitions of another FHIR version do not take the place of R4's. */
import { describe, expect, it } from 'vitest';
import { besideR4 } from '../../src/cli/other-versions.ts';
import { r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { createTypeModel } from '../../src/fhir/model.ts';

const core = 'http://hl7.org/fhir/StructureDefinition';

function definition(name: string, details: Readonly<Record<string, unknown>>) {
  return {
    resourceType: 'StructureDefinition',
    url: `${core}/${name}`,
    name,
    type: name,
    kind: 'resource',
    derivation: 'specialization',
    baseDefinition: `${core}/DomainResource`,
    snapshot: {
      element: [
        { path: name, min: 0, max: '*' },
        { path: `${name}.actualPeriod`, min: 0, max: '1', type: [{ code: 'Period' }] },
      ],
    },
    ...details,
  };
}

describe.each([
  ['a fhirVersion', { fhirVersion: '5.0.0' }],
  ['a version in its URL', { url: 'http://hl7.org/fhir/5.0/StructureDefinition/Encounter' }],
])('a core type with %s', (_, details) => {
  const model = createTypeModel(besideR4([definition('Encounter', details)]), r4TypeModel());

  it('stands under the URL of its version', () => {
    const url = 'http://hl7.org/fhir/5.0/StructureDefinition/Encounter';
    expect(model.element(url, 'actualPeriod')?.types).toEqual(['Period']);
  });

  it('leaves the type of R4 as it is', () => {
    expect(model.element('Encounter', 'actualPeriod')).toBeUndefined();
    expect(model.element('Encounter', 'period')?.types).toEqual(['Period']);
  });
});

it('passes on logical models, profiles and definitions of R4', () => {
  const same = [
    definition('Form', { kind: 'logical', fhirVersion: '5.0.0' }),
    definition('Encounter', { fhirVersion: '4.0.1' }),
    definition('Encounter', { fhirVersion: '5.0.0', derivation: 'constraint' }),
    { resourceType: 'ConceptMap' },
  ];
  expect(besideR4(same)).toEqual(same);
});
