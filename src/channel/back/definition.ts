/** The way back as data: `mappings/<country>/<channel>/back.json`, bundles to records. */
import type { Resource } from '../translation.ts';

export interface BackDefinition {
  /** Filled in from the folder. */
  readonly channel: string;
  /** Version of the channel whose records are written. */
  readonly version: string;
  /** Fields around the units: the facility and where it stands, the day, the number of units. */
  readonly around: {
    readonly facility: { readonly field: string; readonly from: string };
    readonly day: string;
    readonly count: string;
  };
  readonly parts: Readonly<Record<string, BackPart>>;
  /** Cells that cannot be told from the bundle again, each with why. */
  readonly lost: readonly { readonly field: string; readonly reason: string }[];
  /** The payer's own gateway that takes what is written. */
  readonly portal?: PortalDefinition;
}

/** Calls of a portal; `{name}` in a text is filled in. */
export interface PortalDefinition {
  readonly sources: readonly unknown[];
  readonly token: PortalCall & {
    /** Values for later calls, by path in the answer. */
    readonly take: Readonly<Record<string, string>>;
    /** Path of the instant it ends. */
    readonly expires: string;
  };
  readonly claim: PortalCall & {
    /** Results that ask for a new token, and that are final; any other is tried again. */
    readonly renew: readonly string[];
    readonly refused: readonly string[];
    /** Members of the answer: its own number, and its words. */
    readonly receipt: string;
    readonly message: string;
  };
}

/** A form that is posted, and where the answer's result stands. */
export interface PortalCall {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly result: string;
  readonly accepted: readonly string[];
}

export interface BackPart {
  /** Type of the resources its records stand in. */
  readonly of: string;
  /** FHIRPath on each of them: one record an item. */
  readonly each: string;
  /** In the order they are written; null is always empty. */
  readonly fields: Readonly<Record<string, BackField | null>>;
}

export type BackField =
  /** FHIRPath on the record's item. */
  | string
  /** Number of the record in its part. */
  | { readonly ordinal: true }
  /** FHIRPath on every resource of the type, or on the one that has the record's number. */
  | { readonly of: string; readonly value: string; readonly nth?: true };

export interface BackFacts {
  readonly resolve: (reference: string) => unknown;
}

type Values = (focus: unknown, env: BackFacts) => readonly unknown[];

/** What `npm run compile` makes of a definition. */
export interface BackModule {
  readonly definition: BackDefinition;
  readonly parts: Readonly<
    Record<string, { readonly each: Values; readonly fields: Readonly<Record<string, Values>> }>
  >;
}

export interface BackRecord {
  /** Texts by field, in order; an empty one is absent or always empty. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface BackUnit {
  readonly parts: ReadonlyMap<string, readonly BackRecord[]>;
  /** Resources that no part reads, by type. */
  readonly unread: readonly string[];
}

export interface Entry {
  readonly resource: Resource;
}
