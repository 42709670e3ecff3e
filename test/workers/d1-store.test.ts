/** One file: the pool ends unexpectedly with a second one. */
import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { checkD1Migrations } from '../../src/adapters/d1/check-migrations.ts';
import { createD1Runner } from '../../src/adapters/d1/runner.ts';
import { portsOn } from '../adapters/sample-rows.ts';
import { storeContract } from '../adapters/store-contract.ts';

it('says what is missing, goes on after a migration failed, refuses what is newer', async () => {
  const runner = createD1Runner(env.DB);
  const all = env.TEST_MIGRATIONS;
  await expect(checkD1Migrations(runner)).rejects.toThrow(/lacks the migration 0001_start.sql/);
  const [first, second] = all;
  if (first === undefined || second === undefined) throw new Error('too few migrations');
  const cut = { ...second, queries: [...second.queries, 'INSERT INTO nowhere VALUES (1)'] };
  await expect(applyD1Migrations(env.DB, [first, cut])).rejects.toThrow(/nowhere/);
  await expect(checkD1Migrations(runner)).rejects.toThrow(/lacks the migration 0002/);
  await applyD1Migrations(env.DB, all);
  await checkD1Migrations(runner);
  await applyD1Migrations(env.DB, [...all, { name: '9999_newer.sql', queries: ['SELECT 1'] }]);
  await expect(checkD1Migrations(runner)).rejects.toThrow(/9999_newer.sql.*newer release/);
});

storeContract('D1', async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  return { ...portsOn(createD1Runner(env.DB)), close: async () => undefined };
});
