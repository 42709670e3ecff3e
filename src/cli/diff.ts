/** `sampan diff`: what a changed mapping would change of what comes out: elements, money, verdicts. */
import type { Command } from 'commander';
import {
  type Change,
  type ChangeKind,
  compareTranslations,
} from '../channel/compare-translations.ts';
import { publishedKey } from '../channel/identity.ts';
import type { ChannelModule } from '../channel/module.ts';
import { translate } from '../channel/translate.ts';
import { createTypeModel } from '../fhir/model.ts';
import { loadChannel, loadProfiles } from './catalogue.ts';
import { compileChannelMaps } from './compile-channel-maps.ts';
import { exit, UsageError } from './exit.ts';
import { instantiateMap, instantiateTracedMap } from './instantiate-map.ts';
import { r4Definitions } from './r4-definitions.ts';
import { readPaths } from './read-paths.ts';
import { countryDefinitions, ofType } from './written-definitions.ts';

interface DiffOptions {
  readonly channel: string;
  readonly with: string;
  readonly allow: string;
  readonly json?: boolean;
}

export function registerDiff(program: Command): void {
  program
    .command('diff')
    .description('what changed maps would change: elements, money, verdicts, with counts')
    .requiredOption('--channel <id>', 'kind of submission')
    .requiredOption('--with <dir>', 'folder with the changed maps, as a whole')
    .option('--allow <kinds>', 'changes that are meant: money, verdict, or both with a comma', '')
    .option('--json', 'every change as one JSON line')
    .argument('<path...>', 'folders, zip files, or the loose files of one set')
    .addHelpText(
      'after',
      '\nExample:\n  sampan diff --channel th-eclaim-16 --with mappings/th/th-eclaim-16 mappings/th/th-eclaim-16/samples/good-utf8-header/input',
    )
    .action(async (paths: readonly string[], options: DiffOptions) => {
      process.exitCode = await diff(paths, options);
    });
}

async function diff(paths: readonly string[], options: DiffOptions): Promise<number> {
  const [channel, profiles] = await Promise.all([loadChannel(options.channel), loadProfiles()]);
  const changed = withMapsOf(channel, options.with);
  const changes = readPaths(paths).flatMap(({ files }) => {
    const submission = { channel: options.channel, files };
    const settings = { tenant: '', identityKey: publishedKey, profiles };
    const before = translate(channel, submission, settings);
    return compareTranslations(before, translate(changed, submission, settings));
  });
  process.stdout.write(
    options.json === true
      ? changes.map((change) => `${JSON.stringify(change)}\n`).join('')
      : formatChanges(changes),
  );
  const allowed = new Set(['element', ...options.allow.split(',')]);
  return changes.every(({ kind }) => allowed.has(kind)) ? exit.fine : exit.inputHasErrors;
}

/** The channel with the maps of another folder in place of its own. */
function withMapsOf(channel: ChannelModule, path: string): ChannelModule {
  const { country, versions } = channel.definition;
  const definitions = countryDefinitions(country);
  const structures = [...r4Definitions().structures, ...ofType(definitions, 'StructureDefinition')];
  const names = versions.flatMap((each) => Object.values(each.units).map(({ map }) => map));
  const model = createTypeModel(structures);
  const { maps, errors } = compileChannelMaps({ path, names, definitions, model });
  if (errors.length > 0) throw new UsageError(errors.join('\n'));
  return {
    ...channel,
    maps: Object.fromEntries(maps.map(({ name, code }) => [name, instantiateMap(code)])),
    tracedMaps: Object.fromEntries(
      maps.map(({ name, tracedCode }) => [name, instantiateTracedMap(tracedCode)]),
    ),
  };
}

const examplesShown = 3;

/** Changes grouped by kind and by element without its indexes: `Bundle.entry.resource.item.net`. */
function formatChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return 'nothing changes\n';
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.kind} ${change.element.replace(/\[\d+\]/g, '')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  const order: readonly ChangeKind[] = ['verdict', 'money', 'element'];
  const sorted = [...groups].sort(
    ([, [a]], [, [b]]) => order.indexOf(a?.kind ?? 'element') - order.indexOf(b?.kind ?? 'element'),
  );
  return sorted.map(([key, group]) => formatGroup(key, group)).join('');
}

function formatGroup(key: string, group: readonly Change[]): string {
  const examples = group.slice(0, examplesShown).map(({ unit, before, after }) => {
    return `    ${unit}: ${before ?? '(absent)'} -> ${after ?? '(absent)'}\n`;
  });
  const more = group.length - examples.length;
  return `${key} (${group.length})\n${examples.join('')}${more > 0 ? `    and ${more} more\n` : ''}`;
}
