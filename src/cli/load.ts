/** `sampan load`: registers and catalogues that rules look things up in. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from './exit.ts';
import { type LoadedEntry, readRegister } from './read-register.ts';

interface LoadOptions {
  readonly data?: string;
  readonly to?: string;
  readonly tenant: string;
  readonly name?: string;
  readonly keyColumn?: string;
}

export function registerLoad(program: Command): void {
  program
    .command('load')
    .description('Load registers and catalogues: FHIR JSON or NDJSON, or CSV with a header.')
    .option('--data <folder>', "the gateway's folder; it must not be running")
    .option('--to <url>', 'a running gateway (not supported yet)')
    .requiredOption('--tenant <id>', 'whose register it is')
    .option('--name <register>', "name of the register; for FHIR the resource's type")
    .option('--key-column <column>', 'for CSV: the column that entries are found by')
    .argument('<file...>')
    .action(load);
}

async function load(files: readonly string[], options: LoadOptions): Promise<void> {
  if (options.to !== undefined || options.data === undefined) {
    throw new UsageError('load writes into the folder of a stopped gateway: name it with --data');
  }
  const entries = files.flatMap((file) => readRegister(readText(file), { file, ...options }));
  const { openRegister } = await import('../node.ts');
  const register = await openRegister(options.data);
  const names = Map.groupBy(entries, ({ register: name }) => name);
  for (const [name, list] of names) {
    await register.load(options.tenant, name, list satisfies readonly LoadedEntry[]);
    process.stderr.write(`${name}: ${list.length} entries\n`);
  }
  await register.close();
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read`);
  }
}
