/**
 * Canonical form of a unit's source, for fingerprints: keys in RFC 8785 order, strings NFC and
 * untrimmed inside, decimals with the exponent expanded and without trailing zeros (1.10 = 1.1),
 * arrays in order, absent = empty.
 */
import {
  formatDecimal,
  isExactNumber,
  numberText,
  parseDecimal,
  withoutTrailingZeros,
} from './decimal.ts';

export type Canonical =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Canonical[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Canonical> };

/** Undefined for what counts as absent: null, '', [], {} and whatever holds only those. */
export function canonicalOf(value: unknown): Canonical | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string') return { kind: 'text', text: JSON.stringify(value.normalize()) };
  if (typeof value === 'boolean') return { kind: 'text', text: String(value) };
  if (isExactNumber(value)) return { kind: 'text', text: plainNumber(numberText(value)) };
  if (Array.isArray(value)) return listOf(value);
  return objectOf(value as Readonly<Record<string, unknown>>);
}

function listOf(value: readonly unknown[]): Canonical | undefined {
  const items = value.map(canonicalOf);
  if (items.every((item) => item === undefined)) return undefined;
  const nothing: Canonical = { kind: 'text', text: 'null' };
  return { kind: 'list', items: items.map((item) => item ?? nothing) };
}

function objectOf(value: Readonly<Record<string, unknown>>): Canonical | undefined {
  const members = new Map<string, Canonical>();
  // RFC 8785 3.2.3: keys sorted by UTF-16 code units, which is JavaScript's own order.
  for (const name of Object.keys(value).sort()) {
    const member = canonicalOf(value[name]);
    if (member !== undefined) members.set(name.normalize(), member);
  }
  return members.size === 0 ? undefined : { kind: 'object', members };
}

function plainNumber(token: string): string {
  const decimal = parseDecimal(token);
  if (decimal === undefined) return token;
  const plain = withoutTrailingZeros(formatDecimal(decimal));
  return plain === '-0' ? '0' : plain;
}

export function canonicalText(value: Canonical | undefined): string {
  if (value === undefined) return '{}';
  if (value.kind === 'text') return value.text;
  if (value.kind === 'list') return `[${value.items.map(canonicalText).join(',')}]`;
  const members = [...value.members].map(
    ([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`,
  );
  return `{${members.join(',')}}`;
}

/** Paths at which two canonical forms differ, without the values; at most `limit` of them. */
export function differingPaths(
  a: Canonical | undefined,
  b: Canonical | undefined,
  limit: number,
): readonly string[] {
  const paths: string[] = [];
  collect({ a, b, path: '' }, paths, limit);
  return paths;
}

interface Pair {
  readonly a: Canonical | undefined;
  readonly b: Canonical | undefined;
  readonly path: string;
}

function collect({ a, b, path }: Pair, paths: string[], limit: number): void {
  if (paths.length >= limit) return;
  if (a?.kind === 'object' && b?.kind === 'object') {
    for (const name of new Set([...a.members.keys(), ...b.members.keys()])) {
      const pair = { a: a.members.get(name), b: b.members.get(name) };
      collect({ ...pair, path: path === '' ? name : `${path}.${name}` }, paths, limit);
    }
  } else if (a?.kind === 'list' && b?.kind === 'list') {
    for (let at = 0; at < Math.max(a.items.length, b.items.length); at += 1) {
      collect({ a: a.items[at], b: b.items[at], path: `${path}[${at}]` }, paths, limit);
    }
  } else if (canonicalText(a) !== canonicalText(b)) {
    paths.push(path);
  }
}
