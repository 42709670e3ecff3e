/** The gateway under fault: `sampan serve` with a configuration, or the same with a failpoint. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Running, startProcess } from './process.ts';

export const CHANNEL = 'th-eclaim-16';
export const PAYER = 'nhso';
/** Of the sender whose bodies are worked off later. */
export const LARGE_CHANNEL = 'vn-xml';
export const clinicAuthorization = { authorization: 'Bearer clinic-key' };
const SAMPAN = new URL('../../bin/sampan.mjs', import.meta.url).pathname;
const FAILPOINT = new URL('./failpoint-gateway.ts', import.meta.url).pathname;

export interface GatewayOptions {
  /** For its configuration and, without PostgreSQL, its store. */
  readonly folder: string;
  readonly port: number;
  readonly payerUrl: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
}

export interface StartOptions {
  /** Dies there. */
  readonly failpoint?: string;
  /** A command that runs it, for example strace with its arguments. */
  readonly under?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Gateway {
  readonly url: string;
  start(options?: StartOptions): Promise<void>;
  /** The running process. */
  process(): Running;
  kill(): Promise<void>;
  running(): boolean;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { folder, port } = options;
  const configFile = join(folder, `config-${port}.json`);
  writeFileSync(configFile, JSON.stringify(configOf(options)));
  const env = environment(options, configFile);
  let running: Running | undefined;
  const alive = (): boolean =>
    running !== undefined && running.child.exitCode === null && running.child.signalCode === null;
  return {
    url: `http://127.0.0.1:${port}`,
    start: async ({ failpoint, under = [], env: more = {} } = {}) => {
      const own = failpoint === undefined ? [SAMPAN, 'serve'] : [FAILPOINT, failpoint];
      const [file = '', ...args] = [...under, process.execPath, ...own];
      running = await startProcess({
        ...{ file, args, env: { ...env, ...more } },
        ready: 'listening on',
      });
    },
    process: () => {
      if (running === undefined) throw new Error('the gateway was not started');
      return running;
    },
    kill: async () => {
      if (!alive()) return;
      running?.signal('SIGKILL');
      await running?.ended;
    },
    running: alive,
  };
}

function environment(options: GatewayOptions, configFile: string): Record<string, string> {
  const { folder, port, databaseUrl, redisUrl } = options;
  return {
    ...{ SAMPAN_CONFIG: configFile, SAMPAN_DATA: join(folder, 'data'), PORT: String(port) },
    ...{ LOG_LEVEL: 'error', FAULTS_IDENTITY: 'a1'.repeat(32), FAULTS_SEALING: 'b2'.repeat(32) },
    ...{ FAULTS_SENDER: 'sender-key', FAULTS_PAYER: 'payer-key', FAULTS_CLINIC: 'clinic-key' },
    ...{ FAULTS_VSS: 'vss-key' },
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  };
}

function configOf({ payerUrl }: GatewayOptions): object {
  return {
    identityKey: 'env:FAULTS_IDENTITY',
    sealingKeys: [{ id: 's1', key: 'env:FAULTS_SEALING' }],
    senders: [
      {
        ...{ id: 'hospital', tenant: 'hospital', country: 'th', facility: '99999' },
        ...{ channels: [CHANNEL], key: 'env:FAULTS_SENDER' },
      },
      {
        ...{ id: 'clinic', tenant: 'hospital', country: 'vn', facility: '01999' },
        ...{ channels: [LARGE_CHANNEL], key: 'env:FAULTS_CLINIC' },
      },
    ],
    // The same behind both, so that one ledger tells of all.
    payers: [
      { id: PAYER, country: 'th', url: payerUrl, key: 'env:FAULTS_PAYER' },
      { id: 'vss', country: 'vn', url: payerUrl, key: 'env:FAULTS_VSS' },
    ],
  };
}
