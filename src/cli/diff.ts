/** `sampan diff`: what changed maps or profiles would change: elements, money, verdicts. */

import type { Command } from 'commander';
import example from '../../mappings/example.json' with { type: 'json' };
import {
  type Change,
  type ComparedSet,
  compareTranslations,
} from '../channel/compare-translations.ts';
import { publishedKey } from '../channel/identity.ts';
import { prepareSet } from '../channel/prepare-set.ts';
import { unitContext } from '../channel/translate.ts';
import type { Submission } from '../channel/translation.ts';
import { loadChannel, loadProfiles } from './catalogue.ts';
import { type ChangedChannel, changeChannel } from './changed-channel.ts';
import { formatChanges } from './diff-table.ts';
import { exit, nonEmpty, UsageError } from './exit.ts';
import { readPaths, tellUncut } from './read-paths.ts';
import { keptSubmissions } from './stored-submissions.ts';

interface DiffOptions {
  readonly channel: string;
  readonly with: string;
  readonly allow: string;
  readonly charset?: string;
  readonly facility?: string;
  readonly json?: boolean;
  readonly data?: string;
}

const { channel: id, folder, input } = example;

export function registerDiff(program: Command): void {
  program
    .command('diff')
    .description('what changed maps or profiles would change: elements, money, verdicts, by rule')
    .requiredOption('--channel <id>', 'kind of submission')
    .requiredOption('--with <dir>', 'folder with the changed maps as a whole, definitions, or both')
    .option('--allow <kinds>', 'changes that are meant: money, verdict, or both with a comma', '')
    .option('--charset <name>', 'charset of the files, if the sender declares it')
    .option('--facility <code>', 'facility, for sets that do not name it', nonEmpty)
    .option('--data <place>', "instead of paths: a stopped gateway's folder, or its PostgreSQL URL")
    .option('--json', 'every change as one JSON line')
    .argument('[path...]', 'folders, zip files, or the loose files of one set')
    .addHelpText('after', `\nExample:\n  sampan diff --channel ${id} --with ${folder} ${input}`)
    .action(async (paths: readonly string[], options: DiffOptions) => {
      process.exitCode = await diff(paths, options);
    });
}

const allowable = ['money', 'verdict'];

function allowedKinds(text: string): ReadonlySet<string> {
  const kinds = text.split(',').filter((kind) => kind !== '');
  const unknown = kinds.find((kind) => !allowable.includes(kind));
  if (unknown !== undefined) throw new UsageError(`--allow: ${unknown} is not money or verdict`);
  return new Set(['element', 'finding', ...kinds]);
}

async function diff(paths: readonly string[], options: DiffOptions): Promise<number> {
  const allowed = allowedKinds(options.allow);
  if (paths.length > 0 === (options.data !== undefined))
    throw new UsageError('give paths, or --data with what a gateway has kept');
  const [channel, profiles] = await Promise.all([loadChannel(options.channel), loadProfiles()]);
  const changed = await changeChannel(channel, options.with);
  const changes: Change[] = [];
  let sets = 0;
  for await (const { name, submission } of inputs(paths, options)) {
    sets++;
    const before = compared({ channel, profiles }, submission);
    if (before.prepared.faulted) tellUncut(name);
    changes.push(...compareTranslations(before, compared(changed, submission)));
  }
  if (sets === 0) throw new UsageError(`nothing of channel ${options.channel} is kept there`);
  process.stdout.write(
    options.json === true
      ? changes.map((change) => `${JSON.stringify(change)}\n`).join('')
      : formatChanges(changes),
  );
  return changes.every(({ kind }) => allowed.has(kind)) ? exit.fine : exit.inputHasErrors;
}

interface Input {
  readonly name: string;
  readonly submission: Submission;
}

async function* inputs(paths: readonly string[], options: DiffOptions): AsyncGenerator<Input> {
  const { channel, charset, facility, data } = options;
  if (data !== undefined)
    for await (const { id, submission } of keptSubmissions(data, channel))
      yield { name: `submission ${id}`, submission };
  const said = {
    ...(charset !== undefined && { charset }),
    ...(facility !== undefined && { facility }),
  };
  for (const { name, files } of readPaths(paths))
    yield { name, submission: { channel, files, ...said } };
}

function compared({ channel, profiles }: ChangedChannel, submission: Submission): ComparedSet {
  const prepared = prepareSet(channel, submission);
  const options = { tenant: '', identityKey: publishedKey, profiles };
  return { prepared, context: unitContext(channel, prepared, options) };
}
