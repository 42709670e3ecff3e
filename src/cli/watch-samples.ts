/** `sampan test --watch`: on save, one channel's maps compiled in memory and its samples run. */
import { watch } from 'node:fs';
import { dirname } from 'node:path';
import type { ChannelModule } from '../channel/module.ts';
import type { Submission } from '../channel/translation.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import { loadChannel, loadProfiles } from './catalogue.ts';
import { type MapGround, openGround, withMapsOf } from './changed-channel.ts';
import { UsageError } from './exit.ts';
import { formatResults, judgeSample, readSample, runSample, type Sample } from './samples.ts';
import { countryDefinitions } from './written-definitions.ts';

interface Watched {
  readonly folder: string;
  readonly samples: readonly Sample[];
  readonly ground: MapGround;
  readonly profiles: ProfileSet;
  channel: ChannelModule;
  /** Inputs as last read. */
  submissions: ReadonlyMap<Sample, Submission>;
}

/** Editors write a file in several steps; what comes within this time is one save. */
const settleMs = 15;

const warmUps = 3;

export async function watchSamples(samples: readonly Sample[]): Promise<void> {
  const grounds = new Map<string, MapGround>();
  for (const [folder, own] of Map.groupBy(samples, ({ path }) => dirname(dirname(path)))) {
    const watched = await open(folder, own, grounds);
    // Runs in silence, so that the first save is answered as fast as the others.
    for (let run = 0; run < warmUps; run++) answer(watched, ['first.map']);
    const saved = new Set<string>();
    watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || file.endsWith('expected.json')) return;
      if (saved.size === 0) setTimeout(() => report(watched, saved), settleMs);
      saved.add(file);
    });
    process.stdout.write(`watching ${folder}\n`);
  }
}

async function open(
  folder: string,
  samples: readonly Sample[],
  grounds: Map<string, MapGround>,
): Promise<Watched> {
  const channel = await loadChannel(samples[0]?.channel ?? '');
  const { country } = channel.definition;
  const ground = grounds.get(country) ?? openGround(countryDefinitions(country));
  grounds.set(country, ground);
  const profiles = await loadProfiles();
  return { folder, samples, ground, profiles, channel, submissions: readAll(samples) };
}

function readAll(samples: readonly Sample[]): ReadonlyMap<Sample, Submission> {
  return new Map(samples.map((sample) => [sample, readSample(sample)]));
}

function report(watched: Watched, saved: Set<string>): void {
  const started = performance.now();
  const files = [...saved];
  saved.clear();
  const text = answer(watched, files);
  const took = Math.round(performance.now() - started);
  process.stdout.write(`${watched.folder}: ${files.join(', ')} (${took} ms)\n${text}`);
}

function isMap(file: string): boolean {
  return file.endsWith('.map') || file.endsWith('.ConceptMap.json');
}

/** What is to be said of the saved files, by what they are. */
function answer(watched: Watched, files: readonly string[]): string {
  if (files.includes('channel.json')) return 'channel.json: npm run compile takes it over\n';
  const { channel, folder, ground, samples } = watched;
  try {
    if (files.some(isMap)) watched.channel = withMapsOf(channel, folder, ground);
    if (!files.every(isMap)) watched.submissions = readAll(samples);
    return runAll(watched);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.message}\n`;
  }
}

function runAll({ samples, channel, profiles, submissions }: Watched): string {
  const results = samples.flatMap((sample) => {
    const submission = submissions.get(sample);
    if (submission === undefined) return [];
    const failure = judgeSample(sample, runSample(submission, channel, profiles), false);
    return [{ sample, seconds: 0, ...(failure !== undefined && { failure }) }];
  });
  return formatResults(results);
}
