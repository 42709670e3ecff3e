/** Runs the command line from the repository's root: in one process for many, or in its own. */
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const env = { ...process.env, LC_ALL: 'C' };

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let host: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** In a process that loads the program once and then runs one command after another. */
export function sampan(args: readonly string[]): Promise<Run> {
  const run = last.then(() => ask(args));
  last = run.catch(() => undefined);
  return run;
}

async function ask(args: readonly string[]): Promise<Run> {
  host ??= fork(new URL('./command-host.ts', import.meta.url), { cwd: root, env });
  const done = new AbortController();
  const { signal } = done;
  const ended = once(host, 'exit', { signal }).then(([code]): never => {
    throw new Error(`${args.join(' ')} ended the process with ${code}`);
  });
  host.send(args);
  try {
    const [run] = await Promise.race([once(host, 'message', { signal }), ended]);
    return run;
  } finally {
    done.abort();
  }
}

/** As a user does: a process of its own. */
export function sampanProcess(args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${root}/bin/sampan.mjs`, ...args],
    { cwd: root, encoding: 'utf8', env, maxBuffer: 2 ** 28 },
  );
  return { code: status, stdout, stderr };
}

/** Splits a command line as a shell does, as far as examples need it: blanks and single quotes. */
export function splitCommand(line: string): readonly string[] {
  const words = line.match(/'[^']*'|\S+/g) ?? [];
  return words.map((word) => (word.startsWith("'") ? word.slice(1, -1) : word));
}
