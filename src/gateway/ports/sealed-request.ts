/** What a sender sent, as a store keeps it. */
export interface SealedRequest {
  readonly tenant: string;
  readonly id: string;
  readonly channel: string;
  readonly sealed: readonly Uint8Array[];
}
