/**
 * The faults under load, on each store; after each one everything that was acknowledged must be
 * there once and reach the payer once. `--rounds N` repeats all of them.
 */
import { parseArgs } from 'node:util';
import { postgresMissing } from '../adapters/postgres-server.ts';
import { redisMissing } from '../adapters/redis-server.ts';
import { type Checked, check } from './check.ts';
import {
  diskFaults,
  diskFull,
  mountSmallDisk,
  straceMissing,
  unmountSmallDisk,
} from './kinds/disk.ts';
import type { Fault } from './kinds/fault.ts';
import { killAtFailpoints, killAtRandom, terminate } from './kinds/kills.ts';
import { killInMidBody } from './kinds/mid-body.ts';
import { overload } from './kinds/overload.ts';
import { payerFaults } from './kinds/payers.ts';
import { leasesRunOut, postgresFaults } from './kinds/postgres.ts';
import { redisFaults } from './kinds/redis.ts';
import { requestFaults } from './kinds/requests.ts';
import { randomFrom } from './random.ts';
import { type Outcome, printTable } from './table.ts';
import { openWorld, revive, type World, type WorldOptions } from './world.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    store: { type: 'string' },
    only: { type: 'string' },
  },
});

function missing(what: string, why: string): false {
  if (process.env.SAMPAN_TEST_REQUIRE === 'all') throw new Error(`${what}: ${why}`);
  console.log(`not run: ${what} (${why})`);
  return false;
}

async function runFaults(faults: readonly Fault[], options: WorldOptions): Promise<Outcome[]> {
  const own = faults
    .filter(({ store }) => store === undefined || store === options.store)
    .filter(({ name }) => values.only === undefined || name.includes(values.only));
  if (own.length === 0) return [];
  const world = await openWorld(options);
  const outcomes: Outcome[] = [];
  try {
    for (const fault of own) {
      const outcome = await runFault(world, fault);
      outcomes.push(outcome);
      if (outcome.violations.length > 0) break;
    }
  } finally {
    await world.close();
  }
  return outcomes;
}

/** Under load from its beginning to its end; then the load rests and all is counted. */
async function runFault(world: World, fault: Fault): Promise<Outcome> {
  const { load, gateways, payer, history } = world;
  const from = load.acknowledged.length;
  const repeated = load.repeated;
  const began = Date.now();
  history.note({ op: 'fault', name: fault.name });
  load.resume();
  const fell: string[] = [];
  const told: string[] = [];
  try {
    for (let time = 0; time < fault.times * Number(values.rounds); time += 1) {
      await fault.once(world);
      told.push(...(fault.told === undefined ? [] : [fault.told()]));
    }
    await load.progress(1);
  } catch (error) {
    fell.push(error instanceof Error ? error.message : String(error));
    await revive(gateways[0]);
  }
  await load.settle().catch((error: Error) => {
    fell.push(`${error.message}; the gateway said last: ${gateways[0].process().said()}`);
  });
  await leasesRunOut(world);
  const [{ url }] = gateways;
  const checked = await check({ url, payerUrl: payer.url, load, from }).catch(unchecked);
  const outcome = {
    ...{ store: world.store, fault: fault.name, times: fault.times * Number(values.rounds) },
    ...{ ...checked, repeated: load.repeated - repeated, seconds: (Date.now() - began) / 1_000 },
    told,
    violations: [...fell, ...checked.violations],
  };
  const { acknowledged, times, lost, doubled } = outcome;
  const figures = `${times} times, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled`;
  console.error(`${world.store}  ${fault.name}: ${outcome.violations[0] ?? 'ok'} (${figures})`);
  return outcome;
}

/** Nothing can be looked at any more: everything counts as lost. */
function unchecked(error: unknown): Checked {
  const violations = [`it cannot be checked: ${error}`];
  return { acknowledged: 0, lost: 1, doubled: 0, drainedMs: 0, violations };
}

/** Faults of one kind of store, one after the other in a world of their own. */
type Course = (random: () => number) => Promise<readonly Outcome[]>;

/** The flood is last: by then little runs beside it. */
const killed: Course = async (random) => {
  const kills = [killAtRandom, ...killAtFailpoints, killInMidBody, terminate];
  return await runFaults([...kills, ...requestFaults, overload], { store: 'sqlite', random });
};

const disturbed: Course = async (random) =>
  await runFaults([...payerFaults, ...redisFaults], { store: 'sqlite', random });

const unsynced: Course = async (random) => {
  if (!straceMissing()) return await runFaults(diskFaults, { store: 'sqlite', random });
  missing('fsync faults', 'strace is not here');
  return [];
};

const full: Course = async (random) => {
  const folder = mountSmallDisk(Number(values.rounds));
  if (folder === undefined) {
    missing('disk full', 'a small disk cannot be mounted');
    return [];
  }
  const outcomes = await runFaults([diskFull], { store: 'sqlite', random, folder });
  unmountSmallDisk(folder);
  return outcomes;
};

const onPostgres: Course = async (random) => {
  if (postgresMissing('faults on PostgreSQL')) return [];
  const faults = [...postgresFaults, ...killAtFailpoints, killInMidBody];
  return await runFaults(faults, { store: 'postgresql', random });
};

/** Courses run side by side, for much of a fault is waiting. */
async function runAll(): Promise<readonly Outcome[]> {
  if (redisMissing('the faults')) return [];
  const courses = {
    sqlite: [killed, disturbed, unsynced, full],
    postgresql: [onPostgres],
  };
  const wanted = Object.entries(courses).flatMap(([store, each]) =>
    values.store === undefined || values.store === store ? each : [],
  );
  const running = wanted.map((course, at) => course(randomFrom(Number(values.seed) + at)));
  return (await Promise.all(running)).flat();
}

console.log(`seed ${values.seed}`);
const outcomes = await runAll();
printTable(outcomes);
process.exitCode = outcomes.some(({ violations }) => violations.length > 0) ? 1 : 0;
