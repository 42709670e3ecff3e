/** What becomes of one unit: the decisions of deduplication as a table, first row that fits. */
import type { Finding } from '../base/finding.ts';
import type { UnitState } from '../channel/translation.ts';
import type { UnitOutcome } from './ports/states.ts';
import type { Intent } from './ports/terms.ts';

/** How a unit compares with what is stored under its business key. */
export type Standing = 'unknown' | 'same' | 'superseded' | 'other';

/** All that a decision rests on. */
export interface Situation {
  readonly state: UnitState;
  /** Asked for, or said by the content; an original if neither. */
  readonly intent: Intent;
  readonly standing: Standing;
  /** Other content is a correction: by the channel's rule, or because the payer asked for it. */
  readonly corrects: boolean;
  /** The current version is a void. */
  readonly voided: boolean;
  /** A replacement opens a voided claim again. */
  readonly reopens: boolean;
  /** The sender's own order says it is older than the current version. */
  readonly stale: boolean;
  /** The sender's own order says it is newer: no old batch that came again. */
  readonly newer: boolean;
  /** It came alone, so that its sender can be told at once. */
  readonly alone: boolean;
  /** Another channel brought the current version, and the two claims are equal. */
  readonly equalElsewhere: boolean;
  /** It goes to another payer than the current version. */
  readonly movesPayer: boolean;
  /** Conditions of the request that do not hold, or that are met by another claim. */
  readonly condition: 'holds' | 'not-current' | 'exists' | 'ambiguous';
}

export interface DecisionRow {
  readonly row: string;
  readonly when: (situation: Situation) => boolean;
  readonly outcome: UnitOutcome;
  /** HTTP status, where it is not the outcome's own. */
  readonly status?: number;
  readonly effect?: Effect;
  /** What the sender is told besides the unit's own findings. */
  readonly says?: Pick<Finding, 'code' | 'severity' | 'issue'>;
}

/**
 * first, next, tombstone, generation: a new version. candidate, early: parked. history: kept
 * beside the submission. Without an effect nothing but the answer is kept.
 */
export type Effect =
  | 'first'
  | 'next'
  | 'tombstone'
  | 'generation'
  | 'candidate'
  | 'early'
  | 'history';

const known = ({ standing }: Situation) => standing !== 'unknown';
const error = (code: string, issue: Finding['issue']) =>
  ({ code, severity: 'error', issue }) as const;
const information = (code: string, issue: Finding['issue'] = 'informational') =>
  ({ code, severity: 'information', issue }) as const;

/** Rows are named as in the table of decisions; D2-D4 concern whole requests (receive.ts). */
export const DECISIONS: readonly DecisionRow[] = [
  { row: 'D16', when: ({ state }) => state === 'rejected', outcome: 'rejected' },
  { row: 'open', when: ({ state }) => state === 'open', outcome: 'open' },
  {
    row: 'not claimed',
    // What its sender took back is no claim; if it was one, that claim ends (D9, D10).
    when: (unit) => unit.state === 'not-claimed' && !(unit.intent === 'void' && known(unit)),
    outcome: 'notClaimed',
  },
  {
    row: 'D13',
    when: ({ condition }) => condition === 'not-current',
    outcome: 'rejected',
    status: 412,
    says: error('SAMPAN-GATEWAY-NOT-CURRENT', 'conflict'),
  },
  {
    row: 'D14 one',
    when: ({ condition }) => condition === 'exists',
    outcome: 'duplicate',
    says: information('SAMPAN-GATEWAY-EXISTS', 'duplicate'),
  },
  {
    row: 'D14 more',
    when: ({ condition }) => condition === 'ambiguous',
    outcome: 'rejected',
    status: 412,
    says: error('SAMPAN-GATEWAY-AMBIGUOUS', 'multiple-matches'),
  },
  {
    row: 'D1',
    when: ({ standing, intent }) => standing === 'unknown' && intent === 'original',
    outcome: 'new',
    effect: 'first',
  },
  {
    row: 'D8 alone',
    when: ({ standing, alone }) => standing === 'unknown' && alone,
    outcome: 'rejected',
    says: error('SAMPAN-GATEWAY-NO-ORIGINAL', 'not-found'),
  },
  {
    row: 'D8',
    when: ({ standing }) => standing === 'unknown',
    outcome: 'parked',
    effect: 'early',
    says: information('SAMPAN-GATEWAY-EARLY'),
  },
  {
    row: 'D10',
    when: ({ voided, intent }) => voided && intent === 'void',
    outcome: 'duplicate',
    says: information('SAMPAN-GATEWAY-CANCELLED'),
  },
  {
    row: 'D11 again',
    when: ({ voided, reopens, intent }) => voided && reopens && intent === 'replacement',
    outcome: 'replaced',
    effect: 'generation',
  },
  {
    row: 'D11',
    when: ({ voided }) => voided,
    outcome: 'conflict',
    says: error('SAMPAN-GATEWAY-VOIDED', 'conflict'),
  },
  {
    row: 'D9',
    when: ({ intent, stale }) => intent === 'void' && !stale,
    outcome: 'voided',
    effect: 'tombstone',
    says: information('SAMPAN-GATEWAY-CANCELLED'),
  },
  {
    row: 'D5',
    when: ({ standing, intent }) => standing === 'same' && intent !== 'void',
    outcome: 'duplicate',
    says: information('SAMPAN-GATEWAY-DUPLICATE', 'duplicate'),
  },
  {
    row: 'D22',
    when: ({ equalElsewhere, intent }) => equalElsewhere && intent !== 'void',
    outcome: 'duplicate',
    says: information('SAMPAN-GATEWAY-OTHER-CHANNEL', 'duplicate'),
  },
  {
    row: 'D21',
    when: ({ standing, intent, newer }) =>
      standing === 'superseded' && intent === 'original' && !newer,
    outcome: 'superseded',
    says: { code: 'SAMPAN-GATEWAY-SUPERSEDED', severity: 'warning', issue: 'duplicate' },
  },
  {
    row: 'D12',
    when: ({ stale }) => stale,
    outcome: 'conflict',
    effect: 'history',
    says: error('SAMPAN-GATEWAY-STALE', 'conflict'),
  },
  {
    row: 'other payer',
    when: ({ intent, corrects, movesPayer }) => movesPayer && (corrects || intent !== 'original'),
    outcome: 'conflict',
    says: error('SAMPAN-GATEWAY-OTHER-PAYER', 'conflict'),
  },
  {
    row: 'D7',
    when: (situation) =>
      known(situation) && (situation.corrects || situation.intent === 'replacement'),
    outcome: 'replaced',
    effect: 'next',
  },
  {
    row: 'D6',
    when: known,
    outcome: 'conflict',
    effect: 'candidate',
    says: error('SAMPAN-GATEWAY-CONFLICT', 'conflict'),
  },
];

export function decide(situation: Situation): DecisionRow {
  const found = DECISIONS.find(({ when }) => when(situation));
  if (found === undefined) throw new Error(`no decision for ${JSON.stringify(situation)}`);
  return found;
}
