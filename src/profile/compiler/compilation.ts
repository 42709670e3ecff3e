/** What all concerns of the compiler share while one module is made. */
import type { Unit } from '../../fhir/fhirpath/compile.ts';
import type { TypeModel } from '../../fhir/model.ts';
import type { Terminology } from '../terminology/terminology.ts';
import type { Definitions, StructureDefinition } from './definitions.ts';
import type { ModuleWriter } from './module-writer.ts';
import type { ElementNode, SnapshotTree } from './tree.ts';

/** Something in a definition that cannot be compiled; an error must stop the build. */
export interface CompileProblem {
  readonly severity: 'error' | 'warning';
  readonly profile: string;
  readonly element?: string;
  readonly message: string;
}

export interface Compilation {
  readonly definitions: Definitions;
  readonly terminology: Terminology;
  readonly model: TypeModel;
  readonly unit: Unit;
  readonly writer: ModuleWriter;
  readonly problems: CompileProblem[];
  /** The snapshot's tree, built once; undefined if there is no snapshot. */
  tree(structure: StructureDefinition): SnapshotTree | undefined;
  /** Asks for a definition to be exported from the module: extensions that a profile slices. */
  require(structure: StructureDefinition): void;
  /** True for the key of a constraint that HL7's own types and resources have. */
  isPublished(constraintKey: string): boolean;
  /** Constants of the value sets that the module holds. */
  readonly valueSets: Set<string>;
  /** Types above a type, nearest first: `DomainResource`, `Resource` for `Patient`. */
  ancestors(type: string): readonly string[];
  /** Name of the function that checks the content of this element (one with children). */
  nodeCheck(tree: SnapshotTree, node: ElementNode): string;
  /** Name of the function for a datatype or profile; undefined (and reported) if unknown. */
  typeCheck(codeOrCanonical: string, tree: SnapshotTree, element: string): string | undefined;
}

/** One value of one element, as the concerns see it: JavaScript names for value and place. */
export interface ValueSite {
  readonly compilation: Compilation;
  readonly tree: SnapshotTree;
  readonly node: ElementNode;
  /** Type code of the value: `HumanName`, `code`, a logical model's canonical. */
  readonly type: string;
  /** JavaScript expression of the value. */
  readonly value: string;
  /** JavaScript expression of a primitive's `_x` sibling. */
  readonly sibling?: string;
  /** JavaScript literal of the element's name in expressions. */
  readonly key: string;
  /** JavaScript expression of the index, `-1` where the element does not repeat. */
  readonly index: string;
}

/** Adds JavaScript statements for one concern; an empty text where it does not apply. */
export type Concern = (site: ValueSite) => string;

export function report(
  compilation: Compilation,
  tree: SnapshotTree,
  problem: { readonly element?: string; readonly message: string },
): void {
  compilation.problems.push({ severity: 'error', profile: tree.structure.url, ...problem });
}

/** The one `prefix[x]` value of a definition, with its type: `{ type: 'Code', value }`. */
export function typedValue(
  definition: Readonly<Record<string, unknown>>,
  prefix: 'fixed' | 'pattern' | 'minValue' | 'maxValue',
): { readonly type: string; readonly value: unknown } | undefined {
  for (const key in definition) {
    if (!key.startsWith(prefix) || key.length === prefix.length) continue;
    return { type: key.slice(prefix.length), value: definition[key] };
  }
  return undefined;
}
