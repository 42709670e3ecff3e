/** Values of the configuration, taken out one by one; what is wrong is told and stood in for. */
import { isExactNumber, numberText } from '../base/decimal.ts';
import type { ConfigPath as Path } from './config-text.ts';

/** `env:NAME` or `file:PATH` to its content; undefined if there is no such thing. */
export type ReadSecret = (reference: string) => string | undefined;

/** Collects what is wrong while values are taken out. */
export interface Reading {
  readonly fail: (path: Path, message: string) => void;
  readonly secret: ReadSecret;
}

export function objectAt(
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

export function onlyKeys(
  item: Readonly<Record<string, unknown>>,
  { path, known }: { readonly path: Path; readonly known: readonly string[] },
  { fail }: Reading,
): void {
  for (const name of Object.keys(item)) {
    if (!known.includes(name)) fail([...path, name], `is not known; there is ${known.join(', ')}`);
  }
}

export function listAt(value: unknown, path: Path, { fail }: Reading): readonly unknown[] {
  if (Array.isArray(value)) return value;
  fail(path, 'must be a list');
  return [];
}

export function textAt(value: unknown, path: Path, { fail }: Reading): string {
  if (typeof value === 'string' && value !== '') return value;
  fail(path, 'must be a text that is not empty');
  return '';
}

export function urlAt(value: unknown, path: Path, reading: Reading): string {
  const text = textAt(value, path, reading);
  const usable = URL.canParse(text) && /^https?:/.test(text);
  if (!usable) reading.fail(path, 'must be an http or https address');
  return text.replace(/\/$/, '');
}

export function numberAt(
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

/** Secrets are never written into the file itself. */
export function secretAt(value: unknown, path: Path, { fail, secret }: Reading): string {
  if (typeof value !== 'string' || !/^(env|file):/.test(value)) {
    fail(path, 'must name where the secret is: env:NAME or file:PATH');
    return '';
  }
  const found = secret(value)?.trim();
  if (found) return found;
  fail(path, `${value} is not there or empty`);
  return '';
}

export function keyBytes(value: unknown, path: Path, reading: Reading): Uint8Array {
  const text = secretAt(value, path, reading);
  if (text === '') return new Uint8Array(32);
  if (/^[0-9a-f]{64}$/i.test(text)) return hexBytes(text);
  reading.fail(path, 'must be 32 bytes as 64 hexadecimal digits');
  return new Uint8Array(32);
}

export function hexBytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
