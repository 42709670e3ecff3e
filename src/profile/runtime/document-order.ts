/** Puts findings in the order of the elements they name, and drops repeats. */
import type { Finding } from '../../base/finding.ts';

const SEGMENT = /([^.[\]]+)(?:\[(\d+)\])?/g;

/** Position of each property among its siblings, computed once per object. */
type Positions = Map<object, Map<string, number>>;

function positionsOf(value: object, cache: Positions): Map<string, number> {
  const known = cache.get(value);
  if (known !== undefined) return known;
  const made = new Map<string, number>();
  Object.keys(value).forEach((key, position) => {
    const plain = key.startsWith('_') ? key.slice(1) : key;
    if (!made.has(plain)) made.set(plain, position);
    // The name of a choice in expressions: value for valueQuantity.
    for (let at = plain.length - 1; at > 0; at--) {
      const stem = plain.slice(0, at);
      if (/[A-Z]/.test(plain.charAt(at)) && !made.has(stem)) made.set(stem, position);
    }
  });
  cache.set(value, made);
  return made;
}

function inner(value: object, name: string): unknown {
  if (name in value) return Reflect.get(value, name);
  const key = Object.keys(value).find(
    (one) => one.startsWith(name) && /^[A-Z]/.test(one.slice(name.length)),
  );
  return key === undefined ? undefined : Reflect.get(value, key);
}

/** Sibling positions from the root down; a missing element sorts behind its siblings. */
function orderKey(resource: unknown, expression: string, cache: Positions): number[] {
  const key: number[] = [];
  let at: unknown = resource;
  const dot = expression.indexOf('.');
  if (dot < 0) return key;
  for (const [, name = '', index] of expression.slice(dot + 1).matchAll(SEGMENT)) {
    if (typeof at !== 'object' || at === null) break;
    key.push(positionsOf(at, cache).get(name) ?? Number.MAX_SAFE_INTEGER);
    at = inner(at, name);
    if (index === undefined) continue;
    key.push(Number(index));
    at = Array.isArray(at) ? at[Number(index)] : undefined;
  }
  return key;
}

function compareKeys(left: readonly number[], right: readonly number[]): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function inDocumentOrder(resource: unknown, findings: readonly Finding[]): Finding[] {
  const cache: Positions = new Map();
  const seen = new Set<string>();
  return findings
    .filter(({ code, expression, params }) => {
      const key = JSON.stringify([code, expression, params]);
      return !seen.has(key) && seen.add(key);
    })
    .map((finding) => ({ finding, key: orderKey(resource, finding.expression ?? '', cache) }))
    .sort((left, right) => compareKeys(left.key, right.key))
    .map(({ finding }) => finding);
}
