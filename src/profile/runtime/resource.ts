/** Resources: dispatch by type and profile, contained resources, entries of Bundles. */

import { checkBundle } from './bundle.ts';
import { createBundleIndex } from './bundle-index.ts';
import { typeOfCanonical } from './canonical.ts';
import { checkContained } from './contained.ts';
import type { ProfileEntry } from './profile-module.ts';
import { checkRulesOf } from './rules-of/index.ts';
import type { Check, Run } from './run.ts';
import { shown } from './shape.ts';
import { vitalSign } from './vital-signs.ts';

interface ResourceFields {
  readonly resourceType: string;
  readonly meta?: { readonly profile?: unknown };
  readonly contained?: unknown;
  readonly [element: string]: unknown;
}

export function isResource(value: unknown): value is ResourceFields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return typeof Reflect.get(value, 'resourceType') === 'string';
}

/** Known profiles of `meta.profile` that are for this type; unknown ones are said once. */
function declared(run: Run, resource: ResourceFields): ProfileEntry[] {
  const named = resource.meta?.profile;
  if (!Array.isArray(named)) return [];
  return named.flatMap((canonical: unknown, index) => {
    if (typeof canonical !== 'string') return [];
    const entry = run.set.profile(canonical) ?? run.set.profile(canonical.split('|')[0] ?? '');
    if (entry !== undefined) return entry.type === resource.resourceType ? [entry] : [];
    const other = typeOfCanonical(run, canonical);
    if (other !== undefined) {
      const params = { expected: 'StructureDefinition', found: other };
      run.add('SAMPAN-PROFILE-REFERENCE-TYPE', 'meta.profile', index, params);
      return [];
    }
    run.add('SAMPAN-PROFILE-PROFILE-UNKNOWN', `meta.profile`, index, { found: canonical });
    return [];
  });
}

function checkType(run: Run, value: ResourceFields): void {
  const { resourceType: found } = value;
  const base = run.set.resourceType(found);
  if (base !== undefined) base.check(value, run);
  else run.add('SAMPAN-PROFILE-RESOURCE-TYPE', 'resourceType', -1, { found });
}

/**
 * What R4 asks of an Observation by its code alone. Where a country's profiles govern what is made
 * from a sender's data, they say what the sender has to give.
 */
function implied(run: Run, resource: ResourceFields): ProfileEntry[] {
  if (resource.resourceType !== 'Observation' || run.context.advice === false) return [];
  const profile = vitalSign(resource);
  const entry = profile === undefined ? undefined : run.set.profile(profile);
  return entry === undefined ? [] : [entry];
}

function checkProfiles(run: Run, value: ResourceFields, given: readonly ProfileEntry[]): void {
  const wanted = new Set([...given, ...declared(run, value), ...implied(run, value)]);
  if (wanted.size === 0) checkType(run, value);
  else for (const entry of wanted) entry.check(value, run);
  if (wanted.size > 1) run.unordered = true;
}

/** Runs the profiles, which repeat all rules of their type, or else the type's own check. */
export function checkResource(run: Run, value: unknown, profiles: readonly ProfileEntry[]): void {
  if (!isResource(value)) {
    run.add('SAMPAN-PROFILE-NOT-RESOURCE', '', -1, { found: shown(value) });
    return;
  }
  const plain = profiles.length === 0 && value.meta?.profile === undefined;
  if (plain && value.resourceType !== 'Observation') checkType(run, value);
  else checkProfiles(run, value, profiles);
  checkRulesOf(run, value);
  if (value.contained !== undefined && run.containedDepth === 0) checkContained(run, value);
}

/** The outermost resource of a validation. */
export function startResource(run: Run, value: unknown, profiles: readonly ProfileEntry[]): void {
  run.resource = value;
  run.rootResource = run.context.rootResource ?? value;
  if (run.context.bundle !== undefined) run.bundle = createBundleIndex(run.context.bundle);
  enter(run, value, profiles);
}

function enter(run: Run, value: unknown, profiles: readonly ProfileEntry[]): void {
  if (!isResource(value) || value.resourceType !== 'Bundle') {
    checkResource(run, value, profiles);
    return;
  }
  const outer = run.bundle;
  run.bundle = createBundleIndex(value);
  checkResource(run, value, profiles);
  checkBundle(run, value, run.bundle);
  run.bundle = outer;
}

function entriesOf(run: Run, canonicals: readonly string[]): ProfileEntry[] {
  return canonicals.flatMap((canonical) => run.set.profile(canonical) ?? []);
}

/** An element whose type is Resource: contained, Bundle.entry.resource, Parameters.resource. */
export function resource(
  run: Run,
  ...[value, canonicals, key, index]: [unknown, readonly string[], string, number]
): void {
  const mark = run.count;
  const { resource: outer, rootResource, entry, containedDepth, elementIds } = run;
  run.resource = value;
  run.elementIds = undefined;
  if (key === 'contained') run.containedDepth++;
  else {
    run.rootResource = value;
    run.containedDepth = 0;
    run.entry = run.bundle?.entryOf(value);
  }
  enter(run, value, entriesOf(run, canonicals));
  run.containedDepth = containedDepth;
  run.elementIds = elementIds;
  run.resource = outer;
  run.rootResource = rootResource;
  run.entry = entry;
  if (run.count !== mark) run.under(mark, key, index);
}

/** Several profiles on a type: one of them must hold; the first one's findings are given. */
export function anyProfile(
  run: Run,
  ...[value, checks, key, index]: [unknown, readonly Check[], string, number]
): void {
  const start = run.count;
  for (const check of checks) {
    check(value, run);
    if (!run.retract(start)) return;
  }
  checks[0]?.(value, run);
  if (run.count !== start) run.under(start, key, index);
}
