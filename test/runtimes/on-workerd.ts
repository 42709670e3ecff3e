/** The front-door requests against the worker as it is deployed: bundled, in workerd, with D1. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RuntimeBindings } from './bindings.ts';
import { type FrontDoorAnswer, knock } from './front-door.ts';

const WRANGLER = resolve('node_modules/.bin/wrangler');
const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' };

export async function knockOnWorkerd(
  bindings: RuntimeBindings,
): Promise<readonly FrontDoorAnswer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-workerd-'));
  const config = join(folder, 'wrangler.json');
  writeFileSync(config, JSON.stringify(configFor(bindings)));
  const own = ['--config', config, '--local', '--persist-to', join(folder, 'state')];
  execFileSync(WRANGLER, ['d1', 'migrations', 'apply', 'DB', ...own], { env, stdio: 'ignore' });
  // A group of its own: wrangler leaves workerd running when only it is ended.
  const child = spawn(WRANGLER, ['dev', ...own, '--ip', '127.0.0.1', '--port', '0'], {
    ...{ env, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const url = await ready(child);
    const samples = JSON.parse(bindings.TEST_SAMPLES) as Record<string, string>;
    return await knock({
      send: (path, init) => fetch(`${url}${path}`, init),
      samples: Object.fromEntries(
        Object.entries(samples).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
      ),
    });
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** wrangler.toml's settings, with a database and variables of the test's own. */
function configFor({ TEST_SAMPLES: _not, ...vars }: RuntimeBindings): object {
  return {
    name: 'sampan-test',
    main: resolve('src/worker.ts'),
    compatibility_date: '2026-08-01',
    compatibility_flags: ['nodejs_compat'],
    d1_databases: [
      {
        ...{ binding: 'DB', database_name: 'sampan' },
        database_id: '00000000-0000-0000-0000-000000000000',
        migrations_dir: resolve('migrations'),
      },
    ],
    vars,
  };
}

async function ready(child: ChildProcess): Promise<string> {
  let output = '';
  return await new Promise((resolveUrl, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        output += data.toString();
        const [, url] = /Ready on (http:\/\/[\d.:]+)/.exec(output) ?? [];
        if (url !== undefined) resolveUrl(url);
      });
    }
    child.once('exit', (code) => reject(new Error(`wrangler ended with ${code}\n${output}`)));
  });
}
