/**
 * One commit: what a submission changes, as data. The store writes it without reading in between;
 * a unique index or an expectation that no longer holds undoes all of it (`lost`).
 */
import type { UnitVersions } from '../../channel/translation.ts';
import type { BodyKind } from './services.ts';
import type { AuditEvent } from './store.ts';
import type { BusinessKeyText, Intent } from './terms.ts';

export type CommitResult = 'committed' | 'lost';

export interface Commit {
  readonly tenant: string;
  readonly submission: SubmissionRow;
  /** Present if a unit of a submission that was decided before is settled now. */
  readonly amends?: Amendment;
  readonly transportKey?: TransportKeyRow;
  /** Hashes of conditions under which something was made: of two such commits one is lost. */
  readonly conditions?: readonly string[];
  readonly bodies: readonly BodyRow[];
  readonly units: readonly UnitRow[];
  readonly versions: readonly VersionRow[];
  /** Versions the decisions rest on; the commit is lost if one is no longer current. */
  readonly expected: readonly ExpectedVersion[];
  /** Versions that came again unchanged, later in their sender's own order. */
  readonly seen?: readonly SeenVersion[];
  /** Resources of versions that are replaced, which the new ones no longer hold. */
  readonly gone?: readonly GoneResource[];
  readonly resources: readonly ResourceRow[];
  readonly tokens: readonly TokenRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly parked: readonly ParkedRow[];
  /** What sums of claims change by; each key once. */
  readonly counted?: readonly CountedRow[];
  readonly journal?: JournalRows;
  readonly events: readonly AuditEvent[];
}

/** A sum under a key of a register, or what it changes by, as `base/kept-sum.ts` has it. */
export interface CountedRow {
  readonly name: string;
  readonly key: string;
  readonly amount: number;
}

/** Messages of visits: where they are found, and what the decisions about them rest on. */
export interface JournalRows {
  readonly stream: string;
  /** The commit is lost if another commit wrote under one of these keys meanwhile. */
  readonly expected: readonly { readonly key: string; readonly version: number }[];
  /** Keys whose count goes up: something is written under them, or under ones that begin so. */
  readonly counts: readonly string[];
  /** Owners of bodies of kind `messages`, with the keys they are found by. */
  readonly entries: readonly { readonly owner: string; readonly keys: readonly string[] }[];
}

/** The commit is lost if the books or the unit are no longer as they were read. */
export interface Amendment {
  readonly ordinal: number;
  /** Why: in the unit's timeline. */
  readonly as: Settling;
  readonly stateBefore: string;
  readonly booksBefore: string;
  /** Owner of the candidate's body, which nobody needs any more. */
  readonly erases: string;
}

/** replace, discard: by the sender. arrived: its original came. expired: its time was up. */
export type Settling = 'replace' | 'discard' | 'arrived' | 'expired';

/** Orders are JSON lists, or ''. The commit is lost if the order is no longer `from`. */
export interface SeenVersion {
  readonly key: BusinessKeyText;
  readonly version: number;
  readonly from: string;
  readonly to: string;
}

export interface GoneResource {
  readonly type: string;
  readonly id: string;
}

export interface SubmissionRow {
  readonly id: string;
  readonly channel: string;
  readonly sender: string;
  readonly receivedAt: string;
  readonly requestHash: string;
  readonly byteCount: number;
  readonly state: 'received' | 'done' | 'failed';
  /** JSON of Books. */
  readonly books: string;
  /** True if the submission was taken before, to be worked on later: its row is there already. */
  readonly resumed: boolean;
  /** True if its body was kept as it arrived. */
  readonly spooled?: boolean;
}

export interface TransportKeyRow {
  readonly route: string;
  readonly key: string;
  readonly requestHash: string;
  readonly expiresAt: string;
}

/** One sealed chunk. */
export interface BodyRow {
  readonly owner: string;
  readonly kind: BodyKind;
  readonly part: number;
  readonly sealed: Uint8Array;
}

export interface UnitRow {
  readonly ordinal: number;
  readonly key: string;
  readonly state: string;
  readonly focusType?: string;
  readonly focusId?: string;
  readonly version?: number;
  readonly versionId?: string;
}

export interface VersionRow {
  readonly key: BusinessKeyText;
  readonly version: number;
  readonly versionId: string;
  /** False if a later version of the same commit is current. */
  readonly current: boolean;
  readonly generation: number;
  readonly intent: Intent;
  readonly fingerprint: string;
  /** JSON list of the sender's own order; '' if it has none. */
  readonly sequence: string;
  readonly likeness: string;
  readonly focusType: string;
  readonly focusId: string;
  readonly ordinal: number;
  readonly channel: string;
  /** Empty where no payer is configured. */
  readonly payer: string;
  readonly versions: UnitVersions;
}

export interface ExpectedVersion {
  readonly key: BusinessKeyText;
  readonly version: number;
}

export interface ResourceRow {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  readonly serviceDate: string;
  /** Hash of a shared resource's content; '' for what belongs to one claim. */
  readonly content: string;
  readonly owner: string;
  readonly payer: string;
  /** False if another row of this commit is the later state of the same resource. */
  readonly leads: boolean;
}

export interface TokenRow {
  readonly type: string;
  readonly name: string;
  readonly value: string;
  readonly id: string;
  readonly versionId: string;
}

export interface DeliveryRow {
  readonly payer: string;
  readonly payerKey: string;
  readonly focusType: string;
  readonly focusId: string;
  readonly version: number;
  readonly location: string;
  readonly intent: Intent;
  readonly generation: number;
  /** Payer key of the version before; '' if there is none. */
  readonly replaces: string;
  /** A void: if nothing of this generation ever left, neither is sent. */
  readonly withdraws: boolean;
}

/** conflict: waits for its sender's decision. early: waits for its original. */
export type ParkedReason = 'conflict' | 'early';

export interface ParkedRow {
  readonly ordinal: number;
  readonly key: BusinessKeyText;
  readonly reason: ParkedReason;
  readonly intent: Intent;
  /** The version it differs from; 0 where there is none yet. */
  readonly version: number;
  readonly fingerprint: string;
  readonly expiresAt: string;
}

/** What is known of the current version under a business key, and of those before it. */
export interface CurrentVersion {
  readonly key: BusinessKeyText;
  readonly version: number;
  /** Name of the version in its location. */
  readonly versionId: string;
  readonly generation: number;
  readonly intent: Intent;
  readonly fingerprint: string;
  readonly focusType: string;
  readonly focusId: string;
  /** What it came through and where it goes; '' where no payer is configured. */
  readonly channel: string;
  readonly payer: string;
  /** The unit that brought it. */
  readonly submission: string;
  readonly ordinal: number;
  readonly sequence: readonly string[];
  /** True if the payer answered it with "correct and send again". */
  readonly correctable?: boolean;
  /** Fingerprints of versions that were current before. */
  readonly superseded: readonly string[];
}
