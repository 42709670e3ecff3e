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

export interface Open {
  readonly finding: Finding;
  /** The part whose records do not add up. */
  readonly summed?: string;
}

/** What a unit lacks, in one finding; undefined if it is whole. */
export function openFinding(
  unit: SourceUnit,
  complete: Completeness | undefined,
  placeOf: (ref?: FieldRef) => Place,
): Open | undefined {
  const { has = [], sums = [] } = complete ?? {};
  const missing = has.filter((part) => unit[part] === undefined).join(', ');
  if (missing !== '') return { finding: waiting('SAMPAN-UNIT-OPEN', placeOf(), { missing }) };
  for (const { of, is } of sums) {
    const [expected] = numbersOf(unit, is);
    const found = sumDecimals(numbersOf(unit, of));
    if (expected !== undefined && compareDecimals(found, expected) === 0) continue;
    const finding = waiting('SAMPAN-UNIT-OPEN-SUM', placeOf(is), {
      ...{ of, is, found: formatDecimal(found) },
      expected: expected === undefined ? '-' : formatDecimal(expected),
    });
    return { finding, summed: of.slice(0, of.indexOf('.')) };
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
