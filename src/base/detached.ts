/**
 * The same value in memory of its own. A text cut out of a longer one keeps that alive in V8: what
 * outlives a large document must not hold it.
 */
export function detached<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
