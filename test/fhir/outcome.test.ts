import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/base/finding.ts';
import { toOperationOutcome } from '../../src/fhir/outcome.ts';
import { findingText, type Texts } from '../../src/fhir/texts.ts';

const texts: Texts = {
  'X-01': {
    en: { expected: 'a date', found: '“{found}” in {field}', remedy: 'Mend {file}.' },
    th: { expected: 'วันที่', found: '“{found}”', remedy: 'แก้ {file}' },
  },
  'SAMPAN-OK': { en: { expected: 'no finding', found: 'nothing to report', remedy: '' } },
};

const finding: Finding = {
  code: 'X-01',
  severity: 'error',
  issue: 'value',
  expression: 'Claim.created',
  places: [{ file: 'A.txt', record: 6, line: 7, column: 3, field: 'DAY', value: '2569' }],
  params: { found: '2569' },
};

describe('findingText', () => {
  it('fills placeholders from the finding and its first place', () => {
    const text = 'Expected: a date · Found: “2569” in DAY · Remedy: Mend A.txt.';
    expect(findingText(finding, 'en', texts)).toBe(text);
    expect(findingText(finding, 'th', texts)).toBe('ที่ถูกต้อง: วันที่ · พบ: “2569” · วิธีแก้: แก้ A.txt');
  });

  it('tells a rule of FHIR itself in words of its own, where it has some', () => {
    const of = (text: string) => ({ en: { expected: text, found: '', remedy: '' } });
    const rules = {
      'SAMPAN-PROFILE-INVARIANT': of('{human}'),
      'SAMPAN-PROFILE-INVARIANT-PER-1': of('in order'),
    };
    const said = (key: string) => {
      const params = { key, human: 'as published' };
      return findingText({ ...finding, code: 'SAMPAN-PROFILE-INVARIANT', params }, 'en', rules);
    };
    expect([said('per-1'), said('per-2')]).toEqual([
      'Expected: in order',
      'Expected: as published',
    ]);
  });

  it('falls back to English', () => {
    expect(findingText(finding, 'vi', texts)).toContain('a date');
  });
});

describe('toOperationOutcome', () => {
  it('carries code, text, expression and place as the contract has them', () => {
    expect(toOperationOutcome([finding], { language: 'en', texts, unit: '42' })).toEqual({
      resourceType: 'OperationOutcome',
      extension: [
        { url: 'https://sampan.example/fhir/StructureDefinition/unit', valueString: '42' },
      ],
      issue: [
        {
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line',
              valueInteger: 7,
            },
            {
              url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col',
              valueInteger: 3,
            },
            {
              url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-source',
              valueString: 'A.txt',
            },
            {
              url: 'https://sampan.example/fhir/StructureDefinition/source-location',
              extension: [
                { url: 'file', valueString: 'A.txt' },
                { url: 'record', valueInteger: 6 },
                { url: 'line', valueInteger: 7 },
                { url: 'column', valueInteger: 3 },
                { url: 'field', valueString: 'DAY' },
                { url: 'value', valueString: '2569' },
              ],
            },
          ],
          severity: 'error',
          code: 'value',
          details: {
            coding: [{ system: 'https://sampan.example/fhir/CodeSystem/finding', code: 'X-01' }],
            text: 'Expected: a date · Found: “2569” in DAY · Remedy: Mend A.txt.',
          },
          expression: ['Claim.created'],
        },
      ],
    });
  });

  it('leaves values out for readers other than the sender', () => {
    const outcome = toOperationOutcome([finding], { language: 'en', texts, withoutValues: true });
    expect(JSON.stringify(outcome)).not.toContain('2569');
  });

  it('says so when there is nothing to say', () => {
    const { issue } = toOperationOutcome([], { language: 'en', texts });
    expect(issue).toHaveLength(1);
    expect(issue[0]?.severity).toBe('information');
  });
});
