/** Emits the cases of one element: its JSON properties with cardinality and choice of type. */
import type { Compilation, ValueSite } from './compilation.ts';
import { emitExtensionCase } from './extension.ts';
import type { Frame } from './frame.ts';
import { literal } from './module-writer.ts';
import { emitPrimitiveElement } from './primitive-element.ts';
import { isPrimitive, typeCode } from './primitives.ts';
import { emitSlices, type Slices } from './slicing.ts';
import type { ElementNode, SnapshotTree } from './tree.ts';
import { emitValue } from './value.ts';

export interface Parent {
  readonly compilation: Compilation;
  readonly tree: SnapshotTree;
  readonly node: ElementNode;
  readonly frame: Frame;
}

export interface Property {
  readonly parent: Parent;
  readonly child: ElementNode;
  readonly type: string;
  /** Name in JSON: `valueQuantity`. */
  readonly json: string;
  /** Name in expressions, as a literal: `"value"`. */
  readonly key: string;
  readonly many: boolean;
  /** Statements that note that the element is there. */
  readonly seen: string;
}

/** A switch looks at its cases one after the other: what is seldom there stands last. */
export interface Cases {
  readonly own: string;
  readonly rare: string;
}

const RARE = new Set(['id', 'implicitRules', 'language', 'contained', 'userSelected', 'version']);

export function joinCases(cases: readonly Cases[]): Cases {
  return {
    own: cases.map(({ own }) => own).join(''),
    rare: cases.map(({ rare }) => rare).join(''),
  };
}

/** What `id` is in a resource differs from what it is in an element; R4 types both as string. */
function typesOf(parent: Parent, child: ElementNode): readonly string[] {
  const { structure, root } = parent.tree;
  if (child.name === 'id' && parent.node === root && structure.kind === 'resource') return ['id'];
  if (child.definition.contentReference !== undefined) return [''];
  return [...new Set((child.definition.type ?? []).map(typeCode))];
}

/** In JSON an element is a list if it repeats where it was first defined. */
function isList(child: ElementNode): boolean {
  return (child.definition.base?.max ?? child.definition.max ?? '1') !== '1';
}

function jsonName(child: ElementNode, type: string): string {
  return child.choice ? child.name + type.charAt(0).toUpperCase() + type.slice(1) : child.name;
}

/** A type slice (`value[x]:valueQuantity`) says what the value of its type must be. */
function nodeForType(child: ElementNode, type: string): ElementNode {
  if (!child.choice) return child;
  const slice = child.slices.find((one) =>
    one.definition.type?.every((of) => typeCode(of) === type),
  );
  return slice ?? child;
}

function siteOf(property: Property, value: string, index: string): ValueSite {
  const { parent, child, type, json, key } = property;
  const sibling = `o[${literal(`_${json}`)}]`;
  return {
    compilation: parent.compilation,
    tree: parent.tree,
    node: nodeForType(child, type),
    type,
    value,
    ...(isPrimitive(type) ? { sibling: index === '-1' ? sibling : `${sibling}?.[${index}]` } : {}),
    key,
    index,
  };
}

function emitCount(property: Property): string {
  const { min = 0, max = '*' } = property.child.definition;
  const { key } = property;
  const few = min > 1 ? `if (v.length < ${min}) P.tooFew(c, v.length, ${min}, ${key});` : '';
  const many = max === '*' ? '' : `if (v.length > ${max}) P.tooMany(c, v.length, ${max}, ${key});`;
  return few + many;
}

function emitItem(property: Property, slices: Slices): string {
  const site = siteOf(property, 'w', 'i');
  const base = emitValue(site);
  const checked = slices.perItem(site, base);
  if (!isPrimitive(property.type)) return checked;
  const sibling = `o[${literal(`_${property.json}`)}]`;
  return `if (w === null) P.nullItem(c, ${sibling}, i, ${property.key}); else { ${checked} }`;
}

function emitList(property: Property): string {
  const slices = emitSlices(property);
  const item = emitItem(property, slices);
  const loop = `for (let i = 0; i < v.length; i++) { const w = v[i]; ${item} }`;
  return `if (P.list(c, v, ${property.key})) { ${emitCount(property)}${loop} }`;
}

/** Ids of elements are unique in their resource; those of ElementDefinition are paths. */
function emitElementId({ parent, child, type }: Property): string {
  const isId = child.name === 'id' && type === 'string';
  const definition = parent.node === parent.tree.root && parent.tree.structure.type;
  return isId && definition !== 'ElementDefinition' ? 'P.elementId(c, o, v);' : '';
}

function emitOne(property: Property): string {
  const slices = emitSlices(property);
  const site = siteOf(property, 'v', '-1');
  return slices.perItem(site, emitValue(site)) + emitElementId(property);
}

function emitCases(property: Property): Cases {
  const { json, many, seen, type, child } = property;
  if (type === 'Extension' && child.name.toLowerCase().endsWith('extension'))
    return { own: '', rare: emitExtensionCase(property) };
  const body = many ? emitList(property) : emitOne(property);
  const own = `case ${literal(json)}: ${seen}${body} break;\n`;
  const sibling = isPrimitive(type) && type !== 'xhtml' ? emitPrimitiveElement(property) : '';
  return RARE.has(child.name) ? { own: '', rare: own + sibling } : { own, rare: sibling };
}

function requireSlices(parent: Parent, child: ElementNode, type: string): string {
  const slice = nodeForType(child, type);
  if (slice === child || (slice.definition.min ?? 0) === 0) return '';
  return parent.frame.require(jsonName(child, type), 1);
}

/** All cases of one child element of the snapshot. */
export function emitProperty(parent: Parent, child: ElementNode): Cases {
  const { min = 0, max = '*' } = child.definition;
  const key = literal(child.name);
  const types = typesOf(parent, child);
  if (max === '0') {
    const names = types.map((type) => `case ${literal(jsonName(child, type))}:`).join(' ');
    return { own: '', rare: `${names} P.prohibited(c, ${key}); break;\n` };
  }
  const required = min > 0 ? parent.frame.require(child.name, min) : '';
  const chosen = child.choice && types.length > 1 ? parent.frame.local('x', '0') : undefined;
  const cases = types.map((type, position) => {
    const number = position + 1;
    const once =
      chosen === undefined
        ? ''
        : `if (${chosen} !== 0 && ${chosen} !== ${number}) P.twoTypes(c, k, ${key}); ${chosen} = ${number};`;
    const seen = required + once + requireSlices(parent, child, type);
    const json = jsonName(child, type);
    return emitCases({ parent, child, type, json, key, many: isList(child), seen });
  });
  return joinCases(cases);
}
