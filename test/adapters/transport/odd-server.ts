/** A TCP server that misbehaves on purpose: what a payer's network does on a bad day. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

export interface OddServer {
  readonly url: string;
  /** Whole requests that came in. */
  readonly requests: string[];
  close(): Promise<void>;
}

export type Behaviour = (socket: Socket, nth: number) => void;

/** `behave` is called for each whole request. */
export async function startOddServer(behave: Behaviour): Promise<OddServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const [, length = '0'] = /content-length: (\d+)/i.exec(text) ?? [];
      if (end < 0 || text.length < end + 4 + Number(length)) return;
      requests.push(text);
      text = '';
      behave(socket, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/fhir`, requests },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A whole answer with its length. */
export function whole(body: string, type = 'application/fhir+json', status = '200 OK'): string {
  return [
    ...[`HTTP/1.1 ${status}`, `Content-Type: ${type}`, `Content-Length: ${body.length}`, ''],
    body,
  ].join('\r\n');
}
