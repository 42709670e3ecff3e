/** Whole validations: limits, order, exact decimals, growth, and no code made at run time. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/base/finding.ts';
import { r4Definitions } from '../../../src/cli/r4-definitions.ts';
import { compileProfiles } from '../../../src/profile/compile.ts';
import { parseJson } from '../../../src/wire/json.ts';
import { bundleOf, claim, coverage, encounter, patient } from '../../bench/validate-data.ts';
import { validatorsFor } from '../definitions.ts';

const set = validatorsFor({});
const failures = (value: unknown) => set.validate(value).filter(isFailure);

describe('validation', () => {
  it('keeps as many findings as the limit allows and counts the others', () => {
    const names = Array.from({ length: 50 }, () => ({ family: '' }));
    const found = set.validate(
      { resourceType: 'Patient', name: names },
      { limits: { findings: 20 } },
    );
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toMatchObject({ code: 'SAMPAN-PROFILE-MORE', params: { count: '30' } });
  });

  it('gives findings in the order of the document, wherever they are found', () => {
    const value = {
      resourceType: 'Patient',
      birthDate: 'x',
      contact: [{ relationship: [{ coding: [{ system: 'a b' }] }] }, {}],
      active: 'yes',
      name: [{ period: { end: '2019', start: '2020' } }, { use: 'x' }],
    };
    expect(set.validate(value).map(({ expression }) => expression)).toEqual([
      'Patient.birthDate',
      'Patient.contact[0]',
      'Patient.contact[0].relationship[0]',
      'Patient.contact[0].relationship[0].coding[0].system',
      'Patient.contact[0].relationship[0].coding[0].system',
      'Patient.contact[1]',
      'Patient.contact[1]',
      'Patient.active',
      'Patient.name[0].period',
      'Patient.name[1].use',
    ]);
  });

  it('takes decimals as text and as integers, and nothing else for a number', () => {
    const text =
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.10}}';
    expect(failures(parseJson(text, { file: 'body' }).value)).toEqual([]);
    const forged = text.replace('1.10', '{"rawJSON":"1.10"}');
    expect(failures(parseJson(forged, { file: 'body' }).value)[0]).toMatchObject({
      code: 'SAMPAN-PROFILE-TYPE',
      expression: 'Observation.value.value',
    });
    const whole = '{"resourceType":"Patient","multipleBirthInteger":1.0}';
    expect(failures(parseJson(whole, { file: 'body' }).value)).toHaveLength(1);
  });

  it('never throws, whatever the JSON', () => {
    const seeds = [patient, encounter, coverage, claim(2), bundleOf([patient])];
    const arbitrary = fc.tuple(fc.constantFrom(...seeds), fc.jsonValue(), fc.nat(), fc.boolean());
    fc.assert(
      fc.property(arbitrary, ([seed, value, at, inner]) => {
        const spoiled = JSON.parse(JSON.stringify(seed)) as Record<string, unknown>;
        const keys = Object.keys(spoiled).filter((key) => key !== 'resourceType');
        const key = keys[at % keys.length] ?? 'id';
        spoiled[key] = inner ? [value, { [key]: value }] : value;
        expect(Array.isArray(set.validate(spoiled))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('reads as much of an entry in a small as in a large Bundle', () => {
    const reads = (entries: number) => {
      const claims = Array.from({ length: entries }, (_, at) => ({ ...claim(1), id: `c${at}` }));
      let count = 0;
      const counted = (value: unknown): unknown => {
        if (typeof value !== 'object' || value === null) return value;
        const kept = new Map<PropertyKey, unknown>();
        return new Proxy(value, {
          get(target, key, receiver) {
            count++;
            if (!kept.has(key)) kept.set(key, counted(Reflect.get(target, key, receiver)));
            return kept.get(key);
          },
        });
      };
      set.validate(counted(JSON.parse(JSON.stringify(bundleOf(claims)))));
      return count / entries;
    };
    // What is read once a Bundle counts a little in the small one.
    expect(reads(1_000)).toBeLessThanOrEqual(reads(100));
  });

  it.each([
    [
      'base64',
      { resourceType: 'Binary', contentType: 'text/plain', data: `${'A'.repeat(200_000)}!` },
    ],
    [
      'narrative',
      { resourceType: 'Patient', text: { status: 'generated', div: '<div '.repeat(20_000) } },
    ],
    [
      'attributes',
      {
        resourceType: 'Patient',
        text: { status: 'generated', div: `<div ${'a=" '.repeat(20_000)}` },
      },
    ],
    [
      'entities',
      {
        resourceType: 'Patient',
        text: {
          status: 'generated',
          div: `<div xmlns="http://www.w3.org/1999/xhtml">${'&'.repeat(20_000)}`,
        },
      },
    ],
    ['language', { resourceType: 'Patient', language: 'a-'.repeat(20_000) }],
    [
      'unit',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        valueQuantity: { value: 1, system: 'http://unitsofmeasure.org', code: '(('.repeat(5_000) },
      },
    ],
    [
      'reference',
      {
        resourceType: 'Coverage',
        status: 'active',
        payor: [{ reference: 'http:/'.repeat(20_000) }],
        beneficiary: { reference: 'Patient/1' },
      },
    ],
    ['date', { resourceType: 'Patient', birthDate: '2'.repeat(200_000) }],
  ])('does not hang on a hostile %s', (_name, value) => {
    const started = performance.now();
    set.validate(value);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('runs where no code may be made from strings', () => {
    const { structures, valueSets, codeSystems } = r4Definitions();
    const root = (path: string) =>
      pathToFileURL(fileURLToPath(new URL(`../../../src/${path}`, import.meta.url))).href;
    const { code } = compileProfiles({
      definitions: structures,
      valueSets,
      codeSystems,
      roots: ['http://hl7.org/fhir/StructureDefinition/Patient'],
      runtime: root('profile/runtime/index.ts'),
      fhirpathRuntime: root('fhir/fhirpath/runtime.ts'),
    });
    const folder = mkdtempSync(join(tmpdir(), 'sampan-profile-'));
    writeFileSync(join(folder, 'profiles.mjs'), code);
    writeFileSync(
      join(folder, 'main.mjs'),
      `import { profiles } from './profiles.mjs';
import { joinProfiles } from '${root('profile/runtime/index.ts')}';
const found = joinProfiles([profiles]).validate({ resourceType: 'Patient', gender: 'x' });
console.log(found.map((one) => one.code).join());\n`,
    );
    const options = ['--disallow-code-generation-from-strings', join(folder, 'main.mjs')];
    const run = spawnSync(process.execPath, options, { encoding: 'utf8' });
    expect([run.stdout.trim(), run.stderr]).toEqual(['SAMPAN-PROFILE-CODE', '']);
  });
});
