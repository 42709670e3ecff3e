/** Makes groups: what can wait does so until something comes that cannot, or for its time. */

export interface GatherOptions<Item> {
  /** Items of a group at most. */
  readonly most: number;
  readonly patient: (item: Item) => boolean;
  /** Calls back once the time of what can wait is over. */
  readonly later: (run: () => void) => void;
  readonly write: (group: readonly Item[]) => void;
}

export interface Gathering<Item> {
  /** How many items the group has room for. */
  room(): number;
  add(items: readonly Item[]): void;
}

export function createGathering<Item>(options: GatherOptions<Item>): Gathering<Item> {
  const { most, patient, later, write } = options;
  let waiting: Item[] = [];
  let called = false;
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length > 0) write(group);
  };
  return {
    room: () => most - waiting.length,
    add: (items) => {
      waiting.push(...items);
      if (waiting.length >= most || !items.every(patient)) return flush();
      if (called) return;
      called = true;
      later(() => {
        called = false;
        flush();
      });
    },
  };
}
