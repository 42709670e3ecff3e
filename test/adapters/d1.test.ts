/** The store contract on D1 runs inside workerd, so in a test runner of its own. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

it('the store contract holds on D1, in workerd', async () => {
  const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const config = ['-c', at('vitest.workers.config.ts'), '--root', at('.')];
  const { VITEST: _, ...env } = process.env;
  const words = [at('node_modules/vitest/vitest.mjs'), 'run', ...config];
  const { stdout } = await run(process.execPath, words, { env, timeout: 100_000 });
  expect(stdout).toMatch(/Tests .*\d\d passed/);
}, 110_000);
