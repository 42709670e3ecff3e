/** What a caller may give to a validation besides the resource. All of it is optional. */

import type { CodePeriods } from '../terminology/code-tables.ts';

/** Answer of a terminology port about one code. */
export interface TerminologyAnswer {
  readonly known: boolean;
  readonly member?: boolean;
}

export interface ValidationContext {
  /** Canonicals to validate against besides what `meta.profile` names. */
  readonly profiles?: readonly string[];
  /** The Bundle this resource stands in, when it is validated alone. */
  readonly bundle?: unknown;
  /** `%rootResource` when the value is a contained resource. */
  readonly rootResource?: unknown;
  /** Finds what a reference outside the Bundle names; undefined if it is not held here. */
  readonly resolve?: (reference: string) => unknown;
  /** Finds a definition that is not compiled but looked at: the Questionnaire of a response. */
  readonly definition?: (canonical: string) => unknown;
  /** Answers, asked for beforehand, about codes whose system is not shipped. */
  readonly terminology?: (valueSet: string, system: string, code: string) => TerminologyAnswer;
  /** Tables of codes by system, for systems too large to ship. */
  readonly codeTables?: ReadonlyMap<string, CodePeriods>;
  /** When the codes of a resource without a date of its own were used. */
  readonly date?: string;
  readonly limits?: { readonly findings?: number };
  /** False if only what is wrong matters: neither extensible bindings nor profiles by code. */
  readonly advice?: boolean;
}
