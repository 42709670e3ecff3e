/** Redis as a cluster of three, and as a server that a sentinel watches, of the test's own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

export interface ManyRedis {
  /** As REDIS_URL. */
  readonly url: string;
  /** Runs `redis-cli` against every server. */
  command(...words: readonly string[]): readonly string[];
  /** SIGKILL to the n-th server. */
  kill(n: number): Promise<void>;
  close(): Promise<void>;
}

interface Node {
  readonly port: number;
  readonly child: ChildProcess;
}

export async function startCluster(): Promise<ManyRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-cluster-'));
  const nodes: Node[] = [];
  for (let n = 0; n < 3; n += 1) {
    const port = await freePort();
    const own = join(folder, String(n));
    mkdirSync(own);
    const bus = ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())];
    nodes.push(launch(port, ['--dir', own, ...bus]));
  }
  await Promise.all(nodes.map(({ port }) => answering(port)));
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const making = ['--cluster', 'create', ...addresses, '--cluster-replicas', '0', '--cluster-yes'];
  const made = spawnSync('redis-cli', making, { encoding: 'utf8', timeout: 30_000 });
  if (made.status !== 0) throw new Error(`no cluster: ${made.stdout}${made.stderr}`);
  for (const { port } of nodes) {
    await until(() => cli(port, 'cluster', 'info').includes('cluster_state:ok'));
  }
  const url = addresses.map((address) => `redis://${address}`).join(',');
  return manyOf(url, nodes, folder);
}

/** One server, one replica of it, one sentinel that may decide alone. */
export async function startSentinel(): Promise<ManyRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-sentinel-'));
  const [master, replica, sentinel] = [await freePort(), await freePort(), await freePort()];
  const nodes = [
    launch(master, ['--dir', folder]),
    launch(replica, ['--dir', folder, '--replicaof', '127.0.0.1', String(master)]),
  ];
  await Promise.all(nodes.map(({ port }) => answering(port)));
  await until(() => cli(replica, 'info', 'replication').includes('master_link_status:up'));
  const file = join(folder, 'sentinel.conf');
  const lines = [
    `port ${sentinel}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor watched 127.0.0.1 ${master} 1`,
    'sentinel down-after-milliseconds watched 250',
    'sentinel failover-timeout watched 1000',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const watcher = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
  await answering(sentinel);
  await until(() => cli(sentinel, 'sentinel', 'replicas', 'watched').includes(String(replica)));
  const many = manyOf(`redis+sentinel://127.0.0.1:${sentinel}/watched`, nodes, folder);
  return {
    ...many,
    close: async () => {
      await end(watcher);
      await many.close();
    },
  };
}

function manyOf(url: string, nodes: readonly Node[], folder: string): ManyRedis {
  return {
    url,
    command: (...words) => nodes.map(({ port }) => cli(port, ...words)),
    kill: async (n) => {
      const node = nodes[n];
      if (node) await end(node.child);
    },
    close: async () => {
      for (const { child } of nodes) await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch(port: number, options: readonly string[]): Node {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
  return { port, child: spawn('redis-server', [...own, ...options], { stdio: 'ignore' }) };
}

function cli(port: number, ...words: readonly string[]): string {
  const { stdout } = spawnSync('redis-cli', ['-p', String(port), ...words], { encoding: 'utf8' });
  return stdout;
}

function answering(port: number): Promise<void> {
  return until(() => cli(port, 'ping').trim() === 'PONG');
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error('redis is not ready after 10 s');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
