/**
 * channel.json: what one kind of submission is, as data. channel.schema.json beside this file is
 * what it is checked with; these types are its TypeScript face, one file a section.
 */
import type {
  CardChannel,
  Channel,
  DelimitedChannel,
  FhirChannel,
  JournalChannel,
  JsonChannel,
  MessageChannel,
  XmlChannel,
} from './definition/channel.ts';
import type { Reader } from './definition/reader.ts';

export type {
  CardChannel,
  Channel,
  ChannelSource,
  DelimitedChannel,
  FhirChannel,
  IgnoredField,
  JournalChannel,
  JsonChannel,
  Lookup,
  MessageChannel,
  XmlChannel,
} from './definition/channel.ts';
export type { FhirRoute } from './definition/fhir-route.ts';
export type { ContentTest, FhirPath, FieldRef, JsonPath, XmlPath } from './definition/field.ts';
export type { FhirIdentity, Identity, IdentityRole } from './definition/identity.ts';
export type { JournalEvent, JournalUnit, Put } from './definition/journal.ts';
export type {
  AnyOfReader,
  CardForm,
  CardTextReader,
  DelimitedPart,
  DelimitedReader,
  FhirReader,
  FileEnvelope,
  JsonLinesReader,
  JsonPart,
  JsonReader,
  JsonShape,
  LayoutVariant,
  Reader,
  ReaderKind,
  RefusedField,
  XmlPart,
  XmlReader,
} from './definition/reader.ts';
export type {
  CountRule,
  ForeignKeyRule,
  RequiredRule,
  SetRules,
  UniqueRule,
} from './definition/set.ts';
export type {
  Completeness,
  ContainedUnit,
  PartKey,
  ResourceUnit,
  UnitDefinition,
} from './definition/unit.ts';
export type { ChannelVersion, VersionUnit } from './definition/version.ts';

/** Channels whose units are what one container holds. */
export type ContainedChannel = XmlChannel | JsonChannel | MessageChannel | CardChannel;

/** The kinds of channel that read and map records; FHIR itself is taken as it is. */
export type ChannelDefinition = DelimitedChannel | ContainedChannel | JournalChannel;

export function isFhirChannel(channel: Channel): channel is FhirChannel {
  return channel.reader.kind === 'fhir';
}

export function isXmlChannel(channel: ChannelDefinition): channel is XmlChannel {
  return channel.reader.kind === 'xml';
}

export function isDelimitedChannel(channel: ChannelDefinition): channel is DelimitedChannel {
  return channel.reader.kind === 'delimited';
}

export function isJournalChannel(channel: ChannelDefinition): channel is JournalChannel {
  return channel.units.some(({ by }) => by === 'events');
}

/** The parts a reader delivers; of a reader of several forms the parts of all. */
export function partsOf(reader: Reader): Readonly<Record<string, { readonly model: string }>> {
  if (reader.kind === 'fhir') return {};
  if (reader.kind !== 'any-of') return reader.parts;
  return Object.assign({}, ...reader.readers.map((each) => each.reader.parts));
}
