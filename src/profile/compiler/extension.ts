/** Emits the check of `extension` and `modifierExtension`: by URL, with the profile's slices. */
import { typedValue } from './compilation.ts';
import { R4_CANONICAL, type StructureDefinition } from './definitions.ts';
import { literal } from './module-writer.ts';
import { typeCode } from './primitives.ts';
import type { Parent, Property } from './property.ts';
import type { ElementNode } from './tree.ts';
import { emitConcerns, emitLateCall } from './value.ts';

interface PlaceRequest {
  readonly elements: readonly ElementNode[];
  readonly types: readonly string[];
  readonly modifier: boolean;
}

/** A constant with all names by which an extension's context may call this place. */
export function extensionPlace(parent: Parent, request: PlaceRequest): string {
  const { compilation, tree } = parent;
  const names = new Set(request.types.filter((type) => type !== ''));
  for (const { definition } of request.elements) {
    names.add(definition.path);
    if (definition.base !== undefined) names.add(definition.base.path);
  }
  for (const name of [...names]) for (const base of compilation.ancestors(name)) names.add(base);
  if (request.elements.includes(tree.root) && tree.structure.kind === 'resource')
    for (const base of compilation.ancestors(tree.structure.type)) names.add(base);
  const place = { names: [...names], modifier: request.modifier };
  return compilation.writer.constant(`P.place(${literal(place)})`);
}

function urlOf(slice: ElementNode, structure: StructureDefinition | undefined): string | undefined {
  const own = slice.children.find((child) => child.name === 'url');
  const fixed = own === undefined ? undefined : typedValue(own.definition, 'fixed')?.value;
  return typeof fixed === 'string' ? fixed : structure?.url;
}

interface ExtensionSlice {
  readonly url: string;
  /** Statements for a matching item. */
  readonly body: string;
}

function emitSlice(property: Property, slice: ElementNode): ExtensionSlice | undefined {
  const { parent, key } = property;
  const { compilation, tree, frame } = parent;
  const profile = slice.definition.type?.[0]?.profile?.[0];
  const structure =
    profile === undefined ? undefined : compilation.definitions.byCanonical(profile);
  const url = urlOf(slice, structure) ?? profile;
  if (url === undefined) return undefined;
  if (structure !== undefined) compilation.require(structure);
  const count = frame.local('n', '0');
  const { min = 0, max = '*' } = slice.definition;
  const bounds = `${count}, ${min}, ${max === '*' ? 'Infinity' : max}`;
  const beyond = max === '*' ? '' : ` || ${count} > ${max}`;
  if (min > 0 || max !== '*')
    frame.atEnd(
      `if (${count} < ${min}${beyond}) P.sliceCount(c, ${bounds}, ${key}, ${literal(url)});\n`,
    );
  const site = { compilation, tree, node: slice, type: 'Extension', value: 'w', key, index: 'i' };
  const check =
    slice.children.length === 0 ? '' : emitLateCall(compilation.nodeCheck(tree, slice), site);
  return { url, body: `${count}++; ${check}${emitConcerns(site)}` };
}

function emitSlices(property: Property): string {
  const { child, key } = property;
  const slices = child.slices
    .map((slice) => emitSlice(property, slice))
    .filter((slice) => slice !== undefined);
  const closed = child.definition.slicing?.rules === 'closed';
  const { structure, root } = property.parent.tree;
  // Some of HL7's published examples break HL7's published extensions here.
  const ours = !structure.url.startsWith(R4_CANONICAL);
  const parts = ours && structure.type === 'Extension' && property.parent.node === root;
  if (slices.length === 0) return '';
  const cases = slices.map(({ url, body }) => `case ${literal(url)}: ${body} break;`).join(' ');
  const outside = closed ? `P.outsideSlices(c, ${key}, i);` : '';
  const other = parts ? ` default: P.unknownPart(c, w, ${key}, i);` : ` default: ${outside}`;
  return `for (let i = 0; i < v.length; i++) { const w = v[i]; switch (w?.url) { ${cases}${other} } }`;
}

export function emitExtensionCase(property: Property): string {
  const { parent, child, json, key, seen } = property;
  const own = parent.node;
  const types = (own.definition.type ?? []).map(typeCode);
  const request = { elements: [own], types, modifier: child.name === 'modifierExtension' };
  const place = extensionPlace(parent, request);
  const url = parent.tree.structure.type === 'Extension' ? 'o.url' : 'undefined';
  const slices = emitSlices(property);
  const { min = 0, max = '*' } = child.definition;
  const limits =
    (min > 1 ? `if (v.length < ${min}) P.tooFew(c, v.length, ${min}, ${key});` : '') +
    (max === '*' ? '' : `if (v.length > ${max}) P.tooMany(c, v.length, ${max}, ${key});`);
  const body = `if (P.extensions(c, v, ${place}, ${url}, ${key}, o)) { ${limits}${slices} }`;
  return `case ${literal(json)}: ${seen}${body} break;\n`;
}
