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
  readonly transportKey?: TransportKeyRow;
  readonly bodies: readonly BodyRow[];
  readonly units: readonly UnitRow[];
  readonly versions: readonly VersionRow[];
  /** Versions the decisions rest on; the commit is lost if one is no longer current. */
  readonly expected: readonly ExpectedVersion[];
  readonly resources: readonly ResourceRow[];
  readonly tokens: readonly TokenRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly parked: readonly ParkedRow[];
  readonly events: readonly AuditEvent[];
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
  readonly generation: number;
  readonly intent: Intent;
  readonly fingerprint: string;
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
}

export interface ParkedRow {
  readonly ordinal: number;
  readonly key: BusinessKeyText;
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
  readonly intent: Intent;
  readonly fingerprint: string;
  readonly focusType: string;
  readonly focusId: string;
  /** Fingerprints of versions that were current before. */
  readonly superseded: readonly string[];
}
