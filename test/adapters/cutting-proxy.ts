/** A proxy before a server that cuts connections at a word the client says, before or after it. */
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

type Cut = 'before' | 'heard' | 'after';

export interface CuttingProxy {
  readonly port: number;
  /** The next time the word passes: before the server hears it, when it has, or has answered. */
  cutNext(when: Cut): void;
  readonly cuts: number;
  /** While held, nobody gets through who has not got through yet. */
  hold(held: boolean): void;
  close(): Promise<void>;
}

export async function startCuttingProxy(target: number, word: string): Promise<CuttingProxy> {
  let armed: Cut | undefined;
  let cuts = 0;
  let held = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (held) return void client.destroy();
    const upstream = dial(target, '127.0.0.1');
    const both = [client, upstream];
    let silent = false;
    let alone = false;
    for (const socket of both) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (!alone) for (const one of both) one.destroy();
      });
    }
    client.on('data', (data) => {
      if (armed !== undefined && data.includes(word)) {
        cuts += 1;
        const when = armed;
        armed = undefined;
        if (when === 'before') return void client.destroy();
        silent = true;
        alone = when === 'heard';
      }
      upstream.write(data, () => alone && client.destroy());
    });
    upstream.on('data', (data) => {
      if (silent) client.destroy();
      else client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (when) => {
      armed = when;
    },
    hold: (now) => {
      held = now;
    },
    get cuts() {
      return cuts;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
