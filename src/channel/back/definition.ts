/** The way back as data: `mappings/<country>/<channel>/back.json`, bundles to records. */
import type { Resource } from '../translation.ts';

export interface BackDefinition {
  /** Filled in from the folder. */
  readonly channel: string;
  /** The first whose FHIRPath holds of the bundle says whose records are written. */
  readonly versions: readonly { readonly version: string; readonly when: string }[];
  /** What stands around the units: the facility and where it stands, the day, their number. */
  readonly around: {
    /** Without a field it stands in the records alone. */
    readonly facility: { readonly field?: string; readonly from: string };
    /** FHIRPath on each resource of the type; of several units the last day counts. */
    readonly day?: BackDay;
    readonly count?: string;
    /** Fields that stand behind the units. */
    readonly behind?: readonly string[];
    /** Of the root element. */
    readonly attributes?: Readonly<Record<string, string>>;
  };
  readonly parts: Readonly<Record<string, BackPart>>;
  /** Cells that cannot be told from the bundle again, each with why. */
  readonly lost: readonly { readonly field: string; readonly reason: string }[];
  /** The payer's own gateway that takes what is written. */
  readonly portal?: PortalDefinition;
}

export interface BackDay {
  readonly field: string;
  readonly of: string;
  readonly value: string;
  /** `yyyyMMdd`. */
  readonly pattern: string;
}

/** Calls of a portal; `{name}` in a text is filled in. */
export interface PortalDefinition {
  readonly sources: readonly unknown[];
  readonly token: PortalCall & {
    readonly accepted: readonly string[];
    /** Values for later calls, by path in the answer. */
    readonly take: Readonly<Record<string, string>>;
    /** Path of the instant it ends. */
    readonly expires: string;
  };
  /** By channel, in the order in which their records are tried. */
  readonly submit: readonly PortalSubmit[];
  readonly lookUp?: PortalLookUp;
}

/** A call, and where the answer's result stands. */
export interface PortalCall {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  /** How the fields are posted: as a form, unless it says otherwise. */
  readonly as?: 'form' | 'json';
  readonly result: string;
}

export interface PortalSubmit extends Omit<PortalCall, 'path'> {
  readonly channel: string;
  /** By version of the channel; another version has no call. */
  readonly paths: Readonly<Record<string, string>>;
  readonly accepted: readonly string[];
  /** Results that ask for a new token, and that are final; any other is tried again. */
  readonly renew: readonly string[];
  readonly refused: readonly string[];
  /** Members of the answer: its own number, and its words. */
  readonly receipt: string;
  readonly message: string;
}

/** A question about a person, whose answer is what the channel takes. */
export interface PortalLookUp extends PortalCall {
  readonly channel: string;
  readonly renew: readonly string[];
  /** What must be said of the person; of a date, how it is written. */
  readonly asks: readonly { readonly name: string; readonly date?: string }[];
  /** Members of the answer that are what was asked where it leaves them out. */
  readonly repeats: Readonly<Record<string, string>>;
}

export interface BackPart {
  /** Type of the resources its records stand in. */
  readonly of: string;
  /** FHIRPath on each of them: one record an item. */
  readonly each: string;
  /** Resources that say more of the items: by key, the first belongs to the first of them. */
  readonly beside?: { readonly of: string; readonly key: string; readonly item: string };
  /** In the order they are written, as far as the version has them; null is always empty. */
  readonly fields: Readonly<Record<string, BackField | null>>;
}

export type BackField =
  /** FHIRPath on the record's item. */
  | string
  /** Number of the record in its part. */
  | { readonly ordinal: true }
  /** FHIRPath on every resource of the type. */
  | { readonly of: string; readonly value: string }
  /** FHIRPath on the resource beside the record's item. */
  | { readonly beside: string };

export interface BackFacts {
  readonly resolve: (reference: string) => unknown;
}

type Values = (focus: unknown, env: BackFacts) => readonly unknown[];

/** What `npm run compile` makes of a definition. */
export interface BackModule {
  readonly definition: BackDefinition;
  /** By version, in their order. */
  readonly versions: readonly {
    readonly version: string;
    readonly holds: (bundle: unknown, env: BackFacts) => boolean;
  }[];
  readonly day: Values;
  readonly parts: Readonly<Record<string, BackPartModule>>;
}

export interface BackPartModule {
  readonly each: Values;
  readonly beside?: { readonly key: Values; readonly item: Values };
  readonly fields: Readonly<Record<string, Values>>;
}

export interface BackRecord {
  /** Texts by field, in order; an empty one is absent or always empty. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface BackUnit {
  readonly version: string;
  readonly parts: ReadonlyMap<string, readonly BackRecord[]>;
  /** The day it was made, as it is written around the units. */
  readonly day: string;
}

export interface Entry {
  readonly resource: Resource;
}
