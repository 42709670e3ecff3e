/** What the gateway needs from outside: each port is made real in `adapters`. */
import type { Submission } from '../channel/translation.ts';
import type { Commit, CommitResult, CurrentVersion } from './commit.ts';
import type { PreparedTranslation } from './prepare.ts';
import type { BusinessKeyText, Payer } from './terms.ts';

/** Where time comes in. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Where randomness comes in. */
export interface Ids {
  /** A UUIDv7: sorts by the time it was made. */
  submission(): string;
  /** An unguessable token: 128 bits in hex. */
  token(): string;
  /** Uniform in [0, 1): jitter of retries. */
  fraction(): number;
}

/** Structured log; fields never hold personal data. */
export interface Log {
  event(level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Keyed hashes under the deployment's identity key; never rotated. */
export interface Mac {
  /** HMAC-SHA-256 of the parts, each length-prefixed, as base64url. */
  of(purpose: string, ...parts: readonly string[]): string;
}

/** Hash of what was received. */
export interface Digest {
  /** SHA-256 as lower-case hex. */
  sha256(bytes: Uint8Array): Promise<string>;
}

/** Envelope encryption: a data key per tenant, wrapped by the deployment's sealing keys. */
export interface Vault {
  seal(place: SealedPlace, bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws if the bytes were changed or moved to another place. */
  open(place: SealedPlace, sealed: Uint8Array): Promise<Uint8Array>;
}

/** Bound into the encryption, so that a body cannot stand in for another. */
export interface SealedPlace {
  readonly tenant: string;
  readonly owner: string;
  readonly kind: BodyKind;
  readonly part: number;
}

export type BodyKind =
  | 'request'
  | 'findings'
  | 'bundle'
  | 'source'
  | 'lookups'
  | 'answer'
  | 'reply';

/** Bytes to units; on Node in other threads, so everything here can be cloned. */
export interface Translator {
  translate(request: TranslateRequest): Promise<PreparedTranslation>;
}

export interface TranslateRequest {
  readonly tenant: string;
  readonly submission: Submission;
}

/** A hint of what was seen; its answer alone never accepts and never refuses. */
export interface Dedupe {
  /**
   * Marks the key and tells whether it was marked before. Never throws and never takes longer than
   * the limit: what cannot be told in time is unknown.
   */
  mark(key: string): Promise<'seen' | 'new' | 'unknown'>;
  /** False while hints are bypassed. */
  healthy(): boolean;
}

/** Which payer a channel's claims go to, and what the operator's reference data say. */
export interface Registry {
  payerOf(channel: string): Payer | undefined;
  payer(id: string): Payer | undefined;
  payers(): readonly Payer[];
  /** The loaded value under a name and key; undefined if there is none. */
  lookup(tenant: string, name: string, key: string): Promise<string | undefined>;
  /** True if anything was loaded under the name: a rule on an empty registry is not asked. */
  holds(tenant: string, name: string): Promise<boolean>;
}

export type Scope =
  | { readonly kind: 'tenant'; readonly tenant: string }
  | { readonly kind: 'payer'; readonly payer: string };

export interface StoredTransportKey {
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

/** What is kept. A commit is all or nothing; unique indexes decide. */
export interface Store {
  /** `lost`: another commit was first; read again and decide again. */
  commit(commit: Commit): Promise<CommitResult>;
  currentVersions(
    tenant: string,
    keys: readonly BusinessKeyText[],
  ): Promise<readonly CurrentVersion[]>;
  transportKey(tenant: string, route: string, key: string): Promise<StoredTransportKey | undefined>;
  submission(tenant: string, id: string): Promise<StoredSubmission | undefined>;
  units(tenant: string, submission: string): Promise<readonly StoredUnit[]>;
  deliveries(tenant: string, submission: string): Promise<readonly StoredDelivery[]>;
  /** Chunks in order; empty if there is no such body. */
  body(place: Omit<SealedPlace, 'part'>): Promise<readonly Uint8Array[]>;
  resource(
    scope: Scope,
    type: string,
    id: string,
    version?: string,
  ): Promise<StoredResource | undefined>;
  history(scope: Scope, type: string, id: string): Promise<readonly StoredResource[]>;
  search(query: ResourceQuery): Promise<readonly StoredResource[]>;
  count(query: ResourceQuery): Promise<number>;
  /** Tenants that have sent to the payer. */
  tenantsOf(payer: string): Promise<readonly string[]>;
  /** Submissions taken for later, oldest first. */
  waiting(limit: number): Promise<readonly { readonly tenant: string; readonly id: string }[]>;
  audit(events: readonly TenantEvent[]): Promise<void>;
  /** Throws if the store cannot be read and written now. */
  check(): Promise<void>;
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

export type DeliveryState = 'ready' | 'sending' | 'delivered' | 'refused' | 'parked';

/** A delivery leased for one attempt; every change of it names that attempt. */
export interface LeasedDelivery {
  readonly tenant: string;
  readonly payerKey: string;
  readonly payer: string;
  /** `Claim/{id}/_history/{version}`: owner of the body that is sent. */
  readonly location: string;
  readonly intent: string;
  readonly attempt: number;
  /** Milliseconds since the delivery was written, by the database's clock. */
  readonly ageMs: number;
}

export interface Settlement {
  readonly tenant: string;
  readonly payerKey: string;
  readonly attempt: number;
  readonly state: 'ready' | 'delivered' | 'refused' | 'parked';
  readonly result: string;
  readonly status?: number;
  readonly detail?: string;
  /** Milliseconds until the next attempt, for state ready. */
  readonly delayMs: number;
  /** The payer's reply, sealed, if it is worth keeping. */
  readonly reply?: Uint8Array;
  readonly event: AuditEvent;
}

/** Deliveries that are due. Leases go by the database's clock. */
export interface Outbox {
  /** Takes due deliveries of a payer in order; the attempt is durable when this returns. */
  lease(request: LeaseRequest): Promise<readonly LeasedDelivery[]>;
  /** False if the attempt is no longer the current one: its result then changes nothing. */
  settle(settlement: Settlement): Promise<boolean>;
  /** Hands back what a dead process held; only where no other process shares the store. */
  releaseAll(): Promise<number>;
  /** Deliveries by state. */
  backlog(): Promise<Readonly<Record<DeliveryState, number>>>;
  /** Milliseconds until the next delivery of the payer is due; undefined if none waits. */
  nextDueMs(payer: string): Promise<number | undefined>;
}

export interface LeaseRequest {
  readonly payer: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly token: string;
}

export interface OutgoingMessage {
  readonly payer: Payer;
  readonly payerKey: string;
  /** `Claim/{id}/_history/{version}`. */
  readonly location: string;
  readonly intent: string;
  readonly body: Uint8Array;
}

/** What came of a send, as the wire showed it; the gateway judges it. */
export type SendResult =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly contentType: string;
      readonly retryAfterMs?: number;
      readonly body: string;
      /** True if the reply was longer than the limit and is cut. */
      readonly cut: boolean;
    }
  /** No byte was accepted: nothing can have happened at the payer. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** Bytes left and no whole answer came: anything may have happened. */
  | { readonly kind: 'unanswered'; readonly reason: string };

export interface Transport {
  /** Never retries by itself and never follows a redirect. */
  send(message: OutgoingMessage): Promise<SendResult>;
}
