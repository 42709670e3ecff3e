/** All that a fault can touch, and what it must leave whole. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../adapters/free-port.ts';
import { type PostgresServer, startPostgres } from '../adapters/postgres-server.ts';
import { type RedisServer, startRedis } from '../adapters/redis-server.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { type History, openHistory } from './history.ts';
import { createLoad, type Load } from './load.ts';
import { type Payer, startPayer } from './payer.ts';
import { startProxy, type TcpProxy } from './proxy.ts';

export type StoreKind = 'sqlite' | 'postgresql';

export interface Database {
  readonly server: PostgresServer;
  /** Straight to the server. */
  readonly url: string;
  /** Between the gateways and the server. */
  readonly proxy: TcpProxy;
}

export interface World {
  readonly store: StoreKind;
  readonly folder: string;
  /** The second one only on PostgreSQL; it is not running until a fault starts it. */
  readonly gateways: readonly [Gateway, ...Gateway[]];
  readonly payer: Payer;
  readonly redis: RedisServer;
  readonly database?: Database;
  readonly history: History;
  readonly load: Load;
  random(): number;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly store: StoreKind;
  readonly random: () => number;
  /** Instead of a folder of its own: for example a small disk. */
  readonly folder?: string;
}

const SENDERS = 4;

export async function openWorld({ store, random, folder: given }: WorldOptions): Promise<World> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'sampan-faults-'));
  const outside = mkdtempSync(join(tmpdir(), 'sampan-history-'));
  const payer = await startPayer(outside);
  const redis = await startRedis();
  const database = store === 'postgresql' ? await openDatabase() : undefined;
  const newGateway = async (): Promise<Gateway> =>
    createGateway({
      ...{ folder, port: await freePort(), payerUrl: payer.fhirUrl, redisUrl: redis.url },
      ...(database && { databaseUrl: proxied(database) }),
    });
  const first = await newGateway();
  const gateways = [first, ...(database ? [await newGateway()] : [])] as const;
  const history = openHistory(join(outside, 'history.jsonl'));
  await first.start();
  return {
    ...{ store, folder, gateways, payer, redis, history, random },
    ...(database && { database }),
    load: createLoad({ gateways: [first], history, senders: SENDERS }),
    close: async () => {
      for (const gateway of gateways) await gateway.kill();
      history.close();
      await Promise.all([payer.close(), redis.close()]);
      await database?.proxy.close();
      await database?.server.close();
      for (const each of [outside, ...(given === undefined ? [folder] : [])]) {
        rmSync(each, { recursive: true, force: true });
      }
    },
  };
}

async function openDatabase(): Promise<Database> {
  const server = await startPostgres();
  const url = await server.newDatabase();
  return { server, url, proxy: await startProxy(Number(new URL(url).port)) };
}

function proxied({ url, proxy }: Database): string {
  const through = new URL(url);
  through.port = String(proxy.port);
  return String(through);
}

/** The gateway as it was, if a fault has ended it. */
export async function revive(gateway: Gateway): Promise<void> {
  if (!gateway.running()) await gateway.start();
}
