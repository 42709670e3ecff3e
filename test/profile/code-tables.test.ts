/** Codes against tables that a caller loads, with the times in which they were used. */
import { expect, it } from 'vitest';
import { periodsOf, periodsOfCodeSystem } from '../../src/profile/terminology/code-tables.ts';
import { validatorsFor } from './definitions.ts';

const system = 'http://hl7.org/fhir/sid/icd-10';
const table = periodsOf([
  { code: 'E11.9', from: '2010-01-01' },
  { code: 'E11.0', from: '2010-01-01', to: '2020-12-31' },
  { code: 'A00', to: '2015-12-31' },
  { code: 'A00', from: '2024-01-01' },
]);
const context = { codeTables: new Map([[system, table]]) };
const set = validatorsFor({});

function condition(code: string, recordedDate?: string): object {
  return {
    resourceType: 'Condition',
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system, code }] },
    ...(recordedDate === undefined ? {} : { recordedDate }),
  };
}

function codes(value: object, date?: string): readonly string[] {
  const given = date === undefined ? context : { ...context, date };
  return set.validate(value, given).map(({ code }) => code.replace('SAMPAN-PROFILE-', ''));
}

it.each([
  ['E11.9', '2026-01-02', []],
  ['E11.0', '2020-12-31', []],
  ['E11.0', '2020', []],
  ['E11.0', '2021-01-01', ['CODE-DATE']],
  ['E11.9', '2009-12-31', ['CODE-DATE']],
  ['A00', '2015-06-01', []],
  ['A00', '2020-06-01', ['CODE-DATE']],
  ['A00', '2024-06-01', []],
  ['Z99.9', '2026-01-02', ['CODE-UNKNOWN']],
] as const)('%s on %s', (code, date, expected) => {
  expect(codes(condition(code, date))).toEqual(expected);
});

it('takes the date of the caller where the resource has none, and none is no fault', () => {
  expect(codes(condition('E11.0'))).toEqual([]);
  expect(codes(condition('E11.0'), '2021-01-01')).toEqual(['CODE-DATE']);
  expect(codes(condition('E11.0'), '2019-01-01')).toEqual([]);
});

it('says between which days a code was used', () => {
  const [found] = set.validate(condition('E11.0', '2021-01-01'), context);
  expect(found).toMatchObject({
    severity: 'error',
    expression: 'Condition.code.coding[0].code',
    params: { system, expected: '2010-01-01–2020-12-31', date: '2021-01-01', found: 'E11.0' },
  });
});

it('judges a binding to the whole system, which is otherwise not checked', () => {
  const valueSet = {
    ...{ resourceType: 'ValueSet', url: 'http://sampan.example/test/icd', status: 'active' },
    compose: { include: [{ system }] },
  };
  const profile = {
    ...{ resourceType: 'StructureDefinition', url: 'http://sampan.example/test/Icd', name: 'Icd' },
    ...{ kind: 'resource', abstract: false, type: 'Condition', derivation: 'constraint' },
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Condition',
    differential: {
      element: [
        { id: 'Condition', path: 'Condition' },
        {
          ...{ id: 'Condition.code', path: 'Condition.code' },
          binding: { strength: 'required', valueSet: valueSet.url },
        },
      ],
    },
  };
  const bound = validatorsFor({ definitions: [profile], valueSets: [valueSet] });
  const profiles = [profile.url];
  const of = (code: string, given: object) =>
    bound.validate(condition(code, '2026-01-02'), { ...given, profiles }).map((one) => one.code);
  expect(of('E11.9', {})).toEqual(['SAMPAN-PROFILE-NOT-CHECKED']);
  expect(of('E11.9', context)).toEqual([]);
  expect(of('Z99.9', context)).toContain('SAMPAN-PROFILE-CODE');
});

it('reads the dates of concepts of a CodeSystem, if it holds all its codes', () => {
  const property = [{ code: 'retirementDate', valueDateTime: '2020-12-31T00:00:00Z' }];
  const concept = [{ code: 'a', property, concept: [{ code: 'b' }] }];
  const raw = { resourceType: 'CodeSystem', url: system, concept } as const;
  expect(periodsOfCodeSystem({ ...raw, content: 'fragment' })).toBeUndefined();
  const read = periodsOfCodeSystem({ ...raw, content: 'complete' });
  expect([...(read ?? [])]).toEqual([
    ['a', [{ to: '2020-12-31' }]],
    ['b', [{}]],
  ]);
});

it('asks the caller for a questionnaire that is not contained', () => {
  const item = [{ linkId: '1', type: 'boolean' }];
  const questionnaire = { resourceType: 'Questionnaire', item };
  const response = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    questionnaire: 'http://x.test/q|1',
    item: [{ linkId: '1', answer: [{ valueString: 'yes' }] }],
  };
  const definition = (canonical: string) =>
    canonical === response.questionnaire ? questionnaire : undefined;
  expect(set.validate(response)).toEqual([]);
  expect(set.validate(response, { definition })).toMatchObject([
    { code: 'SAMPAN-PROFILE-ANSWER-TYPE' },
  ]);
});
