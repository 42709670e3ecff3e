/** The operator's configuration: senders, payers and keys; each mistake with its line. */
import { isExactNumber, numberText } from '../base/decimal.ts';
import { limits } from '../base/limits.ts';
import { LOWERABLE_LIMITS, type LoweredLimits } from './config-limits.ts';
import { type ConfigPath as Path, readConfigText } from './config-text.ts';
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

/** `env:NAME` or `file:PATH` to its content; undefined if there is no such thing. */
export type ReadSecret = (reference: string) => string | undefined;

/** Collects what is wrong while values are taken out. */
interface Reading {
  readonly fail: (path: Path, message: string) => void;
  readonly secret: ReadSecret;
}

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

const PAYER_KEYS = [
  ...['id', 'country', 'url', 'credential', 'concurrency', 'key'],
  ...['ratePerSecond', 'breaker', 'status', 'voidUnsent', 'alsoDeliver', 'portal'],
];

function readPayer(reading: Reading) {
  return (value: unknown, at: number): Payer & { readonly key: string } => {
    const path = ['payers', at];
    const item = objectAt(value, path, reading);
    onlyKeys(item, { path, known: PAYER_KEYS }, reading);
    const { url, credential, concurrency } = item;
    return {
      id: textAt(item.id, [...path, 'id'], reading),
      country: textAt(item.country, [...path, 'country'], reading),
      ...(url !== undefined && { url: urlAt(url, [...path, 'url'], reading) }),
      ...(credential !== undefined && {
        credential: secretAt(credential, [...path, 'credential'], reading),
      }),
      concurrency: concurrencyAt(concurrency, [...path, 'concurrency'], reading),
      ...readPace(item, path, reading),
      ...readVoidUnsent(item.voidUnsent, [...path, 'voidUnsent'], reading),
      ...readAlsoDeliver(item.alsoDeliver, [...path, 'alsoDeliver'], reading),
      ...readPortal(item.portal, [...path, 'portal'], reading),
      key: secretAt(item.key, [...path, 'key'], reading),
    };
  };
}

const PORTAL_KEYS = ['channel', 'username', 'passwordHash', 'officerName', 'officerNumber'];

