/** The type model: R4's own types, logical models, and the compact form. */

import { describe, expect, test } from 'vitest';
import { r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { compactTypeModel, createTypeModel, openTypeModel } from '../../src/fhir/model.ts';

const model = r4TypeModel();

/** Type, element, then path, types, `*` for many and `!` for required. */
const ELEMENTS = [
  ['Patient', 'name', 'Patient.name HumanName *'],
  ['Patient', 'id', 'Patient.id id '],
  ['Patient', 'contact', 'Patient.contact Patient.contact *'],
  ['Patient.contact', 'name', 'Patient.contact.name HumanName '],
  ['Patient', 'deceased', 'Patient.deceased[x] boolean|dateTime '],
  ['Patient', 'contained', 'Patient.contained Resource *'],
  ['Claim', 'status', 'Claim.status code !'],
  ['Claim.item', 'detail', 'Claim.item.detail Claim.item.detail *'],
  ['Questionnaire.item', 'item', 'Questionnaire.item.item Questionnaire.item *'],
  ['Quantity', 'id', 'Quantity.id string '],
  ['Age', 'value', 'Age.value decimal '],
  ['Extension', 'url', 'Extension.url uri !'],
  ['Timing.repeat', 'bounds', 'Timing.repeat.bounds[x] Duration|Range|Period '],
] as const;

describe('elements of R4', () => {
  test.each(ELEMENTS)('%s.%s', (type, name, expected) => {
    const element = model.element(type, name);
    const marks = `${element?.min === 1 ? '!' : ''}${element?.many ? '*' : ''}`;
    expect(`${element?.path} ${element?.types.join('|')} ${marks}`).toBe(expected);
  });

  test('unknown ones are not there', () => {
    expect(model.element('Patient', 'birthdate')).toBeUndefined();
    expect(model.element('Observation', 'valueQuantity')).toBeUndefined();
    expect(model.element('string', 'value')).toBeUndefined();
    expect(model.element('toString', 'constructor')).toBeUndefined();
  });

  test('a JSON name finds its element and type', () => {
    const found = model.jsonElement('Observation', 'valueQuantity');
    expect([found?.element.name, found?.type]).toEqual(['value', 'Quantity']);
    const instant = model.jsonElement('Observation', 'effectiveInstant');
    expect([instant?.element.name, instant?.type]).toEqual(['effective', 'instant']);
  });
});

describe('types of R4', () => {
  test('names, URLs and profiles lead to the type', () => {
    const base = 'http://hl7.org/fhir/StructureDefinition/';
    expect(model.name('Patient')).toBe('Patient');
    expect(model.name(`${base}Patient`)).toBe('Patient');
    expect(model.name(`${base}SimpleQuantity`)).toBe('Quantity');
    expect(model.name('Nonsense')).toBeUndefined();
  });

  test('inheritance', () => {
    expect(model.isSubtype('Patient', 'Resource')).toBe(true);
    expect(model.isSubtype('Age', 'Quantity')).toBe(true);
    expect(model.isSubtype('code', 'string')).toBe(true);
    expect(model.isSubtype('string', 'code')).toBe(false);
    expect(model.isResource('Claim')).toBe(true);
    expect(model.isResource('Claim.item')).toBe(false);
  });
});

const VISIT = 'https://example.org/StructureDefinition/Visit';
const LINE = 'https://example.org/StructureDefinition/Line';

function logical(url: string, name: string, elements: readonly object[]): object {
  const resourceType = 'StructureDefinition';
  const baseDefinition = 'http://hl7.org/fhir/StructureDefinition/Base';
  const derivation = 'specialization';
  const differential = { element: elements };
  return {
    resourceType,
    url,
    name,
    id: name,
    kind: 'logical',
    type: url,
    derivation,
    baseDefinition,
    differential,
  };
}

const own = createTypeModel(
  [
    logical(VISIT, 'Visit', [
      { path: 'Visit' },
      { path: 'Visit.number', min: 1, max: '1', type: [{ code: 'string' }] },
      { path: 'Visit.lines', min: 0, max: '*', type: [{ code: LINE }] },
      { path: 'Visit.payer', min: 0, max: '1', type: [{ code: 'BackboneElement' }] },
      { path: 'Visit.payer.code', min: 0, max: '1', type: [{ code: 'code' }] },
    ]),
    logical(LINE, 'Line', [
      { path: 'Line' },
      { path: 'Line.amount', min: 1, max: '1', type: [{ code: 'decimal' }] },
    ]),
    { resourceType: 'ValueSet', url: 'https://example.org/passed-over' },
    null,
  ],
  model,
);

describe('logical models', () => {
  test('are named by URL and found by name', () => {
    expect(own.name('Visit')).toBe(VISIT);
    expect(own.kind(VISIT)).toBe('logical');
    expect(own.name('Visit.payer')).toBe(`${VISIT}.payer`);
  });

  test('may have elements of other logical models and backbones', () => {
    expect(own.element(VISIT, 'lines')?.types).toEqual([LINE]);
    expect(own.element('Visit', 'payer')?.types).toEqual([`${VISIT}.payer`]);
    expect(own.element(`${VISIT}.payer`, 'code')?.path).toBe('Visit.payer.code');
    expect(own.element(LINE, 'amount')?.min).toBe(1);
  });

  test('leave the types below as they were', () => {
    expect(own.element('Patient', 'name')).toEqual(model.element('Patient', 'name'));
  });
});

test('a second definition of a type does not replace the first', () => {
  const other = { resourceType: 'StructureDefinition', kind: 'resource', type: 'Patient' };
  const url = 'http://hl7.org/fhir/3.0/StructureDefinition/Patient';
  const snapshot = { element: [{ path: 'Patient' }, { path: 'Patient.animal', min: 0, max: '1' }] };
  const both = createTypeModel([{ ...other, url, snapshot }], model);
  expect(both.element('Patient', 'animal')).toBeUndefined();
  expect(both.element(url, 'animal')?.name).toBe('animal');
});

describe('the compact form', () => {
  const compact = compactTypeModel(model, ['Claim']);
  const opened = openTypeModel(JSON.parse(JSON.stringify(compact)));

  test('says the same after a trip through JSON', () => {
    for (const type of opened.types()) expect(opened.elements(type)).toEqual(model.elements(type));
  });

  test('carries what can be reached and no more', () => {
    expect(opened.name('Money')).toBe('Money');
    expect(opened.name('Claim.item.detail')).toBe('Claim.item.detail');
    expect(opened.name('Patient')).toBeUndefined();
  });
});
