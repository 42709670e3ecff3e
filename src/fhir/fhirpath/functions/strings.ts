/** http://hl7.org/fhirpath/N1/#string-manipulation, and what FHIRPath 2.1 adds for strings. */

import {
  type Collection,
  EMPTY,
  type Environment,
  FhirPathError,
  integer,
  single,
  text,
  truth,
} from '../runtime/node.ts';

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const patterns = new Map<string, RegExp>();

/** The only string; undefined if there is none. */
function string(collection: Collection, name: string): string | undefined {
  const value = single(collection, name)?.value;
  if (value === undefined || typeof value === 'string') return value;
  throw new FhirPathError(`${name} takes a string`);
}

function number(collection: Collection, name: string): number | undefined {
  const value = single(collection, name)?.value;
  if (value === undefined || typeof value === 'number') return value;
  throw new FhirPathError(`${name} takes an integer`);
}

/** Both strings, or undefined if one is missing. */
function both(a: Collection, b: Collection, name: string): [string, string] | undefined {
  const left = string(a, name);
  const right = string(b, name);
  return left === undefined || right === undefined ? undefined : [left, right];
}

/** The pattern lets `.` match line ends too; a broken one is an error of the expression. */
export function patternOf(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const made = compilePattern(source, 'su') ?? compilePattern(source, 's');
  if (made === undefined) throw new FhirPathError(`not a regular expression: ${source}`);
  if (patterns.size < 1000) patterns.set(source, made);
  return made;
}

export function isPattern(source: string): boolean {
  return (compilePattern(source, 'su') ?? compilePattern(source, 's')) !== undefined;
}

