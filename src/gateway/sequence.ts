/** The sender's own order of a claim's versions: parts compared one by one. */

/** False where one of the two has no order of its own. */
export function isOlder(arrived: readonly string[], current: readonly string[]): boolean {
  for (let at = 0; at < Math.min(arrived.length, current.length); at += 1) {
    const order = compare(arrived[at] ?? '', current[at] ?? '');
    if (order !== 0) return order < 0;
  }
  return false;
}

/** True if both have an order, and the one that arrived comes later. */
export function isNewer(arrived: readonly string[], current: readonly string[]): boolean {
  return isOlder(current, arrived);
}

const DIGITS = /^\d+$/;

/** Digits as whole numbers of any length, all else as text. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  if (!DIGITS.test(a) || !DIGITS.test(b)) return a < b ? -1 : 1;
  const [x, y] = [BigInt(a), BigInt(b)];
  return x === y ? 0 : x < y ? -1 : 1;
}
