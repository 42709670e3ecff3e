import type { FhirPath } from './field.ts';

/** Where a claim that arrives as FHIR belongs: the first route whose condition holds. */
export interface FhirRoute {
  /** Channel whose country, scheme, payer, profiles, roles and look-ups hold. */
  readonly channel: string;
  /** On the claim. */
  readonly when: FhirPath;
  /**
   * The business key from the content, where the sender does not write it: of these the first
   * whose parts all have a value.
   */
  readonly keys: readonly {
    readonly kind: string;
    /** Parts of the number, on the claim. */
    readonly number: readonly FhirPath[];
  }[];
}
