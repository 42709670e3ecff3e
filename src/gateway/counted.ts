/**
 * Sums of the claims that stand, under keys of registers: what a version says of its claim less
 * what the one before said. A claim that is void says nothing.
 */
import { readExactJson } from '../base/exact-json.ts';
import { keptSum } from '../base/kept-sum.ts';
import type { CountedRow } from './ports/commit.ts';

/** What a claim adds under a key of a register; the amount as text. */
export interface Count {
  readonly name: string;
  readonly key: string;
  readonly amount: string;
}

/** Undefined for a channel whose claims nobody sums, so that its bundles need not be read. */
export type CountsOf = (channel: string) => ((bundle: unknown) => readonly Count[]) | undefined;

/** A version and the one before it, as they are kept. */
interface Counted {
  readonly unit: { readonly home?: string };
  readonly bundle: { readonly text: string };
  readonly bundleBefore?: { readonly text: string };
}

export function countedRows(
  made: readonly Counted[],
  { channel, countsOf }: { readonly channel: string; readonly countsOf: CountsOf },
): readonly CountedRow[] {
  const sums = new Map<string, CountedRow>();
  for (const { unit, bundle, bundleBefore } of made) {
    const counts = countsOf(unit.home ?? channel);
    if (counts === undefined) continue;
    const add = (text: string, sign: 1 | -1): void => {
      for (const { name, key, amount } of counts(readExactJson(text))) {
        const place = JSON.stringify([name, key]);
        const before = sums.get(place)?.amount ?? 0;
        sums.set(place, { name, key, amount: before + sign * keptSum(amount) });
      }
    };
    add(bundle.text, 1);
    if (bundleBefore !== undefined) add(bundleBefore.text, -1);
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}
