/**
 * Makes the snapshot of a StructureDefinition that has only a differential.
 * http://hl7.org/fhir/R4/profiling.html#snapshot
 */
import {
  bareCanonical,
  type Definitions,
  type ElementDefinition,
  indexDefinitions,
  isStructureDefinition,
  type StructureDefinition,
} from './compiler/definitions.ts';
import { typeCode } from './compiler/primitives.ts';
import {
  childrenOf,
  endOf,
  merged,
  moved,
  type SnapshotElement,
} from './compiler/snapshot-elements.ts';
import { elementIds } from './compiler/tree.ts';

export interface SnapshotProblem {
  readonly profile: string;
  readonly element?: string;
  readonly message: string;
}

export interface Snapshots {
  /** The given definitions; those that lacked a snapshot have one, unless there is a problem. */
  readonly definitions: readonly unknown[];
  readonly problems: readonly SnapshotProblem[];
}

interface Work {
  readonly structure: StructureDefinition;
  readonly elements: SnapshotElement[];
  readonly snapshotOf: (canonical: string) => readonly SnapshotElement[] | undefined;
  readonly problem: (element: string, message: string) => void;
}

function withIds(elements: readonly ElementDefinition[]): SnapshotElement[] {
  const ids = elementIds(elements);
  return elements.map((element, at) => ({ ...element, id: ids[at] ?? element.path }));
}

function find(work: Work, id: string): SnapshotElement | undefined {
  return work.elements.find((element) => element.id === id);
}

/** What stands inside an element: of what it slices, the element it refers to, or its type. */
function contentOf(work: Work, parent: SnapshotElement): SnapshotElement[] {
  const colon = parent.id.lastIndexOf(':');
  const original = colon > parent.id.lastIndexOf('.') ? parent.id.slice(0, colon) : undefined;
  const sliced = original === undefined ? undefined : find(work, original);
  if (sliced !== undefined) {
    const own = childrenOf(work.elements, sliced.id);
    if (own.length > 0) return moved(own, sliced, parent);
  }
  const reference = parent.contentReference?.split('#')[1];
  const target = reference === undefined ? undefined : find(work, reference);
  if (target !== undefined) return moved(childrenOf(work.elements, target.id), target, parent);
  const [type] = parent.type ?? [];
  if (type === undefined) return [];
  const from = work.snapshotOf(type.profile?.[0] ?? typeCode(type));
  const [root] = from ?? [];
  if (from === undefined || root === undefined) return [];
  return moved(childrenOf(from, root.id), root, parent);
}

function unfold(work: Work, parent: SnapshotElement): boolean {
  if (childrenOf(work.elements, parent.id).length > 0) return false;
  const content = contentOf(work, parent);
  const at = work.elements.findIndex((element) => element.id === parent.id);
  work.elements.splice(at + 1, 0, ...content);
  return content.length > 0;
}

/** The slice `valueQuantity` of a choice has that type, said or not. */
function typesOfSlice(sliced: SnapshotElement, name: string): SnapshotElement['type'] {
  if (!sliced.id.endsWith('[x]')) return undefined;
  const stem = sliced.path.slice(sliced.path.lastIndexOf('.') + 1, -3);
  const fits = sliced.type?.filter(
    (one) => name.toLowerCase() === (stem + typeCode(one)).toLowerCase(),
  );
  return fits?.length === 1 ? fits : undefined;
}

function addSlice(work: Work, id: string, name: string): SnapshotElement | undefined {
  const cut = Math.max(id.lastIndexOf(':'), id.lastIndexOf('/'));
  const sliced = find(work, id.slice(0, cut));
  if (sliced === undefined) return undefined;
  const { slicing: _, ...rest } = sliced;
  const types = typesOfSlice(sliced, name);
  const type = types === undefined ? {} : { type: types };
  const slice: SnapshotElement = { ...rest, ...type, id, sliceName: name, min: 0 };
  work.elements.splice(endOf(work.elements, sliced.id), 0, slice);
  return slice;
}

/** `Observation.valueQuantity` is short for the slice `value[x]:valueQuantity`. */
function shorthand(work: Work, id: string): string | undefined {
  const dot = id.lastIndexOf('.');
  const name = id.slice(dot + 1);
  const parent = id.slice(0, dot);
  for (const element of work.elements) {
    if (!element.id.endsWith('[x]') || !element.id.startsWith(`${parent}.`)) continue;
    const stem = element.id.slice(dot + 1, -3);
    const type = name.slice(stem.length).toLowerCase();
    const fits = element.type?.some((one) => typeCode(one).toLowerCase() === type);
    if (name.startsWith(stem) && fits) return `${element.id}:${name}`;
  }
  return undefined;
}

