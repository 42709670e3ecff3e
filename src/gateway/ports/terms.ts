/** Words of the gateway that several of its files share. */
import type { BusinessKey, ClaimIntent } from '../../channel/translation.ts';

/** A business key as the store holds it: the number's parts percent-encoded, joined by `+`. */
export interface BusinessKeyText {
  readonly facility: string;
  readonly scheme: string;
  readonly kind: string;
  readonly number: string;
}

export type Intent = ClaimIntent;

export const INTENTS: readonly Intent[] = ['original', 'replacement', 'void'];

/** What a channel says of claims that are sent again. */
export interface ResendRules {
  /** What other content under the same key means when nobody says. */
  readonly resend: 'conflict' | 'correction';
  /** True if a replacement opens a voided claim again, as a new generation. */
  readonly reopens: boolean;
}

/** Where claims go. */
export interface Payer {
  readonly id: string;
  readonly country: string;
  /** FHIR base URL; absent where the payer only pulls. */
  readonly url?: string;
  /** Bearer token the payer gave us. */
  readonly credential?: string;
  /** A void before anything was sent: are both sent, or neither? Both, unless it says otherwise. */
  readonly voidUnsent?: 'both' | 'neither';
  /** Resource types of units it asks for besides claims: `Patient` for card reads. */
  readonly alsoDeliver?: readonly string[];
  /** Sends in flight at once. */
  readonly concurrency: number;
  /** Sends begun in a second at most, by each process. */
  readonly ratePerSecond?: number;
  /** When it is left alone after failures in a row. */
  readonly breaker?: { readonly failures?: number; readonly pauseMs?: number };
  /** Path below `url` that tells what became of a message: `ClaimResponse?key={payerKey}`. */
  readonly status?: string;
  /** Its own gateway, which takes what a channel writes back, with our account there. */
  readonly portal?: PortalAccount;
}

export interface PortalAccount {
  readonly channel: string;
  readonly username: string;
  /** As the portal wants it; it is a secret like the password itself. */
  readonly passwordHash: string;
  /** Who asks about persons: the portal wants to know. */
  readonly officerName?: string;
  readonly officerNumber?: string;
}

/** Who asks: known from the credential, never from the payload. */
export type Principal =
  | {
      readonly kind: 'sender';
      readonly id: string;
      readonly tenant: string;
      readonly country: string;
      readonly facility: string;
      readonly channels: readonly string[];
    }
  | { readonly kind: 'payer'; readonly id: string; readonly country: string };

/** Where a sender wants to hear what becomes of its claims. */
export interface Webhook {
  readonly url: string;
  /** All of them sign: while one is replaced, either is believed. */
  readonly secrets: readonly string[];
}

/** Who runs the gateway: loads registers for any tenant, and sees no claim. */
export interface Operator {
  readonly id: string;
}

export type Sender = Extract<Principal, { kind: 'sender' }>;

export function businessKeyText(key: BusinessKey): BusinessKeyText {
  return {
    facility: key.facility,
    scheme: key.scheme,
    kind: key.kind,
    number: key.number.map(encodeURIComponent).join('+'),
  };
}

/** One string for use as a map key; the parts cannot run into each other. */
export function businessKeyName(key: BusinessKeyText): string {
  return JSON.stringify([key.facility, key.scheme, key.kind, key.number]);
}
