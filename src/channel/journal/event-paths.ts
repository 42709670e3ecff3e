/** Where an event looks in its message beside the records. */
import type { JournalEvent, JsonPath } from '../definition.ts';

export function eventPaths(event: JournalEvent): readonly JsonPath[] {
  const keys = Object.values(event.keys);
  switch (event.do) {
    case 'settle':
      return [...keys, ...event.takes.flatMap(({ where }) => where?.is ?? [])];
    case 'remove':
      return [...keys, ...(event.where ?? []).map((rule) => rule.in)];
    case 'reverse':
      return [...keys, event.message, event.type];
    default:
      return keys;
  }
}
