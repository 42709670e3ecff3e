/** What flows through a compiled expression: values with their types, in lists. */

import { isExactNumber } from '../../../base/decimal.ts';
import type { TypeModel } from '../../model.ts';

/** One item of a FHIRPath collection. */
export interface Node {
  /** JSON value; undefined where a primitive has only an id or extensions. */
  readonly value: unknown;
  /** `HumanName`, `Patient.contact`, `System.String`; undefined if not known. */
  readonly type: string | undefined;
  /** The `_x` object beside a primitive. */
  readonly ext?: unknown;
}

export type Collection = readonly Node[];

/** The criterion or projection of where, select, all …: called once an item. */
export type Lambda = (item: Collection, index: number, total: Collection) => Collection;

/** What an expression may ask of the outside; every hook is optional. */
export interface Environment {
  /** Types at run time, for expressions whose types are not known when they are compiled. */
  readonly model?: TypeModel;
  /** The moment of evaluation, as `2026-11-21T20:06:21.000Z`. */
  readonly now?: string;
  readonly resource?: unknown;
  readonly rootResource?: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The resource that a literal reference names. */
  resolve?(reference: string): unknown;
  /** undefined: could not be decided. */
  memberOf?(value: unknown, valueSet: string, type?: string): boolean | undefined;
  /** undefined: the profile is not known. */
  conformsTo?(value: unknown, profile: string): boolean | undefined;
  htmlChecks?(xhtml: string): boolean;
  trace?(name: string, values: readonly unknown[]): void;
}

/** FHIRPath says that evaluation ends here with an error. */
export class FhirPathError extends Error {
  override readonly name = 'FhirPathError';
}

export const EMPTY: Collection = [];
export const TRUE: Collection = [{ value: true, type: 'System.Boolean' }];
export const FALSE: Collection = [{ value: false, type: 'System.Boolean' }];

export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object with elements; an exact number is an object too, but a leaf. */
export function isObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !isExactNumber(value);
}

export function node(value: unknown, type: string | undefined, ext?: unknown): Node {
  return ext == null ? { value, type } : { value, type, ext };
}

export function text(value: string): Collection {
  return [{ value, type: 'System.String' }];
}

export function integer(value: number): Collection {
  return [{ value, type: 'System.Integer' }];
}

/** Three-valued: undefined is the empty collection. */
export function truth(value: boolean | undefined): Collection {
  return value === undefined ? EMPTY : value ? TRUE : FALSE;
}

/** A raw JSON value, or an array of them, as a collection. */
export function wrap(value: unknown, type?: string, ext?: unknown): Collection {
  if (Array.isArray(value)) {
    const exts = Array.isArray(ext) ? ext : [];
    return value.flatMap((item, i) =>
      item === null && exts[i] == null ? [] : one(item, type, exts[i]),
    );
  }
  return value == null && ext == null ? EMPTY : [one(value, type, ext)];
}

function one(value: unknown, type: string | undefined, ext: unknown): Node {
  return node(value ?? undefined, typeOf(value, type), ext);
}

/** A resource names its own type; its element only says `Resource`. */
export function typeOf(value: unknown, declared: string | undefined): string | undefined {
  if (declared !== undefined && declared !== 'Resource' && declared !== 'DomainResource')
    return declared;
  if (!isObject(value)) return declared;
  const { resourceType } = value;
  return typeof resourceType === 'string' ? resourceType : declared;
}

/** The raw JSON values of a collection. */
export function valuesOf(collection: Collection): unknown[] {
  const values: unknown[] = [];
  for (const { value } of collection) if (value !== undefined) values.push(value);
  return values;
}

/** The only item; undefined if there is none. */
export function single(collection: Collection, what: string): Node | undefined {
  if (collection.length > 1) {
    throw new FhirPathError(`${what} takes one item, found ${collection.length}`);
  }
  return collection[0];
}

/**
 * Whether a condition holds, as invariants and maps mean it: empty is no, a boolean is itself, and
 * anything else is yes.
 */
export function holds(collection: Collection): boolean {
  const [first] = collection;
  if (first === undefined) return false;
  if (collection.length > 1) return true;
  return typeof first.value === 'boolean' ? first.value : first.type !== 'boolean';
}

/** http://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections, as a boolean. */
export function toTruth(collection: Collection, what: string): boolean | undefined {
  const item = single(collection, what);
  if (item === undefined) return undefined;
  if (typeof item.value === 'boolean') return item.value;
  // A boolean without value says neither; anything else that is there counts as true.
  return item.type === 'boolean' ? undefined : true;
}

export function isTrue(collection: Collection): boolean {
  return toTruth(collection, 'a condition') === true;
}

export function isFalse(collection: Collection): boolean {
  return toTruth(collection, 'a condition') === false;
}

/** True or false as the condition holds; an evaluation that ends with an error does not hold. */
export function attempt(condition: () => boolean): boolean {
  try {
    return condition();
  } catch (error) {
    if (error instanceof FhirPathError) return false;
    throw error;
  }
}
