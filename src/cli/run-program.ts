/** One command: its endings become exit codes. */
import { CommanderError } from 'commander';
import { exit, UsageError } from './exit.ts';
import { createProgram } from './program.ts';

export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
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
