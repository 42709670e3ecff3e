/** Work that rests on the same things waits for its turn, so that none of it is done in vain. */

export interface Turns {
  /** Begins when all work before it under one of the keys has ended. */
  take<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>;
}

/** In one process; what other processes do shows at the commit. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: (keys, work) => {
      const before = keys.flatMap((key) => last.get(key) ?? []);
      const done = Promise.all(before).then(work);
      const ended: Promise<unknown> = done
        .catch(() => undefined)
        .then(() => {
          for (const key of keys) if (last.get(key) === ended) last.delete(key);
        });
      for (const key of keys) last.set(key, ended);
      return done;
    },
  };
}
