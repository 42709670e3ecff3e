/** Operations on a snapshot's flat list while a differential is laid over it, by element id. */
import type { Constraint, ElementDefinition } from './definitions.ts';

export interface SnapshotElement extends ElementDefinition {
  readonly id: string;
}

/** True if `id` is `of` or stands below it: children, slices, and children of slices. */
function isInside(id: string, of: string): boolean {
  if (!id.startsWith(of)) return false;
  const next = id.charAt(of.length);
  return next === '' || next === '.' || next === ':' || next === '/';
}

/** Index behind the element, its children and its slices. */
export function endOf(elements: readonly SnapshotElement[], id: string): number {
  let end = elements.findIndex((element) => element.id === id) + 1;
  while (end < elements.length && isInside(elements[end]?.id ?? '', id)) end++;
  return end;
}

/** Children listed in a snapshot, without slices of the element itself. */
export function childrenOf(elements: readonly SnapshotElement[], id: string): SnapshotElement[] {
  return elements.filter((element) => element.id.startsWith(`${id}.`));
}

/** The same elements under another root: `HumanName.family` as `Patient.name.family`. */
export function moved(
  elements: readonly SnapshotElement[],
  from: { readonly id: string; readonly path: string },
  to: { readonly id: string; readonly path: string },
): SnapshotElement[] {
  return elements.map((element) => ({
    ...element,
    id: to.id + element.id.slice(from.id.length),
    path: to.path + element.path.slice(from.path.length),
  }));
}

/** Constraints are added to, by key; everything else that the differential says replaces. */
export function merged(
  base: SnapshotElement,
  change: ElementDefinition,
  source: string,
): SnapshotElement {
  const added = (change.constraint ?? []).map((one): Constraint => ({ source, ...one }));
  const keys = new Set(added.map((one) => one.key));
  const kept = (base.constraint ?? []).filter((one) => !keys.has(one.key));
  const constraint = [...kept, ...added];
  return {
    ...base,
    ...change,
    id: base.id,
    path: base.path,
    ...(base.base === undefined ? {} : { base: base.base }),
    ...(constraint.length > 0 ? { constraint } : {}),
  };
}
