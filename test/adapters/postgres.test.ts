import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres, type PostgresRunner } from '../../src/adapters/postgres/runner.ts';
import { type Statement, statement } from '../../src/adapters/sql/statement.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { type PostgresServer, postgresMissing, startPostgres } from './postgres-server.ts';
import { claimCommit, portsOn } from './sample-rows.ts';
import { storeContract } from './store-contract.ts';

describe.skipIf(postgresMissing('the store on PostgreSQL'))('postgres', () => {
  let server: PostgresServer;
  const opened: PostgresRunner[] = [];
  const open = async (url: string) => {
    const runner = await openPostgres(url);
    opened.push(runner);
    return runner;
  };
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    for (const runner of opened) await runner.close();
    await server.close();
  }, 60_000);

  storeContract('postgres', async () => {
    const runner = await openPostgres(await server.newDatabase());
    return { ...portsOn(runner), close: () => runner.close() };
  });

  it('numbers feeds and audit trails without holes, whoever commits at once', async () => {
    const url = await server.newDatabase();
    const runners = await Promise.all([open(url), open(url)]);
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    const writing = runners.flatMap((runner, gateway) =>
      numbers.map((n) =>
        createSqlStore(runner).commit(
          claimCommit(`feed-${gateway}-${n}`, { tenant: `t${(n + gateway) % 5}` }),
        ),
      ),
    );
    let ended = false;
    const looking = (async () => {
      const reader = await open(url);
      while (!ended) expect(await holes(reader)).toEqual([]);
    })();
    const results = await Promise.all(writing).finally(() => {
      ended = true;
    });
    await looking;
    expect(new Set(results)).toEqual(new Set(['committed']));
    expect(await counted(runners[0], 'SELECT COUNT(*) AS n FROM change')).toBe(120);
    expect(await counted(runners[0], 'SELECT COUNT(*) AS n FROM audit')).toBe(120);
  });

  it('keeps one state of a shared resource current, whoever commits at once', async () => {
    const url = await server.newDatabase();
    const runners = await Promise.all([open(url), open(url)]);
    const bring = (n: number) => {
      const commit = claimCommit(`shared-${n}`);
      const patient = {
        ...{ type: 'Patient', id: 'person', versionId: `v${n}`, content: `c${n}` },
        ...{ serviceDate: `2026-01-${10 + ((n * 7) % 20)}`, owner: 'o', payer: 'payer-1' },
        leads: true,
      };
      const resources = [...commit.resources, patient];
      return createSqlStore(runners[n % 2] as PostgresRunner).commit({ ...commit, resources });
    };
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => bring(n)));
    expect(new Set(results)).toEqual(new Set(['committed']));
    const current = await runners[0]?.all(
      statement("SELECT service_date FROM resource WHERE type = 'Patient' AND current = 1"),
    );
    expect(current).toEqual([{ service_date: '2026-01-29' }]);
  });

  it('learns what became of a commit whose connection was cut, and repeats none', async () => {
    const direct = new URL(await server.newDatabase());
    const proxy = await startCuttingProxy(Number(direct.port), 'COMMIT');
    const through = new URL(direct);
    through.port = String(proxy.port);
    const runner = await open(through.href);
    const store = createSqlStore(runner);
    for (let n = 0; n < 20; n += 1) {
      proxy.cutNext(n % 2 === 0 ? 'before' : 'after');
      expect(await store.commit(claimCommit(`cut-${n}`))).toBe('committed');
    }
    expect(proxy.cuts).toBe(20);
    expect(await counted(runner, 'SELECT COUNT(*) AS n FROM claim_version')).toBe(20);
    await runner.close();
    await proxy.close();
  });

  it('does not take another commit for its own after a crash', async () => {
    const direct = new URL(await server.newDatabase());
    const proxy = await startCuttingProxy(Number(direct.port), 'COMMIT');
    const through = new URL(direct);
    through.port = String(proxy.port);
    const store = createSqlStore(await open(through.href));
    await store.commit(claimCommit('before-number'));
    proxy.cutNext('before');
    proxy.hold(true);
    const cut = store.commit(claimCommit('number')).catch(() => 'unknown');
    while (proxy.cuts === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await server.crash();
    // The server gives the numbers of transactions that it has forgotten again.
    const other = await open(direct.href);
    const add = (n: number) => statement('INSERT INTO meta VALUES (?, ?)', `n${n}`, 'x');
    for (let n = 0; n < 30; n += 1) await other.batch([add(n)]);
    proxy.hold(false);
    const result = await cut;
    const count = "SELECT COUNT(*) AS n FROM claim_version WHERE number = 'number'";
    expect(await counted(other, count)).toBe(result === 'committed' ? 1 : 0);
    await proxy.close();
  });

  it('goes on when the server crashed or cut its connections', async () => {
    const runner = await open(await server.newDatabase());
    const store = createSqlStore(runner);
    expect(await store.commit(claimCommit('before-crash'))).toBe('committed');
    await server.cutConnections();
    expect(await store.commit(claimCommit('after-cut'))).toBe('committed');
    await server.crash();
    expect(await store.commit(claimCommit('after-crash'))).toBe('committed');
    expect(await counted(runner, 'SELECT COUNT(*) AS n FROM claim_version')).toBe(3);
  });

  it('tries again what a deadlock undid', async () => {
    const url = await server.newDatabase();
    const runners = await Promise.all([open(url), open(url)]);
    const add = (name: string) =>
      statement("INSERT INTO meta VALUES (?, 'x') ON CONFLICT DO NOTHING", name);
    const set = (name: string) => statement('UPDATE meta SET value = value WHERE name = ?', name);
    const wait = statement('SELECT pg_sleep(0.3)');
    await runners[0]?.batch([add('one'), add('two')]);
    const results = await Promise.all([
      runners[0]?.batch([set('one'), wait, set('two')]),
      runners[1]?.batch([set('two'), wait, set('one')]),
    ]);
    expect(results.map((result) => result?.length)).toEqual([3, 3]);
  });

  it('undoes one batch of a group without harm to the others', async () => {
    const runner = await open(await server.newDatabase());
    const insert = (name: string) => statement('INSERT INTO meta VALUES (?, ?)', name, 'x');
    const batch = (...statements: readonly Statement[]) => runner.batch(statements, ['t']);
    const results = await Promise.allSettled([
      batch(insert('first')),
      batch(insert('one')),
      batch(insert('two'), insert('one')),
      batch(insert('three')),
      batch(insert('four'), statement('INSERT INTO nowhere VALUES (1)')),
      batch(insert('five')),
    ]);
    expect(
      results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed')),
    ).toEqual([[[]], [[]], 'lost', [[]], 'failed', [[]]]);
    const names = await runner.all(statement('SELECT name FROM meta ORDER BY name'));
    expect(names.map(({ name }) => name)).toEqual(['first', 'five', 'one', 'three']);
  });
});

/** Payers and tenants whose numbers do not run from 1 to their count. */
async function holes(runner: PostgresRunner) {
  return await runner.all(
    statement(
      `SELECT payer AS name FROM change GROUP BY payer HAVING MAX(sequence) <> COUNT(*)
       UNION ALL
       SELECT tenant AS name FROM audit GROUP BY tenant HAVING MAX(sequence) <> COUNT(*)`,
    ),
  );
}

async function counted(runner: PostgresRunner | undefined, sql: string) {
  return (await runner?.all(statement(sql)))?.[0]?.n;
}
