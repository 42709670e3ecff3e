/** The life of a unit and of a delivery, as tables. */
import type { DeliveryState } from './outbox.ts';

/** What became of a unit; the books of a submission count these. */
export type UnitOutcome =
  | 'new'
  | 'replaced'
  | 'voided'
  | 'duplicate'
  | 'superseded'
  | 'conflict'
  | 'rejected'
  | 'parked'
  | 'open'
  | 'notClaimed';

/** HTTP status of a unit's entry, and the word of the audit trail. */
export const UNIT_OUTCOMES = {
  new: { status: 201, stored: true },
  replaced: { status: 201, stored: true },
  voided: { status: 200, stored: true },
  duplicate: { status: 200, stored: false },
  superseded: { status: 200, stored: false },
  conflict: { status: 409, stored: false },
  rejected: { status: 422, stored: false },
  parked: { status: 202, stored: false },
  open: { status: 202, stored: false },
  notClaimed: { status: 200, stored: false },
} as const satisfies Record<UnitOutcome, { status: number; stored: boolean }>;

/** What may follow what; a delivery never leaves its last state by itself. */
export const DELIVERY_TRANSITIONS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  ready: ['sending', 'withdrawn'],
  sending: ['ready', 'delivered', 'refused', 'parked'],
  delivered: [],
  refused: [],
  parked: [],
  withdrawn: [],
};

/** What a payer says of a version it has. */
export type ClaimState = 'queued' | 'partial' | 'approved' | 'rejected' | 'paid';

/**
 * Which states a new one may follow; none before it is always right. A payer may think again until
 * it has paid. `queued` after anything else only came late.
 */
export const CLAIM_FOLLOWS: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
  queued: [],
  partial: ['queued', 'rejected'],
  approved: ['queued', 'partial', 'rejected'],
  rejected: ['queued', 'partial', 'approved'],
  paid: ['queued', 'partial', 'approved'],
};

/**
 * applied: the version is now in that state. unchanged: it was. late: something newer is known.
 * contradiction: it cannot follow what the payer said before; a person has to look.
 */
export type AnswerEffect = 'applied' | 'unchanged' | 'late' | 'contradiction';

/** What is known of a version when an answer comes. */
export interface KnownState {
  readonly state: ClaimState;
  /** When the payer made the answer that says so. */
  readonly createdMs: number;
}

export function answerEffect(known: KnownState | undefined, answer: KnownState): AnswerEffect {
  if (known === undefined) return 'applied';
  if (known.state === answer.state) return 'unchanged';
  if (answer.state === 'queued' || known.createdMs > answer.createdMs) return 'late';
  return CLAIM_FOLLOWS[answer.state].includes(known.state) ? 'applied' : 'contradiction';
}

/** Counts that balance: `in` is the sum of all others. */
export type Books = Readonly<Record<UnitOutcome | 'in', number>>;

export function booksOf(outcomes: readonly UnitOutcome[]): Books {
  const counts = Object.fromEntries(
    ['in', ...Object.keys(UNIT_OUTCOMES)].map((name) => [name, 0]),
  ) as Record<UnitOutcome | 'in', number>;
  for (const outcome of outcomes) {
    counts.in += 1;
    counts[outcome] += 1;
  }
  return counts;
}

export function addBooks(one: Books, other: Books): Books {
  const sums = Object.entries(one).map(([name, count]) => [
    name,
    count + other[name as keyof Books],
  ]);
  return Object.fromEntries(sums) as Books;
}
