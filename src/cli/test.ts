/** `sampan test`: runs the samples of mappings and shows what differs. */
import { existsSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { loadChannels, loadProfiles } from './catalogue.ts';
import { exit, UsageError } from './exit.ts';
import { junitReport } from './junit.ts';
import { diffLines } from './line-diff.ts';
import { findSamples, runSample, type Sample, type SampleResult } from './samples.ts';

interface TestOptions {
  readonly junit?: string;
  readonly update?: boolean;
  readonly watch?: boolean;
}

export function registerTest(program: Command): void {
  program
    .command('test')
    .description('run the samples of mappings: each folder holds an input and what it must become')
    .option('--update', 'rewrite expected.json with what comes out now')
    .option('--junit <file>', 'also write the results as JUnit XML')
    .option('--watch', 'run again whenever a file below the paths is saved')
    .argument('[path...]', 'mappings, channels or single samples', ['mappings'])
    .addHelpText('after', '\nExample:\n  sampan test mappings/th')
    .action(async (paths: readonly string[], options: TestOptions) => {
      process.exitCode = await test(paths, options);
      if (options.watch === true) watchPaths(paths, options);
    });
}

async function test(paths: readonly string[], options: TestOptions): Promise<number> {
  const samples = findSamples(paths);
  if (samples.length === 0) throw new UsageError(`no samples below ${paths.join(', ')}`);
  const results = await runSamples(samples, options.update === true);
  for (const { sample, failure } of results) {
    if (failure !== undefined) process.stdout.write(`FAILED ${sample.path}\n${failure}\n`);
  }
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
  if (options.junit !== undefined) writeFileSync(options.junit, junitReport(results));
  return failed === 0 ? exit.fine : exit.inputHasErrors;
}

export async function runSamples(
  samples: readonly Sample[],
  update: boolean,
): Promise<readonly SampleResult[]> {
  const [channels, profiles] = await Promise.all([loadChannels(), loadProfiles()]);
  return samples.map((sample) => {
    const started = performance.now();
    const channel = channels.find((each) => each.definition.id === sample.channel);
    if (channel === undefined) throw new UsageError(`${sample.path}: no channel ${sample.channel}`);
    const failure = compare(sample, runSample(sample, channel, profiles), update);
    const seconds = (performance.now() - started) / 1000;
    return { sample, seconds, ...(failure !== undefined && { failure }) };
  });
}

function compare(sample: Sample, actual: string, update: boolean): string | undefined {
  const file = join(sample.path, 'expected.json');
  if (update) {
    writeFileSync(file, actual);
    return undefined;
  }
  if (!existsSync(file)) return `  ${file} is missing: sampan test --update writes it`;
  const expected = readFileSync(file, 'utf8');
  return expected === actual ? undefined : diffLines(expected, actual);
}

function watchPaths(paths: readonly string[], options: TestOptions): void {
  for (const path of paths) {
    watch(path, { recursive: true }, async (_event, file) => {
      if (file?.endsWith('expected.json') === true) return;
      process.exitCode = await test(paths, { ...options, watch: false });
    });
  }
}
