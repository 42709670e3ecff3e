/** A process of the run: started, waited for, hurt, ended. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Running {
  readonly child: ChildProcess;
  /** What it said last, on either stream. */
  said(): string;
  /** To the process and all it has started. */
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process has ended: its code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Said when it is ready. */
  readonly ready: string;
  readonly readyMs?: number;
}

const READY_MS = 30_000;
const SAID_CHARACTERS = 4_000;

/** Of our own environment, nothing that could change what it does. */
function inherited(): Readonly<Record<string, string>> {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env;
  return { PATH, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) };
}

export async function startProcess(command: Command): Promise<Running> {
  const { file, args, env = {}, ready, readyMs = READY_MS } = command;
  const child = spawn(file, args, {
    // A group of its own: a gateway that runs under another command is reached with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited(), ...env },
  });
  let said = '';
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone'));
  });
  const isReady = new Promise<void>((resolve) => {
    const listen = (data: Buffer): void => {
      said = (said + data.toString()).slice(-SAID_CHARACTERS);
      if (said.includes(ready)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
  });
  const late = new Promise((resolve) => setTimeout(resolve, readyMs, 'late').unref());
  const first = await Promise.race([isReady, ended, late]);
  if (first !== undefined) {
    child.kill('SIGKILL');
    throw new Error(`${file} ${args[0]}: ${first} before it was ready; it said: ${said}`);
  }
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name);
  };
  return { child, said: () => said, signal, ended };
}
