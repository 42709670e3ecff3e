/** The frame of a run: limits, the environment of FHIRPath, and what a rule does when it fails. */
import { limits } from '../../base/limits.ts';
import { type MapContext, MapStopped, report } from './context.ts';
import { type Box, isObject, type Json, list, text } from './values.ts';

/** Groups inside groups: twice what JSON nested to its limit needs with three groups a level. */
export const deepest = 400;

export function mostSteps(context: MapContext): number {
  return context.maxSteps ?? limits.mapSteps;
}

/** Entries of a Bundle by fullUrl and by Type/id; contained resources by `#id`. */
function resolver(source: unknown): (reference: string) => unknown {
  let index: Map<string, unknown> | undefined;
  const build = (): Map<string, unknown> => {
    const found = new Map<string, unknown>();
    if (!isObject(source)) return found;
    for (const each of list(source.contained)) {
      if (isObject(each) && typeof each.id === 'string') found.set(`#${each.id}`, each);
    }
    for (const entry of list(source.entry)) {
      if (!isObject(entry)) continue;
      const resource = entry.resource;
      if (!isObject(resource)) continue;
      if (typeof entry.fullUrl === 'string') found.set(entry.fullUrl, resource);
      if (resource.id !== undefined) found.set(`${resource.resourceType}/${resource.id}`, resource);
    }
    return found;
  };
  return (reference) => {
    index ??= build();
    return index.get(reference);
  };
}

const TYPES = 'http://hl7.org/fhir/StructureDefinition/';

/** Without a port: whether a resource is of the type a base definition defines. */
function conforms(value: unknown, profile: string): boolean | undefined {
  if (!profile.startsWith(TYPES) || !isObject(value)) return undefined;
  return value.resourceType === profile.slice(TYPES.length);
}

export function environment(source: unknown, context: MapContext): Json {
  const own = resolver(source);
  return {
    now: context.now,
    model: context.model,
    resource: source,
    rootResource: source,
    resolve: (reference: string) => own(reference) ?? context.resolve?.(reference),
    memberOf: context.memberOf,
    conformsTo: context.conformsTo ?? conforms,
  };
}

/** A source that names its logical model by `resourceType` gets a result that does so, too. */
export function nameTarget(target: Json, source: unknown, name: string): void {
  if (isObject(source) && typeof source.resourceType === 'string') target.resourceType = name;
}

/** Functions that are given the run's context first. */
export const bound = {
  stop(): never {
    throw new MapStopped('SAMPAN-MAP-STEPS');
  },
  check(context: MapContext, condition: string): void {
    const params = { condition };
    report(context, 'SAMPAN-MAP-CHECK', { severity: 'error', issue: 'invariant', params });
  },
  cardinality(context: MapContext, count: number, bounds: Bounds): void {
    if (count >= bounds.min && count <= bounds.max) return;
    const max = bounds.max === Number.POSITIVE_INFINITY ? '*' : String(bounds.max);
    const params = { element: bounds.name, count: String(count), range: `${bounds.min}..${max}` };
    report(context, 'SAMPAN-MAP-CARDINALITY', { severity: 'error', issue: 'structure', params });
  },
  onlyOne<T>(context: MapContext, items: readonly T[], name: string): readonly T[] {
    if (items.length <= 1) return items;
    const params = { element: name, count: String(items.length), range: '1..1' };
    report(context, 'SAMPAN-MAP-CARDINALITY', { severity: 'error', issue: 'structure', params });
    return [];
  },
  try(context: MapContext, evaluate: () => readonly unknown[]): readonly unknown[] {
    try {
      return evaluate();
    } catch (thrown) {
      if (!(thrown instanceof Error) || thrown.name !== 'FhirPathError') throw thrown;
      const params = { message: thrown.message };
      report(context, 'SAMPAN-MAP-EXPRESSION', { severity: 'error', issue: 'processing', params });
      return [];
    }
  },
  log(context: MapContext, values: readonly unknown[]): void {
    context.log?.(values.map((value) => text(value) ?? JSON.stringify(value)).join(', '));
  },
} as const;

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly name: string;
}

/** A map that was stopped leaves a finding; anything else is a bug and goes on up. */
export function caught(thrown: unknown, context: MapContext): void {
  if (!(thrown instanceof MapStopped)) throw thrown;
  const params = { steps: String(mostSteps(context)) };
  report(context, thrown.code, { severity: 'fatal', issue: 'too-costly', params });
}

/** Where the owner's type is not known: a second value makes the property a list. */
export function setLoose(owner: Json, key: string, value: unknown): void {
  const there = owner[key];
  if (there === undefined) {
    Object.defineProperty(owner, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else if (Array.isArray(there)) there.push(value);
  else owner[key] = [there, value];
}

/** A default value, in the form the items it stands for have. */
export function fallback(value: unknown, type: string, element: string): Json {
  if (element === '') return { value };
  const key = element + type.charAt(0).toUpperCase() + type.slice(1);
  const box: Box = { value, type, ext: undefined, holder: { [key]: value } };
  return { value: box };
}

export function isType(value: unknown, type: string): boolean {
  return isObject(value) && value.resourceType === type;
}

export function concept(coding: unknown): unknown {
  return coding === undefined ? undefined : { coding: [coding] };
}

export function referenceTo(reference: unknown): unknown {
  return reference === undefined ? undefined : { reference };
}

const SUBSTITUTES: Readonly<Record<string, readonly string[]>> = {
  string: ['code', 'uri', 'markdown', 'id'],
  code: ['string'],
  id: ['string'],
  uri: ['url', 'canonical', 'string'],
  integer: ['positiveInt', 'unsignedInt', 'decimal'],
  decimal: ['integer'],
  positiveInt: ['integer', 'decimal'],
  unsignedInt: ['integer', 'decimal'],
  dateTime: ['instant', 'date'],
  date: ['dateTime'],
};

function guessed(value: unknown): string | undefined {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'integer';
  return isObject(value) ? (value.resourceType as string | undefined) : 'decimal';
}

function fhirName(type: string): string {
  const bare = type.replace(/^System\./, '');
  if (bare === type || bare === 'Quantity') return bare;
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}

/** The property of a choice for a value whose type only the run knows. */
export function choiceKey(
  keys: Readonly<Record<string, string>>,
  type: string | undefined,
  value: unknown,
): string | undefined {
  const known = type === undefined ? guessed(value) : fhirName(type);
  if (known === undefined) return undefined;
  if (Object.hasOwn(keys, known)) return keys[known];
  const other = (SUBSTITUTES[known] ?? []).find((each) => Object.hasOwn(keys, each));
  return other === undefined ? undefined : keys[other];
}
