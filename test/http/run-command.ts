/** The command line as a process of its own, while the gateway of the test runs in this one. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Run } from '../cli/sampan.ts';

export async function runCommand(...args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, ['bin/sampan.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}
