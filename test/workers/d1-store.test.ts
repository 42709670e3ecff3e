import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createD1Runner } from '../../src/adapters/d1/runner.ts';
import { createSqlOutbox } from '../../src/adapters/sql/outbox.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import { storeContract } from '../adapters/store-contract.ts';

storeContract('D1', async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  const runner = createD1Runner(env.DB);
  return {
    store: createSqlStore(runner),
    outbox: createSqlOutbox(runner),
    close: async () => undefined,
  };
});
