/** Small things the gateway needs from outside: time, chance, keys, translation, reference data. */
import type { Place } from '../../base/place.ts';
import type { PlaceQuestion } from '../../channel/locate.ts';
import type { Submission } from '../../channel/translation.ts';
import type { PreparedTranslation } from './prepared.ts';
import type { Payer, ResendRules } from './terms.ts';

/** Where time comes in. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Ends early, and leaves nothing behind, when `until` has happened. */
  sleep(ms: number, until?: Promise<unknown>): Promise<void>;
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
  /** The same of bytes that come one after the other. */
  running(): RunningDigest;
}

export interface RunningDigest {
  update(bytes: Uint8Array): void;
  hex(): string;
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
  | 'messages'
  | 'candidate'
  | 'answer'
  | 'reply';

/** Bytes to units; on Node in other threads, so everything here can be cloned. */
export interface Translator {
  translate(request: TranslateRequest): Promise<PreparedTranslation>;
  /** Where in what was sent the things stand that somebody speaks of, question by question. */
  locate?(request: LocateRequest): Promise<readonly (readonly Place[])[]>;
}

export interface LocateRequest extends TranslateRequest {
  readonly questions: readonly PlaceQuestion[];
}

export interface TranslateRequest {
  readonly tenant: string;
  readonly submission: Submission;
  /** The submission's only file, where it is too large to be handed over. */
  readonly stored?: StoredBody;
  /** Only some of the units, for submissions that are worked off in chunks. */
  readonly slice?: Slice;
}

/** A body as it lies in the store, fetched a part at a time. */
export interface StoredBody {
  readonly name: string;
  readonly length: number;
  /** Bytes of the first part; the others have `limits.bodyChunkBytes`, the last what is left. */
  readonly firstBytes: number;
  read(part: number): Promise<Uint8Array>;
}

/** Ends with whichever of the two is reached first; it has a unit at least, while there are any. */
export interface Slice {
  /** Tells that the next slice is of the same submission. */
  readonly key: string;
  readonly from: number;
  readonly count: number;
  readonly characters: number;
}

/** `in-flight`: somebody, maybe another gateway, works on it or died doing so just now. */
export type Hint = 'new' | 'in-flight' | 'seen' | 'unknown';

/** A hint of what was seen; its answer alone never accepts and never refuses. */
export interface Dedupe {
  /** Where hints are kept. */
  readonly kind: 'memory' | 'redis' | 'redis-sentinel' | 'redis-cluster';
  /**
   * Marks the key, a keyed hash, and tells what it was marked as before. Never throws and never
   * takes longer than the limit: what cannot be told in time is unknown.
   */
  mark(key: string): Promise<Hint>;
  /** What came of a key that was new: it is stored, or nothing was. Never throws. */
  settle(key: string, stored: boolean): Promise<void>;
  /** False while hints are bypassed. */
  healthy(): boolean;
}

/** Which payer a channel's claims go to, and what the operator's reference data say. */
export interface Registry {
  payerOf(channel: string): Payer | undefined;
  payer(id: string): Payer | undefined;
  resendRules(channel: string): ResendRules;
  payers(): readonly Payer[];
  /** The loaded value under a name and key, with `counted` where claims are summed under it. */
  lookup(tenant: string, name: string, key: string): Promise<string | undefined>;
  /** True if anything was loaded under the name: a rule on an empty registry is not asked. */
  holds(tenant: string, name: string): Promise<boolean>;
  /** What claims add up to under the register's keys, with what was loaded under them. */
  sums(tenant: string, name: string): Promise<readonly RegisterSum[]>;
  /** Keys of the register that begin like this one, those with the longest beginning. */
  near(tenant: string, name: string, key: string): Promise<readonly string[]>;
  /** Writes entries over those with the same key. */
  load(register: RegisterName, entries: readonly RegisterRow[]): Promise<void>;
}

export interface RegisterSum {
  readonly key: string;
  /** An exact amount as text. */
  readonly counted: string;
  /** JSON, where something was loaded under the key. */
  readonly value?: string;
}

export interface RegisterName {
  readonly tenant: string;
  readonly name: string;
  /** When it was loaded, as an instant in UTC. */
  readonly at: string;
}

/** One entry of a register: JSON under its key. */
export interface RegisterRow {
  readonly key: string;
  readonly value: string;
}
