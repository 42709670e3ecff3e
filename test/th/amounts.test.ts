import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsOfBundle, amountsOfRows } from './claim-amounts.ts';
import { claimSets, sumOf } from './generate-set.ts';
import { plainLayout, type Rows } from './rows.ts';
import { faultLines, translateRows } from './translated.ts';

/** The claims in input order: visits, then admissions. */
function claimKeys(rows: Rows): readonly { column: 'SEQ' | 'AN'; value: string }[] {
  return [
    ...(rows.OPD ?? []).map((row) => ({ column: 'SEQ' as const, value: row.SEQ ?? '' })),
    ...(rows.IPD ?? []).map((row) => ({ column: 'AN' as const, value: row.AN ?? '' })),
  ];
}

describe('a valid set', () => {
  it('becomes claims that carry every amount to the satang, without a finding', () => {
    fc.assert(
      fc.property(claimSets, ({ rows, layout }) => {
        const translation = translateRows(rows, layout);
        expect(faultLines(translation)).toEqual([]);
        const keys = claimKeys(rows);
        expect(translation.units.map(({ key }) => key)).toEqual(keys.map(({ value }) => value));
        for (const [index, { bundle, state }] of translation.units.entries()) {
          expect(state).toBe('acceptable');
          const key = keys[index];
          if (bundle === undefined || key === undefined) throw new Error('a claim without bundle');
          expect(amountsOfBundle(bundle)).toEqual(amountsOfRows(rows, key));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has items that sum to the total', () => {
    fc.assert(
      fc.property(claimSets, ({ rows, layout }) => {
        for (const { bundle } of translateRows(rows, layout).units) {
          if (bundle === undefined) throw new Error('a claim without bundle');
          const { total, items } = amountsOfBundle(bundle);
          expect(sumOf(items.map((item) => item.split(' ')[1] ?? ''))).toBe(sumOf([total]));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('gives the same bytes in either charset, with or without header, in any column order', () => {
    fc.assert(
      fc.property(claimSets, ({ rows, layout }) => {
        const same = { ...plainLayout, variants: layout.variants };
        const [one, other] = [layout, same].map((each) =>
          JSON.stringify(translateRows(rows, each).units.map(({ bundle }) => bundle)),
        );
        expect(one).toBe(other);
      }),
      { numRuns: 30 },
    );
  });
});