/** The short form is allowed where it leaves the choice one type. */
function narrow(work: Work, slice: string): void {
  const cut = slice.lastIndexOf(':');
  const index = work.elements.findIndex((element) => element.id === slice.slice(0, cut));
  const choice = work.elements[index];
  if (choice === undefined) return;
  const type = typesOfSlice(choice, slice.slice(cut + 1));
  if (type !== undefined) work.elements[index] = { ...choice, type };
}

function locate(work: Work, id: string, change: ElementDefinition): SnapshotElement | undefined {
  const known = find(work, id);
  if (known !== undefined) return known;
  const last = id.slice(id.lastIndexOf('.') + 1);
  if (last.includes(':')) {
    const name = change.sliceName ?? last.slice(last.lastIndexOf(':') + 1);
    const base = id.slice(0, Math.max(id.lastIndexOf(':'), id.lastIndexOf('/')));
    if (find(work, base) !== undefined || locate(work, base, change) !== undefined)
      return addSlice(work, id, name);
    return undefined;
  }
  const short = shorthand(work, id);
  if (short !== undefined) {
    narrow(work, short);
    return locate(work, short, change);
  }
  const dot = id.lastIndexOf('.');
  if (dot < 0) return undefined;
  const { sliceName: _, ...plain } = change;
  const parent = locate(work, id.slice(0, dot), plain);
  if (parent === undefined) return undefined;
  // The parent of a shorthand is a slice: its children stand under the slice's id.
  const inside = `${parent.id}.${last}`;
  if (inside !== id) return locate(work, inside, change);
  return unfold(work, parent) ? locate(work, id, change) : undefined;
}

/** A specialisation adds elements: behind everything its parent already has. */
function append(work: Work, id: string, change: ElementDefinition): boolean {
  const parent = find(work, id.slice(0, id.lastIndexOf('.')));
  if (work.structure.derivation === 'constraint' || parent === undefined) return false;
  const { min = 0, max = '1' } = change;
  const base = { path: change.path, min, max };
  work.elements.splice(endOf(work.elements, parent.id), 0, { min, max, base, ...change, id });
  return true;
}

function apply(work: Work, id: string, change: ElementDefinition): void {
  const at = locate(work, id, change);
  if (at === undefined) {
    if (!append(work, id, change)) work.problem(id, 'no such element in the base definition');
    return;
  }
  const index = work.elements.indexOf(at);
  work.elements[index] = merged(at, change, work.structure.url);
}

function rooted(
  base: readonly SnapshotElement[],
  structure: StructureDefinition,
): SnapshotElement[] {
  const [root] = base;
  const name = structure.differential?.element[0]?.path.split('.')[0];
  if (root === undefined || name === undefined || name === root.path) return [...base];
  return moved(base, root, { id: name, path: name });
}

/** What logical models are derived from; R4 has no definition of it. */
const BASE = 'http://hl7.org/fhir/StructureDefinition/Base';
const ROOT: readonly SnapshotElement[] = [{ id: 'Base', path: 'Base', min: 0, max: '*' }];

export function makeSnapshots(values: readonly unknown[]): Snapshots {
  const problems: SnapshotProblem[] = [];
  const index: Definitions = indexDefinitions(values);
  const made = new Map<string, readonly SnapshotElement[] | undefined>();

  function snapshotOf(canonical: string): readonly SnapshotElement[] | undefined {
    const key = bareCanonical(canonical);
    if (made.has(key)) return made.get(key);
    made.set(key, undefined);
    const structure = key.includes(':') ? index.byCanonical(key) : index.byType(key);
    const elements = structure === undefined ? undefined : elementsOf(structure);
    made.set(key, elements);
    return elements;
  }

  function elementsOf(structure: StructureDefinition): readonly SnapshotElement[] | undefined {
    if (structure.snapshot !== undefined) return withIds(structure.snapshot.element);
    if (structure.baseDefinition === BASE) return layOver(structure, ROOT);
    const profile = structure.url;
    const base = snapshotOf(structure.baseDefinition ?? '');
    if (base === undefined) {
      const message = `its base ${structure.baseDefinition ?? ''} is not known`;
      problems.push({ profile, message });
      return undefined;
    }
    return layOver(structure, base);
  }

  function layOver(
    structure: StructureDefinition,
    base: readonly SnapshotElement[],
  ): readonly SnapshotElement[] {
    const problem = (element: string, message: string) => {
      problems.push({ profile: structure.url, element, message });
    };
    const work: Work = { structure, elements: rooted(base, structure), snapshotOf, problem };
    for (const change of withIds(structure.differential?.element ?? []))
      apply(work, change.id, change);
    return work.elements;
  }

  const definitions = values.map((value) => {
    if (!isStructureDefinition(value) || value.snapshot !== undefined) return value;
    const element = snapshotOf(value.url);
    return element === undefined ? value : { ...value, snapshot: { element } };
  });
  return { definitions, problems };
}
