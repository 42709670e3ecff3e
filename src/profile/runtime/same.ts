/** Equality of JSON values for fixed[x], and containment for pattern[x]. */
import { compareDecimals, decimalOf, isExactNumber } from '../../base/decimal.ts';
import type { Run } from './run.ts';
import { shown } from './shape.ts';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameNumber(left: unknown, right: unknown): boolean {
  if (!isExactNumber(left) || !isExactNumber(right)) return false;
  return compareDecimals(decimalOf(left), decimalOf(right)) === 0;
}

/** Exactly equal, in all properties. http://hl7.org/fhir/R4/elementdefinition.html#fixed */
export function equals(expected: unknown, value: unknown): boolean {
  if (expected === value) return true;
  if (isExactNumber(expected)) return sameNumber(expected, value);
  if (Array.isArray(expected))
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item, index) => equals(item, value[index]))
    );
  if (!isObject(expected) || !isObject(value)) return false;
  const keys = Object.keys(expected);
  if (Object.keys(value).length !== keys.length) return false;
  return keys.every((key) => equals(expected[key], value[key]));
}

/**
 * At least what the pattern has; each item of a list in the pattern is held by some item.
 * http://hl7.org/fhir/R4/elementdefinition.html#pattern
 */
export function holds(expected: unknown, value: unknown): boolean {
  if (expected === value) return true;
  if (isExactNumber(expected)) return sameNumber(expected, value);
  if (Array.isArray(expected))
    return Array.isArray(value) && expected.every((item) => value.some((one) => holds(item, one)));
  if (!isObject(expected) || !isObject(value)) return false;
  for (const key in expected) if (!holds(expected[key], value[key])) return false;
  return true;
}

function text(value: unknown): string {
  return typeof value === 'object' && !isExactNumber(value) ? JSON.stringify(value) : shown(value);
}

export function differs(
  run: Run,
  ...[kind, expected, value, key, index]: [
    kind: 'fixed' | 'pattern',
    expected: unknown,
    value: unknown,
    key: string,
    index: number,
  ]
): void {
  const code = kind === 'fixed' ? 'SAMPAN-PROFILE-FIXED' : 'SAMPAN-PROFILE-PATTERN';
  run.add(code, key, index, { expected: text(expected), found: text(value) });
}
