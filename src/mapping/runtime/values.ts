/** How compiled maps read, convert and copy values. */
import { exactNumber, isExactNumber, numberText, parseDecimal } from '../../base/decimal.ts';

export type Json = Record<string, unknown>;

/** A value whose type is only known from the property it was found in. */
export interface Box {
  readonly value: unknown;
  readonly type: string;
  /** Id and extensions of a primitive: `_valueString`. */
  readonly ext: unknown;
  readonly holder: unknown;
}

const NONE: readonly unknown[] = [];

export function isObject(value: unknown): value is Json {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value)
  );
}

/** The items of an element that may repeat; one that does not is a list of one. */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? NONE : [value];
}

/** The companion property's entry beside item `index` of a list of primitives. */
export function companion(value: unknown, index: number): unknown {
  return Array.isArray(value) ? (value[index] ?? undefined) : index === 0 ? value : undefined;
}

/** The one property of a choice that is there. `keys` holds property and type in turn. */
export function choice(holder: unknown, keys: readonly string[]): Box | undefined {
  const object = holder as Json;
  for (let at = 0; at < keys.length; at += 2) {
    const key = keys[at] as string;
    const value = object[key];
    const ext = object[`_${key}`];
    if ((value === undefined || value === null) && (ext === undefined || ext === null)) continue;
    return { value, type: keys[at + 1] as string, ext, holder };
  }
  return undefined;
}

const CHOICE_TYPE = /^[A-Z]/;

/** Children by name where the type is not known: the property, or the choice it begins. */
export function loose(node: unknown, name: string): readonly unknown[] {
  if (!isObject(node))
    return name === 'value' && node !== undefined && node !== null ? [node] : NONE;
  if (Object.hasOwn(node, name)) return list(node[name]);
  for (const key in node) {
    if (key.startsWith(name) && CHOICE_TYPE.test(key.slice(name.length))) return list(node[key]);
  }
  return NONE;
}

/** A copy that shares nothing with the source, so that what the map writes stays in the target. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (!isObject(value)) return value;
  const result: Json = {};
  for (const key in value) result[key] = copy(value[key]);
  return result as T;
}

const STRINGS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}(-\d\d(-\d\d)?)?/,
};

/** What a primitive is in text; undefined for what is not a primitive. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return isExactNumber(value) ? numberText(value) : undefined;
}

export function toBoolean(value: unknown): unknown {
  if (typeof value === 'boolean') return value;
  const written = text(value)?.toLowerCase();
  if (written === 'true' || written === '1') return true;
  return written === 'false' || written === '0' ? false : undefined;
}

export function toInteger(value: unknown): unknown {
  const written = text(value)?.trim();
  return written !== undefined && /^[-+]?\d+$/.test(written)
    ? exactNumber(String(BigInt(written.replace('+', ''))))
    : undefined;
}

export function toDecimal(value: unknown): unknown {
  if (isExactNumber(value)) return value;
  const written = text(value)?.trim();
  if (written === undefined || parseDecimal(written) === undefined) return undefined;
  return exactNumber(written);
}

/** A dateTime where a date is wanted loses its time. */
export function toDate(value: unknown): unknown {
  return text(value)?.match(STRINGS.date as RegExp)?.[0];
}

/** The form a primitive of another type, or of an unknown one, has in JSON. */
export function convert(value: unknown, form: 'text' | 'integer' | 'decimal' | 'boolean'): unknown {
  if (form === 'text') return text(value);
  if (form === 'boolean') return toBoolean(value);
  return form === 'integer' ? toInteger(value) : toDecimal(value);
}

/** Value and type of the FHIRPath result, if there is exactly one. */
export function only(values: readonly unknown[]): unknown {
  return values.length === 0 ? undefined : values[0];
}
