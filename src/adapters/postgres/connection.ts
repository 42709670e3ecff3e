/** One connection; it is opened when first needed and again after it broke. */
import pg from 'pg';
import { limits } from '../../base/limits.ts';
import type { Query } from './dialect.ts';
import { faultOf, outage } from './errors.ts';
import { type Answered, createRoundTrip, type Prepared, type Rows } from './round-trip.ts';

export interface Session {
  /** All of them in one trip to the server and back; what follows a failed one is not run. */
  run(queries: readonly Query[]): Promise<Answered>;
}

export interface Connection {
  /** A session that works as far as is known; throws an OutageError if none can be had. */
  session(): Promise<Session>;
  /** Gives up the session, so that the next is a new one. */
  drop(): void;
  close(): Promise<void>;
}

/** Answers are durable whatever the role's default is. */
const DURABLE = `SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') = 'off'`;

/** Compiling a statement takes longer than running it. */
const UNCOMPILED = "SELECT set_config('jit', 'off', false)";

/**
 * What is written goes by an index from a few rows to a few rows. The planner cannot know: it
 * takes tables that have just been made for small ones, and plans anew for every parameter.
 * Searches are left to it.
 */
const BY_INDEX = `SELECT set_config(name, 'off', false) FROM unnest(ARRAY['enable_seqscan',
    'enable_bitmapscan', 'enable_sort', 'enable_hashjoin', 'enable_mergejoin']) AS name
  UNION ALL SELECT set_config('plan_cache_mode', 'force_generic_plan', false)`;

export type Purpose = 'reading' | 'writing';

export function createConnection(url: string, purpose: Purpose): Connection {
  let opened: Promise<Opened> | undefined;
  let closed = false;
  const drop = (): void => {
    const old = opened;
    opened = undefined;
    old?.then(
      ({ client }) => void client.end().catch(() => undefined),
      () => undefined,
    );
  };
  return {
    session: async () => {
      if (closed) throw outage('it is closed');
      const mine = opened ?? open(url, purpose, () => opened === mine && drop());
      opened = mine;
      try {
        return (await mine).session;
      } catch (error) {
        if (opened === mine) opened = undefined;
        throw outage(error);
      }
    },
    drop,
    close: async () => {
      closed = true;
      const old = opened;
      opened = undefined;
      await old?.then(({ client }) => client.end()).catch(() => undefined);
    },
  };
}

interface Opened {
  readonly client: pg.Client;
  readonly session: Session;
}

async function open(url: string, purpose: Purpose, broken: () => void): Promise<Opened> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sampan',
    connectionTimeoutMillis: limits.storeConnectMs,
    statement_timeout: limits.storeStatementMs,
    keepAlive: true,
  });
  client.on('error', broken);
  client.on('end', broken);
  await client.connect();
  const settings = [DURABLE, UNCOMPILED, ...(purpose === 'writing' ? [BY_INDEX] : [])];
  for (const text of settings) await client.query(text);
  const prepared: Prepared = { columns: new Map(), doubtful: new Set() };
  const trip = async (queries: readonly Query[]): Promise<Answered> => {
    const { submittable, answered } = createRoundTrip(queries, prepared);
    client.query(submittable);
    const silence = setTimeout(() => endOf(client), limits.storeAnswerMs);
    const result = await answered;
    clearTimeout(silence);
    if (result.failed && faultOf(result.failed.error) === 'broken') broken();
    return result;
  };
  let turn: Promise<unknown> = Promise.resolve();
  const run: Session['run'] = (queries) => {
    const mine = turn.then(() => trip(queries));
    turn = mine.catch(() => undefined);
    return mine;
  };
  return { client, session: { run } };
}

/** A server that is silent for too long: everything asked of it fails at once. */
function endOf(client: pg.Client): void {
  // `end` would wait for the server's farewell; the types of pg hide the socket.
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}

/** Rows of the one query; throws what the server said. */
export async function runOne(session: Session, query: Query): Promise<Rows> {
  const { rows, failed } = await session.run([query]);
  if (failed) throw failed.error;
  return rows[0] ?? [];
}
