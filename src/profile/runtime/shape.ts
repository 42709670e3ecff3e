/** Findings about structure: cardinality, types, properties that are not there or too much. */
import { isExactNumber, numberText } from '../../base/decimal.ts';
import type { Run } from './run.ts';

const SHOWN_CHARACTERS = 80;

/** A value as a finding shows it: its text, cut, or what kind of JSON it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.length <= SHOWN_CHARACTERS ? value : `${value.slice(0, SHOWN_CHARACTERS)}…`;
  if (isExactNumber(value)) return numberText(value);
  if (Array.isArray(value)) return 'array';
  if (value === null || typeof value !== 'object') return String(value);
  return 'object';
}

export function notObject(run: Run, value: unknown): void {
  run.add('SAMPAN-PROFILE-TYPE', '', -1, { expected: 'object', found: shown(value) });
}

/** True if the value is a list with at least one item. */
export function list(run: Run, value: unknown, key: string): value is readonly unknown[] {
  if (!Array.isArray(value)) {
    run.add('SAMPAN-PROFILE-TYPE', key, -1, { expected: 'array', found: shown(value) });
    return false;
  }
  if (value.length > 0) return true;
  run.add('SAMPAN-PROFILE-EMPTY', key, -1, { found: '[]' });
  return false;
}

/** Comments of the first versions of FHIR's JSON; HL7's validator passes over them as well. */
export const COMMENTS = 'fhir_comments';

export function unknown(run: Run, key: string): void {
  if (key === COMMENTS) return;
  run.add('SAMPAN-PROFILE-UNKNOWN', key, -1, { found: key });
}

export function empty(run: Run): void {
  run.add('SAMPAN-PROFILE-EMPTY', '', -1, { found: '{}' });
}

type Requirement = readonly [bit: number, name: string, minimum: number];

export function missing(run: Run, seen: number, requirements: readonly Requirement[]): void {
  for (const [bit, name, minimum] of requirements) {
    if ((seen & bit) !== 0) continue;
    const params = { element: name, expected: String(minimum), found: '0' };
    run.add('SAMPAN-PROFILE-REQUIRED', name, -1, params);
  }
}

export function tooFew(run: Run, found: number, minimum: number, key: string): void {
  const params = { element: key, expected: String(minimum), found: String(found) };
  run.add('SAMPAN-PROFILE-REQUIRED', key, -1, params);
}

export function tooMany(run: Run, found: number, maximum: number, key: string): void {
  const params = { element: key, expected: String(maximum), found: String(found) };
  run.add('SAMPAN-PROFILE-TOO-MANY', key, -1, params);
}

export function prohibited(run: Run, key: string): void {
  run.add('SAMPAN-PROFILE-TOO-MANY', key, -1, { element: key, expected: '0', found: '1' });
}

export function twoTypes(run: Run, found: string, key: string): void {
  run.add('SAMPAN-PROFILE-CHOICE', key, -1, { element: key, found });
}

export function wrongResource(run: Run, found: unknown, expected: string): void {
  run.add('SAMPAN-PROFILE-TYPE', 'resourceType', -1, { expected, found: shown(found) });
}

export function sliceCount(
  run: Run,
  ...[count, minimum, maximum, key, slice]: [number, number, number, string, string]
): void {
  const found = String(count);
  const element = `${key}:${slice}`;
  if (count < minimum) {
    run.add('SAMPAN-PROFILE-REQUIRED', key, -1, { element, expected: String(minimum), found });
  } else if (count > maximum) {
    run.add('SAMPAN-PROFILE-TOO-MANY', key, -1, { element, expected: String(maximum), found });
  }
}

export function outsideSlices(run: Run, key: string, index: number): void {
  run.add('SAMPAN-PROFILE-SLICE-CLOSED', key, index, { element: key });
}

export function sliceOrder(run: Run, key: string, index: number): void {
  run.add('SAMPAN-PROFILE-SLICE-ORDER', key, index, { element: key });
}
