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
  run.addInPlace('SAMPAN-PROFILE-TYPE', '', -1, { expected: 'object', found: shown(value) });
}

/** True if the value is a list with at least one item. */
export function list(run: Run, value: unknown, key: string): value is readonly unknown[] {
  if (!Array.isArray(value)) {
    run.addInPlace('SAMPAN-PROFILE-TYPE', key, -1, { expected: 'array', found: shown(value) });
    return false;
  }
  if (value.length > 0) return true;
  run.addInPlace('SAMPAN-PROFILE-EMPTY', key, -1, { found: '[]' });
  return false;
}

/** Comments of the first versions of FHIR's JSON; HL7's validator passes over them as well. */
export const COMMENTS = 'fhir_comments';

export function unknown(run: Run, key: string): void {
  if (key === COMMENTS) return;
  run.addInPlace('SAMPAN-PROFILE-UNKNOWN', key, -1, { found: key });
}

export function empty(run: Run): void {
  run.add('SAMPAN-PROFILE-EMPTY', '', -1, { found: '{}' });
}

type Requirement = readonly [bit: number, name: string, minimum: number];

interface Occurrence {
  readonly key: string;
  /** Name shown: the key, or the key and its slice. */
  readonly element: string;
  readonly count: number;
  readonly minimum: number;
}

/** Counts stand in `count`: what stands in `found` was sent, and may have to be masked. */
function belowMinimum(run: Run, { key, element, count, minimum }: Occurrence): void {
  if (count === 0 && minimum === 1) run.addInPlace('SAMPAN-PROFILE-REQUIRED', key, -1, { element });
  else {
    const params = { element, expected: String(minimum), count: String(count) };
    run.addInPlace('SAMPAN-PROFILE-TOO-FEW', key, -1, params);
  }
}

export function missing(run: Run, seen: number, requirements: readonly Requirement[]): void {
  for (const [bit, key, minimum] of requirements)
    if ((seen & bit) === 0) belowMinimum(run, { key, element: key, count: 0, minimum });
}

export function tooFew(run: Run, count: number, minimum: number, key: string): void {
  belowMinimum(run, { key, element: key, count, minimum });
}

export function tooMany(run: Run, count: number, maximum: number, key: string): void {
  const params = { element: key, expected: String(maximum), count: String(count) };
  run.addInPlace('SAMPAN-PROFILE-TOO-MANY', key, -1, params);
}

export function prohibited(run: Run, key: string): void {
  run.addInPlace('SAMPAN-PROFILE-TOO-MANY', key, -1, { element: key, expected: '0', count: '1' });
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
  const element = `${key}:${slice}`;
  run.unordered = true;
  if (count < minimum) belowMinimum(run, { key, element, count, minimum });
  else if (count > maximum) {
    const params = { element, expected: String(maximum), count: String(count) };
    run.add('SAMPAN-PROFILE-TOO-MANY', key, -1, params);
  }
}

export function outsideSlices(run: Run, key: string, index: number): void {
  run.add('SAMPAN-PROFILE-SLICE-CLOSED', key, index, { element: key });
}

export function sliceOrder(run: Run, key: string, index: number): void {
  run.add('SAMPAN-PROFILE-SLICE-ORDER', key, index, { element: key });
}
