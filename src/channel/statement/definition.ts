/** A statement of claims as data: `mappings/<country>/statements/<id>.json`. */
import type { Resource } from '../translation.ts';

export interface StatementDefinition {
  readonly id: string;
  readonly country: string;
  /** The channel whose claims it is made of. */
  readonly channel: string;
  readonly title: Readonly<Record<string, string>>;
  readonly sources: readonly unknown[];
  readonly currency: string;
  /** FHIRPath on the claim's bundle: whether it belongs. */
  readonly claims: string;
  /** FHIRPath on the bundle: the month it is settled in, `YYYY-MM`. */
  readonly month: string;
  /** FHIRPath on the Claim: its lines; on a line: its group; on a line: amounts by name. */
  readonly lines: string;
  readonly group: string;
  readonly amounts: Readonly<Record<string, string>>;
  readonly columns: readonly StatementColumn[];
  /** Columns that must be the sum of others in every row. */
  readonly balance?: readonly { readonly total: string; readonly parts: readonly string[] }[];
  /** The column that is claimed from the payer. */
  readonly claimed: string;
}

export type StatementColumn =
  /** Number of the row. */
  | { readonly id: string; readonly ordinal: true }
  /** FHIRPath on each resource of the type; several values are joined by `;`. */
  | { readonly id: string; readonly of: string; readonly text: string }
  | { readonly id: string; readonly of: string; readonly amount: string }
  /** An amount of the lines of some groups, or of all that no other column takes. */
  | { readonly id: string; readonly sum: string; readonly groups: readonly string[] }
  | { readonly id: string; readonly sum: string; readonly others: true };

type Values = (resource: unknown) => readonly unknown[];

/** What `npm run compile` makes of a definition. */
export interface StatementModule {
  readonly definition: StatementDefinition;
  readonly claims: (bundle: Resource) => boolean;
  readonly month: Values;
  readonly lines: Values;
  readonly group: Values;
  readonly amounts: Readonly<Record<string, Values>>;
  /** By column; absent for ordinals and sums. */
  readonly columns: Readonly<Record<string, Values>>;
}
