/** The operator's configuration: senders, payers and keys; each mistake with its line. */
import { limits } from '../base/limits.ts';
import { LOWERABLE_LIMITS, type LoweredLimits } from './config-limits.ts';
import { readPayer } from './config-payer.ts';
import { type ConfigPath as Path, readConfigText } from './config-text.ts';
import {
  keyBytes,
  listAt,
  objectAt,
  onlyKeys,
  type Reading,
  type ReadSecret,
  secretAt,
  textAt,
  urlAt,
} from './config-values.ts';
import type { Operator, Payer, Sender, Webhook } from './ports/terms.ts';

export interface SecretKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export type ConfiguredSender = Sender & { readonly key: string; readonly webhook?: Webhook };

export interface GatewayConfig {
  readonly identityKey: Uint8Array;
  /** The first one seals, all of them open. */
  readonly sealingKeys: readonly SecretKey[];
  readonly senders: readonly ConfiguredSender[];
  readonly payers: readonly (Payer & { readonly key: string })[];
  readonly operators?: readonly (Operator & { readonly key: string })[];
  /** Keys that receipts are signed with; without any one is derived from the identity key. */
  readonly receiptKeys?: readonly SecretKey[];
  readonly limits?: LoweredLimits;
}

export interface ConfigProblem {
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

export type ParsedConfig =
  | { readonly kind: 'config'; readonly config: GatewayConfig }
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] };

export function parseConfig(text: string, readSecret: ReadSecret): ParsedConfig {
  const read = readConfigText(text);
  if (read.kind === 'fault') {
    const { line, message } = read;
    return { kind: 'problems', problems: [{ line, path: '', message }] };
  }
  const problems: ConfigProblem[] = [];
  const fail = (path: Path, message: string): void => {
    problems.push({ line: read.lineOf(path), path: path.join('.'), message });
  };
  const config = readConfig(read.value, { fail, secret: readSecret });
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'config', config };
}

const ROOT_KEYS = [
  ...['identityKey', 'sealingKeys', 'receiptKeys'],
  ...['senders', 'payers', 'operators', 'limits'],
];

function readConfig(value: unknown, reading: Reading): GatewayConfig {
  const root = objectAt(value, [], reading);
  onlyKeys(root, { path: [], known: ROOT_KEYS }, reading);
  const config = {
    identityKey: keyBytes(root.identityKey, ['identityKey'], reading),
    sealingKeys: listAt(root.sealingKeys, ['sealingKeys'], reading).map(
      readSecretKey('sealingKeys', reading),
    ),
    receiptKeys: listAt(root.receiptKeys ?? [], ['receiptKeys'], reading).map(
      readSecretKey('receiptKeys', reading),
    ),
    senders: listAt(root.senders, ['senders'], reading).map(readSender(reading)),
    payers: listAt(root.payers, ['payers'], reading).map(readPayer(reading)),
    operators: listAt(root.operators ?? [], ['operators'], reading).map(readOperator(reading)),
    limits: readLimits(root.limits ?? {}, reading),
  };
  if (config.sealingKeys.length === 0) reading.fail(['sealingKeys'], 'at least one is needed');
  const ids = [...config.senders, ...config.payers, ...config.operators].map(({ id }) => id);
  for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) {
    reading.fail([], `the id ${id} stands twice`);
  }
  facilitiesOnce(config.senders, reading);
  return config;
}

/** A facility belongs to one tenant at a time. */
function facilitiesOnce(senders: readonly Sender[], { fail }: Reading): void {
  const tenants = new Map<string, string>();
  senders.forEach(({ country, facility, tenant }, at) => {
    const name = `${country}/${facility}`;
    const other = tenants.get(name) ?? tenant;
    tenants.set(name, other);
    if (other !== tenant) fail(['senders', at, 'facility'], `belongs to tenant ${other} already`);
  });
}

function readSecretKey(list: string, reading: Reading) {
  return (value: unknown, at: number): SecretKey => {
    const path = [list, at];
    const item = objectAt(value, path, reading);
    onlyKeys(item, { path, known: ['id', 'key'] }, reading);
    return {
      id: textAt(item.id, [...path, 'id'], reading),
      key: keyBytes(item.key, [...path, 'key'], reading),
    };
  };
}

const SENDER_KEYS = ['id', 'tenant', 'country', 'facility', 'channels', 'key', 'webhook'];

function readSender(reading: Reading) {
  return (value: unknown, at: number): ConfiguredSender => {
    const path = ['senders', at];
    const item = objectAt(value, path, reading);
    onlyKeys(item, { path, known: SENDER_KEYS }, reading);
    const text = (name: string) => textAt(item[name], [...path, name], reading);
    const channels = listAt(item.channels, [...path, 'channels'], reading);
    return {
      kind: 'sender',
      ...{ id: text('id'), tenant: text('tenant'), country: text('country') },
      facility: text('facility'),
      channels: channels.map((each, n) => textAt(each, [...path, 'channels', n], reading)),
      key: secretAt(item.key, [...path, 'key'], reading),
      ...(item.webhook !== undefined && {
        webhook: readWebhook(item.webhook, [...path, 'webhook'], reading),
      }),
    };
  };
}

/** A new secret is added beside the old one, which is taken out once the receiver has the new. */
const WEBHOOK_SECRETS = 2;

function readWebhook(value: unknown, path: Path, reading: Reading): Webhook {
  const item = objectAt(value, path, reading);
  onlyKeys(item, { path, known: ['url', 'secrets'] }, reading);
  const secrets = listAt(item.secrets, [...path, 'secrets'], reading);
  if (secrets.length < 1 || secrets.length > WEBHOOK_SECRETS) {
    reading.fail(
      [...path, 'secrets'],
      `must be one secret, or ${WEBHOOK_SECRETS} while it changes`,
    );
  }
  return {
    url: urlAt(item.url, [...path, 'url'], reading),
    secrets: secrets.map((each, at) => secretAt(each, [...path, 'secrets', at], reading)),
  };
}

function readOperator(reading: Reading) {
  return (value: unknown, at: number): Operator & { readonly key: string } => {
    const path = ['operators', at];
    const item = objectAt(value, path, reading);
    onlyKeys(item, { path, known: ['id', 'key'] }, reading);
    return {
      id: textAt(item.id, [...path, 'id'], reading),
      key: secretAt(item.key, [...path, 'key'], reading),
    };
  };
}

/** A limit is lowered, never raised: what stands above relies on it. */
function readLimits(value: unknown, reading: Reading): LoweredLimits {
  const path = ['limits'];
  const item = objectAt(value, path, reading);
  onlyKeys(item, { path, known: LOWERABLE_LIMITS }, reading);
  const lowered = LOWERABLE_LIMITS.flatMap((name) => {
    const given = item[name];
    if (given === undefined) return [];
    const fits = Number.isSafeInteger(given) && Number(given) >= 1 && Number(given) <= limits[name];
    if (!fits) reading.fail([...path, name], `must be a whole number from 1 to ${limits[name]}`);
    return [[name, Number(given)]];
  });
  return Object.fromEntries(lowered);
}
