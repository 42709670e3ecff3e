/** What becomes of one unit: the decisions of deduplication as a table, first row that fits. */
import type { Finding } from '../base/finding.ts';
import type { UnitState } from '../channel/translation.ts';
import type { CurrentVersion } from './ports/commit.ts';
import type { UnitOutcome } from './ports/states.ts';

/** How a unit compares with what is stored under its business key. */
export type Standing = 'unknown' | 'same' | 'superseded' | 'other';

interface DecisionRow {
  readonly row: string;
  readonly state: UnitState;
  readonly standing: Standing | 'any';
  readonly outcome: UnitOutcome;
  /** What the sender is told besides the unit's own findings. */
  readonly says?: Pick<Finding, 'code' | 'severity' | 'issue'>;
}

/** Rows are named as in the table of decisions; D2-D4 concern whole requests (receive.ts). */
export const DECISIONS: readonly DecisionRow[] = [
  { row: 'D16', state: 'rejected', standing: 'any', outcome: 'rejected' },
  { row: 'open', state: 'open', standing: 'any', outcome: 'open' },
  { row: 'not claimed', state: 'not-claimed', standing: 'any', outcome: 'notClaimed' },
  { row: 'D1', state: 'acceptable', standing: 'unknown', outcome: 'new' },
  {
    row: 'D5',
    state: 'acceptable',
    standing: 'same',
    outcome: 'duplicate',
    says: { code: 'SAMPAN-GATEWAY-DUPLICATE', severity: 'information', issue: 'duplicate' },
  },
  {
    row: 'D21',
    state: 'acceptable',
    standing: 'superseded',
    outcome: 'superseded',
    says: { code: 'SAMPAN-GATEWAY-SUPERSEDED', severity: 'warning', issue: 'duplicate' },
  },
  {
    row: 'D6',
    state: 'acceptable',
    standing: 'other',
    outcome: 'conflict',
    says: { code: 'SAMPAN-GATEWAY-CONFLICT', severity: 'error', issue: 'conflict' },
  },
];

export function standingOf(fingerprint: string, current: CurrentVersion | undefined): Standing {
  if (current === undefined) return 'unknown';
  if (current.fingerprint === fingerprint) return 'same';
  return current.superseded.includes(fingerprint) ? 'superseded' : 'other';
}

export function decide(state: UnitState, standing: Standing): DecisionRow {
  const found = DECISIONS.find(
    (row) => row.state === state && (row.standing === 'any' || row.standing === standing),
  );
  if (found === undefined) throw new Error(`no decision for ${state} and ${standing}`);
  return found;
}
