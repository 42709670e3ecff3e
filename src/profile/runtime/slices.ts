/** Tells to which slice an item belongs: values at a discriminator's path, and tests on them. */

import { asText } from '../../base/as-text.ts';
import { resolveReference } from './resolve.ts';
import type { Run } from './run.ts';
import { equals, holds } from './same.ts';
import type { ValueSet } from './value-set.ts';

type Step =
  | { readonly kind: 'name'; readonly keys: readonly string[] }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'type'; readonly type: string };

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` stands for `valueString` and its kin where the element is a choice. */
function named(value: Fields, key: string): unknown {
  if (Object.hasOwn(value, key)) return value[key];
  for (const name in value) {
    const next = name.charCodeAt(key.length);
    if (next >= 65 && next <= 90 && name.startsWith(key)) return value[name];
  }
  return undefined;
}

function stepFrom(run: Run, value: unknown, step: Step): unknown {
  if (step.kind === 'resolve') return resolveReference(run, value);
  if (!isFields(value)) return undefined;
  switch (step.kind) {
    case 'name':
      return named(value, step.keys[0] ?? '');
    case 'extension':
      return Array.isArray(value.extension)
        ? value.extension.filter((one) => isFields(one) && one.url === step.url)
        : undefined;
    case 'type':
      return value.resourceType === undefined || value.resourceType === step.type
        ? value
        : undefined;
  }
}

/** All values at the path, lists flattened. */
export function at(run: Run, value: unknown, steps: readonly Step[]): readonly unknown[] {
  let values: readonly unknown[] = [value];
  for (const step of steps) {
    values = values
      .flatMap((one) => stepFrom(run, one, step))
      .filter((one) => one !== undefined && one !== null);
  }
  return values;
}

/** A plain property equals the text, or is a list that has it. */
export function isOrHas(value: unknown, text: string): boolean {
  return value === text || (Array.isArray(value) && value.includes(text));
}

export function someEquals(values: readonly unknown[], expected: unknown): boolean {
  return values.some((value) => equals(expected, value));
}

export function someHolds(values: readonly unknown[], expected: unknown): boolean {
  return values.some((value) => holds(expected, value));
}

/** Some value is a code, Coding or CodeableConcept of the set. */
export function someCoded(values: readonly unknown[], set: ValueSet): boolean {
  return values.some((value) => {
    if (typeof value === 'string') return set.codes.has(value);
    if (!isFields(value)) return false;
    const codings = Array.isArray(value.coding) ? value.coding : [value];
    return codings.some(
      (coding: Fields) => set.has(asText(coding.system), asText(coding.code)) === true,
    );
  });
}

export function someOfType(values: readonly unknown[], types: readonly string[]): boolean {
  return values.some((value) => isFields(value) && types.includes(asText(value.resourceType)));
}

/** Some value is valid against one of the profiles; what is found on the way is forgotten. */
export function someConforms(
  run: Run,
  values: readonly unknown[],
  profiles: readonly string[],
): boolean {
  return values.some((value) => profiles.some((profile) => run.set.conforms(run, value, profile)));
}
