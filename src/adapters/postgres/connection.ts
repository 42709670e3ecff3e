/**
 * One connection that queries are written to without waiting for the answers before them. It is
 * opened when first needed and again after it broke.
 */
import pg from 'pg';
import { limits } from '../../base/limits.ts';
import type { Row, SqlValue } from '../sql/statement.ts';
import type { Query } from './dialect.ts';
import { faultOf, outage } from './errors.ts';

export interface Session {
  /** Queries go out in the order of the calls, before any of them is answered. */
  query(query: Query | string): Promise<readonly Row[]>;
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

const BIGINT = 20;
const BYTEA = 17;
const types = {
  getTypeParser: (oid: number) => {
    if (oid === BIGINT) return Number;
    return oid === BYTEA ? bytesOfHex : (text: string) => text;
  },
} as unknown as pg.CustomTypesConfig;

function bytesOfHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}

export function createConnection(url: string): Connection {
  let opened: Promise<{ readonly client: pg.Client; readonly session: Session }> | undefined;
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
      const mine = opened ?? open(url, () => opened === mine && drop());
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

async function open(url: string, broken: () => void) {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sampan',
    connectionTimeoutMillis: limits.storeConnectMs,
    statement_timeout: limits.storeStatementMs,
    query_timeout: limits.storeAnswerMs,
    keepAlive: true,
    pipeline: true,
    types,
  });
  client.on('error', broken);
  client.on('end', broken);
  await client.connect();
  await client.query(DURABLE);
  const session: Session = {
    query: async (query) => {
      try {
        const { rows } = await client.query<Record<string, SqlValue>>(
          typeof query === 'string' ? query : { ...query, values: [...query.values] },
        );
        return rows;
      } catch (error) {
        if (faultOf(error) === 'broken') broken();
        throw error;
      }
    },
  };
  return { client, session };
}
