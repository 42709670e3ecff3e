/** `sampan validate` as a user runs it: verdicts, places, definitions in every form, exit codes. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sampan } from './sampan.ts';

const folder = 'test/cli/cases/validate';
const LINE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line';
const COLUMN = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col';

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly {
    readonly severity: string;
    readonly code: string;
    readonly expression?: readonly string[];
    readonly details: {
      readonly coding: readonly { readonly code: string }[];
      readonly text: string;
    };
    readonly extension?: readonly { readonly url: string; readonly valueInteger?: number }[];
  }[];
}

function outcomes(text: string): Outcome[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
}

/** `line:column code expression`, the errors only. */
function errors(outcome: Outcome | undefined): string[] {
  return (outcome?.issue ?? [])
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ details, expression, extension }) => {
      const place = [LINE, COLUMN].map(
        (url) => extension?.find((e) => e.url === url)?.valueInteger,
      );
      return `${place.join(':')} ${details.coding[0]?.code} ${expression?.[0] ?? ''}`.trim();
    });
}

/** A ustar archive with one file: header block, content, padding, two empty blocks. */
function tgz(name: string, content: string): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(bytes.length.toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  const padding = Buffer.alloc((512 - (bytes.length % 512)) % 512);
  return gzipSync(Buffer.concat([header, bytes, padding, Buffer.alloc(1024)]));
}

