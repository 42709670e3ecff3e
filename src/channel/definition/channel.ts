import type { IssueType, Severity } from '../../base/finding.ts';
import type { FhirRoute } from './fhir-route.ts';
import type { Assumed, FieldRef } from './field.ts';
import type { FhirIdentity, Identity } from './identity.ts';
import type { JournalUnit } from './journal.ts';
import type {
  AnyOfReader,
  CardTextReader,
  DelimitedReader,
  FhirReader,
  JsonLinesReader,
  JsonReader,
  RefusedField,
  XmlReader,
} from './reader.ts';
import type { SetRules } from './set.ts';
import type { ContainedUnit, ResourceUnit, UnitDefinition } from './unit.ts';
import type { ChannelVersion } from './version.ts';

/** What one kind of submission is, as data; the reader's kind decides how its units are cut. */
export type Channel =
  | DelimitedChannel
  | XmlChannel
  | JsonChannel
  | MessageChannel
  | JournalChannel
  | CardChannel
  | FhirChannel;

interface ChannelBase {
  readonly id: string;
  /** Folder of profiles and mappings. */
  readonly country: string;
  /** Name of the scheme in business keys; never the entitlement. */
  readonly scheme: string;
  readonly title: Readonly<Record<string, string>>;
  /** Written down and checked, not compiled. */
  readonly draft?: boolean;
  readonly sources: readonly ChannelSource[];
  readonly ignored?: readonly IgnoredField[];
  readonly refused?: readonly RefusedField[];
  readonly lookups?: readonly Lookup[];
}

/** A channel whose cells are typed and mapped. */
interface MappedChannel extends ChannelBase {
  /** Offset applied to source times; a date without a time stays a date. */
  readonly timeZone: string;
  readonly currency: string;
  /** Payer the claims are delivered to, by configured name. */
  readonly payer: string;
  readonly versions: readonly ChannelVersion[];
  readonly identity: Identity;
  readonly set: SetRules;
}

export interface DelimitedChannel extends MappedChannel {
  readonly reader: DelimitedReader;
  readonly units: readonly UnitDefinition[];
}

export interface XmlChannel extends MappedChannel {
  readonly reader: XmlReader;
  readonly units: readonly ContainedUnit[];
}

export interface JsonChannel extends MappedChannel {
  readonly reader: JsonReader;
  readonly units: readonly ContainedUnit[];
}

/** Messages each of which is a whole unit. */
export interface MessageChannel extends MappedChannel {
  readonly reader: JsonLinesReader;
  readonly units: readonly ContainedUnit[];
}

/** Messages that make units together. */
export interface JournalChannel extends MappedChannel {
  readonly reader: JsonLinesReader;
  readonly units: readonly JournalUnit[];
}

export interface CardChannel extends MappedChannel {
  readonly reader: CardTextReader | AnyOfReader;
  readonly units: readonly ContainedUnit[];
}

export interface FhirChannel extends ChannelBase {
  readonly reader: FhirReader;
  readonly units: readonly ResourceUnit[];
  /** To the country's channel that a claim belongs to; the first that fits. */
  readonly routes: readonly FhirRoute[];
  readonly identity: FhirIdentity;
}

/** Where a rule or layout was published. */
export interface ChannelSource extends Assumed {
  readonly title: string;
  readonly issuer: string;
  readonly version?: string;
  readonly date?: string;
  readonly url?: string;
}

/** A source field that is deliberately not mapped. */
export interface IgnoredField {
  readonly field: string;
  readonly reason: string;
}

/** What a rule must look up before the unit is accepted. */
export interface Lookup extends Assumed {
  readonly code: string;
  readonly severity?: Severity;
  readonly issue?: IssueType;
  /** Where the rule was published: title, number, article. */
  readonly source?: string;
  /** First and last date of service that it holds for, inclusive, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly to?: string;
  /**
   * FHIRPath on the bundle: the region. Where the register `rules` holds an entry `CODE|region`
   * with `active` false, the rule is off.
   */
  readonly region?: string;
  /**
   * What is asked: a register the deployment loads, by its name; or what the sender sent before:
   * `received:TYPE?identifier`, or `received:TYPE?patient` with the patient's id last in the key.
   */
  readonly ask: string;
  /**
   * The elements the question is asked for, once each: FHIRPath that begins with the type of a
   * resource of the bundle; once a unit when absent.
   */
  readonly for?: string;
  /** The question's key: FHIRPath on that element, several joined by `|`. */
  readonly with?: Readonly<Record<string, string>>;
  /** `PART.FIELD` cells that hold the first value of the key: where the finding points. */
  readonly cells?: readonly FieldRef[];
  /**
   * Must be true; `%answer` is what the register holds, empty where it has none. A register that
   * nothing was loaded into is not asked. `%bundle` and `%serviceDate` are the unit's.
   */
  readonly expression: string;
  /**
   * What a claim that stands adds under its key: FHIRPath on the bundle, an amount as text. The sum
   * over all claims is `%answer.counted`.
   */
  readonly counts?: string;
}
