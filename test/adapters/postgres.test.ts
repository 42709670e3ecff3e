import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../src/adapters/postgres/runner.ts';
import { createSqlOutbox } from '../../src/adapters/sql/outbox.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import { type PostgresServer, postgresMissing, startPostgres } from './postgres-server.ts';
import { storeContract } from './store-contract.ts';

describe.skipIf(postgresMissing('the store on PostgreSQL'))('postgres', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.close();
  });

  storeContract('postgres', async () => {
    const runner = await openPostgres(await server.newDatabase());
    const store = createSqlStore(runner);
    return { store, outbox: createSqlOutbox(runner), close: () => runner.close() };
  });

  it('is there', () => expect(server).toBeDefined());
});
