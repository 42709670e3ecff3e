import type { FhirPath, FieldRef } from './field.ts';

export interface Identity {
  /**
   * `PART.FIELD` cells that name the facility; their non-empty values must be one. Without fields
   * it is the sender's.
   */
  readonly facility: { readonly fields: readonly string[]; readonly code: string };
  /** What a resend of the same claim with other content means. */
  readonly resend: 'conflict' | 'correction';
  /** True if a replacement may open a voided claim again, as a new generation. */
  readonly reopens?: boolean;
  /** Natural key of a resource, as FHIRPath on the finished resource, and how far it reaches. */
  readonly roles: Readonly<Record<string, IdentityRole>>;
  /** `PART.FIELD` cells that change from one export to the next and mean nothing. */
  readonly volatile: readonly string[];
  /** `PART.FIELD` cells that identify a person: findings show them masked. */
  readonly personal?: readonly FieldRef[];
  /** The sender's own order of versions: an arrival below the current one is stale. */
  readonly sequence?: readonly FieldRef[];
  /** Channels whose claim of the same number these records belong to, if there is one. */
  readonly completes?: readonly string[];
}

export interface IdentityRole {
  /** `claim`: one per claim. `facility`: the same thing in every claim of the facility. */
  readonly scope: 'claim' | 'facility';
  readonly key: string;
}

/** Identity of what arrives as FHIR: every part of the business key is an expression. */
export interface FhirIdentity {
  /** The whole key, where the sender knows it. */
  readonly businessKey: FhirPath;
  /** Values of which one must be the facility. */
  readonly facility: { readonly expression: FhirPath };
  readonly resend: 'conflict' | 'correction';
  readonly reopens?: boolean;
  /** What the content says it is; the first that is true. */
  readonly intents: readonly {
    readonly intent: 'replacement' | 'void';
    readonly expression: FhirPath;
  }[];
}