function readPortal(value: unknown, path: Path, reading: Reading): Pick<Payer, 'portal'> {
  if (value === undefined) return {};
  const item = objectAt(value, path, reading);
  onlyKeys(item, { path, known: PORTAL_KEYS }, reading);
  const { officerName, officerNumber } = item;
  return {
    portal: {
      channel: textAt(item.channel, [...path, 'channel'], reading),
      username: textAt(item.username, [...path, 'username'], reading),
      passwordHash: secretAt(item.passwordHash, [...path, 'passwordHash'], reading),
      ...(officerName !== undefined && {
        officerName: textAt(officerName, [...path, 'officerName'], reading),
      }),
      ...(officerNumber !== undefined && {
        officerNumber: secretAt(officerNumber, [...path, 'officerNumber'], reading),
      }),
    },
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

function objectAt(
  value: unknown,
  path: Path,
  { fail }: Reading,
): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  fail(path, 'must be an object');
  return {};
}

function onlyKeys(
  item: Readonly<Record<string, unknown>>,
  { path, known }: { readonly path: Path; readonly known: readonly string[] },
  { fail }: Reading,
): void {
  for (const name of Object.keys(item)) {
    if (!known.includes(name)) fail([...path, name], `is not known; there is ${known.join(', ')}`);
  }
}

function listAt(value: unknown, path: Path, { fail }: Reading): readonly unknown[] {
  if (Array.isArray(value)) return value;
  fail(path, 'must be a list');
  return [];
}

function textAt(value: unknown, path: Path, { fail }: Reading): string {
  if (typeof value === 'string' && value !== '') return value;
  fail(path, 'must be a text that is not empty');
  return '';
}

function urlAt(value: unknown, path: Path, reading: Reading): string {
  const text = textAt(value, path, reading);
  const usable = URL.canParse(text) && /^https?:/.test(text);
  if (!usable) reading.fail(path, 'must be an http or https address');
  return text.replace(/\/$/, '');
}

function readVoidUnsent(value: unknown, path: Path, { fail }: Reading): Pick<Payer, 'voidUnsent'> {
  if (value === undefined) return {};
  if (value === 'both' || value === 'neither') return { voidUnsent: value };
  fail(path, 'must be both or neither');
  return {};
}

function readAlsoDeliver(
  value: unknown,
  path: Path,
  { fail }: Reading,
): Pick<Payer, 'alsoDeliver'> {
  if (value === undefined) return {};
  const types = Array.isArray(value) ? value.filter((each) => /^[A-Z][A-Za-z]+$/.test(each)) : [];
  if (Array.isArray(value) && types.length === value.length) return { alsoDeliver: types };
  fail(path, 'must be a list of resource types, such as Patient');
  return {};
}

/** How fast a payer is sent to, and how it is asked what became of a message. */
function readPace(
  { ratePerSecond, breaker, status }: Readonly<Record<string, unknown>>,
  path: Path,
  reading: Reading,
): Pick<Payer, 'ratePerSecond' | 'breaker' | 'status'> {
  const rate = numberAt(ratePerSecond, { path: [...path, 'ratePerSecond'], from: 0.01 }, reading);
  return {
    ...(rate !== undefined && { ratePerSecond: rate }),
    ...(breaker !== undefined && { breaker: readBreaker(breaker, [...path, 'breaker'], reading) }),
    ...(status !== undefined && { status: statusAt(status, [...path, 'status'], reading) }),
  };
}

function readBreaker(value: unknown, path: Path, reading: Reading): NonNullable<Payer['breaker']> {
  const item = objectAt(value, path, reading);
  onlyKeys(item, { path, known: ['failures', 'pauseMs'] }, reading);
  const failures = numberAt(item.failures, { path: [...path, 'failures'], from: 1 }, reading);
  const pauseMs = numberAt(item.pauseMs, { path: [...path, 'pauseMs'], from: 1 }, reading);
  return { ...(failures !== undefined && { failures }), ...(pauseMs !== undefined && { pauseMs }) };
}

function statusAt(value: unknown, path: Path, reading: Reading): string {
  const text = textAt(value, path, reading);
  const usable = text.includes('{payerKey}') && !/^(\/|[a-z]+:)/i.test(text);
  if (!usable) reading.fail(path, 'must be a path below url that holds {payerKey}');
  return text;
}

function numberAt(
  value: unknown,
  { path, from }: { readonly path: Path; readonly from: number },
  { fail }: Reading,
): number | undefined {
  if (value === undefined) return undefined;
  // A rate is no money: a decimal of JSON may become a double.
  const found = isExactNumber(value) ? Number(numberText(value)) : value;
  if (typeof found === 'number' && found >= from && found <= 1_000_000) return found;
  fail(path, `must be a number from ${from} to 1000000`);
  return undefined;
}

function concurrencyAt(value: unknown, path: Path, { fail }: Reading): number {
  if (value === undefined) return limits.payerConcurrency;
  if (typeof value === 'number' && value >= 1 && value <= 1_000) return value;
  fail(path, 'must be a number from 1 to 1000');
  return 1;
}

/** Secrets are never written into the file itself. */
function secretAt(value: unknown, path: Path, { fail, secret }: Reading): string {
  if (typeof value !== 'string' || !/^(env|file):/.test(value)) {
    fail(path, 'must name where the secret is: env:NAME or file:PATH');
    return '';
  }
  const found = secret(value)?.trim();
  if (found) return found;
  fail(path, `${value} is not there or empty`);
  return '';
}

function keyBytes(value: unknown, path: Path, reading: Reading): Uint8Array {
  const text = secretAt(value, path, reading);
  if (text === '') return new Uint8Array(32);
  if (/^[0-9a-f]{64}$/i.test(text)) return hexBytes(text);
  reading.fail(path, 'must be 32 bytes as 64 hexadecimal digits');
  return new Uint8Array(32);
}

export function hexBytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
