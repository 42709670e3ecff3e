import type { Place } from './place.ts';

/** FHIR issue-severity. http://hl7.org/fhir/R4/valueset-issue-severity.html */
export type Severity = 'fatal' | 'error' | 'warning' | 'information';

/** FHIR issue-type. http://hl7.org/fhir/R4/valueset-issue-type.html */
export type IssueType =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'security'
  | 'login'
  | 'unknown'
  | 'expired'
  | 'forbidden'
  | 'suppressed'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'multiple-matches'
  | 'not-found'
  | 'deleted'
  | 'too-long'
  | 'code-invalid'
  | 'extension'
  | 'too-costly'
  | 'business-rule'
  | 'conflict'
  | 'transient'
  | 'lock-error'
  | 'no-store'
  | 'exception'
  | 'timeout'
  | 'incomplete'
  | 'throttled'
  | 'informational';

/** A diagnostic with a place. Texts stand in the catalogues under `code`; `params` fill them. */
export interface Finding {
  /** Stable: `SAMPAN-…` for readers and engines, a country's own prefix for its rules. */
  readonly code: string;
  readonly severity: Severity;
  readonly issue: IssueType;
  /** FHIRPath of the element in the resource or source unit, e.g. `Claim.item[3].unitPrice`. */
  readonly expression?: string;
  readonly places: readonly Place[];
  /** The code somebody else said it with, where the finding passes that on. */
  readonly said?: { readonly system?: string; readonly code: string };
  readonly params: Readonly<Record<string, string>>;
}

export function isFailure(finding: Finding): boolean {
  return finding.severity === 'error' || finding.severity === 'fatal';
}
