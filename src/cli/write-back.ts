/** `sampan write-back`: bundles back to the records of their channel. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readExactJson } from '../base/exact-json.ts';
import type { BackModule, BackUnit } from '../channel/back/definition.ts';
import { recordsOf } from '../channel/back/records.ts';
import { writeXml } from '../channel/back/write-xml.ts';
import type { Resource } from '../channel/translation.ts';
import { loadBack, loadChannel } from './catalogue.ts';
import { exit, UsageError } from './exit.ts';
import { checkWritable, writeOutput } from './write-output.ts';

interface WriteBackOptions {
  readonly channel: string;
  readonly form: string;
  readonly day?: string;
  readonly out?: string;
}

const DAY = /^\d{8}$/;

export function registerWriteBack(program: Command): void {
  program
    .command('write-back')
    .description('bundles back to the records of their channel; what is lost is told')
    .requiredOption('--channel <id>', 'the channel whose format is written')
    .option('--form <form>', 'base64 or inline', 'base64')
    .option('--day <yyyyMMdd>', 'the day the file is made')
    .option('--out <file>', 'write there instead of to stdout')
    .argument('<file...>', 'Bundles, one a line')
    .action(async (files: readonly string[], options: WriteBackOptions) => {
      process.exitCode = await writeBack(files, options);
    });
}

async function writeBack(files: readonly string[], options: WriteBackOptions): Promise<number> {
  const { form } = options;
  if (form !== 'base64' && form !== 'inline') throw new UsageError(`no form: ${form}`);
  if (options.day !== undefined && !DAY.test(options.day)) {
    throw new UsageError(`no day: ${options.day}`);
  }
  const module = await findBack(options.channel);
  const channel = await loadChannel(options.channel);
  const { reader } = channel.definition;
  if (reader.kind !== 'xml') throw new UsageError(`${options.channel} is not XML`);
  if (options.out !== undefined) checkWritable(options.out);
  const units = files.flatMap(bundlesOf).map((bundle) => recordsOf(module, channel, bundle));
  const { facility, day, count } = module.definition.around;
  const around = {
    [facility.field]: facilityOf(module, units),
    [day]: options.day ?? '',
    [count]: String(units.length),
  };
  const xml = writeXml(reader, units, { form, around });
  if (options.out === undefined) process.stdout.write(xml);
  else writeOutput(options.out, xml);
  return tell(module, units);
}

async function findBack(channel: string): Promise<BackModule> {
  const back = await loadBack();
  const found = back.find(({ definition }) => definition.channel === channel);
  if (found === undefined) throw new UsageError(`nothing is written back to ${channel}`);
  return found;
}

function bundlesOf(file: string): readonly Resource[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => readExactJson(line) as Resource);
}

function facilityOf({ definition }: BackModule, units: readonly BackUnit[]): string {
  const [part = '', field = ''] = definition.around.facility.from.split('.');
  return units[0]?.parts.get(part)?.[0]?.cells.get(field) ?? '';
}

/** Resources nobody reads back are lost: the exit code says so. */
function tell({ definition }: BackModule, units: readonly BackUnit[]): number {
  const unread = new Set(units.flatMap((unit) => unit.unread));
  if (unread.size === 0) return exit.fine;
  const whole = definition.lost.filter(({ field }) => !field.includes('.'));
  process.stderr.write(`not written: ${[...unread].join(', ')}\n`);
  for (const { field, reason } of whole) process.stderr.write(`  ${field}: ${reason}\n`);
  return exit.inputHasErrors;
}
