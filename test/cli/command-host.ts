/** Runs one command after another in one process, which loads the program once. */
import { inspect } from 'node:util';
import { runProgram } from '../../src/cli/run-program.ts';
import type { Run } from './sampan.ts';

process.on('message', async (args: readonly string[]) => process.send?.(await run(args)));
process.on('disconnect', () => process.exit());

async function run(args: readonly string[]): Promise<Run> {
  process.exitCode = 0;
  const written = { stdout: '', stderr: '' };
  const real = { stdout: process.stdout.write, stderr: process.stderr.write };
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (chunk: string | Uint8Array): boolean => {
      written[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    };
  }
  try {
    await runProgram(args);
  } catch (error) {
    written.stderr += inspect(error);
    process.exitCode = 1;
  }
  process.stdout.write = real.stdout;
  process.stderr.write = real.stderr;
  return { code: Number(process.exitCode), ...written };
}
