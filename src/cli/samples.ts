/** Samples of mappings: a folder with an input and what must come of it. */
import { existsSync, globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { publishedKey } from '../channel/identity.ts';
import type { ChannelModule } from '../channel/module.ts';
import { translate } from '../channel/translate.ts';
import type { Submission, Translation } from '../channel/translation.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import { diffLines } from './line-diff.ts';
import { readPaths } from './read-paths.ts';

/** `samples/<case>/`: `input/` or one `input.*` file, `expected.json`, optional `case.json`. */
export interface Sample {
  readonly channel: string;
  readonly name: string;
  readonly path: string;
}

export interface SampleResult {
  readonly sample: Sample;
  /** What differs, as lines of a diff; absent if the sample passes. */
  readonly failure?: string;
  readonly seconds: number;
}

/** What the sender says beside the files. */
interface SampleOptions {
  readonly charset?: string;
  readonly facility?: string;
  readonly received?: string;
}

/** Every sample below the paths; a path may be a tree of mappings, a channel, or one sample. */
export function findSamples(paths: readonly string[]): readonly Sample[] {
  const folders = paths.flatMap((path) => {
    if (isSample(path)) return [path];
    return globSync(`${path}/**/samples/*`).filter(isSample);
  });
  return [...new Set(folders)].sort().map((path) => ({
    path,
    name: basename(path),
    channel: basename(dirname(dirname(path))),
  }));
}

function isSample(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory() && inputOf(path) !== undefined;
}

function inputOf(path: string): string | undefined {
  const name = readdirSync(path).find((each) => each === 'input' || each.startsWith('input.'));
  return name === undefined ? undefined : join(path, name);
}

/** What the sender says beside the files is in `case.json`. */
export function readSample(sample: Sample): Submission {
  const input = inputOf(sample.path);
  const files = input === undefined ? [] : readPaths([input]).flatMap((each) => each.files);
  const optionsFile = join(sample.path, 'case.json');
  const options: SampleOptions = existsSync(optionsFile)
    ? (JSON.parse(readFileSync(optionsFile, 'utf8')) as SampleOptions)
    : {};
  return { channel: sample.channel, files, ...options };
}

/** Runs the sample and gives its result as the text that `expected.json` holds. */
export function runSample(
  submission: Submission,
  channel: ChannelModule,
  profiles: ProfileSet,
): string {
  const options = { tenant: '', identityKey: publishedKey, profiles };
  const translation = translate(channel, submission, options);
  return `${JSON.stringify(describe(translation), null, 2)}\n`;
}

/** What differs from `expected.json`, as a diff; rewrites that if asked to. */
export function judgeSample(sample: Sample, actual: string, update: boolean): string | undefined {
  const file = join(sample.path, 'expected.json');
  if (update) {
    writeFileSync(file, actual);
    return undefined;
  }
  if (!existsSync(file)) return `  ${file} is missing: sampan test --update writes it`;
  const expected = readFileSync(file, 'utf8');
  return expected === actual ? undefined : diffLines(expected, actual);
}

/** Failures with what differs, and one line with the counts. */
export function formatResults(results: readonly SampleResult[]): string {
  const failed = results.filter(({ failure }) => failure !== undefined);
  const lines = failed.map(({ sample, failure }) => `FAILED ${sample.path}\n${failure}\n`);
  return `${lines.join('')}${results.length - failed.length} passed, ${failed.length} failed\n`;
}

function describe(translation: Translation): unknown {
  return {
    faulted: translation.faulted,
    findings: translation.findings.map(describeFinding),
    units: translation.units.map((unit) => ({
      key: unit.key,
      state: unit.state,
      findings: unit.findings.map(describeFinding),
      ...(unit.state === 'acceptable' && { bundle: unit.bundle }),
    })),
  };
}

function describeFinding(finding: Finding): unknown {
  const { code, severity, expression, places } = finding;
  return { code, severity, ...(expression !== undefined && { expression }), places };
}
