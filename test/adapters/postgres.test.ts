import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres, type PostgresRunner } from '../../src/adapters/postgres/runner.ts';
import { type Statement, statement } from '../../src/adapters/sql/statement.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import type { Commit } from '../../src/gateway/ports/commit.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { ask, type PostgresServer, postgresMissing, startPostgres } from './postgres-server.ts';
import { claimCommit, portsOn, settlement } from './sample-rows.ts';
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

  it('waits for a commit that is still at work after its connection was cut', async () => {
    const direct = new URL(await server.newDatabase());
    const proxy = await startCuttingProxy(Number(direct.port), 'COMMIT');
    const through = new URL(direct);
    through.port = String(proxy.port);
    const runner = await open(through.href);
    await ask(
      direct.href,
      `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN PERFORM pg_sleep(1); RETURN NULL; END';
       CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON submission DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION slow()`,
    );
    proxy.cutNext('heard');
    expect(await createSqlStore(runner).commit(claimCommit('slowly'))).toBe('committed');
    expect(proxy.cuts).toBe(1);
    expect(await counted(runner, 'SELECT COUNT(*) AS n FROM claim_version')).toBe(1);
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

  /** Does the work while another gateway is about to commit a change to deliveries. */
  const during = async <T>(url: string, change: string, work: () => Promise<T>): Promise<T> => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('BEGIN');
    await other.query(change);
    const working = work();
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while ((await other.query(waiting)).rows.length === 0) await sleep(5);
    await other.query('COMMIT');
    await other.end();
    return await working;
  };

  it('withdraws neither of a claim and its void if the claim is leased meanwhile', async () => {
    const url = await server.newDatabase();
    const store = createSqlStore(await open(url));
    const first = claimCommit('leaving');
    await store.commit(first);
    const next = claimCommit('leaving', { resources: [], tokens: [] });
    const voided: Commit = {
      ...next,
      versions: next.versions.map((row) => ({ ...row, version: 2, versionId: '2' })),
      units: next.units.map((row) => ({ ...row, version: 2 })),
      deliveries: next.deliveries.map((row) => ({
        ...{ ...row, version: 2, payerKey: 'void', intent: 'void' as const, withdraws: true },
      })),
    };
    const leased = "UPDATE outbox SET state = 'sending', attempt = 1, lease = 'x'";
    expect(await during(url, leased, () => store.commit(voided))).toBe('committed');
    const states = await Promise.all(
      [first, voided].map((each) => store.deliveries('a', each.submission.id)),
    );
    expect(states.flat().map(({ state }) => state)).toEqual(['sending', 'ready']);
  });

  it('refuses the result of an attempt if another one begins meanwhile', async () => {
    const url = await server.newDatabase();
    const { store, outbox } = portsOn(await open(url));
    await store.commit(claimCommit('overtaken'));
    await outbox.lease({ payer: 'payer-1', limit: 1, leaseMs: 60_000, token: 'first' });
    const again = "UPDATE outbox SET attempt = 2, lease = 'second'";
    const done = settlement({ payerKey: 'k-a-overtaken', attempt: 1, state: 'delivered' });
    expect(await during(url, again, () => outbox.settle(done))).toBe(false);
  });

  it('leases and tells nothing that another gateway is about to take', async () => {
    const url = await server.newDatabase();
    const { store, outbox, notices } = portsOn(await open(url));
    for (const number of ['news', 'taken']) await store.commit(claimCommit(number));
    const ask = { limit: 1, leaseMs: 60_000 };
    await outbox.lease({ ...ask, payer: 'payer-1', token: 'first' });
    const done = settlement({ payerKey: 'k-a-news', attempt: 1, state: 'delivered' });
    expect(await outbox.settle({ ...done, notify: ['sender'] })).toBe(true);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('BEGIN');
    await other.query("UPDATE outbox SET state = 'sending' WHERE state = 'ready'");
    await other.query("UPDATE notice SET state = 'sending', next_at = next_at + 60000");
    expect(await outbox.lease({ ...ask, payer: 'payer-1', token: 'second' })).toEqual([]);
    expect(await notices.lease({ ...ask, sender: 'sender' })).toEqual([]);
    await other.query('COMMIT');
    await other.end();
  });

  it('commits durably whatever the role or the database is set to', async () => {
    const url = await server.newDatabase();
    const name = new URL(url).pathname.slice(1);
    await ask(url, `ALTER DATABASE "${name}" SET synchronous_commit = off`);
    const runner = await open(url);
    const [rows] = (await runner.batch([statement('SHOW synchronous_commit')])) as never[][];
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
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

  it('goes on with a statement whose first execution failed', async () => {
    const url = await server.newDatabase();
    const runner = await open(url);
    await ask(url, "INSERT INTO meta VALUES ('there', 'x')");
    const insert = (name: string) =>
      runner.batch([statement('INSERT INTO meta VALUES (?, ?)', name, 'x')], ['t']);
    const backend = () => runner.batch([statement('SELECT pg_backend_pid() AS pid')], ['t']);
    const before = await backend();
    expect(await insert('there')).toBe('lost');
    expect(await Promise.all([insert('one'), insert('two')])).toEqual([[[]], [[]]]);
    expect(await insert('after')).toEqual([[]]);
    expect(await backend()).toEqual(before);
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
