/**
 * What a schema cannot see in channel.json: that each part, field, key and kind it names is there,
 * and that each expression is one.
 * Takes a definition that the schema has passed.
 */

import { checkExpressions } from './check/expressions.ts';
import type { Fault, Path } from './check/fault.ts';
import { checkJournalParts, checkJournalUnit } from './check/journal.ts';
import { type KnownParts, knownParts } from './check/known-fields.ts';
import { checkReader } from './check/reader.ts';
import {
  checkIdentity,
  checkIgnored,
  checkLookups,
  checkSet,
  checkVersions,
} from './check/sections.ts';
import { checkContainedUnit, checkKeyedUnit } from './check/unit.ts';
import type { Channel, JournalChannel } from './definition.ts';

export type { Fault, Path } from './check/fault.ts';

export function checkReferences(channel: Channel): readonly Fault[] {
  const parts = knownParts(channel);
  return [
    ...checkReader(channel.reader, ['reader']),
    ...channel.units.flatMap((unit, index) => checkUnit(parts, unit, ['units', index])),
    ...(isJournal(channel) ? checkJournalParts(channel) : []),
    ...checkVersions(parts, channel),
    ...checkIdentity(parts, channel),
    ...('set' in channel ? checkSet(parts, channel.set) : []),
    ...checkIgnored(parts, channel.ignored),
    ...checkLookups(parts, channel),
    ...checkExpressions(channel),
  ];
}

function checkUnit(
  parts: KnownParts,
  unit: Channel['units'][number],
  path: Path,
): readonly Fault[] {
  switch (unit.by) {
    case 'containment':
      return checkContainedUnit(parts, unit, path);
    case 'events':
      return checkJournalUnit(parts, unit, path);
    case 'resource':
      return [];
    default:
      return checkKeyedUnit(parts, unit, path);
  }
}

function isJournal(channel: Channel): channel is JournalChannel {
  return channel.reader.kind === 'json-lines' && channel.units.every(({ by }) => by === 'events');
}
