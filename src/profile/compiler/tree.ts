/** Turns the flat element list of a snapshot into a tree, with slices beside what they slice. */
import type { ElementDefinition, StructureDefinition } from './definitions.ts';

export interface ElementNode {
  readonly id: string;
  readonly definition: ElementDefinition;
  /** Last segment of the path, without `[x]`. */
  readonly name: string;
  /** True for `value[x]`. */
  readonly choice: boolean;
  readonly children: ElementNode[];
  /** Slices of this element; slices of a slice (re-slicing) stand under that slice. */
  readonly slices: ElementNode[];
}

export interface SnapshotTree {
  readonly structure: StructureDefinition;
  readonly root: ElementNode;
  byId(id: string): ElementNode | undefined;
}

function lastSegment(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

/**
 * Ids as http://hl7.org/fhir/R4/elementdefinition.html#id makes them, for snapshots without:
 * `Claim.identifier:national.system`.
 */
export function elementIds(elements: readonly ElementDefinition[]): string[] {
  const open: { path: string; id: string }[] = [];
  return elements.map((element) => {
    while (open.length > 0 && !element.path.startsWith(`${open.at(-1)?.path}.`)) open.pop();
    const parent = open.at(-1);
    const slice = element.sliceName === undefined ? '' : `:${element.sliceName}`;
    const made =
      parent === undefined ? element.path : `${parent.id}.${lastSegment(element.path)}${slice}`;
    const id = element.id ?? made;
    open.push({ path: element.path, id });
    return id;
  });
}

/** `a.b:s/t` is a slice of `a.b:s`, which is a slice of `a.b`. */
function slicedId(id: string): string | undefined {
  const start = id.lastIndexOf('.') + 1;
  const colon = id.indexOf(':', start);
  if (colon < 0) return undefined;
  const slash = id.lastIndexOf('/');
  return slash > colon ? id.slice(0, slash) : id.slice(0, colon);
}

function makeNode(id: string, definition: ElementDefinition): ElementNode {
  const segment = lastSegment(definition.path);
  const choice = segment.endsWith('[x]');
  const name = choice ? segment.slice(0, -3) : segment;
  return { id, definition, name, choice, children: [], slices: [] };
}

/** Undefined if the snapshot is missing or its first element is not the root. */
export function buildTree(structure: StructureDefinition): SnapshotTree | undefined {
  const elements = structure.snapshot?.element ?? [];
  const ids = elementIds(elements);
  const nodes = new Map<string, ElementNode>();
  let root: ElementNode | undefined;
  elements.forEach((definition, index) => {
    const id = ids[index] ?? definition.path;
    const node = makeNode(id, definition);
    nodes.set(id, node);
    if (root === undefined) {
      root = node;
      return;
    }
    const sliced = definition.sliceName === undefined ? undefined : slicedId(id);
    const parent = id.slice(0, id.lastIndexOf('.'));
    if (sliced !== undefined) nodes.get(sliced)?.slices.push(node);
    else nodes.get(parent)?.children.push(node);
  });
  return root === undefined ? undefined : { structure, root, byId: (id) => nodes.get(id) };
}
