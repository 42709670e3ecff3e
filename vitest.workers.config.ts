/** Tests that run inside workerd: `npx vitest run -c vitest.workers.config.ts`. */
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { runtimeBindings } from './test/runtimes/bindings.ts';

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations('./migrations'),
          ...(await runtimeBindings()),
        },
      },
    })),
  ],
  test: { include: ['test/workers/**/*.test.ts'], testTimeout: 60_000 },
});
