// Runs at install, and hidden on the first `npx sampan` of a checkout: quick when nothing changed,
// and no error where the development dependencies are absent.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/fsh-sushi')) {
  console.error('prepare: no development dependencies here, src/generated is left as it is');
} else {
  const bundled = 'node_modules/node/bin/node';
  const node = existsSync(bundled) ? bundled : process.execPath;
  const { status } = spawnSync(node, ['scripts/compile/main.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
