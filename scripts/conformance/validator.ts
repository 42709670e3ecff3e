/** `sampan validate` against HL7's recorded verdicts, and on HL7's published examples. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, isFailure } from '../../src/base/finding.ts';
import { loadModules } from '../../src/cli/compile-profiles.ts';
import { validateText } from '../../src/cli/validate-text.ts';
import { joinProfiles, type ProfileSet } from '../../src/profile/runtime/index.ts';

interface SuiteResult {
  readonly suite: string;
  readonly cases: number;
  readonly agreed: number;
  readonly disagreements: readonly { readonly name: string; readonly why: string }[];
}

interface Case {
  readonly name: string;
  readonly file: string;
  readonly valid: boolean;
  readonly errorTexts: readonly string[];
}

function failures(set: ProfileSet, file: string): readonly Finding[] {
  const text = readFileSync(file, 'utf8');
  return [...validateText(set, { file, text, context: {} })].flat().filter(isFailure);
}

function shown(findings: readonly Finding[]): string {
  return findings.map(({ code, expression = '' }) => `${code} ${expression}`.trim()).join('; ');
}

function disagreement(set: ProfileSet, folder: string, { file, valid, errorTexts }: Case) {
  const found = failures(set, join(folder, 'cases', file));
  if (valid) return found.length === 0 ? undefined : `refused: ${shown(found)}`;
  return found.length > 0 ? undefined : `accepted, but: ${[...new Set(errorTexts)].join('; ')}`;
}

function runVerdicts(set: ProfileSet, folder: string): SuiteResult {
  const cases = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as readonly Case[];
  const disagreements = cases.flatMap((one) => {
    const why = disagreement(set, folder, one);
    return why === undefined ? [] : [{ name: one.name, why }];
  });
  const agreed = cases.length - disagreements.length;
  return { suite: 'validator-r4', cases: cases.length, agreed, disagreements };
}

function runExamples(set: ProfileSet, folder: string): SuiteResult {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const disagreements = files.flatMap((name) => {
    const found = failures(set, join(folder, name));
    return found.length === 0 ? [] : [{ name, why: `refused: ${shown(found)}` }];
  });
  const agreed = files.length - disagreements.length;
  return { suite: 'r4-examples', cases: files.length, agreed, disagreements };
}

/** Both suites; a missing folder is the caller's to notice. */
export async function run(suitesDir: string): Promise<readonly SuiteResult[]> {
  const set = joinProfiles(await loadModules());
  return [
    runVerdicts(set, join(suitesDir, 'validator-r4')),
    runExamples(set, join(suitesDir, 'r4-examples')),
  ];
}
