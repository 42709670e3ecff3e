/** The wire to payers and to senders' own addresses. */

export interface OutgoingRequest {
  /** Whose connections it uses: those of one peer never wait for another's. */
  readonly peer: string;
  /** Connections to the peer at most. */
  readonly connections: number;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What came of a request, as the wire showed it; the gateway judges it. */
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
  /** No byte was accepted: nothing can have happened at the peer. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** Bytes left and no whole answer came: anything may have happened. */
  | { readonly kind: 'unanswered'; readonly reason: string }
  /** The peer has no way to take it: nothing was sent, and a person must look at it. */
  | { readonly kind: 'held'; readonly reason: string };

export interface Transport {
  /** Never retries by itself and never follows a redirect. */
  send(request: OutgoingRequest): Promise<SendResult>;
}
