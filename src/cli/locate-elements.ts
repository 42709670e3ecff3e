/**
 * The elements a FHIRPath selects in one resource, with their paths. FHIRPath gives values without
 * places, so the last step is taken by hand: what comes before it is objects, known by identity.
 */
import { isExactNumber } from '../base/decimal.ts';
import { instantiateFhirPath } from './instantiate.ts';
import { r4TypeModel } from './r4-definitions.ts';

export interface LocatedElement {
  readonly path: string;
  readonly value: unknown;
}

export type Located =
  | { readonly ok: true; readonly elements: readonly LocatedElement[] }
  | { readonly ok: false; readonly why: string };

interface Typed {
  readonly resourceType: string;
}

const LAST_STEP = /^(.*)\.([A-Za-z_]\w*)(?:\[(\d+)\])?$/s;

/** A path whose first segment is another resource type selects nothing. */
export function locateElements(resource: Typed, path: string): Located {
  const type = /^\w+/.exec(path)?.[0];
  if (type !== resource.resourceType) return { ok: true, elements: [] };
  const whole = select(resource, path);
  if (!whole.ok) return whole;
  const places = placesOfObjects(resource);
  const objects = whole.values.filter((value) => places.has(value));
  if (objects.length === whole.values.length) {
    return {
      ok: true,
      elements: objects.map((value) => ({ path: places.get(value) ?? '', value })),
    };
  }
  const [, before = '', name = '', index] = LAST_STEP.exec(path) ?? [];
  if (before === '') return { ok: false, why: 'ends in neither an element nor an index' };
  const parents = select(resource, before);
  if (!parents.ok) return parents;
  return { ok: true, elements: parents.values.flatMap((p) => child(p, places, name, index)) };
}

type Selected =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly why: string };

function select(resource: Typed, expression: string): Selected {
  const model = r4TypeModel();
  const compiled = instantiateFhirPath({ expression, model, focusType: resource.resourceType });
  if (!compiled.ok) {
    const why = compiled.problems.map((each) => `expected ${each.expected}, found ${each.found}`);
    return { ok: false, why: why.join('; ') };
  }
  return { ok: true, values: compiled.evaluate(resource).map((node) => node.value) };
}

function placesOfObjects(resource: Typed): ReadonlyMap<unknown, string> {
  const places = new Map<unknown, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || isExactNumber(value)) return;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) visit(value[i], `${path}[${i}]`);
      return;
    }
    places.set(value, path);
    for (const [name, inner] of Object.entries(value)) visit(inner, `${path}.${name}`);
  };
  visit(resource, resource.resourceType);
  return places;
}

/** A choice element is written with its type: `value` is found as `valueQuantity`. */
function child(
  parent: unknown,
  places: ReadonlyMap<unknown, string>,
  name: string,
  index: string | undefined,
): readonly LocatedElement[] {
  const path = places.get(parent);
  if (path === undefined) return [];
  const object = parent as Readonly<Record<string, unknown>>;
  const choice = Object.keys(object).find((key) => new RegExp(`^${name}[A-Z]`).test(key));
  const key = name in object ? name : choice;
  if (key === undefined) return [];
  const value = object[key];
  const values = Array.isArray(value)
    ? value.map((each: unknown, at) => ({ path: `${path}.${key}[${at}]`, value: each }))
    : [{ path: `${path}.${key}`, value }];
  return index === undefined ? values : values.slice(Number(index), Number(index) + 1);
}
