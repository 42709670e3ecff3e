/** Puts findings in the order of the elements they name, and drops repeats. */
import type { Finding } from '../../base/finding.ts';

/** A missing element stands behind its siblings. */
const LAST = Number.MAX_SAFE_INTEGER;

/** `value` is `valueQuantity` in JSON, `_birthDate` has what belongs to `birthDate`. */
function isNamed(key: string, name: string): boolean {
  const start = key.charCodeAt(0) === 95 ? 1 : 0;
  // Most keys differ in their first letter, and seeing that is the cheapest.
  if (key.charCodeAt(start) !== name.charCodeAt(0) || !key.startsWith(name, start)) return false;
  if (key.length === start + name.length) return true;
  const next = key.charCodeAt(start + name.length);
  return next >= 65 && next <= 90;
}

interface Step {
  readonly position: number;
  readonly value: unknown;
}

function step(value: object, name: string): Step {
  let position = 0;
  for (const key in value) {
    if (isNamed(key, name)) return { position, value: Reflect.get(value, key) };
    position++;
  }
  return { position: LAST, value: undefined };
}

/** Sibling positions from the root down, by `name[index]` after `name[index]`. */
function orderKey(resource: unknown, expression: string): number[] {
  const key: number[] = [];
  let value: unknown = resource;
  let start = expression.indexOf('.') + 1;
  while (start > 0 && typeof value === 'object' && value !== null) {
    const dot = expression.indexOf('.', start);
    const segment = expression.slice(start, dot < 0 ? undefined : dot);
    const bracket = segment.indexOf('[');
    const next = step(value, bracket < 0 ? segment : segment.slice(0, bracket));
    key.push(next.position);
    value = next.value;
    if (bracket > 0) {
      const index = Number.parseInt(segment.slice(bracket + 1), 10);
      key.push(index);
      value = Array.isArray(value) ? value[index] : undefined;
    }
    start = dot + 1;
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

function isSame(left: Finding, right: Finding): boolean {
  if (left.code !== right.code) return false;
  const keys = Object.keys(left.params);
  return keys.every((key) => left.params[key] === right.params[key]);
}

/** Several profiles of one resource repeat what their common base finds. */
function isRepeat(findings: readonly Finding[], at: number): boolean {
  const finding = findings[at];
  for (let before = at - 1; before >= 0; before--) {
    const other = findings[before];
    if (finding === undefined || other === undefined) return false;
    if (other.expression !== finding.expression) return false;
    if (isSame(finding, other)) return true;
  }
  return false;
}

type Keyed = readonly [finding: Finding, key: readonly number[]];

const DOT = 46;
const BRACKET = 91;

/** The value that the first `end` characters of an expression lead to. */
function valueAt(resource: unknown, expression: string, end: number): unknown {
  let value: unknown = resource;
  let start = expression.indexOf('.') + 1;
  while (start < end && typeof value === 'object' && value !== null) {
    const dot = expression.indexOf('.', start);
    const name = expression.slice(start, dot);
    const bracket = name.indexOf('[');
    value = step(value, bracket < 0 ? name : name.slice(0, bracket)).value;
    if (bracket > 0 && Array.isArray(value))
      value = value[Number.parseInt(name.slice(bracket + 1), 10)];
    start = dot + 1;
  }
  return value;
}

function nameAt(expression: string, start: number): string {
  let end = start;
  while (end < expression.length) {
    const code = expression.charCodeAt(end);
    if (code === DOT || code === BRACKET) break;
    end++;
  }
  return expression.slice(start, end);
}

/** True if the left one surely does not stand behind the right one. */
function precedes(resource: unknown, left: string, right: string): boolean {
  let at = 0;
  let start = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) {
    if (left.charCodeAt(at) === DOT) start = at + 1;
    at++;
  }
  if (at === left.length) return at === right.length || right.charCodeAt(at) === DOT;
  if (start === 0) return false;
  const [one, other] = [nameAt(left, start), nameAt(right, start)];
  if (one === other)
    return Number.parseInt(left.slice(at), 10) < Number.parseInt(right.slice(at), 10);
  const parent = valueAt(resource, left, start);
  for (const key in parent as object) {
    if (isNamed(key, one)) return true;
    if (isNamed(key, other)) return false;
  }
  return false;
}

function isOrdered(resource: unknown, findings: readonly Finding[]): boolean {
  for (let at = 1; at < findings.length; at++) {
    const [before, after] = [findings[at - 1]?.expression, findings[at]?.expression];
    if (before === undefined || after === undefined) return false;
    if (!precedes(resource, before, after)) return false;
  }
  return true;
}

function sorted(resource: unknown, findings: Finding[]): Finding[] {
  if (isOrdered(resource, findings)) return findings;
  return findings
    .map((one): Keyed => [one, orderKey(resource, one.expression ?? '')])
    .sort(([, left], [, right]) => compareKeys(left, right))
    .map(([finding]) => finding);
}

export function inDocumentOrder(resource: unknown, findings: Finding[]): Finding[] {
  const ordered = sorted(resource, findings);
  for (let at = 1; at < ordered.length; at++)
    if (isRepeat(ordered, at)) return ordered.filter((_, one) => !isRepeat(ordered, one));
  return ordered;
}
