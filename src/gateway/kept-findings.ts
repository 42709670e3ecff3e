/** What a submission's units were told, as it is kept, and what that saves when bytes return. */
import type { Finding } from '../base/finding.ts';
import type { PreparedBundle, PreparedUnit } from './ports/prepared.ts';

export interface KeptFindings {
  readonly set: readonly Finding[];
  readonly units: readonly (readonly Finding[])[];
  /** Position of the first unit of the next chunk, where there is one. */
  readonly next?: number;
  readonly again?: Remembered;
}

/** A translation, as far as a decision needs it that changes nothing. */
export interface Remembered {
  /** Everything but the bytes that it rests on. */
  readonly readAs: string;
  readonly units: readonly RememberedUnit[];
  /** What was looked up, and a hash of what was found. */
  readonly asked: readonly (readonly [registry: string, key: string])[];
  readonly found: string;
}

export type RememberedUnit = Omit<PreparedUnit, 'findings' | 'source' | 'bundle' | 'lookups'> &
  Partial<Pick<PreparedBundle, 'focusType' | 'focusId'>> & {
    /** How many of the findings that the unit was answered with are its own. */
    readonly told: number;
  };
