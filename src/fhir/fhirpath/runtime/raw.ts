/** What the fast path calls: plain values in, plain values out, and never an error. */

import {
  type ExactNumber,
  exactNumber,
  isExactNumber,
  numberText,
  parseDecimal,
} from '../../../base/decimal.ts';
import { patternOf } from '../functions/strings.ts';
import { equalityKey } from './equality.ts';
import type { Environment } from './node.ts';
import { FhirPathError, isObject, node } from './node.ts';
import { compareNumbers, divideNumbers, isComputable, remainder, wholeQuotient } from './number.ts';
import { compareQuantities } from './quantity.ts';
import { Sum } from './small-decimal.ts';
import { readQuantity } from './system.ts';
import { compareTemporal, parseDateTime, parseTime, type Temporal } from './temporal.ts';

type Maybe<T> = T | undefined;

/** Several items where one is due. */
export const MANY: unique symbol = Symbol('many');

const UPPER_A = 65;
const UPPER_Z = 90;

/** Any `nameType` or `_nameType` property with a value: for choices of many types. */
export function hasChoice(holder: Readonly<Record<string, unknown>>, name: string): boolean {
  for (const key in holder) {
    const start = key.charCodeAt(0) === 95 ? 1 : 0;
    if (!key.startsWith(name, start) || holder[key] == null) continue;
    const next = key.charCodeAt(start + name.length);
    if (next >= UPPER_A && next <= UPPER_Z) return true;
  }
  return false;
}

/** `children().count()` of a complex value. */
export function childCount(holder: unknown): number {
  if (!isObject(holder)) return 0;
  let count = 0;
  for (const key in holder) {
    if (key === 'resourceType' || key === 'fhir_comments') continue;
    const bare = key.charCodeAt(0) === 95 ? key.slice(1) : key;
    if (bare !== key && holder[bare] != null) continue;
    const value = holder[key];
    if (Array.isArray(value)) count += value.length;
    else if (value != null) count += 1;
  }
  return count;
}

/** NaN where the order cannot be told, so that every comparison with it is false. */
export function numberOrder(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = numeric(a);
  const right = numeric(b);
  return left === undefined || right === undefined ? Number.NaN : compareNumbers(left, right);
}

function numeric(value: unknown): ExactNumber | undefined {
  if (isExactNumber(value)) return isComputable(value) ? value : undefined;
  return typeof value === 'string' && parseDecimal(value) !== undefined
    ? exactNumber(value)
    : undefined;
}

export function stringOrder(a: unknown, b: unknown): number {
  if (typeof a !== 'string' || typeof b !== 'string') return Number.NaN;
  return a < b ? -1 : Number(a > b);
}

/** Dates and dateTimes; texts of one length and zone compare as they stand. */
export function dateTimeOrder(a: unknown, b: unknown): number {
  if (typeof a !== 'string' || typeof b !== 'string') return Number.NaN;
  if (a.length === b.length && (a.length <= 10 || sameZone(a, b))) return stringOrder(a, b);
  return temporalOrder(parseDateTime(a), parseDateTime(b));
}

function sameZone(a: string, b: string): boolean {
  return a.length > 19 && a.slice(19) === b.slice(19);
}

/** Quantities of one unit compare by value. */
export function quantityOrder(a: unknown, b: unknown): number {
  if (!isObject(a) || !isObject(b)) return Number.NaN;
  const left = readQuantity(a);
  const right = readQuantity(b);
  if (left === undefined || right === undefined) return Number.NaN;
  return compareQuantities(left, right) ?? Number.NaN;
}

export function timeOrder(a: unknown, b: unknown): number {
  if (typeof a !== 'string' || typeof b !== 'string') return Number.NaN;
  return temporalOrder(parseTime(a), parseTime(b));
}

function temporalOrder(a: Maybe<Temporal>, b: Maybe<Temporal>): number {
  if (a === undefined || b === undefined) return Number.NaN;
  return compareTemporal(a, b) ?? Number.NaN;
}

/** Neither equal nor unknown. */
export function apart(order: number): boolean {
  return order < 0 || order > 0;
}

/** Both there and not the same. */
export function differ(a: unknown, b: unknown): boolean {
  return a != null && b != null && a !== b;
}

/** Both there and the same. */
export function same(a: unknown, b: unknown): boolean {
  return a != null && a === b;
}

