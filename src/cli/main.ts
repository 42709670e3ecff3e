/** Entry of the command line: runs the program and turns its endings into exit codes. */
import { CommanderError } from 'commander';
import { exit, UsageError } from './exit.ts';
import { createProgram } from './program.ts';

async function main(argv: readonly string[]): Promise<void> {
  // A reader that stops early (`| head`) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await createProgram().parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exit.fine : exit.wrongUsage;
    } else if (error instanceof UsageError) {
      process.stderr.write(`sampan: ${error.message}\n`);
      process.exitCode = exit.wrongUsage;
    } else {
      throw error;
    }
  }
}

await main(process.argv.slice(2));
