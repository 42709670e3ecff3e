/** Emits the function that checks the content of one element: one pass over its properties. */
import type { Compilation } from './compilation.ts';
import type { Constraint } from './definitions.ts';
import { createFrame } from './frame.ts';
import { emitInvariant, focusTypeOf, rootConstraints } from './invariant.ts';
import { literal } from './module-writer.ts';
import { isPrimitive, typeCode } from './primitives.ts';
import { emitProperty, joinCases, type Parent } from './property.ts';
import type { ElementNode, SnapshotTree } from './tree.ts';
import { emitTypeRule } from './type-rules.ts';

/** What compiled invariants call `%resource`, `%rootResource` and their environment. */
const FHIRPATH_LOCALS = 'const resource = c.resource, rootResource = c.rootResource, env = c;\n';
const FHIRPATH_NAMES = /\b(?:resource|rootResource|env)\b/;

const BACKBONES = new Set(['BackboneElement', 'Element', 'Base']);

/** Type of the element's content, where that is a datatype with rules of its own. */
function datatypeOf(tree: SnapshotTree, node: ElementNode): string | undefined {
  if (node === tree.root) return tree.structure.type;
  const [type] = node.definition.type ?? [];
  if (type === undefined) return undefined;
  const code = typeCode(type);
  return BACKBONES.has(code) ? undefined : code;
}

/** Snapshots do not repeat a datatype's own constraints where its children are listed. */
function constraintsOf(parent: Parent, datatype: string | undefined): readonly Constraint[] {
  const { compilation, tree, node } = parent;
  const own = node.definition.constraint ?? [];
  if (datatype === undefined || isPrimitive(datatype)) return own;
  const keys = new Set(own.map((constraint) => constraint.key));
  const structure = compilation.definitions.byType(datatype);
  const inherited = structure === tree.structure ? [] : rootConstraints(structure);
  return [...own, ...inherited.filter((constraint) => !keys.has(constraint.key))];
}

function emitInvariants(parent: Parent, datatype: string | undefined): string {
  const { compilation, tree, node } = parent;
  const focusType = focusTypeOf(tree, node);
  const place = {
    compilation,
    tree,
    element: node.id,
    focusType,
    focus: 'o',
    key: "''",
    index: '-1',
  };
  return constraintsOf(parent, datatype)
    .map((constraint) => emitInvariant(place, constraint))
    .join('');
}

/** Properties that are not elements: the type of a resource, a source record's number. */
function emitMarks(parent: Parent): string {
  const { tree, node } = parent;
  const { kind, type, abstract } = tree.structure;
  if (kind === 'resource' && node === tree.root && abstract !== true)
    return `case 'resourceType': if (v !== ${literal(type)}) P.wrongResource(c, v, ${literal(type)}); break;\n`;
  const own = node.children.some((child) => child.name === 'ordinal');
  return kind === 'logical' && !own ? "case 'ordinal': case 'resourceType': break;\n" : '';
}

export function emitElementFunction(
  compilation: Compilation,
  place: { readonly tree: SnapshotTree; readonly node: ElementNode },
  name: string,
): string {
  const { tree, node } = place;
  const frame = createFrame();
  const parent: Parent = { compilation, tree, node, frame };
  const datatype = datatypeOf(tree, node);
  const { own, rare } = joinCases(node.children.map((child) => emitProperty(parent, child)));
  const cases = own + rare;
  const rules = datatype === undefined ? '' : emitTypeRule(datatype);
  const invariants = emitInvariants(parent, datatype);
  const tail = frame.tail((expression) => compilation.writer.constant(expression));
  const names = FHIRPATH_NAMES.test(cases + invariants) ? FHIRPATH_LOCALS : '';
  return `function ${name}(o, c) {
if (typeof o !== 'object' || o === null || Array.isArray(o)) return P.notObject(c, o);
let m = 0, any = false; ${frame.head()}${names}
for (const k in o) { const v = o[k]; if (k !== 'id') any = true;
switch (k) {
${emitMarks(parent)}${cases}default: P.unknown(c, k);
} }
if (!any) P.empty(c);
${tail}${rules}${invariants}}`;
}
