#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const bundled = at('../node_modules/node/bin/node');
if (major > 22 || (major === 22 && minor >= 19)) {
  await import('../src/cli/main.ts');
} else if (existsSync(bundled)) {
  const child = spawnSync(bundled, [at('../src/cli/main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = child.status ?? 1;
} else {
  console.error(`sampan needs Node 22.19 or newer, this is ${process.version}`);
  process.exitCode = 2;
}
