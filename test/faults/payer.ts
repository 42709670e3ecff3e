/** The payer of a run: `sampan simulate payer` in a process of its own, behind a proxy. */
import { join } from 'node:path';
import { freePort } from '../adapters/free-port.ts';
import { PAYER } from './gateway.ts';
import { startProcess } from './process.ts';
import { startProxy, type TcpProxy } from './proxy.ts';

export interface Payer {
  /** Its own address, past the proxy. */
  readonly url: string;
  /** Where the gateway sends to. */
  readonly fhirUrl: string;
  readonly proxy: TcpProxy;
  /** Versions it has taken so far. */
  taken(): Promise<number>;
  scenario(setting: { readonly name: string; readonly times?: number }): Promise<void>;
  close(): Promise<void>;
}

export async function startPayer(folder: string): Promise<Payer> {
  const port = await freePort();
  const sampan = new URL('../../bin/sampan.mjs', import.meta.url).pathname;
  const ledger = join(folder, 'ledger.jsonl');
  const running = await startProcess({
    file: process.execPath,
    args: [
      ...[sampan, 'simulate', 'payer', '--port', String(port), '--id', PAYER],
      ...['--ledger', ledger],
    ],
    ready: 'ledger',
  });
  const url = `http://127.0.0.1:${port}`;
  const proxy = await startProxy(port);
  return {
    ...{ url, proxy, fhirUrl: `http://127.0.0.1:${proxy.port}/payers/${PAYER}/fhir` },
    taken: async () => {
      const response = await fetch(`${url}/payers/${PAYER}/ledger`);
      return ((await response.json()) as readonly unknown[]).length;
    },
    scenario: async (setting) => {
      const response = await fetch(`${url}/payers/${PAYER}/scenario`, {
        ...{ method: 'PUT', body: JSON.stringify(setting) },
        headers: { 'content-type': 'application/json' },
      });
      if (!response.ok) throw new Error(`scenario ${setting.name}: ${response.status}`);
    },
    close: async () => {
      await proxy.close();
      running.signal('SIGKILL');
      await running.ended;
    },
  };
}
