/** Fields that the journal itself reads: keys, order, what settlements take and removals name. */
import type { JournalChannel, JsonPath } from '../definition.ts';
import { eventPaths } from './event-paths.ts';

export function usedByJournal({ reader, units }: JournalChannel): readonly string[] {
  const paths = new Set<JsonPath>(
    units.flatMap((unit) => [
      ...Object.values(unit.events).flatMap(eventPaths),
      ...[...unit.order, unit.messageId],
    ]),
  );
  for (const path of [reader.type, reader.success?.path]) if (path !== undefined) paths.add(path);
  const pointed = Object.entries(reader.parts).flatMap(([part, { shapes }]) =>
    shapes.flatMap(({ path, fields }) =>
      [...paths].flatMap((each) => {
        if (!each.startsWith(`${path}.`)) return [];
        const below = `$${each.slice(path.length)}`;
        const named = Object.entries(fields ?? {}).filter(([, at]) => at === below);
        if (fields !== undefined) return named.map(([name]) => `${part}.${name}`);
        return [`${part}.${below.slice(2)}`];
      }),
    ),
  );
  const nests = Object.entries(reader.parts).flatMap(([part, { nest }]) =>
    (nest?.key ?? []).flatMap((key) => [`${part}.${key}`, `${nest?.under}.${key}`]),
  );
  const compared = units.flatMap(({ events }) =>
    Object.values(events).flatMap((event) => {
      if (event.do === 'settle') {
        return event.takes.flatMap(({ part, where }) => (where ? [`${part}.${where.field}`] : []));
      }
      if (event.do !== 'remove') return [];
      return event.from.flatMap((part) =>
        (event.where ?? []).map(({ field }) => `${part}.${field}`),
      );
    }),
  );
  return [...pointed, ...nests, ...compared];
}
