/** Tests that run inside workerd: `npx vitest run -c vitest.workers.config.ts`. */
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: { bindings: { TEST_MIGRATIONS: await readD1Migrations('./migrations') } },
    })),
  ],
  test: { include: ['test/workers/**/*.test.ts'], testTimeout: 60_000 },
});
