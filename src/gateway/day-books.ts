/** The books of a day: what came in, what it came to, and that nothing is missing between them. */
import type { DayCounts } from './ports/receipts.ts';
import { type Books, booksOf } from './ports/states.ts';

export interface DayBooks {
  readonly day: string;
  /** Submissions by state. */
  readonly submissions: Readonly<Record<string, number>>;
  /** Units by what became of them; `in` is what was counted when they were accepted. */
  readonly units: Books;
  /** New versions by the state of their delivery; `unsent`: their payer pulls. */
  readonly deliveries: Readonly<Record<string, number>>;
  /** New versions by what their payer says; `unanswered`: nothing yet. */
  readonly claims: Readonly<Record<string, number>>;
  /** True if units in = units by outcome, and every new version stands in each of the two lists. */
  readonly balanced: boolean;
}

const DAY_MS = 86_400_000;

/** From the day's first instant in UTC to before the next day's; undefined if it is no day. */
export function dayRange(day: string): readonly [from: string, until: string] | undefined {
  const from = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
  // Date.parse takes 30 February as the second of March.
  if (Number.isNaN(from) || !new Date(from).toISOString().startsWith(day)) return undefined;
  return [new Date(from).toISOString(), new Date(from + DAY_MS).toISOString()];
}

export function dayBooks(day: string, counts: DayCounts): DayBooks {
  const taken = counts.books.map((text) => JSON.parse(text) as Books);
  const units: Books = {
    ...booksOf([]),
    ...counts.units,
    in: taken.reduce((sum, books) => sum + books.in, 0),
  };
  const versions = units.new + units.replaced + units.voided;
  const sums = [counts.deliveries, counts.claims].map(sum);
  return {
    ...{ day, submissions: counts.submissions, units },
    deliveries: named(counts.deliveries, 'unsent'),
    claims: named(counts.claims, 'unanswered'),
    balanced: units.in === sum(counts.units) && sums.every((each) => each === versions),
  };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function named(
  counts: Readonly<Record<string, number>>,
  none: string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).map(([name, n]) => [name || none, n]));
}
