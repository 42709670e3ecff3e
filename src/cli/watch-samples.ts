/** `sampan test --watch`: on save, one channel's maps compiled in memory and its samples run. */
import { watch } from 'node:fs';
import { dirname } from 'node:path';
import type { ChannelModule } from '../channel/module.ts';
import type { Submission } from '../channel/translation.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import { loadChannel, loadProfiles } from './catalogue.ts';
import { type MapGround, openGround, withMapsOf } from './changed-channel.ts';
import { UsageError } from './exit.ts';
import { type RememberedTraces, rememberTraces } from './remembered-traces.ts';
import { formatResults, judgeSample, readSample, runSample, type Sample } from './samples.ts';
import { countryDefinitions } from './written-definitions.ts';

interface Watched {
  readonly folder: string;
  readonly samples: readonly Sample[];
  readonly ground: MapGround;
  readonly profiles: ProfileSet;
  readonly traces: RememberedTraces;
  /** Compiled text of each map. */
  readonly codes: Map<string, string>;
  channel: ChannelModule;
  /** Inputs as last read. */
  submissions: ReadonlyMap<Sample, Submission>;
  /** What came of each sample, and the maps that made it; of those that need not run again. */
  readonly results: Map<Sample, Result>;
  /** Maps that have run since this was last emptied. */
  readonly ran: Set<string>;
}

interface Result {
  readonly actual: string;
  readonly maps: readonly string[];
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
  const traces = rememberTraces();
  const submissions = readAll(samples);
  const kept = { codes: new Map(), results: new Map(), ran: new Set<string>() };
  return { ...kept, folder, samples, ground, profiles, traces, channel, submissions };
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
  setImmediate(() => verify(watched, text));
}

/** Runs once more with twins made anew, and tells only what differs from what was said. */
function verify(watched: Watched, said: string): void {
  if (watched.traces.distrust()) {
    watched.results.clear();
    const text = runAll(watched);
    if (text !== said) process.stdout.write(`${watched.folder}: traced anew\n${text}`);
  }
  watched.traces.trust();
}

/** Anything else in the folder: editors that save by renaming name only the file they renamed. */
function isOfSample(file: string): boolean {
  return file.startsWith('samples');
}

/** What is to be said of the saved files, by what they are. */
function answer(watched: Watched, files: readonly string[]): string {
  if (files.includes('channel.json')) return 'channel.json: npm run compile takes it over\n';
  const { samples } = watched;
  try {
    if (!files.every(isOfSample)) compile(watched);
    if (files.some(isOfSample)) {
      watched.submissions = readAll(samples);
      watched.results.clear();
    }
    return runAll(watched);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.message}\n`;
  }
}

/** Compiles the maps; what a map that is not what it was has made is forgotten. */
function compile(watched: Watched): void {
  const { channel, codes, folder, ground, ran, results, traces } = watched;
  const changed = new Set<string>();
  const made = withMapsOf(channel, folder, ground, (map) => {
    if (codes.get(map.name) !== map.code) changed.add(map.name);
    codes.set(map.name, map.code);
    return traces.of(map);
  });
  const maps = Object.entries(made.maps).map(([name, map]): [string, typeof map] => [
    name,
    (source, context) => {
      ran.add(name);
      return map(source, context);
    },
  ]);
  watched.channel = { ...made, maps: Object.fromEntries(maps) };
  for (const [sample, { maps }] of results)
    if (maps.some((name) => changed.has(name))) results.delete(sample);
}

function resultOf(watched: Watched, sample: Sample, submission: Submission): string {
  const known = watched.results.get(sample);
  if (known !== undefined) return known.actual;
  watched.ran.clear();
  const actual = runSample(submission, watched.channel, watched.profiles);
  watched.results.set(sample, { actual, maps: [...watched.ran] });
  return actual;
}

function runAll(watched: Watched): string {
  const results = watched.samples.flatMap((sample) => {
    const submission = watched.submissions.get(sample);
    if (submission === undefined) return [];
    const failure = judgeSample(sample, resultOf(watched, sample, submission), false);
    return [{ sample, seconds: 0, ...(failure !== undefined && { failure }) }];
  });
  return formatResults(results);
}
