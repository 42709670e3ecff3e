/** `sampan load`: registers and catalogues that rules look things up in. */
import type { Command } from 'commander';
import { askedRegisters } from '../gateway/asked-registers.ts';
import { joinProfiles } from '../profile/runtime/index.ts';
import { gatewayUrl } from './ask-gateway.ts';
import { loadChannels } from './catalogue.ts';
import { countOf } from './count-of.ts';
import { UsageError } from './exit.ts';
import { entriesOfFile, openRegisterFile, type RegisterFile } from './read-register.ts';
import { type SandboxSender, sandboxFolder, sandboxSenders } from './sandbox-file.ts';
import { sendRegister } from './send-register.ts';
import { tellUnasked } from './unasked-registers.ts';

interface LoadOptions {
  readonly data?: string;
  readonly to?: string;
  readonly key?: string;
  readonly tenant?: string;
  readonly name?: string;
  readonly keyColumn?: string;
}

export function registerLoad(program: Command): void {
  program
    .command('load')
    .description('load registers and catalogues: FHIR JSON or NDJSON, or CSV with a header')
    .option('--to <url>', 'a running gateway', gatewayUrl)
    .option('--key <key>', "for --to: the sender's or an operator's; without it the sandbox's")
    .option('--data <folder>', 'the folder of a stopped gateway, or the URL of its database')
    .option('--tenant <id>', 'whose register it is; a sender can only load its own')
    .option('--name <register>', "name of the register; for FHIR the resource's type")
    .option('--key-column <column>', 'for CSV: the column that entries are found by')
    .argument('<file...>', 'the form is told by the ending: .json, .ndjson, .csv')
    .addHelpText(
      'after',
      `
Example:
  sampan load --to http://127.0.0.1:8080 --name Practitioner --key-column licence doctors.csv`,
    )
    .action(load);
}

async function load(files: readonly string[], options: LoadOptions): Promise<void> {
  if ((options.to === undefined) === (options.data === undefined)) {
    throw new UsageError(
      'say --to URL of a running gateway or --data FOLDER of a stopped one, or its database',
    );
  }
  const opened = files.map(openRegisterFile);
  const counts =
    options.data === undefined
      ? await loadTo(options.to ?? '', opened, options)
      : await loadInto(options.data, opened, options);
  const whose = tellWhose(options);
  for (const [name, count] of counts)
    process.stderr.write(`${name}: ${countOf(count, 'entry', 'entries')}${whose}\n`);
}

type Counts = ReadonlyMap<string, number>;

async function loadTo(
  to: string,
  files: readonly RegisterFile[],
  options: LoadOptions,
): Promise<Counts> {
  const key = options.key ?? demoSender(to, options.tenant).key;
  const counts = new Map<string, number>();
  for (const file of files) {
    const loaded = await sendRegister(file, { ...options, to, key });
    for (const [name, count] of loaded) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return counts;
}

/** The one `--tenant` names, or the first. */
function demoSender(to: string, tenant: string | undefined): SandboxSender {
  const senders = sandboxSenders(to);
  const found = senders.find(({ id }) => id === (tenant ?? id));
  if (found) return found;
  const known = senders.map(({ id }) => id).join(', ');
  throw new UsageError(
    known === ''
      ? `--key is needed: no sandbox of ${sandboxFolder()} runs there (SAMPAN_DATA)`
      : `no sender of this sandbox is ${tenant}; there is ${known}`,
  );
}

/** A register is one sender's own, and a sandbox has several. */
function tellWhose({ to, key, tenant }: LoadOptions): string {
  if (to === undefined || key !== undefined) return '';
  const chosen = demoSender(to, tenant).id;
  const others = sandboxSenders(to).filter(({ id }) => id !== chosen);
  if (tenant !== undefined || others.length === 0) return `, for ${chosen}`;
  return `, for ${chosen}; --tenant names another: ${others.map(({ id }) => id).join(', ')}`;
}

/** What a gateway of this release asks. */
async function registersOfRules(): Promise<ReadonlySet<string>> {
  const { catalogueOf } = await import('../catalogue.ts');
  const nothing = { profiles: joinProfiles([]), texts: {}, payerCodes: [], statements: [] };
  return askedRegisters(catalogueOf(await loadChannels(), nothing).channels);
}

async function loadInto(
  place: string,
  files: readonly RegisterFile[],
  options: LoadOptions,
): Promise<Counts> {
  const { tenant } = options;
  if (tenant === undefined) throw new UsageError('--data needs --tenant');
  const entries = files.flatMap((file) => entriesOfFile(file, options));
  const { openRegister } = await import('../node.ts');
  const register = await openRegister(place).catch((error: unknown) => {
    // A database's URL may hold a password.
    const shown = /^postgres/.test(place) ? 'the database' : place;
    throw new UsageError(`${shown} cannot be opened, is its gateway running? ${String(error)}`);
  });
  const names = Map.groupBy(entries, ({ register: name }) => name);
  tellUnasked([...names.keys()], await registersOfRules());
  for (const [name, list] of names) await register.load(tenant, name, list);
  await register.close();
  return new Map([...names].map(([name, list]) => [name, list.length]));
}
