/** Ids of elements: unique in their resource. http://hl7.org/fhir/R4/element.html#id */
import type { Run } from './run.ts';

/** An element that is looked at twice, by its type and by a slice, has its id once. */
export function elementId(run: Run, element: unknown, id: unknown): void {
  if (typeof id !== 'string') return;
  run.elementIds ??= new Map();
  const known = run.elementIds.get(id);
  if (known === undefined) run.elementIds.set(id, element);
  else if (known !== element) run.add('SAMPAN-PROFILE-ID-DUPLICATE', 'id', -1, { found: id });
}
