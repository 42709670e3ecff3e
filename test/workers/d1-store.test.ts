import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createD1Runner } from '../../src/adapters/d1/runner.ts';
import { portsOn } from '../adapters/sample-rows.ts';
import { storeContract } from '../adapters/store-contract.ts';

storeContract('D1', async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  const runner = createD1Runner(env.DB);
  return { ...portsOn(runner), close: async () => undefined };
});
