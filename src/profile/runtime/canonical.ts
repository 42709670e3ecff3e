/** Canonicals: their form, and what they lead to where that is held here. */
import { isAbsolute, referenceForm } from './reference-form.ts';
import type { Run } from './run.ts';

const HASH = 35;

/** The type of the definition that the canonical names; undefined if it is not held. */
export function typeOfCanonical(run: Run, canonical: string): string | undefined {
  const [bare = ''] = canonical.split('|');
  if (run.set.profile(bare) !== undefined) return 'StructureDefinition';
  if (run.set.valueSet(bare) !== undefined) return 'ValueSet';
  return run.set.codes(bare) === undefined ? undefined : 'CodeSystem';
}

function hasId(value: unknown, id: string): boolean {
  if (Array.isArray(value)) return value.some((one) => hasId(one, id));
  if (typeof value !== 'object' || value === null) return false;
  return (
    (value as { id?: unknown }).id === id || Object.values(value).some((one) => hasId(one, id))
  );
}

/** Canonicals name a definition by its URL, or a contained one by its id. */
export function canonical(run: Run, value: string, key: string, index: number): void {
  if (value.charCodeAt(0) === HASH) {
    if (value.length > 1 && !hasId(run.rootResource, value.slice(1)))
      run.add('SAMPAN-PROFILE-REFERENCE-UNRESOLVED', key, index, { found: value });
    return;
  }
  if (isAbsolute(value)) return;
  // Type/id is what a server of its own would understand, and published examples use it.
  const relative = referenceForm(value, run.set.isResourceType).kind === 'relative';
  const code = relative ? 'SAMPAN-PROFILE-CANONICAL-RELATIVE' : 'SAMPAN-PROFILE-CANONICAL';
  run.add(code, key, index, { found: value });
}

/** A canonical that leads to a definition of another type than the element is for. */
export function canonicalTarget(
  run: Run,
  ...[value, allowed, key, index]: [unknown, ReadonlySet<string>, string, number]
): void {
  const found = typeof value === 'string' ? typeOfCanonical(run, value) : undefined;
  if (found === undefined || allowed.has(found)) return;
  run.add('SAMPAN-PROFILE-REFERENCE-TYPE', key, index, {
    expected: [...allowed].join(', '),
    found,
  });
}
