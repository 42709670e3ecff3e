/** A whole gateway on Node with the sample channel, its own folder and its own payer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import en from '../../src/base/findings/en.json' with { type: 'json' };
import th from '../../src/base/findings/th.json' with { type: 'json' };
import type { Catalogue } from '../../src/catalogue.ts';
import type { LedgerEntry } from '../../src/cli/payer/ledger.ts';
import { type PayerServer, startPayerServer } from '../../src/cli/payer/server.ts';
import type { Texts } from '../../src/fhir/texts.ts';
import type { GatewayConfig } from '../../src/gateway/config.ts';
import type { Dedupe, Log, LogFields, Translator } from '../../src/gateway/ports/services.ts';
import type { Webhook } from '../../src/gateway/ports/terms.ts';
import { type NodeOptions, type RunningGateway, startGateway } from '../../src/node.ts';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { sampleTranslator } from '../gateway/sample-claims.ts';

export interface GatewayUnderTest {
  readonly url: string;
  readonly folder: string;
  readonly logged: readonly LogLine[];
  /** Sends as the first demo sender unless another key is given. */
  send(path: string, init?: RequestInit & { readonly key?: string }): Promise<Response>;
  ledger(): Promise<readonly LedgerEntry[]>;
  scenario(setting: object): Promise<void>;
  /** Waits until the payer has as many claims. */
  delivered(claims: number): Promise<readonly LedgerEntry[]>;
  restart(): Promise<void>;
  /** Another gateway with the same payers; it shares the store if that is PostgreSQL. */
  startBeside(): Promise<RunningGateway>;
  close(): Promise<void>;
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

export interface TestOptions {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly limits?: NonNullable<GatewayConfig['limits']>;
  readonly dedupe?: Dedupe & { close(): Promise<void> };
  /** Where the payers tell what became of a message. */
  readonly status?: string;
  /** By id of the sender. */
  readonly webhooks?: Readonly<Record<string, Webhook>>;
  /** Instead of the adapters' own: another clock, say. */
  readonly around?: NonNullable<NodeOptions['around']>;
  /** Happens before each translation, in its place: a delay, or a failure. */
  readonly beforeTranslation?: (text: string) => Promise<void>;
}

const identityKey = new Uint8Array(32).fill(7);

const texts: Texts = Object.fromEntries(
  Object.entries(en).map(([code, text]) => [code, { en: text, th: th[code as keyof typeof th] }]),
);

const sampleChannel = (id: string) => ({
  ...{ id, country: 'xx', title: { en: 'Sample' }, readerKind: 'json', payer: 'payer-1' },
});

const catalogue: Catalogue = {
  channels: [
    sampleChannel('sample'),
    // Formats that correct by sending again, and that open voided claims again.
    { ...sampleChannel('sample-correcting'), resend: 'correction', reopens: true },
    // The same claims in other records.
    sampleChannel('sample-other'),
  ],
  maps: [
    {
      id: 'twice',
      run: (source) => ({ result: { resourceType: 'Basic', source }, findings: [] }),
    },
  ],
  profiles: joinProfiles([]),
  texts,
  payerCodes: [
    {
      ...{ payers: ['payer-1'], systems: [] },
      codes: {
        C1: {
          kind: 'correct',
          text: { th: { found: 'เลขที่ไม่ถูกต้อง', remedy: 'แก้แล้วส่งใหม่' } },
        },
      },
    },
  ],
};

function configFor(
  payersUrl: string,
  { webhooks = {}, status }: Pick<TestOptions, 'webhooks' | 'status'>,
): GatewayConfig {
  const sender = (id: string, tenant: string, facility: string) => ({
    ...{ kind: 'sender' as const, id, tenant, country: 'xx', facility },
    ...{ channels: catalogue.channels.map((channel) => channel.id), key: `key-${id}` },
    ...(webhooks[id] && { webhook: webhooks[id] }),
  });
  return {
    identityKey,
    sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
    senders: [
      sender('one', 'tenant-a', '10001'),
      sender('two', 'tenant-b', '10001-b'),
      // Another facility of the first tenant.
      sender('annex', 'tenant-a', '10002'),
      { ...sender('mute', 'tenant-c', '10003'), channels: [] },
    ],
    operators: [{ id: 'operator', key: 'key-operator' }],
    payers: ['payer-1', 'payer-2'].map((id) => ({
      ...{ id, country: 'xx', key: `key-${id}`, concurrency: 4 },
      url: `${payersUrl}/payers/${id}/fhir`,
      ...(status !== undefined && { status }),
      voidUnsent: id === 'payer-2' ? ('neither' as const) : ('both' as const),
      ...(id === 'payer-2' && { alsoDeliver: ['Patient'] }),
    })),
  };
}

