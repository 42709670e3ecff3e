/** A gateway to try: demo senders and payers with keys of their own, made once and kept. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import demo from '../../mappings/sandbox.json' with { type: 'json' };
import { limits } from '../base/limits.ts';
import type { ChannelInfo } from '../gateway/channel-info.ts';
import type { GatewayConfig } from '../gateway/config.ts';
import { hexBytes } from '../gateway/config-values.ts';
import { keepFile, makeFolder } from '../node.ts';
import { type PayerServer, startPayerServer } from './payer/server.ts';

export interface Sandbox {
  readonly config: GatewayConfig;
  readonly payers: PayerServer;
  /** Writes sandbox.json, for scripts: before the server says that it listens. */
  describe(url: string): void;
}

/** Keys of a sandbox, in hex or as credentials; kept in SAMPAN_DATA/keys.json. */
interface SandboxKeys {
  readonly identityKey: string;
  readonly sealingKey: string;
  readonly credentials: Readonly<Record<string, string>>;
}

export async function openSandbox(
  folder: string,
  channels: readonly ChannelInfo[],
): Promise<Sandbox> {
  makeFolder(folder);
  const keys = readKeys(join(folder, 'keys.json'));
  const payers = await startPayerServer({
    ...{ host: '127.0.0.1', port: 0 },
    payers: demo.payers.map(({ id, rejects }: DemoPayer) => ({
      ...{ id, ...(rejects && { rejects }) },
      ledgerFile: join(folder, 'payers', `${id}.ndjson`),
    })),
  });
  const config = configOf(keys, { channels, payersUrl: payers.url });
  return {
    config,
    payers,
    describe: (url) => {
      const text = JSON.stringify(description(config, { url, payersUrl: payers.url }), null, 2);
      writeFileSync(join(folder, 'sandbox.json'), `${text}\n`, { mode: 0o600 });
    },
  };
}

/**
 * The kept keys; a demo member that has come since gets one as well. Without them nothing of the
 * store can be read, so the file is replaced as a whole, and only for a reason.
 */
function readKeys(file: string): SandboxKeys {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const kept = text === undefined ? undefined : (JSON.parse(text) as SandboxKeys);
  const ids = [...[...demo.senders, ...demo.payers].map(({ id }) => id), OPERATOR];
  const keys: SandboxKeys = {
    identityKey: kept?.identityKey ?? randomBytes(32).toString('hex'),
    sealingKey: kept?.sealingKey ?? randomBytes(32).toString('hex'),
    credentials: Object.fromEntries(
      ids.map((id) => [id, kept?.credentials[id] ?? `${id}-${randomBytes(12).toString('hex')}`]),
    ),
  };
  const next = `${JSON.stringify(keys, null, 2)}\n`;
  if (next !== text) keepFile(file, next);
  return keys;
}

interface DemoPayer {
  readonly id: string;
  /** National codes it refuses with. */
  readonly rejects?: readonly string[];
}

/** Who looks after a sandbox. */
const OPERATOR = 'operator';

interface Surroundings {
  readonly channels: readonly ChannelInfo[];
  readonly payersUrl: string;
}

function configOf(keys: SandboxKeys, { channels, payersUrl }: Surroundings): GatewayConfig {
  const countries: readonly string[] = demo.senders.map(({ country }) => country);
  return {
    identityKey: hexBytes(keys.identityKey),
    sealingKeys: [{ id: 'sandbox', key: hexBytes(keys.sealingKey) }],
    senders: demo.senders.map(({ id, country, facility }) => ({
      kind: 'sender',
      ...{ id, country, facility, tenant: id, key: keys.credentials[id] ?? '' },
      // A channel of no demo country is open to all of them.
      channels: channels
        .filter((channel) => channel.country === country || !countries.includes(channel.country))
        .map((channel) => channel.id),
    })),
    payers: demo.payers.map(({ id, country }) => ({
      ...{ id, country, concurrency: limits.payerConcurrency, key: keys.credentials[id] ?? '' },
      url: `${payersUrl}/payers/${id}/fhir`,
    })),
    operators: [{ id: OPERATOR, key: keys.credentials[OPERATOR] ?? '' }],
  };
}

/** What scripts read; this form is part of the contract. */
function description(
  { senders, payers, operators = [] }: GatewayConfig,
  { url, payersUrl }: { readonly url: string; readonly payersUrl: string },
): object {
  return {
    url,
    senders: senders.map(({ id, country, facility, channels, key }) => ({
      ...{ id, country, facility, channels, key },
    })),
    payers: payers.map(({ id, country, key }) => ({
      ...{ id, country, key, ledger: `${payersUrl}/payers/${id}/ledger` },
    })),
    operators,
  };
}
