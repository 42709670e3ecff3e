/** `sampan test`: runs the samples of mappings and shows what differs. */

import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import example from '../../mappings/example.json' with { type: 'json' };
import { loadChannels, loadProfiles } from './catalogue.ts';
import { exit, UsageError } from './exit.ts';
import { junitReport } from './junit.ts';
import {
  findSamples,
  formatResults,
  judgeSample,
  readSample,
  runSample,
  type Sample,
  type SampleResult,
} from './samples.ts';
import { watchSamples } from './watch-samples.ts';

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
    .option('--watch', 'then run a channel again when its maps or samples are saved')
    .argument('[path...]', 'mappings, channels or single samples', ['mappings'])
    .addHelpText('after', `\nExample:\n  sampan test ${example.samples}`)
    .action(async (paths: readonly string[], options: TestOptions) => {
      process.exitCode = await test(paths, options);
      if (options.watch === true) await watchSamples(samplesBelow(paths));
    });
}

async function test(paths: readonly string[], options: TestOptions): Promise<number> {
  const samples = samplesBelow(paths);
  const results = await runSamples(samples, options.update === true);
  process.stdout.write(formatResults(results));
  if (options.junit !== undefined) writeFileSync(options.junit, junitReport(results));
  return results.some(({ failure }) => failure !== undefined) ? exit.inputHasErrors : exit.fine;
}

function samplesBelow(paths: readonly string[]): readonly Sample[] {
  const samples = findSamples(paths);
  if (samples.length === 0) throw new UsageError(`no samples below ${paths.join(', ')}`);
  return samples;
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
    const actual = runSample(readSample(sample), channel, profiles);
    const failure = judgeSample(sample, actual, update);
    const seconds = (performance.now() - started) / 1000;
    return { sample, seconds, ...(failure !== undefined && { failure }) };
  });
}
