/** A payer of the configuration: where it is, how fast it is sent to, its own gateway. */
import { limits } from '../base/limits.ts';
import type { ConfigPath as Path } from './config-text.ts';
import {
  numberAt,
  objectAt,
  onlyKeys,
  type Reading,
  secretAt,
  textAt,
  urlAt,
} from './config-values.ts';
import type { Payer } from './ports/terms.ts';

const PAYER_KEYS = [
  ...['id', 'country', 'url', 'credential', 'concurrency', 'key'],
  ...['ratePerSecond', 'breaker', 'status', 'voidUnsent', 'alsoDeliver', 'portal'],
];

export function readPayer(reading: Reading) {
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

function concurrencyAt(value: unknown, path: Path, { fail }: Reading): number {
  if (value === undefined) return limits.payerConcurrency;
  if (typeof value === 'number' && value >= 1 && value <= 1_000) return value;
  fail(path, 'must be a number from 1 to 1000');
  return 1;
}
