/** What a journal keeps of a submission: its messages, by the visits they tell of. */
import type { JournalUnit } from '../definition.ts';
import type { About, KeptMessage } from '../translation.ts';
import type { Happening, Keys } from './happening.ts';

export function keptMessages(
  unit: JournalUnit,
  happenings: readonly Happening[],
  lacking: ReadonlySet<Happening>,
): readonly KeptMessage[] {
  const own = happenings.filter(({ message }) => message.submission === undefined);
  const byMessage = Map.groupBy(own, ({ message }) => message);
  return [...byMessage].map(([{ order, content, file, item }, of]) => ({
    identity: () => [...order, content()],
    about: of.map((each) => ({
      ...{ ...aboutOf(unit, each.keys), time: order[0] ?? '' },
      ...(lacking.has(each) && { lacksPerson: true }),
      ...(each.message.event.do === 'reverse' && { reverses: true }),
    })),
    ...{ file, record: item.record, line: item.line, text: item.text },
  }));
}

/** The last key of the group is the visit, those before it the person. */
function aboutOf({ group, number }: JournalUnit, keys: Keys): Omit<About, 'time'> {
  const person = joined(group.slice(0, -1), keys);
  const visit = joined(group.slice(-1), keys);
  const settlement = joined(number, keys);
  return {
    ...(person !== undefined && { person }),
    ...(visit !== undefined && { visit }),
    ...(settlement !== undefined && { number: settlement }),
  };
}

function joined(names: readonly string[], keys: Keys): string | undefined {
  const values = names.map((name) => keys[name]);
  return values.length === 0 || values.includes(undefined) ? undefined : JSON.stringify(values);
}
