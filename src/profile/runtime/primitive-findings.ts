/** Findings about primitives, and the `_name` siblings that carry their ids and extensions. */
import { compareDecimals, decimalOf, isExactNumber } from '../../base/decimal.ts';
import type { ExtensionPlace } from './extensions.ts';
import { extensions } from './extensions.ts';
import type { Check, Run } from './run.ts';
import { COMMENTS, shown } from './shape.ts';

const JSON_TYPES: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  decimal: 'number',
  integer: 'number',
  positiveInt: 'number',
  unsignedInt: 'number',
};

export function badPrimitive(
  run: Run,
  ...[type, value, key, index]: [string, unknown, string, number]
): void {
  const json = JSON_TYPES[type] ?? 'string';
  const actual = isExactNumber(value) ? 'number' : typeof value;
  const params = { expected: type, found: shown(value) };
  if (value === '') run.addInPlace('SAMPAN-PROFILE-EMPTY', key, index, { found: '""' });
  else if (actual !== json) run.addInPlace('SAMPAN-PROFILE-TYPE', key, index, params);
  else run.addInPlace('SAMPAN-PROFILE-VALUE', key, index, params);
}

/** A null in a list of primitives stands for a value that only its sibling describes. */
export function nullItem(run: Run, siblings: unknown, index: number, key: string): void {
  const sibling: unknown = Array.isArray(siblings) ? siblings[index] : undefined;
  if (sibling !== undefined && sibling !== null) return;
  run.add('SAMPAN-PROFILE-EMPTY', key, index, { found: 'null' });
}

function siblingContent(run: Run, value: object, place: ExtensionPlace): void {
  let any = false;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'id') {
      if (typeof inner !== 'string' || inner === '') badPrimitive(run, 'string', inner, key, -1);
    } else if (key === 'extension') {
      any = true;
      extensions(run, inner, place, undefined, key);
    } else {
      any = true;
      if (key === COMMENTS) continue;
      run.add('SAMPAN-PROFILE-UNKNOWN', key, -1, { found: key });
    }
  }
  if (!any && !('id' in value)) run.add('SAMPAN-PROFILE-EMPTY', '', -1, { found: '{}' });
}

export function primitiveElement(
  run: Run,
  ...[value, place, own, key, index]: [
    value: unknown,
    place: ExtensionPlace,
    own: Check | undefined,
    key: string,
    index: number,
  ]
): void {
  const mark = run.count;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    run.add('SAMPAN-PROFILE-TYPE', '', -1, { expected: 'object', found: shown(value) });
  } else if (own !== undefined) own(value, run);
  else siblingContent(run, value, place);
  if (run.count === mark) return;
  // The sibling belongs to where the value stands.
  run.unordered = true;
  run.under(mark, key, index);
}

export function primitiveElements(
  run: Run,
  ...[value, values, place, own, key]: [
    value: unknown,
    values: unknown,
    place: ExtensionPlace,
    own: Check | undefined,
    key: string,
  ]
): void {
  if (!Array.isArray(value) || value.length === 0) {
    run.add('SAMPAN-PROFILE-TYPE', key, -1, { expected: 'array', found: shown(value) });
    return;
  }
  value.forEach((item: unknown, index) => {
    if (item !== null) primitiveElement(run, item, place, own, key, index);
    else if (!Array.isArray(values) || values[index] === undefined || values[index] === null)
      run.add('SAMPAN-PROFILE-EMPTY', key, index, { found: 'null' });
  });
}

export function tooLong(
  run: Run,
  ...[maximum, value, key, index]: [number, string, string, number]
): void {
  // maxLength counts characters; a string's length counts UTF-16 units.
  const characters = Array.from(value).length;
  if (characters <= maximum) return;
  const params = { expected: String(maximum), count: String(characters) };
  run.addInPlace('SAMPAN-PROFILE-TOO-LONG', key, index, params);
}

function compare(left: unknown, right: unknown): number | undefined {
  if (isExactNumber(left) && isExactNumber(right))
    return compareDecimals(decimalOf(left), decimalOf(right));
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  // Dates of different precision have no order where one begins with the other.
  if (left !== right && (left.startsWith(right) || right.startsWith(left))) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function bound(
  run: Run,
  ...[side, limit, value, key, index]: [
    side: 'minValue' | 'maxValue',
    limit: unknown,
    value: unknown,
    key: string,
    index: number,
  ]
): void {
  const order = compare(value, limit);
  if (order === undefined || (side === 'minValue' ? order >= 0 : order <= 0)) return;
  const expected = `${side === 'minValue' ? '≥' : '≤'} ${shown(limit)}`;
  run.addInPlace('SAMPAN-PROFILE-LIMIT', key, index, { expected, found: shown(value) });
}
