import type { Assumed, FieldRef, JsonPath } from './field.ts';
import type { Completeness } from './unit.ts';

/** One claim is what a journal of messages says of it, in the order in which it happened. */
export interface JournalUnit {
  readonly kind: string;
  readonly by: 'events';
  readonly model: string;
  readonly yields?: string;
  /**
   * Names of the keys that tell whose message it is: person, then visit. A message that gives only
   * some of them is about every visit that agrees in those: the person's facts are in each of the
   * person's claims.
   */
  readonly group: readonly string[];
  /** Names of the keys that number the claim, given by the message that settles. */
  readonly number: readonly string[];
  /** One of `number`: the sender's claim number. */
  readonly claimNumber: string;
  /** The first of these that has a value. */
  readonly serviceDate: readonly FieldRef[];
  /** Messages happened in this order, whenever they arrived. */
  readonly order: readonly JsonPath[];
  /** The message's own id: the same one again changes nothing. */
  readonly messageId: JsonPath;
  /** How long the state of a group without a settlement is kept, in days of its last message. */
  readonly keepDays: number;
  readonly complete: Completeness;
  /** By kind of message. */
  readonly events: Readonly<Record<string, JournalEvent>>;
  /** Kinds that say nothing about a claim. A kind in neither list is a finding. */
  readonly passedOver: readonly { readonly types: readonly string[]; readonly reason: string }[];
}

export type JournalEvent =
  | OpenEvent
  | AddEvent
  | RemoveEvent
  | SettleEvent
  | VoidEvent
  | ReverseEvent;

interface EventBase extends Assumed {
  /** Name of a key to where this kind of message says it. */
  readonly keys: Readonly<Record<string, JsonPath>>;
}

/** Whether a part's records join those there are, take their place, or change what they say. */
export type Put = 'append' | 'replace' | 'amend';

/** A visit begins. */
export interface OpenEvent extends EventBase {
  readonly do: 'open';
  readonly puts?: Readonly<Record<string, Put>>;
}

/** Records are added to a visit, to a person, or to a settlement that is there. */
export interface AddEvent extends EventBase {
  readonly do: 'add';
  readonly puts: Readonly<Record<string, Put>>;
}

/** Records, or the whole visit, are taken back. */
export interface RemoveEvent extends EventBase {
  readonly do: 'remove';
  /** Parts whose records go; `*` is the visit itself. */
  readonly from: readonly string[];
  /** Only records whose field is among the values on the path. */
  readonly where?: readonly { readonly field: string; readonly in: JsonPath }[];
  /** This value on a `where` path means every record. */
  readonly all?: string;
}

/** A settlement takes the records it is about, and the claim is there. */
export interface SettleEvent extends EventBase {
  readonly do: 'settle';
  readonly puts: Readonly<Record<string, Put>>;
  /** Records it takes: of those not yet settled the ones whose field is a value on the path. */
  readonly takes: readonly {
    readonly part: string;
    readonly where?: { readonly field: string; readonly is: JsonPath };
  }[];
  /** Instead of the unit's, for settlements of this kind. */
  readonly complete?: Completeness;
}

/** A settlement is undone: its claim is void, its records are unsettled again. */
export interface VoidEvent extends EventBase {
  readonly do: 'void';
}

/** A message whose outcome its sender never learned is undone, whatever it did. */
export interface ReverseEvent extends EventBase {
  readonly do: 'reverse';
  /** Id of the message that is undone. */
  readonly message: JsonPath;
  /** Its kind. */
  readonly type: JsonPath;
}
