/** Tests that run inside workerd: `npx vitest run -c vitest.workers.config.ts`. */
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { runtimeBindings } from './test/runtimes/bindings.ts';
import { knockOnNode } from './test/runtimes/on-node.ts';

const bindings = await runtimeBindings();
// The same requests on Node first: what workerd answers is compared with that.
const onNode = await knockOnNode(bindings);

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations('./migrations'),
          ...bindings,
          TEST_NODE_ANSWERS: JSON.stringify(onNode),
        },
      },
    })),
  ],
  test: { include: ['test/workers/**/*.test.ts'], testTimeout: 60_000 },
});
