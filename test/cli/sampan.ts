/** Runs the command line as a user does: a process of its own, from the repository's root. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function sampan(args: readonly string[], options: { readonly cwd?: string } = {}): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${root}/bin/sampan.mjs`, ...args],
    {
      cwd: options.cwd ?? root,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      maxBuffer: 2 ** 28,
    },
  );
  return { code: status, stdout, stderr };
}

/** Splits a command line as a shell does, as far as examples need it: blanks and single quotes. */
export function splitCommand(line: string): readonly string[] {
  const words = line.match(/'[^']*'|\S+/g) ?? [];
  return words.map((word) => (word.startsWith("'") ? word.slice(1, -1) : word));
}
