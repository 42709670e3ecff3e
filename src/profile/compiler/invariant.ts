/** FHIRPath constraints, compiled to JavaScript conditions by the FHIRPath compiler. */
import { compileBoolean } from '../../fhir/fhirpath/compile.ts';
import { valueSetConstant } from './binding.ts';
import { type Compilation, type Concern, report } from './compilation.ts';
import type { Constraint, StructureDefinition } from './definitions.ts';
import { literal } from './module-writer.ts';
import { isPrimitive } from './primitives.ts';
import type { ElementNode, SnapshotTree } from './tree.ts';

/**
 * Rules that the emitted code and the run time check by themselves: content (ele-1), extensions
 * (ext-1), contained resources (dom-2 to dom-5), narrative (txt-1, txt-2), bundles and references.
 */
const NATIVE = new Set([
  'ele-1',
  'ext-1',
  'dom-2',
  'dom-3',
  'dom-4',
  'dom-5',
  'txt-1',
  'txt-2',
  'ref-1',
  'bdl-7',
  'bdl-8',
]);

/** Invariants of HL7's definitions that are broken as published: key, and what the fault is in. */
const DEFECTS: ReadonlyMap<string, RegExp> = new Map([
  // ChargeItemDefinition has no element of this name.
  ['cid-0', /name/],
  // The element it names is the extension itself; Parameters has a sound inv-1.
  ['inv-1', /substanceExposureRisk/],
  // It belongs to R4B and names types that R4 does not have.
  ['dom-r4b', /./],
]);

const BEST_PRACTICE = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice';

const HL7 = /^http:\/\/(?:hl7\.org\/fhir|terminology\.hl7\.org)\//;

export interface InvariantPlace {
  readonly compilation: Compilation;
  readonly tree: SnapshotTree;
  readonly element: string;
  readonly focusType: string;
  readonly focus: string;
  readonly focusExtension?: string;
  /** The constraint stands on a choice and may speak of another of its types. */
  readonly choice?: boolean;
  readonly key: string;
  readonly index: string;
}

/** Snapshots of profiles repeat HL7's constraints, not always with their source. */
function isHl7({ compilation, tree }: InvariantPlace, { source, key }: Constraint): boolean {
  if (source !== undefined) return HL7.test(source);
  return HL7.test(tree.structure.url) || compilation.isPublished(key);
}

/** A code of ours is the constraint's key; HL7's keys are given as a parameter. */
function ruleConstant(place: InvariantPlace, constraint: Constraint): string {
  const base =
    constraint.severity === 'error' ? 'SAMPAN-PROFILE-INVARIANT' : 'SAMPAN-PROFILE-GUIDELINE';
  const rule = {
    key: constraint.key,
    code: isHl7(place, constraint) ? base : constraint.key,
    severity: constraint.severity,
    human: constraint.human,
  };
  return place.compilation.writer.constant(literal(rule));
}

function compile(place: InvariantPlace, expression: string, typed: boolean) {
  const { compilation, tree, focusType, focus, focusExtension } = place;
  const { kind, type, abstract } = tree.structure;
  // What stands in a resource's own definition is said within that resource.
  const resourceType = kind === 'resource' && abstract !== true ? type : undefined;
  return compileBoolean({
    expression,
    unit: compilation.unit,
    ...(typed ? { model: compilation.model, focusType, resourceType } : {}),
    names: {
      focus,
      ...(focusExtension === undefined ? {} : { focusExtension }),
    },
  });
}

function isDefect(constraint: Constraint, place: InvariantPlace): boolean {
  const defect = DEFECTS.get(constraint.key)?.test(constraint.expression ?? '') === true;
  return defect && isHl7(place, constraint);
}

/** Advice such as dom-6 (have a narrative) would be said of nearly every resource. */
function isAdvice({ extension = [] }: Constraint): boolean {
  return extension.some(({ url, valueBoolean }) => url === BEST_PRACTICE && valueBoolean === true);
}

const MEMBER_OF = /memberOf\(\s*'([^']+)'\s*\)/g;

/** The module carries the value sets that its expressions name. */
function askForSets({ compilation, tree, element }: InvariantPlace, expression: string): void {
  for (const [, canonical = ''] of expression.matchAll(MEMBER_OF)) {
    if (valueSetConstant(compilation, canonical) === undefined)
      report(compilation, tree, { element, message: `value set ${canonical} is unknown` });
  }
}

export function emitInvariant(place: InvariantPlace, constraint: Constraint): string {
  if (isAdvice(constraint)) return '';
  const { expression, key: name } = constraint;
  if (NATIVE.has(name) || expression === undefined || isDefect(constraint, place)) return '';
  const { compilation, tree, element, key, index } = place;
  const typed = compile(place, expression, true);
  const compiled = typed.ok || place.choice !== true ? typed : compile(place, expression, false);
  if (!compiled.ok) {
    const { expected = '', found = '' } = compiled.problems[0] ?? {};
    const message = `${name}: expected ${expected}, found ${found} in ${expression}`;
    report(compilation, tree, { element, message });
    return '';
  }
  askForSets(place, expression);
  const rule = ruleConstant(place, constraint);
  return `if (!(${compiled.code})) c.broken(${rule}, ${key}, ${index});\n`;
}

/** Keys of the constraints that a type's own function checks. */
export function rootConstraints(structure: StructureDefinition | undefined): readonly Constraint[] {
  return structure?.snapshot?.element[0]?.constraint ?? [];
}

/** The type by which FHIRPath knows the content of an element with children. */
export function focusTypeOf(tree: SnapshotTree, node: ElementNode): string {
  const { structure } = tree;
  const path = node.definition.base?.path ?? node.definition.path;
  const type = node.definition.type?.[0]?.code;
  if (node === tree.root) return structure.type;
  if (type !== undefined && type !== 'BackboneElement' && type !== 'Element') return type;
  if (structure.kind !== 'logical') return path;
  return structure.type + node.definition.path.slice(tree.root.definition.path.length);
}

/** Constraints of an element whose content a type's function checks: the element's own ones. */
export const emitSiteInvariants: Concern = (site) => {
  const { compilation, tree, node, type } = site;
  if (node.children.length > 0 && !isPrimitive(type)) return '';
  const ofType = compilation.definitions.byType(type);
  const known = new Set(rootConstraints(ofType).map((constraint) => constraint.key));
  const place: InvariantPlace = {
    compilation,
    tree,
    element: node.id,
    focusType: type,
    focus: site.value,
    ...(site.sibling === undefined ? {} : { focusExtension: site.sibling }),
    choice: node.choice,
    key: site.key,
    index: site.index,
  };
  return (node.definition.constraint ?? [])
    .filter((constraint) => !known.has(constraint.key))
    .map((constraint) => emitInvariant(place, constraint))
    .join('');
};
