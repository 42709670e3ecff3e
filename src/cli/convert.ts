/** `sampan convert`: submissions in, one Bundle a line out, findings on stderr. */

import { once } from 'node:events';
import type { Command } from 'commander';
import example from '../../mappings/example.json' with { type: 'json' };
import { detached } from '../base/detached.ts';
import { type Finding, isFailure } from '../base/finding.ts';
import { publishedKey } from '../channel/identity.ts';
import type { UnitStream } from '../channel/translate.ts';
import type { TranslatedUnit } from '../channel/translation.ts';
import { toOperationOutcome } from '../fhir/outcome.ts';
import type { Language, Texts } from '../fhir/texts.ts';
import { chooseLanguage, loadProfiles, loadTexts, loadTranslation } from './catalogue.ts';
import { day, exit, nonEmpty } from './exit.ts';
import { countSeverities, formatFindings, type UnitFindings } from './findings-table.ts';
import { startProgress } from './progress.ts';
import { readPaths } from './read-paths.ts';
import { openStoredFile } from './stored-file.ts';
import { checkWritable, writeOutput } from './write-output.ts';

export interface ConvertOptions {
  readonly channel: string;
  readonly charset?: string;
  readonly facility?: string;
  readonly visit?: string;
  readonly received?: string;
  readonly diagnostics?: string;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly language?: string;
}

export function registerConvert(program: Command): void {
  program
    .command('convert')
    .description('translate submissions to FHIR: one Bundle a line for each acceptable claim')
    .requiredOption('--channel <id>', `kind of submission, e.g. ${example.channel}`)
    .option('--charset <name>', 'charset of the files, if the sender declares it')
    .option('--facility <code>', 'facility, for sets that do not name it', nonEmpty)
    .option('--visit <number>', 'visit that a card read opens', nonEmpty)
    .option('--received <day>', 'day on which it is received, e.g. 2026-03-01', day)
    .option('--diagnostics <file>', 'write OperationOutcomes there, one a line')
    .option('--all', 'also print the Bundles of claims with errors')
    .option('--json', 'findings as OperationOutcomes on stderr instead of a table')
    .option('--language <code>', 'language of the findings: en, th, vi, zh')
    .argument('<path...>', 'folders, zip files, or the loose files of one set')
    .addHelpText(
      'after',
      `\nExample:\n  sampan convert --channel ${example.channel} ${example.input}`,
    )
    .action(async (paths: readonly string[], options: ConvertOptions) => {
      process.exitCode = await convert(paths, options);
    });
}

async function convert(paths: readonly string[], options: ConvertOptions): Promise<number> {
  const language = chooseLanguage(options.language);
  const large = onlyLargeFile(paths);
  const submissions = large ? [large] : readPaths(paths);
  if (options.diagnostics !== undefined) checkWritable(options.diagnostics);
  const translate = await loadTranslation(options.channel);
  const [profiles, texts] = await Promise.all([loadProfiles(), loadTexts()]);
  const outcomes: string[] = [];
  let failed = false;
  for (const { name, ...given } of submissions) {
    const submission = {
      ...{ channel: options.channel, ...given },
      ...(options.charset !== undefined && { charset: options.charset }),
      ...(options.facility !== undefined && { facility: options.facility }),
      ...(options.visit !== undefined && { visit: options.visit }),
      ...(options.received !== undefined && { received: options.received }),
    };
    const stream = translate(submission, {
      tenant: '',
      identityKey: publishedKey,
      profiles,
    });
    const told = await writeUnits(name, stream, options.all === true);
    const lines = outcomeLines(told, language, texts);
    outcomes.push(...lines);
    process.stderr.write(options.json === true ? lines.join('') : report(told, language, texts));
    failed ||= groupsOf(told).some(({ findings }) => findings.some(isFailure));
  }
  if (options.diagnostics !== undefined) writeOutput(options.diagnostics, outcomes.join(''));
  return failed ? exit.inputHasErrors : exit.fine;
}

/** One file alone need not be in memory; an archive is unpacked there. */
function onlyLargeFile([path = '', ...others]: readonly string[]) {
  if (others.length > 0 || path.toLowerCase().endsWith('.zip')) return undefined;
  const stored = openStoredFile(path);
  return stored && { name: path, files: [], stored };
}

/** What is left to tell of a submission once its bundles are written. */
interface Told {
  readonly faulted: boolean;
  readonly findings: readonly Finding[];
  readonly units: readonly Pick<TranslatedUnit, 'key' | 'state' | 'findings'>[];
}

/** Writes the bundles as they are made, so that memory holds one at a time. */
async function writeUnits(name: string, stream: UnitStream, all: boolean): Promise<Told> {
  const progress = startProgress(name);
  const units: Told['units'][number][] = [];
  for (const { key, state, findings, bundle } of stream.units) {
    if (bundle !== undefined && (all || state === 'acceptable')) {
      await writeLine(JSON.stringify(bundle));
    }
    units.push(detached({ key, state, findings }));
    progress.update(units.length, stream.count);
  }
  progress.end();
  return { faulted: stream.faulted, findings: stream.findings, units };
}

/** Waits while whoever reads is slower: what waits to be written would fill the memory. */
async function writeLine(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

/** First the outcome of the whole set, then one a unit in input order. */
function outcomeLines(told: Told, language: Language, texts: Texts): readonly string[] {
  const outcomes = [
    toOperationOutcome(told.findings, { language, texts }),
    ...told.units.map((unit) =>
      toOperationOutcome(unit.findings, { language, texts, unit: unit.key }),
    ),
  ];
  return outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`);
}

function groupsOf(told: Told): readonly UnitFindings[] {
  const ofUnits = told.units.map(({ key, findings }) => ({ unit: key, findings }));
  return [{ findings: told.findings }, ...ofUnits];
}

function report(told: Told, language: Language, texts: Texts): string {
  const groups = groupsOf(told);
  const states = new Map<string, number>();
  for (const { state } of told.units) states.set(state, (states.get(state) ?? 0) + 1);
  const counts = [...states].map(([state, count]) => `${count} ${state.replace('-', ' ')}`);
  const claims = told.faulted ? 'no claim could be cut' : `claims: ${counts.join(', ')}`;
  return `${formatFindings(groups, language, texts)}${claims}; ${countSeverities(groups)}\n`;
}
