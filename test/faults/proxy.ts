/** A TCP proxy that misbehaves on request: between the gateway and what it depends on. */
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

export type ProxyMode =
  | { readonly kind: 'pass' }
  /** Takes the connection and resets it at once. */
  | { readonly kind: 'reset' }
  /** Takes everything and never says a word. */
  | { readonly kind: 'half-open' }
  /** Lets the request through and resets when the answer comes. */
  | { readonly kind: 'reset-answer' }
  /** Resets when the answer to a message with this word comes: it was done, nobody is told. */
  | { readonly kind: 'reset-after-word'; readonly word: string }
  /** Answers for the server. */
  | { readonly kind: 'answer'; readonly text: string };

export interface TcpProxy {
  readonly port: number;
  readonly hits: number;
  set(mode: ProxyMode): void;
  close(): Promise<void>;
}

interface State {
  mode: ProxyMode;
  hits: number;
  readonly target: number;
  readonly sockets: Set<Socket>;
}

export async function startProxy(target: number): Promise<TcpProxy> {
  const state: State = { mode: { kind: 'pass' }, hits: 0, target, sockets: new Set() };
  const server = createServer((client) => join(state, client));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get hits() {
      return state.hits;
    },
    set: (mode) => {
      const heals = mode.kind === 'pass' && state.mode.kind === 'half-open';
      state.mode = mode;
      if (heals) for (const socket of state.sockets) socket.destroy();
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of state.sockets) socket.destroy();
      await closed;
    },
  };
}

function join(state: State, client: Socket): void {
  const upstream = dial(state.target, '127.0.0.1');
  let awaited = false;
  watch(state, [client, upstream]);
  client.on('data', (data) => {
    const { mode } = state;
    if (mode.kind === 'pass') return void upstream.write(data);
    if (mode.kind === 'reset-after-word') {
      if (data.includes(mode.word)) awaited = true;
      return void upstream.write(data);
    }
    state.hits += 1;
    if (mode.kind === 'reset') client.resetAndDestroy();
    else if (mode.kind === 'answer') client.end(mode.text);
    else if (mode.kind === 'reset-answer') {
      awaited = true;
      upstream.write(data);
    }
  });
  upstream.on('data', (data) => {
    if (!awaited) return void client.write(data);
    awaited = false;
    if (state.mode.kind === 'reset-after-word') state.hits += 1;
    client.resetAndDestroy();
  });
}

function watch({ sockets }: State, both: readonly Socket[]): void {
  for (const socket of both) {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      for (const one of both) one.destroy();
    });
  }
}
