/** Whether a unit holds all that makes it a whole claim; without that it is open. */
import {
  compareDecimals,
  decimalOf,
  formatDecimal,
  isExactNumber,
  sumDecimals,
} from '../base/decimal.ts';
import type { Finding } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { SourceUnit } from '../base/record.ts';
import type { Completeness, FieldRef } from './definition.ts';

/** What a unit lacks, in one finding; undefined if it is whole. */
export function openFinding(
  unit: SourceUnit,
  complete: Completeness | undefined,
  place: Place,
): Finding | undefined {
  const { has = [], sums = [] } = complete ?? {};
  const missing = has.filter((part) => unit[part] === undefined);
  if (missing.length > 0)
    return waiting('SAMPAN-UNIT-OPEN', place, { missing: missing.join(', ') });
  for (const { of, is } of sums) {
    const [expected] = numbersOf(unit, is);
    const found = sumDecimals(numbersOf(unit, of));
    if (expected !== undefined && compareDecimals(found, expected) === 0) continue;
    return waiting('SAMPAN-UNIT-OPEN-SUM', place, {
      ...{ of, is, found: formatDecimal(found) },
      expected: expected === undefined ? '-' : formatDecimal(expected),
    });
  }
  return undefined;
}

function waiting(code: string, place: Place, params: Finding['params']): Finding {
  return { code, severity: 'information', issue: 'incomplete', places: [place], params };
}

function numbersOf(unit: SourceUnit, ref: FieldRef) {
  const [part = '', field = ''] = ref.split('.');
  const records = [unit[part] ?? []].flat() as readonly Readonly<Record<string, unknown>>[];
  return records.flatMap((record) => {
    const value = record[field];
    return isExactNumber(value) ? [decimalOf(value)] : [];
  });
}
