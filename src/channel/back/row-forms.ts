/** From a claim's bundle back to rows of delimited files, as data: `export.json` of a channel. */
import type { FhirPath } from '../definition.ts';

/** Expressions are FHIRPath on plain JSON; `%name` is of `let`, `%position` the record's number. */
export interface RowForms {
  /** Named values, each may use those before it. */
  readonly let: Readonly<Record<string, FhirPath>>;
  /** The first whose `when` holds of the bundle is taken. */
  readonly forms: readonly RowForm[];
  /** What the rows cannot carry back, and why. */
  readonly losses: readonly { readonly field: string; readonly reason: string }[];
}

export interface RowForm {
  /** Kind of unit. */
  readonly unit: string;
  readonly when: FhirPath;
  readonly let: Readonly<Record<string, FhirPath>>;
  readonly parts: Readonly<Record<string, RowPart>>;
}

export interface RowPart {
  /** What becomes a row each. */
  readonly each: FhirPath;
  /** A number by which the rows are ordered; else as they stand. */
  readonly order?: FhirPath;
  /** Columns that make two rows of different claims the same one: the first is written. */
  readonly unique?: readonly string[];
  /** By column, the FHIR value; its outer form is the logical model's. */
  readonly cells: Readonly<Record<string, FhirPath>>;
}
