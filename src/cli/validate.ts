/** `sampan validate`: any FHIR R4 JSON against R4, our profiles, and definitions handed over. */
import type { Command } from 'commander';
import { type Finding, isFailure } from '../base/finding.ts';
import { toOperationOutcome } from '../fhir/outcome.ts';
import type { Texts } from '../fhir/texts.ts';
import { joinProfiles, type ProfileModule } from '../profile/runtime/index.ts';
import { chooseLanguage, loadTexts } from './catalogue.ts';
import { loadModules, loadUserProfiles } from './compile-profiles.ts';
import { collect, day, exit, UsageError } from './exit.ts';
import { countSeverities, formatFindings, type UnitFindings } from './findings-table.ts';
import { readCodeTables } from './read-code-tables.ts';
import { definitionLookup, readDefinitions } from './read-definitions.ts';
import { readText } from './read-file.ts';
import { validateText } from './validate-text.ts';

export interface ValidateOptions {
  readonly definitions?: readonly string[];
  readonly profile?: readonly string[];
  readonly codes?: readonly string[];
  readonly date?: string;
  readonly json?: boolean;
  readonly language?: string;
}

export function registerValidate(program: Command): void {
  program
    .command('validate')
    .description('check FHIR R4 JSON: R4 itself, our profiles, and definitions you hand over')
    .option('--definitions <path>', 'file, folder or package (.tgz) of definitions', collect)
    .option('--profile <url>', 'profile that every resource must also meet', collect)
    .option('--codes <system=csv>', 'table of a system: code, and from and to if dated', collect)
    .option('--date <date>', 'when codes were used in a resource without a date of its own', day)
    .option('--json', 'one OperationOutcome a line on stdout instead of a table')
    .option('--language <code>', 'language of the findings: en, th, vi, zh')
    .argument('<file...>', 'FHIR JSON files, or NDJSON (.ndjson) with one resource a line')
    .addHelpText(
      'after',
      '\nExample:\n  sampan validate --json test/cli/cases/validate/patient.json',
    )
    .action(async (files: readonly string[], options: ValidateOptions) => {
      process.exitCode = await validate(files, options);
    });
}

function userModules(definitions: readonly unknown[]): readonly ProfileModule[] {
  if (definitions.length === 0) return [];
  const { profiles, problems } = loadUserProfiles(definitions);
  for (const { severity, profile, element, message } of problems)
    process.stderr.write(
      `${severity}: ${[profile, element].filter(Boolean).join(' ')}: ${message}\n`,
    );
  if (problems.some((problem) => problem.severity === 'error'))
    throw new UsageError('the definitions cannot be compiled');
  return [profiles];
}

/** Rules of definitions handed over have no text in a catalogue: their own words serve. */
function withOwnWords(texts: Texts, findings: readonly Finding[]): Texts {
  const own = findings.filter(({ code, params }) => texts[code] === undefined && params.human);
  if (own.length === 0) return texts;
  const english = { expected: '{human}', found: '{key} does not hold.', remedy: '' };
  return { ...texts, ...Object.fromEntries(own.map(({ code }) => [code, { en: english }])) };
}

async function validate(files: readonly string[], options: ValidateOptions): Promise<number> {
  const language = chooseLanguage(options.language);
  const [modules, texts] = await Promise.all([loadModules(), loadTexts()]);
  const definitions = (options.definitions ?? []).flatMap(readDefinitions);
  const set = joinProfiles([...modules, ...userModules(definitions)]);
  const profiles = options.profile ?? [];
  for (const profile of profiles)
    if (set.profile(profile) === undefined) throw new UsageError(`no profile ${profile} is known`);
  const context = {
    profiles,
    codeTables: readCodeTables(options.codes ?? [], definitions),
    definition: definitionLookup(definitions),
    ...(options.date === undefined ? {} : { date: options.date }),
  };
  const groups: UnitFindings[] = [];
  for (const file of files)
    for (const findings of validateText(set, { file, text: readText(file), context })) {
      groups.push({ findings });
      if (options.json !== true) continue;
      const known = withOwnWords(texts, findings);
      const outcome = toOperationOutcome(findings, { language, texts: known });
      process.stdout.write(`${JSON.stringify(outcome)}\n`);
    }
  const all = groups.flatMap((group) => group.findings);
  if (options.json !== true) {
    process.stdout.write(formatFindings(groups, language, withOwnWords(texts, all)));
    process.stderr.write(`${countSeverities(groups)}\n`);
  }
  return all.some(isFailure) ? exit.inputHasErrors : exit.fine;
}
