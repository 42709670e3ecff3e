/** `sampan usage`: what a channel's maps make of the fields they are given. */

import type { Command } from 'commander';
import example from '../../mappings/example.json' with { type: 'json' };
import { isDelimitedChannel } from '../channel/definition.ts';
import { publishedKey } from '../channel/identity.ts';
import type { ChannelModule } from '../channel/module.ts';
import { prepareSet } from '../channel/prepare-set.ts';
import { unitContext } from '../channel/translate.ts';
import { translateUnit } from '../channel/translate-unit.ts';
import type { Resource } from '../channel/translation.ts';
import {
  countUsage,
  type FieldState,
  type FieldUsage,
  startUsage,
  usageOf,
} from '../channel/usage.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import { loadChannel, loadProfiles } from './catalogue.ts';
import { exit, nonEmpty } from './exit.ts';
import { type TargetUsage, targetUsage } from './must-support.ts';
import { readPaths, tellUncut } from './read-paths.ts';

interface UsageOptions {
  readonly channel: string;
  readonly json?: boolean;
  readonly charset?: string;
  readonly facility?: string;
}

export interface UsageReport {
  readonly channel: string;
  readonly fields: readonly FieldUsage[];
  readonly targets: readonly TargetUsage[];
  /** Sets that could not be cut into claims, and so count for nothing. */
  readonly uncut: readonly string[];
}

export function registerUsage(program: Command): void {
  program
    .command('usage')
    .description(
      'source fields used, ignored on purpose, unused, unseen; must-support elements filled',
    )
    .requiredOption('--channel <id>', 'kind of submission')
    .option('--json', 'the whole report as JSON')
    .option('--charset <name>', 'charset of the files, if the sender declares it')
    .option('--facility <code>', 'facility, for sets that do not name it', nonEmpty)
    .argument('<path...>', 'folders, zip files, or the loose files of one set')
    .addHelpText(
      'after',
      `\nExample:\n  sampan usage --channel ${example.channel} ${example.input}`,
    )
    .action(async (paths: readonly string[], options: UsageOptions) => {
      const [channel, profiles] = await Promise.all([loadChannel(options.channel), loadProfiles()]);
      const report = measureUsage(channel, profiles, paths, options);
      process.stdout.write(
        options.json === true ? `${JSON.stringify(report, null, 2)}\n` : formatUsage(report),
      );
      for (const name of report.uncut) tellUncut(name);
      process.exitCode = report.uncut.length > 0 ? exit.inputHasErrors : exit.fine;
    });
}

/** Loose files are one set of tables; of documents and messages each file is one by itself. */
function setsOf({ definition }: ChannelModule, paths: readonly string[]) {
  return isDelimitedChannel(definition)
    ? readPaths(paths)
    : paths.flatMap((path) => readPaths([path]));
}

export function measureUsage(
  channel: ChannelModule,
  profiles: ProfileSet,
  paths: readonly string[],
  said: Pick<UsageOptions, 'charset' | 'facility'>,
): UsageReport {
  const counts = startUsage(channel);
  const bundles: Resource[] = [];
  const uncut: string[] = [];
  for (const { name, files } of setsOf(channel, paths)) {
    const prepared = prepareSet(channel, {
      channel: channel.definition.id,
      files,
      ...(said.charset !== undefined && { charset: said.charset }),
      ...(said.facility !== undefined && { facility: said.facility }),
    });
    if (prepared.faulted) uncut.push(name);
    const options = { tenant: '', identityKey: publishedKey, profiles };
    const context = unitContext(channel, prepared, options);
    countUsage(counts, prepared, context);
    for (const cut of prepared.units) {
      const { bundle } = translateUnit(cut, [], context);
      if (bundle !== undefined) bundles.push(bundle);
    }
  }
  return {
    channel: channel.definition.id,
    fields: usageOf(counts, channel),
    targets: targetUsage(channel.definition.country, bundles),
    uncut,
  };
}

const headings: Readonly<Record<FieldState, string>> = {
  unused: 'UNUSED: given, and neither mapped nor declared as ignored',
  ignored: 'ignored on purpose',
  unseen: 'not given in this input',
  used: 'used',
};

function formatUsage(report: UsageReport): string {
  const lines: string[] = [];
  for (const [state, heading] of Object.entries(headings)) {
    const fields = report.fields.filter((field) => field.state === state);
    lines.push(`${heading} (${fields.length})`);
    if (state === 'ignored') {
      for (const { field, reason } of fields) lines.push(`  ${field}: ${reason}`);
    } else if (fields.length > 0) {
      lines.push(...wrap(fields.map(({ field }) => field)));
    }
  }
  lines.push('must-support elements, filled in how many of the resources');
  for (const { profile, element, filled, resources } of report.targets) {
    lines.push(`  ${`${filled}/${resources}`.padEnd(7)} ${element}  (${profile})`);
  }
  return `${lines.join('\n')}\n`;
}

const lineColumns = 96;

function wrap(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of words) {
    if (line.length + word.length + 1 > lineColumns) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
