/** sort(): not in N1; an extension that later FHIRPath defines. */

import { compareValues } from '../runtime/comparison.ts';
import {
  type Collection,
  EMPTY,
  type Environment,
  FhirPathError,
  type Lambda,
  type Node,
} from '../runtime/node.ts';
import { systemOf } from '../runtime/system.ts';

export interface SortKey {
  readonly key: Lambda;
  readonly descending: boolean;
}

/**
 * Stable; items without a key come first, also where the order is descending. Without keys the
 * items themselves are compared.
 */
export function sort(_: Environment, input: Collection, ...keys: readonly SortKey[]): Collection {
  const used: readonly SortKey[] =
    keys.length > 0 ? keys : [{ key: (item) => item, descending: false }];
  const rows = input.map((item, i) => ({
    item,
    keys: used.map(({ key }) => key([item], i, EMPTY)[0]),
  }));
  rows.sort((a, b) => {
    for (const [i, { descending }] of used.entries()) {
      const order = compareKeys(a.keys[i], b.keys[i]);
      if (order !== 0) return descending && bothThere(a.keys[i], b.keys[i]) ? -order : order;
    }
    return 0;
  });
  return rows.map(({ item }) => item);
}

function bothThere(a: Node | undefined, b: Node | undefined): boolean {
  return a !== undefined && b !== undefined;
}

function compareKeys(a: Node | undefined, b: Node | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const left = systemOf(a);
  const right = systemOf(b);
  if (left === undefined || right === undefined)
    throw new FhirPathError('sort takes simple values');
  return compareValues(left, right, 'sort') ?? 0;
}
