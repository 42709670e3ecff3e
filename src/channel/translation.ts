import type { Finding } from '../base/finding.ts';
import { type ByteSource, readRange } from '../wire/byte-source.ts';

/** A part of what arrived: one file of a set, or the one body. */
export interface SourceFile {
  /** Base name inside the submission (`ODX.txt`), or `body`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file whose bytes are read where they lie. */
export interface StoredFile {
  readonly name: string;
  readonly source: ByteSource;
}

/** What a face (HTTP, command line) hands to a channel. */
export interface Submission {
  readonly channel: string;
  /** Files as sent; a zip is one file whose name or first bytes say so. */
  readonly files: readonly SourceFile[];
  /** Instead of files: a body that is too large to be in memory. */
  readonly stored?: StoredFile;
  /** Charset the sender declared, if any. */
  readonly charset?: string;
  /** Facility the sender is bound to (HTTP), or names for a set that does not (command line). */
  readonly facility?: string;
  /** Number of the visit that a card read opens. */
  readonly visit?: string;
  /** When it was received: a day (`2026-03-01`), or a time with its zone. */
  readonly received?: string;
  /** Messages of earlier submissions that tell of the same visits, in any order. */
  readonly earlier?: readonly EarlierMessage[];
}

/** With its bytes in memory, for who needs them all. */
export function inMemory({ stored, ...submission }: Submission): Submission {
  if (stored === undefined) return submission;
  const { name, source } = stored;
  return { ...submission, files: [{ name, bytes: readRange(source, 0, source.length) }] };
}

export interface JournalNotes {
  /** The facility, and the channel whose messages go together. */
  readonly stream: string;
  readonly messages: readonly KeptMessage[];
}

/** A message to keep; the submission it came with is the one at hand. */
export interface KeptMessage extends Omit<EarlierMessage, 'submission' | 'text'> {
  /** What makes it itself: time, id and content. The same one again changes nothing. */
  readonly identity: () => readonly string[];
  /** As it came. */
  readonly text: () => string;
  readonly about: readonly About[];
}

/** Whom and what a message names; visits of one person are told apart by `visit`. */
export interface About {
  readonly person?: string;
  readonly visit?: string;
  readonly number?: string;
  /** When it happened, as the sender writes it. */
  readonly time: string;
  /** Its visit has a settlement, and nobody has told of the person yet: who does so changes it. */
  readonly lacksPerson?: boolean;
  /** It takes another message back, of whichever visit. */
  readonly reverses?: boolean;
}

/** A message of a journal as it came, with its place in its submission. */
export interface EarlierMessage {
  readonly submission: string;
  readonly file: string;
  readonly record: number;
  readonly line: number;
  readonly text: string;
}

/** What makes two units the same claim, less the tenant. */
export interface BusinessKey {
  readonly scheme: string;
  readonly facility: string;
  readonly kind: string;
  readonly number: readonly string[];
}

/** Versions in force for a unit, stored with its claim so that a replay years later is the same. */
export interface UnitVersions {
  readonly channel: string;
  readonly map: string;
  readonly profile: string;
  readonly terminology: string;
}

/** What a claim is to the one stored under its business key. */
export type ClaimIntent = 'original' | 'replacement' | 'void';

export type UnitState = 'acceptable' | 'rejected' | 'not-claimed' | 'open';

/** A FHIR resource in memory: decimals are `JSON.rawJSON`, so only JSON text crosses threads. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [element: string]: unknown;
}

/** What must be asked of a register, and what is said if the answer contradicts. */
export interface LookupQuestion {
  readonly registry: string;
  readonly key: string;
  /** Its code names the rule that the answer is held against. */
  readonly finding: Finding;
  /** Key in the register `rules` of the entry that may turn the rule off. */
  readonly ruleSwitch?: string;
}

/** One claim of a submission, translated. */
export interface TranslatedUnit {
  /** The sender's own claim number, verbatim: `Claim.identifier.value`. */
  readonly key: string;
  /** The number as texts show it, where it identifies a person: a card's. */
  readonly shownKey?: string;
  readonly businessKey: BusinessKey;
  readonly state: UnitState;
  /** The collection Bundle; absent where nothing could be mapped. */
  readonly bundle?: Resource;
  readonly findings: readonly Finding[];
  /** Canonical text (base/canonical) of the source less volatile fields: for its fingerprint. */
  readonly canonicalSource: string;
  readonly versions: UnitVersions;
  /** What the content says it is; absent where the format does not say. */
  readonly intent?: ClaimIntent;
  /** The sender's own order of versions, compared part by part, numbers as numbers. */
  readonly sequence?: readonly string[];
  /** Where the claim goes, by configured name, if its content decides that. */
  readonly payer?: string;
  /** Channel whose look-ups hold, if it is not the one it came through. */
  readonly home?: string;
  /** True if it is made of all that is known of it: whatever stands under its key is older. */
  readonly latest?: boolean;
  /** Type of the resource that answers for the unit; a Claim if absent. */
  readonly yields?: string;
  /** Rules that need memory: the registers are asked before the unit is accepted. */
  readonly lookups?: readonly LookupQuestion[];
}

/** A whole submission, translated. With a fault of the set no unit is cut. */
export interface Translation {
  /** Findings that belong to no unit, faults of the whole set among them. */
  readonly findings: readonly Finding[];
  /** True if a fault of the whole set prevented any unit from being cut. */
  readonly faulted: boolean;
  /** What a journal wants kept for later submissions. */
  readonly journal?: JournalNotes;
  /** Units in input order. */
  readonly units: readonly TranslatedUnit[];
}
