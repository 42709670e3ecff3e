/** The wire to a payer. */
import type { Payer } from './terms.ts';

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
