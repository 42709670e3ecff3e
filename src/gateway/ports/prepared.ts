/** A translation made ready for the store: only text and hashes, so that it can cross threads. */
import type { Finding } from '../../base/finding.ts';
import type {
  About,
  KeptMessage,
  LookupQuestion,
  UnitState,
  UnitVersions,
} from '../../channel/translation.ts';
import type { BusinessKeyText, Intent } from './terms.ts';

/** An entry of the search index. */
export interface IndexEntry {
  readonly name: string;
  readonly value: string;
}

export interface PreparedTranslation {
  readonly findings: readonly Finding[];
  readonly faulted: boolean;
  readonly journal?: PreparedJournal;
  /** How many units there are in all, where only a slice was asked for. */
  readonly total?: number;
  readonly units: readonly PreparedUnit[];
}

/** The messages of a journal that later submissions may rest on. */
export interface PreparedJournal {
  readonly stream: string;
  readonly messages: readonly PreparedMessage[];
}

/** A message with keyed hashes of what makes it itself and of whom it names. */
export interface PreparedMessage extends Omit<KeptMessage, 'identity' | 'about' | 'text'> {
  readonly identity: string;
  readonly text: string;
  readonly about: readonly PreparedAbout[];
}

export type PreparedAbout = About;

export interface PreparedUnit {
  readonly key: string;
  /** The key as texts show it, where it identifies a person. */
  readonly shownKey?: string;
  readonly businessKey: BusinessKeyText;
  readonly state: UnitState;
  readonly findings: readonly Finding[];
  /** Canonical text of the source; what `fingerprint` was made of. */
  readonly source: string;
  readonly fingerprint: string;
  readonly versions: UnitVersions;
  /** What the content says it is. */
  readonly intent?: Intent;
  /** True if it is made of all that is known of it: whatever stands under its key is older. */
  readonly latest?: boolean;
  /** The sender's own order of versions. */
  readonly sequence?: readonly string[];
  /** Name of the payer, where the content decides it. */
  readonly payer?: string;
  /** Channel whose look-ups hold, if it is not the one it came through. */
  readonly home?: string;
  readonly bundle?: PreparedBundle;
  /** What must be looked up before the unit is accepted. */
  readonly lookups?: readonly LookupQuestion[];
}

export interface PreparedBundle {
  /** JSON as it is kept and sent. */
  readonly text: string;
  /** The resource the unit is about: its Claim, or the Patient of a card read. */
  readonly focusType: string;
  readonly focusId: string;
  readonly resources: readonly PreparedResource[];
  /** Keyed hash of patient, provider, dates, lines and amount; '' for what is no claim. */
  readonly likeness: string;
}

export interface PreparedResource {
  readonly type: string;
  readonly id: string;
  /** Hashed index entries. */
  readonly tokens: readonly IndexEntry[];
  /** `YYYY-MM-DD` of the service, or '' if the bundle has none. */
  readonly serviceDate: string;
  /** Hash of a shared resource's content; '' for what belongs to one claim. */
  readonly content: string;
}