describe('sampan validate', () => {
  it('accepts what is valid and says so in one outcome', async () => {
    const { code, stdout } = await sampan(['validate', '--json', `${folder}/patient.json`]);
    expect(code).toBe(0);
    expect(outcomes(stdout)[0]?.issue[0]?.details.coding[0]?.code).toBe('SAMPAN-OK');
  });

  it('names line and column of each error, in document order', async () => {
    const { code, stdout } = await sampan(['validate', '--json', `${folder}/faulty.json`]);
    expect(code).toBe(1);
    expect(errors(outcomes(stdout)[0])).toEqual([
      '3:13 SAMPAN-PROFILE-CODE Patient.gender',
      '4:16 SAMPAN-PROFILE-VALUE Patient.birthDate',
      '6:5 SAMPAN-PROFILE-INVARIANT Patient.contact[0]',
    ]);
  });

  it('prints a table in the language asked for', async () => {
    const { code, stdout, stderr } = await sampan([
      'validate',
      '--language',
      'th',
      `${folder}/faulty.json`,
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('ไม่มี woman ในชุดรหัสนี้');
    expect(stderr).toContain('3 errors');
  });

  it('gives one outcome a resource, in order, over files and NDJSON', async () => {
    const files = [`${folder}/three.ndjson`, `${folder}/patient.json`];
    const { code, stdout } = await sampan(['validate', '--json', ...files]);
    expect(code).toBe(1);
    expect(outcomes(stdout).map(errors)).toEqual([
      ['1:36 SAMPAN-PROFILE-CODE Patient.gender'],
      [],
      ['3:36 SAMPAN-PROFILE-TYPE Patient.active'],
      [],
    ]);
  });

  it('gives a line that is no JSON its outcome in its turn', async () => {
    const { code, stdout } = await sampan(['validate', '--json', `${folder}/broken-line.ndjson`]);
    expect(code).toBe(1);
    expect(outcomes(stdout).map(errors)).toEqual([
      [],
      ['2:36 SAMPAN-PROFILE-CODE Patient.gender'],
      ['4:36 SAMPAN-JSON-CUT-SHORT'],
      ['5:36 SAMPAN-PROFILE-CODE Patient.gender'],
    ]);
  });

  it('says where JSON ends to be JSON', async () => {
    const { code, stdout } = await sampan(['validate', '--json', `${folder}/cut.json`]);
    expect(code).toBe(1);
    expect(errors(outcomes(stdout)[0])[0]).toMatch(/^3:\d+ SAMPAN-JSON-SYNTAX/);
  });

  it.each([
    [
      'sliced-root.json',
      '14:7 SAMPAN-PROFILE-SLICED-ROOT StructureDefinition.differential.element[0]',
    ],
    [
      'unsound.json',
      '14:7 SAMPAN-PROFILE-BINDING-TYPE StructureDefinition.differential.element[1]',
    ],
    ['unsound.json', '20:7 SAMPAN-PROFILE-EXPRESSION StructureDefinition.differential.element[2]'],
    [
      'unsound.json',
      '25:7 SAMPAN-PROFILE-ELEMENT-PATH StructureDefinition.differential.element[3]',
    ],
    ['astray.json', '1:1 SAMPAN-PROFILE-DIFFERENTIAL StructureDefinition'],
  ])('finds what is wrong with the definition %s', async (file, expected) => {
    const { stdout } = await sampan(['validate', '--json', `${folder}/${file}`]);
    expect(errors(outcomes(stdout)[0])).toContain(expected);
  });
});

const broken = [
  '1:1 SAMPAN-PROFILE-REQUIRED Patient.name',
  '4:20 SAMPAN-PROFILE-CODE Patient.maritalStatus',
  '4:97 SAMPAN-PROFILE-CODE-UNKNOWN Patient.maritalStatus.coding[0].code',
];

describe('tables of codes handed over', () => {
  const table = ['--codes', `http://hl7.org/fhir/sid/icd-10=${folder}/codes.csv`];
  const unknown = '8:61 SAMPAN-PROFILE-CODE-UNKNOWN Condition.code.coding[2].code';
  it.each([
    ['no table', [], []],
    ['codes only', table, [unknown]],
    ['a day on which all were in use', [...table, '--date', '2025-09-30'], [unknown]],
    [
      'the day after',
      [...table, '--date', '2025-10-01'],
      ['7:61 SAMPAN-PROFILE-CODE-DATE Condition.code.coding[1].code', unknown],
    ],
  ])('%s', async (_kind, options, expected) => {
    const { stdout } = await sampan(['validate', '--json', ...options, `${folder}/diagnosis.json`]);
    expect(errors(outcomes(stdout)[0])).toEqual(expected);
  });
});

describe('definitions handed over', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'sampan-validate-'));
  const parts = ['named-patient.json', 'marital.json'].map((name) =>
    join(folder, 'definitions', name),
  );
  const packages = parts.map((path, at) => {
    const target = join(temporary, `${at}.tgz`);
    writeFileSync(target, tgz('package/definition.json', readFileSync(path, 'utf8')));
    return target;
  });

  it.each([
    ['a folder', [join(folder, 'definitions')]],
    ['files', parts],
    ['packages', packages],
  ])('%s: differentials get a snapshot, value sets are expanded', async (_kind, paths) => {
    const options = paths.flatMap((path) => ['--definitions', path]);
    const { code, stdout } = await sampan([
      'validate',
      '--json',
      ...options,
      `${folder}/unnamed.json`,
    ]);
    expect(code).toBe(1);
    expect(errors(outcomes(stdout)[0]).sort()).toEqual(broken);
  });

  it('--profile applies a profile that the resource does not name', async () => {
    const url = 'http://sampan.example/test/NamedPatient';
    const options = ['--definitions', join(folder, 'definitions'), '--profile', url];
    const { code, stdout } = await sampan([
      'validate',
      '--json',
      ...options,
      `${folder}/faulty.json`,
    ]);
    expect(code).toBe(1);
    expect(errors(outcomes(stdout)[0])).toContain('1:1 SAMPAN-PROFILE-REQUIRED Patient.name');
  });

  it.each([
    [['--definitions', `${folder}/astray.json`], /Patient\.nickname: no such element/],
    [['--definitions', 'no/such/folder'], /no such file or folder/],
    [['--definitions', `${folder}/patient.json`], /holds no StructureDefinition/],
    [['--profile', 'http://sampan.example/test/none'], /no profile/],
    [['--language', 'xx'], /no texts in xx/],
  ])('%j is wrong usage', async (options, message) => {
    const { code, stderr } = await sampan(['validate', ...options, `${folder}/patient.json`]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('a file that is not there is wrong usage', async () => {
    const { code, stderr } = await sampan(['validate', 'no-such-file.json']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/no such file/)]);
  });
});
