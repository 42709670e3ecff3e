/**
 * What has come back in a bunch goes on one by one, each in a turn of the event loop of its own, so
 * that sockets and timers are looked after in between.
 */
export type OneATurn = (goOn: () => void) => void;

export function createOneATurn(): OneATurn {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    const goOn = waiting.shift();
    // Asked for before, so that what throws does not hold up the others.
    if (waiting.length > 0) setImmediate(next);
    goOn?.();
  };
  return (goOn) => {
    waiting.push(goOn);
    if (waiting.length === 1) setImmediate(next);
  };
}
