/** What is kept, and how it is read again. */
import type {
  BodyRow,
  Commit,
  CommitResult,
  CurrentVersion,
  ParkedReason,
  Settling,
} from './commit.ts';
import type { DeliveryState } from './outbox.ts';
import type { IndexEntry } from './prepared.ts';
import type { SealedPlace } from './services.ts';
import type { BusinessKeyText, Intent } from './terms.ts';

export type Scope =
  | { readonly kind: 'tenant'; readonly tenant: string }
  | { readonly kind: 'payer'; readonly payer: string };

export interface StoredTransportKey {
  readonly expiresAt: string;
  readonly requestHash: string;
  readonly submission: string;
}

export interface StoredSubmission {
  readonly id: string;
  readonly channel: string;
  readonly sender: string;
  readonly receivedAt: string;
  readonly requestHash: string;
  readonly byteCount: number;
  readonly state: 'received' | 'done' | 'failed';
  readonly books: string;
}

export interface StoredUnit {
  readonly ordinal: number;
  readonly key: string;
  readonly state: string;
  readonly focusType?: string;
  readonly focusId?: string;
  readonly version?: number;
  readonly versionId?: string;
  /** What it was answered with, if that was settled afterwards. */
  readonly firstState?: string;
  readonly settledAt?: string;
  readonly settledAs?: Settling;
}

/** A unit that waits: for its sender's decision, or for its original. */
export interface StoredParked {
  readonly tenant: string;
  readonly submission: string;
  readonly ordinal: number;
  readonly reason: ParkedReason;
  readonly intent: Intent;
  /** The version it differed from; 0 where there was none. */
  readonly version: number;
  readonly expiresAt: string;
}

/** A current claim that looks like the same service. */
export interface StoredLike {
  readonly likeness: string;
  readonly key: BusinessKeyText;
  readonly focusType: string;
  readonly focusId: string;
  readonly versionId: string;
}

export interface StoredResource {
  readonly tenant: string;
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  /** Owner of the body `bundle` the resource is an entry of. */
  readonly owner: string;
  readonly lastUpdated: string;
}

export interface StoredDelivery {
  readonly focusId: string;
  readonly version: number;
  readonly payer: string;
  readonly payerKey: string;
  readonly intent: string;
  readonly state: DeliveryState;
  readonly attempts: readonly StoredAttempt[];
}

export interface StoredAttempt {
  readonly attempt: number;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly result?: string;
  readonly status?: number;
}

export interface ResourceQuery {
  readonly scope: Scope;
  readonly type: string;
  readonly ids?: readonly string[];
  /** All must hold; in one, any of the values. */
  readonly tokens: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly updated: readonly { readonly op: '>=' | '<=' | '>' | '<'; readonly at: string }[];
  readonly after?: { readonly lastUpdated: string; readonly id: string };
  readonly limit: number;
}

export interface SameBytes {
  readonly tenant: string;
  readonly channel: string;
  readonly requestHash: string;
  readonly since: string;
}

export interface ArrivingBody {
  readonly tenant: string;
  /** The id it will have. */
  readonly submission: string;
  /** When it began. */
  readonly at: string;
}

/** What is kept. A commit is all or nothing; unique indexes decide. */
export interface Store {
  /** `lost`: another commit was first; read again and decide again. */
  commit(commit: Commit): Promise<CommitResult>;
  currentVersions(
    tenant: string,
    keys: readonly BusinessKeyText[],
  ): Promise<readonly CurrentVersion[]>;
  /** The current version of the claim of that name. */
  versionOf(tenant: string, type: string, id: string): Promise<CurrentVersion | undefined>;
  /** Current claims with one of these likenesses. */
  alike(tenant: string, likenesses: readonly string[]): Promise<readonly StoredLike[]>;
  parkedUnit(
    tenant: string,
    submission: string,
    ordinal: number,
  ): Promise<StoredParked | undefined>;
  /** Those of one submission. */
  parkedUnits(tenant: string, submission: string): Promise<readonly StoredParked[]>;
  /** Parked units whose time is up, and early ones whose original has come; oldest first. */
  dueParked(now: string, limit: number): Promise<readonly StoredParked[]>;
  transportKey(tenant: string, route: string, key: string): Promise<StoredTransportKey | undefined>;
  submission(tenant: string, id: string): Promise<StoredSubmission | undefined>;
  units(tenant: string, submission: string): Promise<readonly StoredUnit[]>;
  /** The last decided submission of the same bytes, if it is not older than the instant. */
  sameBytes(asked: SameBytes): Promise<string | undefined>;
  deliveries(tenant: string, submission: string): Promise<readonly StoredDelivery[]>;
  /** Chunks in order; empty if there is no such body. */
  body(place: Omit<SealedPlace, 'part'>): Promise<readonly Uint8Array[]>;
  /** Keeps parts of a body before the submission is there that it belongs to. */
  spool(arriving: ArrivingBody, bodies: readonly BodyRow[]): Promise<void>;
  /** Lets go of them, unless the submission has come. */
  dropSpool(tenant: string, submission: string): Promise<void>;
  /** Whose bodies began to arrive before the instant, and did not become submissions. */
  spooledBefore(at: string): Promise<readonly { readonly tenant: string; readonly id: string }[]>;
  /** One chunk of a body. */
  bodyPart(place: SealedPlace): Promise<Uint8Array | undefined>;
  resource(
    scope: Scope,
    type: string,
    id: string,
    version?: string,
  ): Promise<StoredResource | undefined>;
  history(scope: Scope, type: string, id: string): Promise<readonly StoredResource[]>;
  search(query: ResourceQuery): Promise<readonly StoredResource[]>;
  /** True if a current resource has the token. */
  anyWith(tenant: string, type: string, token: IndexEntry): Promise<boolean>;
  count(query: ResourceQuery): Promise<number>;
  /** What is kept of a journal's stream under the keys; a key that was never written counts 0. */
  journal(tenant: string, stream: string, asks: readonly JournalAsk[]): Promise<StoredJournal>;
  /** The keys that entries of owners with this beginning are found by; undefined without any. */
  journalKeys(tenant: string, owners: string): Promise<StoredJournalKeys | undefined>;
  /** Forgets messages of the channel all of whose keys were last written before the instant. */
  forgetJournal(channel: string, before: string): Promise<void>;
  /** Tenants that have sent to the payer. */
  tenantsOf(payer: string): Promise<readonly string[]>;
  /** Submissions taken for later, oldest first. */
  waiting(limit: number): Promise<readonly { readonly tenant: string; readonly id: string }[]>;
  audit(events: readonly TenantEvent[]): Promise<void>;
  /** Throws if the store cannot be read and written now. */
  check(): Promise<void>;
}

/** Entries found by a key from `from` to `to`, and the count of a key. */
export interface JournalAsk {
  readonly count: string;
  readonly from: string;
  readonly to: string;
}

export interface StoredJournalKeys {
  readonly stream: string;
  readonly keys: readonly string[];
}

export interface StoredJournal {
  readonly versions: readonly { readonly key: string; readonly version: number }[];
  /** Bodies of kind `messages`, each with its chunks in order. */
  readonly entries: readonly { readonly owner: string; readonly sealed: readonly Uint8Array[] }[];
}

export interface AuditEvent {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly outcome: string;
}

export interface TenantEvent extends AuditEvent {
  readonly tenant: string;
}
