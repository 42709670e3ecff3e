/** Words of the gateway that several of its files share. */
import type { BusinessKey } from '../../channel/translation.ts';

/** A business key as the store holds it: the number's parts percent-encoded, joined by `+`. */
export interface BusinessKeyText {
  readonly facility: string;
  readonly scheme: string;
  readonly kind: string;
  readonly number: string;
}

export type Intent = 'original' | 'replacement' | 'void';

export const INTENTS: readonly Intent[] = ['original', 'replacement', 'void'];

/** Where claims go. */
export interface Payer {
  readonly id: string;
  readonly country: string;
  /** FHIR base URL; absent where the payer only pulls. */
  readonly url?: string;
  /** Bearer token the payer gave us. */
  readonly credential?: string;
  /** Sends in flight at once. */
  readonly concurrency: number;
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
