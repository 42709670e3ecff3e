/** `sampan export`: bundles back to the records of a channel, and what they cannot carry. */
import { join } from 'node:path';
import type { Command } from 'commander';
import example from '../../mappings/example.json' with { type: 'json' };
import { type Loss, lossesOf } from '../channel/back/losses.ts';
import type { RowForms } from '../channel/back/row-forms.ts';
import { type Row, type WrittenFile, writeRows } from '../channel/back/write-rows.ts';
import { publishedKey } from '../channel/identity.ts';
import type { ChannelModule } from '../channel/module.ts';
import { translate } from '../channel/translate.ts';
import type { Resource, SourceFile } from '../channel/translation.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import { encodeText, type WritableCharset } from '../wire/charset/encode.ts';
import { loadChannel, loadProfiles, loadTexts } from './catalogue.ts';
import { exit, UsageError } from './exit.ts';
import { writeDocumentFiles } from './export-document.ts';
import { formatFindings, type UnitFindings } from './findings-table.ts';
import { readBundles } from './read-bundles.ts';
import { compileForms, readForms } from './row-forms.ts';
import { makeFolder, writeOutput } from './write-output.ts';

interface ExportOptions {
  readonly channel: string;
  readonly charset?: string;
  readonly form?: string;
  readonly day?: string;
  readonly to?: string;
  readonly losses?: string;
}

export function registerExport(program: Command): void {
  program
    .command('export')
    .description('write bundles back as the records of a channel, with a report of what is lost')
    .requiredOption('--channel <id>', `kind of submission, e.g. ${example.channel}`)
    .option('--charset <name>', 'charset of the files: utf-8 or windows-874', 'utf-8')
    .option('--form <form>', 'XML: embedded documents in base64 or inline', 'base64')
    .option('--day <text>', 'XML: the day the document is made, as its format writes it')
    .option('--to <folder>', 'write the files there; else their text as JSON, one a line')
    .option('--losses <file>', 'write what is lost there, one JSON a line')
    .argument('<file...>', 'bundles as convert prints them, one a line, or one a file')
    .addHelpText(
      'after',
      `\nExample:\n  sampan export --channel ${example.channel} ${example.bundles}`,
    )
    .action(async (files: readonly string[], options: ExportOptions) => {
      process.exitCode = await exportBundles(files, options);
    });
}

async function exportBundles(paths: readonly string[], options: ExportOptions): Promise<number> {
  const charset = charsetOf(options.charset ?? 'utf-8');
  const [channel, profiles] = await Promise.all([loadChannel(options.channel), loadProfiles()]);
  const bundles: Resource[] = [];
  for (const path of paths) for await (const bundle of readBundles(path)) bundles.push(bundle);
  const written =
    channel.definition.reader.kind === 'xml'
      ? await writeDocumentFiles(channel, bundles, options)
      : writeBundles(channel, readForms(channel.definition), bundles);
  const files = written.files.map((file) => ({ ...file, ...encodeText(file.text, charset) }));
  if (options.to !== undefined) makeFolder(options.to);
  for (const { name, text, rows, bytes, lost } of files) {
    if (options.to === undefined) print({ file: name, text });
    else {
      writeOutput(join(options.to, name), bytes);
      print({ file: name, rows });
    }
    const letters = [...new Set(lost)].join(' ');
    if (letters !== '') process.stderr.write(`${name}: not in ${charset}: ${letters}\n`);
  }
  const sets = channel.definition.reader.kind === 'xml' ? files.map((file) => [file]) : [files];
  const again = sets.flatMap((set) => readAgain(channel, profiles, set));
  const losses = lossesOfAll(bundles, again);
  if (options.losses !== undefined) {
    writeOutput(options.losses, losses.map((loss) => `${JSON.stringify(loss)}\n`).join(''));
  }
  process.stderr.write(formatFindings(again, 'en', await loadTexts()));
  const unknown = written.unknown.map(keyOf);
  process.stderr.write(report(losses, unknown, bundles.length));
  return written.unknown.length > 0 ? exit.inputHasErrors : exit.fine;
}

