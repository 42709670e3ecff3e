/** Deliveries on their way to payers. */
import type { AnswerCommit } from './answers.ts';
import type { AuditEvent } from './store.ts';

/** withdrawn: voided before anything had left. */
export type DeliveryState = 'ready' | 'sending' | 'delivered' | 'refused' | 'parked' | 'withdrawn';

/** A delivery leased for one attempt; every change of it names that attempt. */
export interface LeasedDelivery {
  readonly tenant: string;
  readonly payerKey: string;
  readonly payer: string;
  /** `Claim/{id}/_history/{version}`: owner of the body that is sent. */
  readonly location: string;
  readonly intent: string;
  /** Payer key of the version it replaces or voids; '' if there is none. */
  readonly replaces: string;
  readonly attempt: number;
  /** True if an attempt before this one may have reached the payer. */
  readonly uncertain: boolean;
  /** Attempts in a row that ended without any result. */
  readonly crashes: number;
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
  /** True if this attempt may have reached the payer; the doubt stays until it is answered. */
  readonly uncertain?: boolean;
  /** True if it ended by a fault of ours. */
  readonly crashed?: boolean;
  /** Milliseconds until the next attempt, for state ready. */
  readonly delayMs: number;
  /** The payer's reply, sealed, if it is worth keeping. */
  readonly reply?: Uint8Array;
  /** What the payer decided in its reply. */
  readonly answer?: AnswerCommit;
  /** Senders that want to hear of deliveries that have come to their end. */
  readonly notify: readonly string[];
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
}

export interface LeaseRequest {
  readonly payer: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly token: string;
}
