/** The gateway on Node: embedded store or PostgreSQL, threads, undici, node's HTTP server. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { createAdaptorServer } from '@hono/node-server';
import { answerClientErrors } from './adapters/client-errors.ts';
import { systemClock } from './adapters/crypto/ids.ts';
import { createVault } from './adapters/crypto/vault.ts';
import { createMemoryDedupe } from './adapters/memory/dedupe.ts';
import { openPostgres } from './adapters/postgres/runner.ts';
import { createRedisDedupe } from './adapters/redis/dedupe.ts';
import { createSqlKeyShelf } from './adapters/sql/key-shelf.ts';
import { loadRegistry } from './adapters/sql/registry.ts';
import { sealedRequests } from './adapters/sql/sealed-requests.ts';
import type { SqlRunner } from './adapters/sql/statement.ts';
import { openInMemory } from './adapters/sqlite/in-memory.ts';
import { openSqlite } from './adapters/sqlite/runner.ts';
import { createTranslatorPool } from './adapters/translator-pool.ts';
import { createUndiciTransport } from './adapters/undici-transport.ts';
import { assemble } from './assemble.ts';
import type { Catalogue } from './catalogue.ts';
import { systems } from './fhir/canonical.ts';
import { startBackground } from './gateway/background.ts';
import type { GatewayConfig } from './gateway/config.ts';
import type { Clock, Dedupe, Log, RegisterRow, Translator } from './gateway/ports/services.ts';
import type { Transport } from './gateway/ports/transport.ts';
import { type StoredRequest, storedRequests } from './gateway/stored-requests.ts';

export { keepFile, makeFolder } from './adapters/durable-files.ts';
export { createLog } from './adapters/pino-log.ts';

/** A folder, the URL of a PostgreSQL database, or `memory:` for a store that nothing outlives. */
function openStore(place: string) {
  if (place === 'memory:') return openInMemory();
  return isShared(place) ? openPostgres(place) : openSqlite(place);
}

/** Whether several gateways may use the store at once. */
function isShared(place: string): boolean {
  return /^postgres(?:ql)?:/.test(place);
}

/** The registers of a gateway's store. */
export interface OpenedRegister {
  load(tenant: string, name: string, entries: readonly RegisterRow[]): Promise<void>;
  close(): Promise<void>;
}

/** `place` is the folder of a stopped gateway, or the URL of a PostgreSQL database. */
export async function openRegister(place: string): Promise<OpenedRegister> {
  const runner = await openStore(place);
  const at = new Date(systemClock.now()).toISOString();
  return {
    load: (tenant, name, entries) => loadRegistry(runner, { tenant, name, at }, entries),
    close: () => runner.close(),
  };
}

/** What a store was sent, for who wants to look at it again. */
export interface OpenedRequests {
  of(channel: string): AsyncGenerator<StoredRequest>;
  close(): Promise<void>;
}

/** `place` is the folder of a stopped gateway, or the URL of a PostgreSQL database. */
export async function openRequests(
  place: string,
  sealingKeys: GatewayConfig['sealingKeys'],
): Promise<OpenedRequests> {
  const runner = await openStore(place);
  const vault = createVault(sealingKeys, createSqlKeyShelf(runner));
  return {
    of: (channel) => storedRequests(sealedRequests(runner, channel), vault),
    close: () => runner.close(),
  };
}

export interface NodeOptions {
  readonly folder: string;
  /** Instead of the folder's own store: PostgreSQL, which several may share, or `memory:`. */
  readonly databaseUrl?: string;
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  readonly redisUrl?: string;
  readonly config: GatewayConfig;
  readonly catalogue: Catalogue;
  readonly log: Log;
  readonly version: string;
  /** Instead of the threads with the compiled channels. */
  readonly translator?: Translator & { close(): Promise<void> };
  /** Instead of hints in memory or Redis. */
  readonly dedupe?: Dedupe & { close(): Promise<void> };
  /** Puts something around the adapters: how faults are brought about. */
  readonly around?: (adapters: Adapters) => Adapters;
}

/** What the gateway reaches the outside with. */
export interface Adapters {
  readonly runner: SqlRunner;
  readonly translator: Translator;
  readonly transport: Transport;
  readonly clock: Clock;
}

export interface RunningGateway {
  readonly url: string;
  /** Stops taking requests, finishes what is in hand, closes the store. */
  close(): Promise<void>;
}

const same = (adapters: Adapters): Adapters => adapters;
/** In-flight requests have this long to finish when the server is told to stop. */
const DRAIN_MS = 10_000;

export async function startGateway(options: NodeOptions): Promise<RunningGateway> {
  const runner = await openStore(placeOf(options));
  const translator = options.translator ?? openTranslator(options.config);
  const transport = createUndiciTransport();
  const around = options.around ?? same;
  const adapters = around({ runner, translator, transport, clock: systemClock });
  const dedupe = options.dedupe ?? openDedupe(options, adapters.clock);
  const close = async (): Promise<void> => {
    await Promise.all([transport.close(), translator.close(), dedupe.close()]);
    await runner.close();
  };
  try {
    return await runGateway(options, { adapters, dedupe, close });
  } catch (error) {
    // What stays open would keep a process alive that serves nobody.
    await close();
    throw error;
  }
}

function placeOf({ databaseUrl, folder }: NodeOptions): string {
  return databaseUrl ?? folder;
}

interface Opened {
  readonly adapters: Adapters;
  readonly dedupe: Dedupe;
  readonly close: () => Promise<void>;
}

async function runGateway(
  options: NodeOptions,
  { adapters, dedupe, close }: Opened,
): Promise<RunningGateway> {
  const { log, config, catalogue, version } = options;
  const wakers: (() => void)[] = [];
  const wake = (): void => {
    for (const each of wakers) each();
  };
  const {
    app,
    background: ports,
    peers,
  } = await assemble({
    ...adapters,
    ...{ dedupe, config, catalogue, log, wake, version },
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  answerClientErrors(server, plainOutcome);
  // Before anything is delivered: who cannot listen does nothing at all
  await listen(server, options);
  // A folder is this process's alone, so nothing that is leased is in flight. In a shared store
  // leases run out by themselves.
  const released = isShared(placeOf(options)) ? 0 : await ports.delivery.outbox.releaseAll();
  if (released > 0) log.event('info', 'deliveries taken up again', { released });
  const background = startBackground(ports, peers);
  wakers.push(background.wake);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    close: async () => {
      await Promise.all([closeServer(server), background.stop()]);
      await close();
    },
  };
}

/** One core is left to requests and one to the writer, as far as there are that many. */
function openTranslator({ identityKey }: GatewayConfig) {
  const threads = Math.max(1, availableParallelism() - 1);
  const thread = new URL('./translate-thread.ts', import.meta.url);
  return createTranslatorPool({ thread, threads, identityKey });
}

function openDedupe({ redisUrl, log }: NodeOptions, clock: Clock) {
  return redisUrl === undefined
    ? { ...createMemoryDedupe(clock), close: async () => undefined }
    : createRedisDedupe({ url: redisUrl, clock, log });
}

async function listen(server: Server, { host, port }: NodeOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Requests that were begun are answered; connections that are kept open take no more. */
async function closeServer(server: Server): Promise<void> {
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(late);
}

/** For requests that no route sees, so that nothing is known of the reader's language. */
function plainOutcome(code: string, issue: string): string {
  const coding = [{ system: systems.finding, code }];
  const details = { coding, text: code };
  return JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: issue, details }],
  });
}