function compilePattern(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

export function indexOf(_: Environment, input: Collection, part: Collection): Collection {
  const sides = both(input, part, 'indexOf');
  return sides ? integer(sides[0].indexOf(sides[1])) : EMPTY;
}

export function substring(
  _: Environment,
  input: Collection,
  from: Collection,
  length?: Collection,
): Collection {
  const value = string(input, 'substring');
  const start = number(from, 'substring');
  if (value === undefined || start === undefined || start < 0 || start >= value.length)
    return EMPTY;
  const count = length === undefined ? undefined : number(length, 'substring');
  return text(value.slice(start, count === undefined ? undefined : start + Math.max(0, count)));
}

export function startsWith(_: Environment, input: Collection, part: Collection): Collection {
  const sides = both(input, part, 'startsWith');
  return truth(sides?.[0].startsWith(sides[1]));
}

export function endsWith(_: Environment, input: Collection, part: Collection): Collection {
  const sides = both(input, part, 'endsWith');
  return truth(sides?.[0].endsWith(sides[1]));
}

export function contains(_: Environment, input: Collection, part: Collection): Collection {
  const sides = both(input, part, 'contains');
  return truth(sides?.[0].includes(sides[1]));
}

export function upper(_: Environment, input: Collection): Collection {
  const value = string(input, 'upper');
  return value === undefined ? EMPTY : text(value.toUpperCase());
}

export function lower(_: Environment, input: Collection): Collection {
  const value = string(input, 'lower');
  return value === undefined ? EMPTY : text(value.toLowerCase());
}

export function replace(
  _: Environment,
  input: Collection,
  pattern: Collection,
  substitution: Collection,
): Collection {
  const sides = both(input, pattern, 'replace');
  const by = string(substitution, 'replace');
  if (sides === undefined || by === undefined) return EMPTY;
  const [value, part] = sides;
  // An empty pattern stands between and around all characters.
  return text(part === '' ? ['', ...value, ''].join(by) : value.split(part).join(by));
}

export function matches(_: Environment, input: Collection, pattern: Collection): Collection {
  const sides = both(input, pattern, 'matches');
  return sides ? truth(patternOf(sides[1]).test(sides[0])) : EMPTY;
}

export function matchesFull(_: Environment, input: Collection, pattern: Collection): Collection {
  const sides = both(input, pattern, 'matchesFull');
  return sides ? truth(patternOf(`^(?:${sides[1]})$`).test(sides[0])) : EMPTY;
}

export function replaceMatches(
  _: Environment,
  input: Collection,
  pattern: Collection,
  substitution: Collection,
): Collection {
  const sides = both(input, pattern, 'replaceMatches');
  const by = string(substitution, 'replaceMatches');
  if (sides === undefined || by === undefined) return EMPTY;
  const [value, source] = sides;
  if (source === '') return text(value);
  const { flags } = patternOf(source);
  return text(value.replace(new RegExp(source, `${flags}g`), by));
}

export function length(_: Environment, input: Collection): Collection {
  const value = string(input, 'length');
  return value === undefined ? EMPTY : integer(value.length);
}

export function toChars(_: Environment, input: Collection): Collection {
  const value = string(input, 'toChars');
  return value === undefined ? EMPTY : [...value].flatMap(text);
}

export function trim(_: Environment, input: Collection): Collection {
  const value = string(input, 'trim');
  return value === undefined ? EMPTY : text(value.trim());
}

export function split(_: Environment, input: Collection, separator: Collection): Collection {
  const sides = both(input, separator, 'split');
  return sides ? sides[0].split(sides[1]).flatMap(text) : EMPTY;
}

export function join(_: Environment, input: Collection, separator?: Collection): Collection {
  const between = separator === undefined ? '' : (string(separator, 'join') ?? '');
  if (input.length === 0) return EMPTY;
  return text(input.map((item) => string([item], 'join') ?? '').join(between));
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function encode(_: Environment, input: Collection, format: Collection): Collection {
  const sides = both(input, format, 'encode');
  if (sides === undefined) return EMPTY;
  const bytes = new TextEncoder().encode(sides[0]);
  switch (sides[1]) {
    case 'hex':
      return text(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
    case 'base64':
      return text(base64(bytes));
    case 'urlbase64':
      return text(base64(bytes).replaceAll('+', '-').replaceAll('/', '_'));
    default:
      throw new FhirPathError('encode knows hex, base64 and urlbase64');
  }
}

export function decode(_: Environment, input: Collection, format: Collection): Collection {
  const sides = both(input, format, 'decode');
  if (sides === undefined) return EMPTY;
  const [value, name] = sides;
  if (name === 'hex') {
    const pairs = /^(?:[0-9a-fA-F]{2})*$/.test(value) ? (value.match(/../g) ?? []) : undefined;
    return pairs ? decoded(pairs.map((pair) => Number.parseInt(pair, 16))) : EMPTY;
  }
  if (name !== 'base64' && name !== 'urlbase64') {
    throw new FhirPathError('decode knows hex, base64 and urlbase64');
  }
  const plain = value.replaceAll('-', '+').replaceAll('_', '/');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain) || plain.length % 4 !== 0) return EMPTY;
  return decoded(Array.from(atob(plain), (character) => character.charCodeAt(0)));
}

function decoded(bytes: readonly number[]): Collection {
  return text(new TextDecoder().decode(Uint8Array.from(bytes)));
}

export function escapeText(_: Environment, input: Collection, target: Collection): Collection {
  const sides = both(input, target, 'escape');
  if (sides === undefined) return EMPTY;
  const [value, name] = sides;
  if (name === 'html') return text(value.replace(/[&<>"]/g, (character) => HTML[character] ?? ''));
  if (name === 'json') return text(JSON.stringify(value).slice(1, -1));
  throw new FhirPathError('escape knows html and json');
}

export function unescapeText(_: Environment, input: Collection, target: Collection): Collection {
  const sides = both(input, target, 'unescape');
  if (sides === undefined) return EMPTY;
  const [value, name] = sides;
  if (name === 'json') return text(unescapeJson(value));
  if (name !== 'html') throw new FhirPathError('unescape knows html and json');
  let plain = value;
  for (const [character, entity] of Object.entries(HTML).reverse()) {
    plain = plain.replaceAll(entity, character);
  }
  return text(plain);
}

function unescapeJson(value: string): string {
  return value.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_all, hex?: string, letter?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    const known: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
    return known[letter ?? ''] ?? letter ?? '';
  });
}
