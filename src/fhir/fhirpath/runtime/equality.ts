/** `=`, `~` and the keys by which collections are compared as sets. */

import { decimalOf, type ExactNumber, isExactNumber } from '../../../base/decimal.ts';
import { type Collection, isObject, type Node } from './node.ts';
import { compareNumbers, equivalentDecimals, numberKey } from './number.ts';
import { compareQuantities, equivalentQuantities, quantityKey } from './quantity.ts';
import { readQuantity, type SystemValue, systemOf } from './system.ts';
import { compareTemporal, parseDateTime, parseTime, temporalKey } from './temporal.ts';

type Pair = readonly [SystemValue, SystemValue];

/** http://hl7.org/fhirpath/N1/#equality: undefined if a side is empty or cannot be told. */
export function equalCollections(a: Collection, b: Collection): boolean | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  if (a.length !== b.length) return false;
  let result: boolean | undefined = true;
  for (const [i, left] of a.entries()) {
    const right = b[i];
    const same = right === undefined ? false : equalNodes(left, right);
    if (same === false) return false;
    if (same === undefined) result = undefined;
  }
  return result;
}

function equalNodes(a: Node, b: Node): boolean | undefined {
  const left = systemOf(a);
  const right = systemOf(b);
  if (left !== undefined && right !== undefined) {
    const pair = alike(left, right);
    return pair === undefined ? false : equalValues(pair);
  }
  if (a.value === undefined || b.value === undefined) return undefined;
  return left === undefined && right === undefined && deepKey(a.value) === deepKey(b.value);
}

/** Implicit conversions: http://hl7.org/fhirpath/N1/#conversion. undefined: not of one type. */
export function alike(a: SystemValue, b: SystemValue): Pair | undefined {
  if (a.kind === b.kind) return [a, b];
  if (a.kind === 'number' && b.kind === 'quantity') return [asQuantity(a.value) ?? a, b];
  if (a.kind === 'quantity' && b.kind === 'number') return [a, asQuantity(b.value) ?? b];
  if (a.kind === 'string' && b.kind === 'temporal') return untypedTemporal(a, b);
  if (a.kind === 'temporal' && b.kind === 'string') {
    const turned = untypedTemporal(b, a);
    return turned && [turned[1], turned[0]];
  }
  return undefined;
}

function asQuantity(value: ExactNumber): SystemValue | undefined {
  const quantity = readQuantity({ value, code: '1' });
  return quantity && { kind: 'quantity', value: quantity };
}

/** A string of data without a model may be a date. */
function untypedTemporal(a: SystemValue, b: SystemValue): Pair | undefined {
  if (a.kind !== 'string' || b.kind !== 'temporal' || !a.untyped) return undefined;
  const parsed = b.value.time ? parseTime(a.value) : parseDateTime(a.value);
  return parsed && [{ kind: 'temporal', value: parsed, date: b.date }, b];
}

function equalValues([a, b]: Pair): boolean | undefined {
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.value, b.value) === 0;
  if (a.kind === 'temporal' && b.kind === 'temporal') {
    if (a.value.time !== b.value.time) return false;
    const order = compareTemporal(a.value, b.value);
    return order === undefined ? undefined : order === 0;
  }
  if (a.kind === 'quantity' && b.kind === 'quantity') {
    const order = compareQuantities(a.value, b.value);
    return order === undefined ? undefined : order === 0;
  }
  return a.value === b.value;
}

/** http://hl7.org/fhirpath/N1/#equivalence: order does not count, and never empty. */
export function equivalentCollections(a: Collection, b: Collection): boolean {
  if (a.length !== b.length) return false;
  const left = [...b];
  for (const item of a) {
    const at = left.findIndex((other) => equivalentNodes(item, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

function equivalentNodes(a: Node, b: Node): boolean {
  const left = systemOf(a);
  const right = systemOf(b);
  if (left === undefined || right === undefined) {
    return left === right && deepKey(a.value) === deepKey(b.value);
  }
  const pair = alike(left, right);
  if (pair === undefined) return false;
  const [x, y] = pair;
  if (x.kind === 'string' && y.kind === 'string') return loose(x.value) === loose(y.value);
  if (x.kind === 'number' && y.kind === 'number') {
    return equivalentDecimals(decimalOf(x.value), decimalOf(y.value));
  }
  if (x.kind === 'quantity' && y.kind === 'quantity') return equivalentQuantities(x.value, y.value);
  return equalValues(pair) === true;
}

function loose(value: string): string {
  return value.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Equal for nodes that are equal, so that sets take linear time. */
export function equalityKey(item: Node): string {
  const system = systemOf(item);
  switch (system?.kind) {
    case 'boolean':
      return system.value ? 'b1' : 'b0';
    case 'string':
      return `s${system.value}`;
    case 'number':
      return `n${numberKey(system.value)}`;
    case 'temporal':
      return `t${temporalKey(system.value)}`;
    case 'quantity':
      return `q${quantityKey(system.value)}`;
    default:
      return `o${item.value === undefined ? deepKey(item.ext) : deepKey(item.value)}`;
  }
}

/** The JSON of a value with its keys in order and its numbers without needless zeros. */
function deepKey(value: unknown): string {
  if (isExactNumber(value)) return numberKey(value);
  if (Array.isArray(value)) return `[${value.map(deepKey).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${deepKey(value[key])}`).join(',')}}`;
}

export function distinctNodes(nodes: Iterable<Node>): Collection {
  const seen = new Set<string>();
  const found: Node[] = [];
  for (const item of nodes) {
    const key = equalityKey(item);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(item);
  }
  return found;
}

export function keysOf(nodes: Collection): ReadonlySet<string> {
  return new Set(nodes.map(equalityKey));
}
