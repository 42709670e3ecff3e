/** News on their way to senders. */

export interface LeasedNotice {
  readonly tenant: string;
  readonly id: string;
  readonly sender: string;
  /** `delivery.…` or `claim.…` with the state that was reached. */
  readonly event: string;
  readonly submission: string;
  /** The unit's number in the submission. */
  readonly ordinal: number;
  readonly location: string;
  readonly at: string;
  readonly attempt: number;
  /** Milliseconds since it was written, by the database's clock. */
  readonly ageMs: number;
}

export interface NoticeSettlement {
  readonly tenant: string;
  readonly id: string;
  readonly attempt: number;
  readonly state: 'ready' | 'delivered' | 'parked';
  readonly result: string;
  /** Milliseconds until the next attempt, for state ready. */
  readonly delayMs: number;
}

export interface Notices {
  /** Takes what is due for a sender, the oldest first; leases that ran out are due again. */
  lease(request: {
    readonly sender: string;
    readonly limit: number;
    readonly leaseMs: number;
  }): Promise<readonly LeasedNotice[]>;
  /** False if another attempt has begun since. */
  settle(settlement: NoticeSettlement): Promise<boolean>;
}
