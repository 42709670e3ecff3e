/** Books balance only if nothing is missing between what came and what became of it. */
import { expect, it } from 'vitest';
import { dayBooks } from '../../src/gateway/day-books.ts';
import type { DayCounts } from '../../src/gateway/ports/receipts.ts';
import { booksOf } from '../../src/gateway/ports/states.ts';

const counts: DayCounts = {
  submissions: { done: 1 },
  books: [JSON.stringify(booksOf(['new', 'duplicate']))],
  units: { new: 1, duplicate: 1 },
  deliveries: { ready: 1 },
  claims: { '': 1 },
};

it.each<[string, Partial<DayCounts>, boolean]>([
  ['all there', {}, true],
  ['a unit is gone', { units: { new: 1 } }, false],
  ['a version is not delivered', { deliveries: {} }, false],
  ['a version is delivered twice', { deliveries: { ready: 1, delivered: 1 } }, false],
  ['a version has no state', { claims: {} }, false],
])('%s', (_name, change, balanced) => {
  expect(dayBooks('2026-03-01', { ...counts, ...change }).balanced).toBe(balanced);
});
