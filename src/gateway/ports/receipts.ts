/** Signed receipts, one a submission, chained by hash within a tenant. */
import type { StoredSubmission } from './store.ts';

export interface ReceiptRow {
  /** Counts from 1 within the tenant. */
  readonly sequence: number;
  readonly submission: string;
  /** SHA-256 of `text`, in hex: what the next one names as `previous`. */
  readonly hash: string;
  /** Compact JWS. */
  readonly text: string;
  readonly issuedAt: string;
}

/** What the units of one day's submissions came to. */
export interface DayCounts {
  readonly submissions: Readonly<Record<string, number>>;
  /** JSON of the books of each submission. */
  readonly books: readonly string[];
  /** Units by their state now. */
  readonly units: Readonly<Record<string, number>>;
  /** Versions by the state of their delivery; '' where they are not sent. */
  readonly deliveries: Readonly<Record<string, number>>;
  /** Versions by what their payer said; '' where it has said nothing. */
  readonly claims: Readonly<Record<string, number>>;
}

export interface Receipts {
  /** The last one of the tenant. */
  head(tenant: string): Promise<Pick<ReceiptRow, 'sequence' | 'hash'> | undefined>;
  read(tenant: string, submission: string): Promise<ReceiptRow | undefined>;
  /** Submissions that have none yet, the oldest first; of one tenant, or of all. */
  due(limit: number, tenant?: string): Promise<readonly DueReceipt[]>;
  /** False if another process was first: nothing is written then. */
  append(tenant: string, rows: readonly ReceiptRow[]): Promise<boolean>;
  /** Submissions received from one instant to before another. */
  counts(tenant: string, from: string, until: string): Promise<DayCounts>;
}

export interface DueReceipt {
  readonly tenant: string;
  readonly submission: StoredSubmission;
}

/** Signs for the deployment; the keys are published, so that anybody can check. */
export interface Signer {
  readonly keyId: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  /** JSON Web Keys: the one that signs, and those that signed before. */
  keys(): Promise<readonly PublicKey[]>;
}

/** RFC 8037: an Ed25519 key. */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly kid: string;
  readonly x: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}
