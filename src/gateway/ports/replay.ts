/** Deliveries as an operator or a sender sees them, and lets them go again. */
import type { DeliveryState } from './outbox.ts';
import type { AuditEvent } from './store.ts';

/** Which deliveries; what is absent does not matter. */
export interface DeliveryFilter {
  readonly tenant?: string;
  readonly payer?: string;
  readonly states: readonly DeliveryState[];
  /** When the version was received: from this instant on, and before that one. */
  readonly from?: string;
  readonly until?: string;
  readonly channel?: string;
  readonly submission?: string;
  /** The sender's own number of the claim. */
  readonly unit?: string;
}

export interface ListedDelivery {
  readonly tenant: string;
  readonly payerKey: string;
  readonly payer: string;
  readonly location: string;
  readonly intent: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** What came of the last attempt. */
  readonly result?: string;
  readonly submission: string;
  readonly unit: number;
  readonly key: string;
  readonly channel: string;
  readonly receivedAt: string;
}

export interface Replays {
  /** In the order of their payer keys, after one of them. */
  list(filter: DeliveryFilter, limit: number, after?: string): Promise<readonly ListedDelivery[]>;
  /**
   * Makes deliveries due at once, unless they are being sent; the number that were. Their attempts
   * go on counting, their key and bytes stay the same.
   */
  release(
    deliveries: readonly Pick<ListedDelivery, 'tenant' | 'payerKey' | 'state' | 'location'>[],
    event: Omit<AuditEvent, 'entity'>,
  ): Promise<number>;
}
