/** One bundle of validation asked on Node and in workerd, each in a process of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { VerdictDocument } from './verdicts.ts';

export const WORKERD = resolve('node_modules/.bin/workerd');

export function verdictsOnNode(bundle: string, documents: readonly VerdictDocument[]): string {
  const script = join(dirname(bundle), 'on-node.mjs');
  writeFileSync(
    script,
    `import { readFileSync } from 'node:fs';
import { answer } from '${pathToFileURL(bundle).href}';
process.stdout.write(answer(JSON.parse(readFileSync(0, 'utf8'))));\n`,
  );
  const input = JSON.stringify(documents);
  return execFileSync(process.execPath, [script], { input, maxBuffer: 2 ** 28, encoding: 'utf8' });
}

/** Neither compatibility flags nor bindings: the engine needs nothing but the language. */
function configFor(bundle: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "verdicts", worker = .verdicts)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "verdicts")],
);
const verdicts :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "${basename(bundle)}")],
  compatibilityDate = "2026-08-01",
);
`;
}

async function portOf(child: ChildProcess): Promise<number> {
  let said = '';
  return await new Promise((resolvePort, reject) => {
    child.stdio[3]?.on('data', (data: Buffer) => {
      const [, port] = /"port": *(\d+)/.exec(data.toString()) ?? [];
      if (port !== undefined) resolvePort(Number(port));
    });
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
    });
    child.once('exit', (code) => reject(new Error(`workerd ended with ${code}\n${said}`)));
  });
}

export async function verdictsOnWorkerd(
  bundle: string,
  documents: readonly VerdictDocument[],
): Promise<string> {
  const config = join(dirname(bundle), 'config.capnp');
  writeFileSync(config, configFor(bundle));
  const child = spawn(WORKERD, ['serve', config, '--control-fd=3'], {
    ...{ detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  });
  try {
    const url = `http://127.0.0.1:${await portOf(child)}/`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(documents) });
    return await response.text();
  } finally {
    // The whole group: the command is a script that starts the program.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }
}
