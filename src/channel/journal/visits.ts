/** Which messages tell of which visit: by person and visit, whatever each message names of them. */
import type { JournalUnit } from '../definition.ts';
import type { Happening, Keys } from './happening.ts';

export interface Visit {
  /** Values of the unit's group; those that no message names are left out. */
  readonly keys: Keys;
  /** In the order in which they happened. */
  readonly happenings: readonly Happening[];
}

/**
 * A visit is known by all its keys. What names only some of them is about every visit that agrees
 * in those; what agrees with none is a visit by itself, unless it names nothing but the person.
 */
export function visitsOf(unit: JournalUnit, happenings: readonly Happening[]): readonly Visit[] {
  const visits = new Map<string, { keys: Keys; happenings: Happening[] }>();
  const join = (keys: Keys, happening: Happening): void => {
    const name = JSON.stringify(unit.group.map((key) => keys[key] ?? ''));
    const known = visits.get(name);
    if (known === undefined) visits.set(name, { keys, happenings: [happening] });
    else known.happenings.push(happening);
  };
  const agreeing = indexVisits(unit, happenings);
  for (const happening of happenings) {
    const own = groupKeys(unit, happening.keys);
    const found = agreeing(happening.keys);
    for (const keys of found) join(keys, happening);
    if (found.length === 0 && namesMore(unit, happening.keys)) join(own, happening);
  }
  return [...visits.values()];
}

function groupKeys({ group }: JournalUnit, keys: Keys): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([name]) => group.includes(name)));
}

/** The visit, or a settlement of it. */
function namesMore({ group, number }: JournalUnit, keys: Keys): boolean {
  return [group.at(-1) ?? '', ...number].some((name) => keys[name] !== undefined);
}

/** Visits as fully as messages name them, by any key that a message may name of them. */
function indexVisits(
  unit: JournalUnit,
  happenings: readonly Happening[],
): (keys: Keys) => readonly Keys[] {
  const { group, number } = unit;
  const whole = new Map<string, Keys>();
  const byKey = new Map<string, Set<string>>();
  const place = (name: string, value: string | undefined) => `${name}\u0000${value}`;
  const learn = ({ keys, message }: Happening): void => {
    const visit = JSON.stringify(group.map((name) => keys[name] ?? ''));
    whole.set(visit, groupKeys(unit, keys));
    for (const name of [...group, ...(message.event.do === 'settle' ? number : [])]) {
      if (keys[name] === undefined) continue;
      const key = place(name, keys[name]);
      byKey.set(key, (byKey.get(key) ?? new Set()).add(visit));
    }
  };
  const isFull = ({ keys }: Happening) => group.every((name) => keys[name] !== undefined);
  for (const each of happenings) if (isFull(each)) learn(each);
  const last = group.at(-1) ?? '';
  const known = new Set(byKey.keys());
  // A visit whose person no message names is known by its own key alone
  for (const each of happenings) {
    if (each.keys[last] !== undefined && !known.has(place(last, each.keys[last]))) learn(each);
  }
  return (keys) => {
    const named = group.filter((name) => keys[name] !== undefined);
    const by = named.length > 0 ? named : number.filter((name) => keys[name] !== undefined);
    const sets = by.map((name) => byKey.get(place(name, keys[name])) ?? new Set<string>());
    const [first = new Set<string>(), ...rest] = sets;
    const common = [...first].filter((visit) => rest.every((set) => set.has(visit)));
    return common.flatMap((visit): readonly Keys[] => {
      const known = whole.get(visit);
      return known === undefined ? [] : [known];
    });
  };
}