export function startsWith(value: unknown, part: unknown): Maybe<boolean> {
  return typeof value === 'string' && typeof part === 'string' ? value.startsWith(part) : undefined;
}

export function endsWith(value: unknown, part: unknown): Maybe<boolean> {
  return typeof value === 'string' && typeof part === 'string' ? value.endsWith(part) : undefined;
}

export function contains(value: unknown, part: unknown): Maybe<boolean> {
  return typeof value === 'string' && typeof part === 'string' ? value.includes(part) : undefined;
}

export function matches(value: unknown, pattern: unknown): Maybe<boolean> {
  if (typeof value !== 'string' || typeof pattern !== 'string') return undefined;
  return patternOf(pattern).test(value);
}

export function test(pattern: RegExp, value: unknown): Maybe<boolean> {
  return typeof value === 'string' ? pattern.test(value) : undefined;
}

/** A pattern known when the module is made; broken ones are refused before. */
export function pattern(source: string): RegExp {
  return patternOf(source);
}

export function substring(value: unknown, start: unknown, length?: unknown): Maybe<string> {
  if (typeof value !== 'string' || typeof start !== 'number') return undefined;
  if (start < 0 || start >= value.length) return undefined;
  return value.slice(start, typeof length === 'number' ? start + Math.max(0, length) : undefined);
}

export function indexOf(value: unknown, part: unknown): Maybe<number> {
  return typeof value === 'string' && typeof part === 'string' ? value.indexOf(part) : undefined;
}

export function length(value: unknown): Maybe<number> {
  return typeof value === 'string' ? value.length : undefined;
}

export function upper(value: unknown): Maybe<string> {
  return typeof value === 'string' ? value.toUpperCase() : undefined;
}

export function lower(value: unknown): Maybe<string> {
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

/** `&`: what is missing is an empty string. */
export function concatenate(a: unknown, b: unknown): string {
  return (typeof a === 'string' ? a : '') + (typeof b === 'string' ? b : '');
}

export function join(a: unknown, b: unknown): Maybe<string> {
  return typeof a === 'string' && typeof b === 'string' ? a + b : undefined;
}

const MAX_INTEGER = 2_147_483_647;

export function toInteger(value: unknown): Maybe<number> {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^[+-]?\d{1,20}$/.test(value)) return undefined;
  const number = Number(value);
  return Math.abs(number) <= MAX_INTEGER ? number : undefined;
}

export function toText(value: unknown): Maybe<string> {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return isExactNumber(value) ? numberText(value) : undefined;
}

type Operation = (a: ExactNumber, b: ExactNumber) => Maybe<ExactNumber>;

function calculated(a: unknown, b: unknown, operation: Operation): Maybe<ExactNumber> {
  const left = numeric(a);
  const right = numeric(b);
  return left === undefined || right === undefined ? undefined : operation(left, right);
}

export function divide(a: unknown, b: unknown): Maybe<ExactNumber> {
  return calculated(a, b, divideNumbers);
}

export function div(a: unknown, b: unknown): Maybe<ExactNumber> {
  return calculated(a, b, wholeQuotient);
}

export function mod(a: unknown, b: unknown): Maybe<ExactNumber> {
  return calculated(a, b, remainder);
}

/** The item, unless there was one before. */
export function onlyOne<T>(before: T | undefined, item: T): T {
  if (before !== undefined) throw new FhirPathError('one item is due, found several');
  return item;
}

/** Adds a value of a known type to the keys seen; false if it was there. */
export function addKey(seen: Set<string>, value: unknown, type: string, ext?: unknown): boolean {
  const plain = typeof value === 'string' && type === 'System.String';
  const key = plain ? `s${value}` : equalityKey(node(value ?? undefined, type, ext));
  const { size } = seen;
  return seen.add(key).size > size;
}

export function today(env: Environment): string {
  if (env.now === undefined) throw new FhirPathError('the time is not known here');
  return env.now.slice(0, 10);
}

export function now(env: Environment): string {
  if (env.now === undefined) throw new FhirPathError('the time is not known here');
  return env.now;
}

/** The value as a collection. */
export function listOf(value: unknown): unknown[] {
  return value == null ? [] : [value];
}

/** `list.aggregate($this + $total, start)`, with one conversion at the end. */
export function sum(start: unknown): Sum {
  const total = new Sum();
  total.add(start);
  return total;
}
