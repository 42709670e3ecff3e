/** PostgreSQL dies, cuts connections, or leaves it open whether a commit happened. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../adapters/postgres-server.ts';
import type { Database, World } from '../world.ts';
import type { Fault } from './fault.ts';

const store = 'postgresql';

function databaseOf({ database }: World): Database {
  if (database === undefined) throw new Error('this fault is for PostgreSQL');
  return database;
}

/**
 * What a dead gateway held is taken up when its lease runs out; so that nobody waits 45 seconds for
 * that, the database is told that it has. An embedded store hands it back at its start.
 */
export async function leasesRunOut({ database }: World): Promise<void> {
  if (database === undefined) return;
  const sql = `UPDATE outbox SET lease_until = 0 WHERE state = 'sending'`;
  // A gateway may hold the same rows in another order: then the server ends one of the two.
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(database.url, sql);
    } catch (error) {
      if (tries === 10 || !String(error).includes('deadlock')) throw error;
    }
  }
}

const crash: Fault = {
  ...{ name: 'postgres: killed and restarted', store, times: 2 },
  once: async (world) => {
    await world.load.progress(3);
    await databaseOf(world).server.crash();
    await world.load.progress(5);
  },
};

const cut: Fault = {
  ...{ name: 'postgres: every connection cut', store, times: 3 },
  once: async (world) => {
    await world.load.progress(3);
    await databaseOf(world).server.cutConnections();
    await world.load.progress(5);
  },
};

/** F9: the server has committed, the gateway is not told. */
const cutAtCommit: Fault = {
  ...{ name: 'postgres: cut at COMMIT', store, times: 10 },
  once: async (world) => {
    const { proxy } = databaseOf(world);
    const { hits } = proxy;
    await world.load.progress(2);
    proxy.set({ kind: 'reset-after-word', word: 'COMMIT' });
    const deadline = Date.now() + 10_000;
    while (proxy.hits === hits && Date.now() < deadline) await sleep(2);
    proxy.set({ kind: 'pass' });
    if (proxy.hits === hits) throw new Error('no COMMIT came by');
    await world.load.progress(2);
  },
};

const HOLD_MS = 1_500;

/**
 * F21: a gateway freezes while it sends, its leases run out, another takes over; what the first
 * one has to say when it wakes is refused. That leases have run out is said to the database.
 */
const frozen: Fault = {
  ...{ name: 'SIGSTOP past the lease', store, times: 3 },
  once: async (world) => {
    const [first, second] = world.gateways;
    if (second === undefined) throw new Error('there is no second gateway');
    await world.payer.scenario({ name: 'slow', times: 8 });
    await world.load.progress(4);
    await sleep(200);
    first.process().signal('SIGSTOP');
    await second.start();
    await leasesRunOut(world);
    await sleep(HOLD_MS);
    first.process().signal('SIGCONT');
    await world.load.progress(5);
    await second.kill();
    await leasesRunOut(world);
  },
};

/** Two gateways on one store; each is killed in turn. */
const two: Fault = {
  ...{ name: 'two gateways, one killed', store, times: 4 },
  once: async (world) => {
    const [first, second] = world.gateways;
    if (second === undefined) throw new Error('there is no second gateway');
    await second.start();
    world.load.spread([first, second]);
    await world.load.progress(6);
    await first.kill();
    await world.load.progress(4);
    await first.start();
    world.load.spread([first]);
    await second.kill();
    await leasesRunOut(world);
  },
};

export const postgresFaults: readonly Fault[] = [crash, cut, cutAtCommit, frozen, two];
