import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimSets } from './generate-set.ts';
import { faults } from './planted-faults.ts';
import { faultLines, translateRows } from './translated.ts';

describe('a fault planted in a valid set', () => {
  it.each(faults)('$name is found at its cell', ({ part, fits = () => true, plant }) => {
    fc.assert(
      fc.property(claimSets, fc.nat(), ({ rows, layout }, chosen) => {
        const places = (rows[part] ?? []).flatMap((row, index) => (fits(row, rows) ? [index] : []));
        const index = places[chosen % places.length];
        fc.pre(index !== undefined);
        const planted = plant(rows, index);
        const widest = { ...layout, variants: {} };
        const translation = translateRows(planted.rows, widest);
        expect(faultLines(translation)).toContain(planted.finding);
        const faulty = translation.units.filter(({ findings }) =>
          findings.some(({ severity }) => severity !== 'information'),
        );
        expect(faulty.length).toBeLessThanOrEqual(rows.INS?.length ?? 0);
        expect(new Set(faultLines(translation)).size).toBe(1);
      }),
      { numRuns: 8 },
    );
  });
});