export async function startUnderTest(options: TestOptions = {}): Promise<GatewayUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-http-'));
  const payers = await startPayerServer({
    ...{ host: '127.0.0.1', port: 0 },
    payers: [{ id: 'payer-1' }, { id: 'payer-2' }],
  });
  const logged: LogLine[] = [];
  const start = () => startOne({ folder, payers, logged, options });
  let gateway = await start();
  const beside: RunningGateway[] = [];
  const ledger = () => ledgerOf(payers);
  return {
    get url() {
      return gateway.url;
    },
    ...{ folder, logged, ledger },
    send: async (path, { key = 'key-one', headers, ...init } = {}) => {
      const all = new Headers(headers);
      if (key !== '') all.set('authorization', `Bearer ${key}`);
      return await fetch(`${gateway.url}${path}`, { ...init, headers: all });
    },
    scenario: async (setting) => {
      const body = JSON.stringify(setting);
      const address = `${payers.url}/payers/payer-1/scenario`;
      const response = await fetch(address, { method: 'PUT', body });
      if (!response.ok) throw new Error(await response.text());
    },
    delivered: async (claims) => {
      for (let tries = 0; tries < 200; tries += 1) {
        const entries = await ledger();
        if (entries.length >= claims) return entries;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`the payer has not got ${claims} claims`);
    },
    restart: async () => {
      await gateway.close();
      gateway = await start();
    },
    startBeside: async () => {
      const own = join(folder, `beside-${beside.length}`);
      const started = await startOne({ folder: own, payers, logged, options });
      beside.push(started);
      return started;
    },
    close: async () => {
      for (const one of [gateway, ...beside]) await one.close();
      await payers.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Start {
  readonly folder: string;
  readonly payers: PayerServer;
  readonly logged: LogLine[];
  readonly options: TestOptions;
}

async function startOne({ folder, payers, logged, options }: Start): Promise<RunningGateway> {
  const log: Log = {
    event: (level, message, fields = {}) => logged.push({ level, message, fields }),
  };
  const { beforeTranslation, limits = {}, webhooks, status, ...rest } = options;
  const sample = sampleTranslator(createMac(identityKey));
  const translator: Translator & { close(): Promise<void> } = {
    translate: async (request) => {
      const [file] = request.submission.files;
      await beforeTranslation?.(new TextDecoder().decode(file?.bytes));
      return await sample.translate(request);
    },
    close: async () => undefined,
  };
  return await startGateway({
    ...{ folder, host: '127.0.0.1', port: 0, version: 'test', log, catalogue, translator },
    config: {
      ...configFor(payers.url, { ...(webhooks && { webhooks }), ...(status && { status }) }),
      limits,
    },
    ...rest,
  });
}

async function ledgerOf(payers: PayerServer): Promise<readonly LedgerEntry[]> {
  const response = await fetch(`${payers.url}/payers/payer-1/ledger`);
  return (await response.json()) as readonly LedgerEntry[];
}

/** The body of an answer; the caller says what it expects, the assertions that follow check it. */
export async function bodyOf<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

/** The status of a submission, as far as tests look at it. */
export interface Status {
  readonly state: string;
  readonly books: Readonly<Record<string, number>>;
  readonly units: readonly {
    readonly key: string;
    readonly state: string;
    readonly delivery?: { readonly payer: string; readonly state: string };
    readonly answer?: {
      readonly payer: string;
      readonly state: string;
      readonly location: string;
      readonly outcome: object;
    };
    readonly timeline: readonly { readonly event: string; readonly attempt?: number }[];
  }[];
}

/** Asks until the status is as wanted, for five seconds. */
export async function statusWhen(
  gateway: GatewayUnderTest,
  place: string,
  wanted: (status: Status) => boolean,
  key = 'key-one',
): Promise<Status> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const status = await bodyOf<Status>(await gateway.send(place, { key }));
    if (wanted(status) || Date.now() > deadline) return status;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
