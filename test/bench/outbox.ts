/**
 * A million deliveries that wait: claiming work must stay quick and intake must not slow, on the
 * embedded store and on PostgreSQL.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../src/adapters/postgres/runner.ts';
import { DB_NOW } from '../../src/adapters/sql/commit-statements.ts';
import { createSqlOutbox } from '../../src/adapters/sql/outbox.ts';
import { type SqlRunner, statement } from '../../src/adapters/sql/statement.ts';
import { createSqlStore } from '../../src/adapters/sql/store.ts';
import { openSqlite } from '../../src/adapters/sqlite/runner.ts';
import type { LeasedDelivery, Outbox } from '../../src/gateway/ports/outbox.ts';
import { postgresMissing, startPostgres } from '../adapters/postgres-server.ts';
import { claimCommit } from './gateway-store.ts';

const ROWS = Number(process.env.BENCH_OUTBOX_ROWS || 1_000_000);
/** Rows of one statement. */
const SLICE = ROWS / 20;
const PAYERS = 4;
const ROUNDS = 300;
const LEASED_AT_ONCE = 16;

interface Opened extends SqlRunner {
  close(): Promise<void>;
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-outbox-'));
  try {
    await measure('sqlite', await openSqlite(folder), fromRecursion);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (postgresMissing('the outbox on PostgreSQL')) return;
  const server = await startPostgres();
  try {
    await measure('postgresql', await openPostgres(await server.newDatabase()), fromSeries);
  } finally {
    await server.close();
  }
}

/** SQL for the numbers of a slice. */
type Numbers = (from: number, to: number) => string;

const fromRecursion: Numbers = (from, to) => `(WITH RECURSIVE n(i) AS (
  SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to}) SELECT i FROM n) AS n`;
const fromSeries: Numbers = (from, to) => `generate_series(${from}, ${to}) AS n(i)`;

async function measure(name: string, runner: Opened, numbers: Numbers): Promise<void> {
  try {
    let next = 0;
    const intake = async () => {
      next += 1;
      await createSqlStore(runner).commit(claimCommit(next));
    };
    await timed(100, intake);
    const emptyIntake = await timed(ROUNDS, intake);
    const began = performance.now();
    for (let from = 1; from <= ROWS; from += SLICE) await fill(runner, numbers, from);
    console.log(`${name}: ${ROWS} deliveries in ${seconds(began)} s`);
    const outbox = createSqlOutbox(runner);
    report(name, 'claiming of 16', await timed(ROUNDS, () => claim(outbox)));
    report(name, 'claiming and settling one', await timed(ROUNDS, () => claimAndSettle(outbox)));
    const drained = performance.now();
    const sent = await drain(outbox, 2_000);
    console.log(`${name}: ${(sent / ((performance.now() - drained) / 1_000)).toFixed(0)} a second`);
    report(name, 'intake of a claim, empty outbox', emptyIntake);
    report(name, 'intake of a claim, full outbox', await timed(ROUNDS, intake));
  } finally {
    await runner.close();
  }
}

/** The first half is due, of four payers; the others wait for their retry. */
async function fill(runner: SqlRunner, numbers: Numbers, from: number): Promise<void> {
  const due = `${DB_NOW} + ${from <= ROWS / 2 ? -ROWS : 3_600_000} + n.i`;
  await runner.batch([
    statement(
      `INSERT INTO outbox (tenant, payer_key, payer, focus_type, focus_id, version, location,
         intent, state, attempt, next_at, created_at)
       SELECT 't' || (n.i % 50), 'key-' || n.i, 'payer-' || (n.i % ${PAYERS}), 'Claim',
         'focus-' || n.i, 1, 'Claim/focus-' || n.i || '/_history/1', 'original',
         'ready', 0, ${due}, ${DB_NOW} FROM ${numbers(from, from + SLICE - 1)}`,
    ),
  ]);
}

let tokens = 0;

async function claim(outbox: Outbox, limit = LEASED_AT_ONCE): Promise<readonly LeasedDelivery[]> {
  tokens += 1;
  const payer = `payer-${tokens % PAYERS}`;
  const leased = await outbox.lease({ payer, limit, leaseMs: 60_000, token: `l${tokens}` });
  if (leased.length !== limit) throw new Error(`${leased.length} of ${limit} claimed`);
  return leased;
}

async function settle(outbox: Outbox, { tenant, payerKey, attempt }: LeasedDelivery) {
  const at = '2026-01-05T00:00:00.000Z';
  await outbox.settle({
    ...{ tenant, payerKey, attempt, state: 'delivered', result: 'acknowledged', delayMs: 0 },
    ...{ uncertain: false, crashed: false, notify: [] },
    event: { at, actor: 'forwarder', action: 'deliver', entity: payerKey, outcome: 'delivered' },
  });
}

async function claimAndSettle(outbox: Outbox): Promise<void> {
  for (const leased of await claim(outbox, 1)) await settle(outbox, leased);
}

/** As the forwarder does it, with a payer that answers at once. */
async function drain(outbox: Outbox, count: number): Promise<number> {
  let sent = 0;
  while (sent < count) {
    const leased = await claim(outbox);
    await Promise.all(leased.map((one) => settle(outbox, one)));
    sent += leased.length;
  }
  return sent;
}

async function timed(rounds: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

function report(name: string, what: string, times: readonly number[]): void {
  const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
  console.log(`${name}: ${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
