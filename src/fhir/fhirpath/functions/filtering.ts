/** Filtering, subsetting, combining. http://hl7.org/fhirpath/N1/#filtering-and-projection */

import { distinctNodes, equalityKey, keysOf } from '../runtime/equality.ts';
import {
  type Collection,
  EMPTY,
  type Environment,
  FhirPathError,
  type Lambda,
  type Node,
  single as onlyItem,
  toTruth,
} from '../runtime/node.ts';

/** Items that one repeat may visit: deep forms have hundreds. */
const MAX_REPEATED = 100_000;

export function where(_: Environment, input: Collection, criterion: Lambda): Collection {
  return input.filter((item, i) => toTruth(criterion([item], i, EMPTY), 'where') === true);
}

export function select(_: Environment, input: Collection, projection: Lambda): Collection {
  if (input.length === 1 && input[0] !== undefined) return projection([input[0]], 0, EMPTY);
  return input.flatMap((item, i) => projection([item], i, EMPTY));
}

export function repeat(_: Environment, input: Collection, projection: Lambda): Collection {
  const seen = new Set<string>();
  const found: Node[] = [];
  let due: Collection = input;
  while (due.length > 0) {
    const next: Node[] = [];
    for (const [i, item] of due.entries()) {
      for (const result of projection([item], i, EMPTY)) {
        const key = equalityKey(result);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(result);
      }
    }
    found.push(...next);
    if (found.length > MAX_REPEATED) throw new FhirPathError('repeat does not come to an end');
    due = next;
  }
  return found;
}

export function aggregate(
  _: Environment,
  input: Collection,
  aggregator: Lambda,
  start: Collection = EMPTY,
): Collection {
  let total = start;
  for (const [i, item] of input.entries()) total = aggregator([item], i, total);
  return total;
}

export function single(_: Environment, input: Collection): Collection {
  onlyItem(input, 'single');
  return input;
}

export function first(_: Environment, input: Collection): Collection {
  return input.length > 1 ? input.slice(0, 1) : input;
}

export function last(_: Environment, input: Collection): Collection {
  return input.length > 1 ? input.slice(-1) : input;
}

export function tail(_: Environment, input: Collection): Collection {
  return input.slice(1);
}

function whole(count: Collection, name: string): number | undefined {
  const value = onlyItem(count, name)?.value;
  if (value === undefined || typeof value === 'number') return value;
  throw new FhirPathError(`${name} takes an integer`);
}

export function skip(_: Environment, input: Collection, count: Collection): Collection {
  const number = whole(count, 'skip');
  return number === undefined ? EMPTY : input.slice(Math.max(0, number));
}

export function take(_: Environment, input: Collection, count: Collection): Collection {
  const number = whole(count, 'take');
  return number === undefined ? EMPTY : input.slice(0, Math.max(0, number));
}

export function intersect(_: Environment, input: Collection, other: Collection): Collection {
  const keys = keysOf(other);
  return distinctNodes(input.filter((item) => keys.has(equalityKey(item))));
}

export function exclude(_: Environment, input: Collection, other: Collection): Collection {
  const keys = keysOf(other);
  return input.filter((item) => !keys.has(equalityKey(item)));
}

export function union(_: Environment, input: Collection, other: Collection): Collection {
  return distinctNodes([...input, ...other]);
}

export function combine(_: Environment, input: Collection, other: Collection): Collection {
  return [...input, ...other];
}

type Branch = (item: Collection) => Collection;

/** http://hl7.org/fhirpath/N1/#iif: only the branch taken is evaluated. */
export function iif(
  _: Environment,
  input: Collection,
  criterion: Branch,
  ...branches: readonly Branch[]
): Collection {
  onlyItem(input, 'iif');
  const met = onlyItem(criterion(input), 'iif')?.value;
  if (met !== undefined && typeof met !== 'boolean') throw new FhirPathError('iif takes a boolean');
  return branches[met === true ? 0 : 1]?.(input) ?? EMPTY;
}
