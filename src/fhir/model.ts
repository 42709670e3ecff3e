/**
 * What elements a type has, and of which types they are: R4's own types and logical models. Held as
 * a compact table that generated modules can carry; types are opened when first asked for.
 */

import { compactDefinitions } from './model-definitions.ts';

export type TypeKind = 'primitive' | 'complex' | 'backbone' | 'resource' | 'logical';

export interface JsonName {
  /** Property in JSON: `valueQuantity`. */
  readonly key: string;
  readonly type: string;
}

export interface ElementType {
  /** FHIRPath's name: `value`, where JSON has `valueQuantity`. */
  readonly name: string;
  /** `Patient.contact.name`, `Observation.value[x]`. */
  readonly path: string;
  /** Names of types: `HumanName`, `Patient.contact`, the canonical URL of a logical model. */
  readonly types: readonly string[];
  readonly min: number;
  /** True if the element may repeat, so that JSON has an array. */
  readonly many: boolean;
  /** True for `value[x]`. */
  readonly choice: boolean;
  readonly json: readonly JsonName[];
}

export interface JsonElement {
  readonly element: ElementType;
  readonly type: string;
}

export interface CompactType {
  readonly kind: TypeKind;
  readonly base?: string;
  /** Path of its elements, if it is not the type's name. */
  readonly path?: string;
  /**
   * The type's own elements: name, `!` required, `*` repeats, `?` choice, `:` types between `|`,
   * as in `status!:code item*:Claim.item deceased?:boolean|dateTime`.
   */
  readonly elements: string;
}

/** JSON-able form of a model. */
export interface CompactModel {
  readonly types: Readonly<Record<string, CompactType>>;
  /** Other names of types: canonical URLs of profiles, names of logical models. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Every function takes a type's name, its canonical URL or an alias. */
export interface TypeModel {
  /** The type's own name; undefined if the model does not have it. */
  name(type: string): string | undefined;
  kind(type: string): TypeKind | undefined;
  base(type: string): string | undefined;
  /** Also true if both are the same. */
  isSubtype(type: string, of: string): boolean;
  isResource(type: string): boolean;
  /** Inherited elements first. */
  elements(type: string): readonly ElementType[];
  element(type: string, name: string): ElementType | undefined;
  /** The element that a JSON property holds: `valueQuantity` is `value` as Quantity. */
  jsonElement(type: string, key: string): JsonElement | undefined;
  types(): Iterable<string>;
  readonly compact: CompactModel;
}

const FHIR_TYPE_URL = 'http://hl7.org/fhir/StructureDefinition/';

/** Levels of base types; the deepest in R4 is 4 (code, string, Element, Base). */
const MAX_BASES = 16;

/** Builds a model from StructureDefinitions in plain JSON; all else given is passed over. */
export function createTypeModel(definitions: Iterable<unknown>, base?: TypeModel): TypeModel {
  return openTypeModel(compactDefinitions(definitions, base?.compact));
}

/** The part of the model that can be reached from `roots`; all of it if absent. */
export function compactTypeModel(model: TypeModel, roots?: readonly string[]): CompactModel {
  if (roots === undefined) return model.compact;
  const types: Record<string, CompactType> = {};
  const due = [...roots];
  for (let type = due.pop(); type !== undefined; type = due.pop()) {
    const name = model.name(type);
    const entry = name === undefined ? undefined : model.compact.types[name];
    if (name === undefined || entry === undefined || Object.hasOwn(types, name)) continue;
    types[name] = entry;
    if (entry.base !== undefined) due.push(entry.base);
    for (const element of model.elements(name)) due.push(...element.types);
  }
  const reached = ([, of]: [string, string]) => Object.hasOwn(types, of);
  const aliases = Object.fromEntries(Object.entries(model.compact.aliases).filter(reached));
  return { types, aliases };
}

interface OpenType {
  readonly list: readonly ElementType[];
  readonly byName: ReadonlyMap<string, ElementType>;
  readonly byKey: ReadonlyMap<string, JsonElement>;
}

export function openTypeModel(compact: CompactModel): TypeModel {
  const opened = new Map<string, OpenType>();
  const entryOf = (type: string): CompactType | undefined => {
    const known = name(type);
    return known === undefined ? undefined : compact.types[known];
  };

  function name(type: string): string | undefined {
    if (Object.hasOwn(compact.types, type)) return type;
    if (Object.hasOwn(compact.aliases, type)) return compact.aliases[type];
    if (type.startsWith(FHIR_TYPE_URL)) return ownName(type.slice(FHIR_TYPE_URL.length));
    const dot = type.indexOf('.');
    const head = dot < 0 ? undefined : compact.aliases[type.slice(0, dot)];
    return head === undefined ? undefined : ownName(head + type.slice(dot));
  }

  function ownName(type: string): string | undefined {
    return Object.hasOwn(compact.types, type) ? type : undefined;
  }

  function bases(type: string): string[] {
    const chain: string[] = [];
    let at = name(type);
    while (at !== undefined && chain.length < MAX_BASES) {
      chain.push(at);
      const base = compact.types[at]?.base;
      at = base === undefined ? undefined : name(base);
    }
    return chain;
  }

  function open(type: string): OpenType | undefined {
    const own = name(type);
    if (own === undefined) return undefined;
    const known = opened.get(own);
    if (known !== undefined) return known;
    const path = compact.types[own]?.path ?? own;
    const byName = new Map<string, ElementType>();
    for (const base of bases(own).reverse()) {
      for (const element of parseElements(compact.types[base]?.elements ?? '', path)) {
        byName.set(element.name, element);
      }
    }
    const list = [...byName.values()];
    const result = { list, byName, byKey: keysOf(list) };
    opened.set(own, result);
    return result;
  }

  return {
    name,
    compact,
    kind: (type) => entryOf(type)?.kind,
    base: (type) => entryOf(type)?.base,
    isSubtype: (type, of) => {
      const wanted = name(of);
      return wanted !== undefined && bases(type).includes(wanted);
    },
    isResource: (type) => entryOf(type)?.kind === 'resource',
    elements: (type) => open(type)?.list ?? [],
    element: (type, element) => open(type)?.byName.get(element),
    jsonElement: (type, key) => open(type)?.byKey.get(key),
    types: () => Object.keys(compact.types),
  };
}

const ELEMENT = /^([^!*?:]+)(!?)(\*?)(\??):(.*)$/;

function parseElements(text: string, path: string): ElementType[] {
  if (text === '') return [];
  return text.split(' ').map((row) => {
    const [, name = '', required, many, choice, list = ''] = ELEMENT.exec(row) ?? [];
    const types = list === '' ? [] : list.split('|');
    return {
      name,
      path: `${path}.${name}${choice === '?' ? '[x]' : ''}`,
      types,
      min: required === '!' ? 1 : 0,
      many: many === '*',
      choice: choice === '?',
      json: choice === '?' ? types.map((type) => choiceName(name, type)) : single(name, types),
    };
  });
}

function single(name: string, types: readonly string[]): JsonName[] {
  return [{ key: name, type: types[0] ?? 'Element' }];
}

function choiceName(name: string, type: string): JsonName {
  const short = type.slice(type.lastIndexOf('/') + 1);
  return { key: name + short.charAt(0).toUpperCase() + short.slice(1), type };
}

function keysOf(list: readonly ElementType[]): Map<string, JsonElement> {
  const keys = new Map<string, JsonElement>();
  for (const element of list) {
    for (const { key, type } of element.json) keys.set(key, { element, type });
  }
  return keys;
}