function charsetOf(label: string): WritableCharset {
  if (label === 'utf-8' || label === 'windows-874') return label;
  throw new UsageError(`charset ${label}: files are written in utf-8 or windows-874`);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

interface Written {
  readonly files: readonly WrittenFile[];
  /** Bundles that are no claim of the channel. */
  readonly unknown: readonly Resource[];
}

/** The records of all bundles, part by part; a record that is unique is written once. */
export function writeBundles(
  { definition, layouts }: ChannelModule,
  outward: RowForms,
  bundles: readonly Resource[],
  compiled = compileForms(outward),
): Written {
  if (definition.reader.kind !== 'delimited') {
    throw new UsageError(`${definition.id} is not written as delimited files`);
  }
  const { recordsOf } = compiled;
  const records = new Map<string, Row[]>();
  const unknown: Resource[] = [];
  const seen = new Set<string>();
  const uniqueOf = new Map(
    outward.forms.flatMap(({ parts }) =>
      Object.entries(parts).map(([name, { unique = [] }]) => [name, unique] as const),
    ),
  );
  for (const bundle of bundles) {
    const own = recordsOf(bundle);
    if (own === undefined) unknown.push(bundle);
    for (const [part, rows] of own ?? []) {
      const unique = uniqueOf.get(part) ?? [];
      for (const row of rows) {
        const key = `${part} ${unique.map((column) => row[column]).join(' ')}`;
        if (unique.length > 0 && seen.has(key)) continue;
        seen.add(key);
        const known = records.get(part);
        if (known === undefined) records.set(part, [row]);
        else known.push(row);
      }
    }
  }
  return { files: writeRows(definition.reader, layouts, records, definition.timeZone), unknown };
}

function keyOf(bundle: Resource): string {
  const { value } = (bundle.identifier ?? {}) as { readonly value?: string };
  return value ?? '';
}

/** What the written files are when they are read again. */
interface ReadAgain extends UnitFindings {
  readonly bundle?: Resource;
}

function readAgain(
  channel: ChannelModule,
  profiles: ProfileSet,
  files: readonly SourceFile[],
): readonly ReadAgain[] {
  const submission = { channel: channel.definition.id, files };
  const options = { tenant: '', identityKey: publishedKey, profiles };
  const { findings, units } = translate(channel, submission, options);
  const own = units.map(({ key: unit, ...rest }) => ({ unit, ...rest }));
  return [...own, { findings }];
}

/** What then differs was lost. */
function lossesOfAll(bundles: readonly Resource[], again: readonly ReadAgain[]): readonly Loss[] {
  const found = new Map(
    again.flatMap(({ bundle }) => (bundle === undefined ? [] : [[keyOf(bundle), bundle] as const])),
  );
  return bundles.flatMap((bundle) => lossesOf(keyOf(bundle), bundle, found.get(keyOf(bundle))));
}

export function lossesBetween(
  channel: ChannelModule,
  profiles: ProfileSet,
  bundles: readonly Resource[],
  files: readonly SourceFile[],
): readonly Loss[] {
  return lossesOfAll(bundles, readAgain(channel, profiles, files));
}

const lossesShown = 20;

function report(losses: readonly Loss[], unknown: readonly string[], bundles: number): string {
  const lines = [
    ...unknown.map((key) => `${key}: no claim of this channel`),
    ...losses.slice(0, lossesShown).map(({ unit, element, before, after }) => {
      return `${unit}: ${element}: ${before ?? 'nothing'} becomes ${after ?? 'nothing'}`;
    }),
    ...(losses.length > lossesShown ? [`and ${losses.length - lossesShown} more`] : []),
    `bundles: ${bundles}; ${losses.length === 0 ? 'nothing lost' : `${losses.length} values lost or changed`}`,
  ];
  return `${lines.join('\n')}\n`;
}
