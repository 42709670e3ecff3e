import type { IssueType, Severity } from '../../base/finding.ts';
import type { FieldRef } from './field.ts';

/** Rules of the whole set. */
export interface SetRules {
  readonly required: readonly RequiredRule[];
  readonly unique: readonly UniqueRule[];
  readonly foreignKeys: readonly ForeignKeyRule[];
  readonly counts?: readonly CountRule[];
}

interface SetRule {
  readonly code: string;
  readonly severity: Severity;
  readonly issue: IssueType;
}

/** At least one of `anyOf` must be there, if `when` is absent or any of its parts is there. */
export interface RequiredRule extends SetRule {
  readonly anyOf: readonly string[];
  readonly when?: readonly string[];
  /** True if nothing can be cut without it. */
  readonly fatal: boolean;
}

export interface UniqueRule extends SetRule {
  readonly part: string;
  readonly key: readonly string[];
  /** Unique among the rows of one unit; of the whole set when absent. */
  readonly within?: 'unit';
}

/** Each row's non-empty `fields` must stand together in one of the `in` parts. */
export interface ForeignKeyRule extends SetRule {
  readonly parts: readonly string[];
  readonly fields: readonly string[];
  /** Field the finding points at. */
  readonly at: string;
  readonly in: readonly string[];
  readonly unless?: string;
}

/** The field, where it has a value, is the number of containers or of a part's records. */
export interface CountRule extends SetRule {
  readonly field: FieldRef;
  readonly of: string;
}
