/**
 * channel.json: what one kind of submission is, as data. channel.schema.json beside this file is
 * what it is checked with; these types are its TypeScript face, one file a section.
 */
import type { Channel, DelimitedChannel, XmlChannel } from './definition/channel.ts';

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
export type { ChannelVersion, FhirVersion, VersionUnit } from './definition/version.ts';

/** The kinds of channel the engine runs today; the others are written down and checked. */
export type ChannelDefinition = DelimitedChannel | XmlChannel;

export function isXmlChannel(channel: ChannelDefinition): channel is XmlChannel {
  return channel.reader.kind === 'xml';
}

export function isDelimitedChannel(channel: ChannelDefinition): channel is DelimitedChannel {
  return channel.reader.kind === 'delimited';
}

export function isDelimited(channel: Channel): channel is DelimitedChannel {
  return channel.reader.kind === 'delimited';
}
