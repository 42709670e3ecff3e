/** A PostgreSQL of the test's own, on a free port; or the reason why there is none. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

export interface PostgresServer {
  /** A database of its own in this server. */
  newDatabase(): Promise<string>;
  /** SIGKILL and a start from what is on the disk. */
  crash(): Promise<void>;
  /** Ends every connection but the one that asks. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
}

const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
];
const bin = folders.find((folder) => globSync(join(folder, '{initdb,postgres}')).length === 2);

/** Prints what is not run; a failure where everything is required. */
export function postgresMissing(suite: string): boolean {
  if (bin !== undefined) return false;
  if (process.env.SAMPAN_TEST_REQUIRE === 'all') {
    throw new Error(`${suite} needs postgres and initdb, which are not on this machine`);
  }
  console.log(`not run: ${suite} (postgres is not on this machine)`);
  return true;
}

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-postgres-'));
  const user = serverUser();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const made = spawnSync(
    join(bin ?? '', 'initdb'),
    ['-D', folder, '-A', 'trust', '-U', 'sampan', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const urlOf = (name: string) => `postgres://sampan@127.0.0.1:${port}/${name}`;
  let child = await launch(folder, port, urlOf('postgres'));
  let databases = 0;
  return {
    newDatabase: async () => {
      databases += 1;
      const name = `d${databases}`;
      await ask(urlOf('postgres'), `CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    crash: async () => {
      await killAll(child);
      // The shared memory goes with the last of them.
      await sleep(200);
      child = await launch(folder, port, urlOf('postgres'));
    },
    cutConnections: () =>
      ask(
        urlOf('postgres'),
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      ),
    close: async () => {
      await end(child, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root. */
function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = users.find((one) => /^(postgres|nobody):/.test(one));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('no user to run postgres as');
  return { uid: Number(uid), gid: Number(gid) };
}

async function launch(folder: string, port: number, url: string): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=64MB',
  ];
  const options = ['-D', folder, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
  const child = spawn(join(bin ?? '', 'postgres'), options, {
    ...serverUser(),
    ...{ cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    said = (said + data.toString()).slice(-2_000);
  });
  for (let tries = 0; tries < 800; tries += 1) {
    if (child.exitCode !== null) break;
    const up = await ask(url, 'SELECT 1').then(
      () => true,
      () => false,
    );
    if (up) return child;
    await sleep(50);
  }
  throw new Error(`postgres did not start: ${said}`);
}

/** All of it at once, as when power fails: a busy backend would outlive its server. */
async function killAll(child: ChildProcess): Promise<void> {
  const backends = spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' });
  await end(child, 'SIGKILL');
  for (const pid of backends.stdout.split('\n')) if (pid !== '') spawnSync('kill', ['-9', pid]);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}
