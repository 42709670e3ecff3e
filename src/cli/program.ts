/** The commands of `sampan`, in the order `--help` shows them. */
import { Command } from 'commander';
import about from '../../package.json' with { type: 'json' };
import { registerConvert } from './convert.ts';
import { registerDiff } from './diff.ts';
import { registerExplain } from './explain.ts';
import { registerExport } from './export.ts';
import { registerFhirPath } from './fhirpath.ts';
import { registerLoad } from './load.ts';
import { registerReceipt } from './receipt.ts';
import { registerReplay } from './replay.ts';
import { registerServe } from './serve.ts';
import { registerSimulate } from './simulate.ts';
import { registerStatement } from './statement.ts';
import { registerSubmit } from './submit.ts';
import { registerTest } from './test.ts';
import { registerTransform } from './transform.ts';
import { registerUsage } from './usage.ts';
import { registerValidate } from './validate.ts';

export function createProgram(): Command {
  const program = new Command('sampan')
    .description('Health-claims interchange: national claim formats to validated FHIR R4.')
    .version(about.version)
    .showHelpAfterError('(sampan --help, or sampan COMMAND --help, tells more)')
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .exitOverride();
  registerConvert(program);
  registerValidate(program);
  registerTransform(program);
  registerFhirPath(program);
  registerExplain(program);
  registerExport(program);
  registerTest(program);
  registerUsage(program);
  registerDiff(program);
  registerServe(program);
  registerSubmit(program);
  registerLoad(program);
  registerReplay(program);
  registerReceipt(program);
  registerStatement(program);
  registerSimulate(program);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}
