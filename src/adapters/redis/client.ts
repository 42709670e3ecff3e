/** A Redis to ask for hints: one server, several behind sentinels, or a cluster. */
import { createClient, createCluster, createSentinel } from 'redis';
import type { Dedupe, Log } from '../../gateway/ports/services.ts';
import { scripts } from './mark.ts';

export interface HintClient {
  readonly kind: Exclude<Dedupe['kind'], 'memory'>;
  mark(key: string, ttlMs: number): Promise<'new' | 'in-flight' | 'seen'>;
  settle(key: string, ttlMs: number): Promise<void>;
  connected(): boolean;
  destroy(): void;
}

const SENTINEL = 'redis+sentinel:';
const SENTINEL_PORT = 26_379;

/**
 * One URL: a server. Several, separated by commas: nodes of a cluster. With the scheme
 * `redis+sentinel` one or several sentinels, the path being the name of what they watch.
 * Connects in the background.
 */
export function openHints(urls: string, log: Log): HintClient {
  const nodes = urls.split(',').map((one) => new URL(one.trim()));
  const [first] = nodes;
  if (first === undefined) throw new RangeError('no URL of a Redis');
  const failed = (error: Error) => log.event('warn', 'redis', { reason: error.message });
  const opened =
    first.protocol === SENTINEL
      ? openSentinel(nodes, first)
      : nodes.length > 1
        ? openCluster(nodes, first)
        : openOne(first);
  opened.client.on('error', failed);
  opened.client.connect().catch(failed);
  const { kind, client } = opened;
  return {
    kind,
    mark: (key, ttlMs) => client.mark(key, ttlMs),
    settle: (key, ttlMs) => client.settle(key, ttlMs),
    connected: () => client.isReady,
    destroy: () => void client.destroy(),
  };
}

const socket = {
  connectTimeout: 1_000,
  reconnectStrategy: (tries: number) => Math.min(100 * 2 ** Math.min(tries, 10), 2_000),
};

function openOne({ href }: URL) {
  // Commands must not queue up while the server is away: a hint that comes late is worth nothing.
  const client = createClient({ url: href, scripts, socket, disableOfflineQueue: true });
  return { kind: 'redis', client } as const;
}

function openCluster(nodes: readonly URL[], first: URL) {
  const defaults = { ...credentialsOf(first), socket };
  const rootNodes = nodes.map(({ href }) => ({ url: href, socket }));
  return {
    kind: 'redis-cluster',
    client: createCluster({ rootNodes, scripts, defaults }),
  } as const;
}

function openSentinel(nodes: readonly URL[], first: URL) {
  const client = createSentinel({
    name: first.pathname.slice(1) || 'mymaster',
    sentinelRootNodes: nodes.map(({ hostname, port }) => ({
      host: hostname,
      port: Number(port || SENTINEL_PORT),
    })),
    nodeClientOptions: { ...credentialsOf(first), socket },
    sentinelClientOptions: { socket },
    scripts,
    scanInterval: 2_000,
  });
  return { kind: 'redis-sentinel', client } as const;
}

/** Nodes that are found through others do not have them from a URL. */
function credentialsOf({ username, password }: URL) {
  return {
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
  };
}
