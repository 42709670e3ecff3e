/** A Redis of the test's own, on a free port; or the reason why there is none. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { freePort } from './free-port.ts';

export interface RedisServer {
  readonly url: string;
  flush(): Promise<void>;
  /** Runs `redis-cli`. */
  command(...words: readonly string[]): void;
  /** SIGSTOP and SIGCONT: the server hangs, its connections stay open. */
  hang(): void;
  wake(): void;
  /** SIGKILL. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** Prints what is not run; a failure where everything is required. */
export function redisMissing(suite: string): boolean {
  if (hasRedis) return false;
  if (process.env.SAMPAN_TEST_REQUIRE === 'all') {
    throw new Error(`${suite} needs redis-server, which is not on this machine`);
  }
  console.log(`not run: ${suite} (redis-server is not on this machine)`);
  return true;
}

export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = await launch(port, folder);
  return {
    url,
    flush: async () => {
      const client = createClient({ url });
      client.on('error', () => undefined);
      await client.connect();
      await client.flushAll();
      client.destroy();
    },
    command: (...words) => void spawnSync('redis-cli', ['-p', String(port), ...words]),
    hang: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    kill: () => end(child),
    start: async () => {
      child = await launch(port, folder);
    },
    close: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  const client = createClient({ url: `redis://127.0.0.1:${port}` });
  client.on('error', () => undefined);
  const connected = client.connect();
  await Promise.race([connected, sleep(5_000)]);
  client.destroy();
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
