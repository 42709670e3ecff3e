/** Reads StructureDefinitions into the compact table of a type model. */

import type { CompactModel, CompactType, TypeKind } from './model.ts';

interface Definition {
  readonly url: string;
  readonly name: string;
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly derivation: string;
  readonly base: string | undefined;
  readonly elements: readonly RawElement[];
}

interface RawElement {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly types: readonly string[];
  readonly reference: string | undefined;
}

interface Tables {
  readonly types: Record<string, CompactType>;
  readonly aliases: Record<string, string>;
}

const FHIR = 'http://hl7.org/fhir/StructureDefinition/';
const SYSTEM = 'http://hl7.org/fhirpath/System.';

const BACKBONES: ReadonlySet<string> = new Set(['BackboneElement', 'Element', 'Base', '']);

/** Profiles become aliases of what they constrain; specialisations become types. */
export function compactDefinitions(
  definitions: Iterable<unknown>,
  start: CompactModel = { types: {}, aliases: {} },
): CompactModel {
  const tables: Tables = { types: { ...start.types }, aliases: { ...start.aliases } };
  const profiles: Definition[] = [];
  for (const json of definitions) {
    const definition = readDefinition(json);
    if (definition === undefined) continue;
    if (definition.derivation === 'constraint') profiles.push(definition);
    else addType(tables, definition);
  }
  for (const [name, entry] of Object.entries(tables.types)) {
    if (Object.hasOwn(start.types, name)) continue;
    const inherited = inheritedRows(tables, entry.base);
    const own = entry.elements.split(' ').filter((row) => !inherited.has(row));
    tables.types[name] = { ...entry, elements: own.join(' ') };
  }
  for (const profile of profiles) {
    tables.aliases[profile.url] ??= typeName(profile.type, tables);
  }
  return tables;
}

function typeName(type: string, tables: Tables): string {
  return type.startsWith(FHIR) ? type.slice(FHIR.length) : (tables.aliases[type] ?? type);
}

function addType(tables: Tables, definition: Definition): void {
  const { url, name, id, kind } = definition;
  const root = rootName(definition, tables);
  if (root !== url && !url.startsWith(FHIR)) alias(tables, url, root);
  if (kind === 'logical') for (const short of [name, id]) alias(tables, short, root);
  const head = definition.elements[0]?.path.split('.')[0] ?? definition.type;
  const groups = new Map<string, RawElement[]>([[head, []]]);
  for (const element of definition.elements) {
    const dot = element.path.lastIndexOf('.');
    if (dot < 0) continue;
    const parent = element.path.slice(0, dot);
    const group = groups.get(parent);
    if (group === undefined) groups.set(parent, [element]);
    else group.push(element);
  }
  const nameOf = (path: string) => root + path.slice(head.length);
  for (const [path, elements] of groups) {
    const own = path === head;
    const kindOfType: TypeKind = own ? kindOf(kind) : 'backbone';
    const base = own ? definition.base : 'BackboneElement';
    const rows = elements.map((element) => row(element, groups, nameOf));
    tables.types[nameOf(path)] = {
      kind: kindOfType,
      ...(base === undefined ? {} : { base }),
      ...(nameOf(path) === path ? {} : { path }),
      elements: rows.join(' '),
    };
  }
}

function rootName(definition: Definition, tables: Tables): string {
  const { url, kind, type } = definition;
  if (url.startsWith(FHIR)) return url.slice(FHIR.length);
  // Another version's Patient must not replace ours.
  return kind === 'logical' || Object.hasOwn(tables.types, type) ? url : type;
}

function alias(tables: Tables, from: string, to: string): void {
  if (from === '' || Object.hasOwn(tables.types, from)) return;
  tables.aliases[from] ??= to;
}

function kindOf(kind: string): TypeKind {
  switch (kind) {
    case 'primitive-type':
      return 'primitive';
    case 'resource':
      return 'resource';
    case 'logical':
      return 'logical';
    default:
      return 'complex';
  }
}

/** Rows that the base types already have: a snapshot repeats them. */
function inheritedRows(tables: Tables, base: string | undefined): Set<string> {
  const rows = new Set<string>();
  let at = base === undefined ? undefined : tables.types[tables.aliases[base] ?? base];
  for (let level = 0; at !== undefined && level < 16; level++) {
    for (const text of at.elements.split(' ')) rows.add(text);
    at = at.base === undefined ? undefined : tables.types[tables.aliases[at.base] ?? at.base];
  }
  return rows;
}

type Groups = ReadonlyMap<string, readonly RawElement[]>;

function row(element: RawElement, groups: Groups, nameOf: (path: string) => string): string {
  const { path, min, max, reference } = element;
  const last = path.slice(path.lastIndexOf('.') + 1);
  const choice = last.endsWith('[x]');
  const name = choice ? last.slice(0, -3) : last;
  const marks = `${min > 0 ? '!' : ''}${max === '1' || max === '0' ? '' : '*'}${choice ? '?' : ''}`;
  return `${name}${marks}:${typesOf(element, reference, groups, nameOf).join('|')}`;
}

function typesOf(
  element: RawElement,
  reference: string | undefined,
  groups: Groups,
  nameOf: (path: string) => string,
): readonly string[] {
  if (reference !== undefined) return [nameOf(reference.slice(reference.indexOf('#') + 1))];
  const [first = ''] = element.types;
  if (groups.has(element.path) && BACKBONES.has(first)) return [nameOf(element.path)];
  return element.types;
}

function readDefinition(json: unknown): Definition | undefined {
  const it = record(json);
  if (it === undefined || it.resourceType !== 'StructureDefinition') return undefined;
  const { kind, type, derivation, baseDefinition } = it;
  const list = record(it.snapshot)?.element ?? record(it.differential)?.element;
  if (typeof type !== 'string' || !Array.isArray(list)) return undefined;
  const base = typeof baseDefinition === 'string' ? shortName(baseDefinition) : undefined;
  return {
    url: text(it.url),
    name: text(it.name),
    id: text(it.id),
    kind: text(kind),
    type,
    derivation: text(derivation),
    base: base === 'Base' ? undefined : base,
    elements: readElements(list, text(kind)),
  };
}

function readElements(list: readonly unknown[], kind: string): RawElement[] {
  const elements = list.map((json) => readElement(json, kind));
  // A primitive's value is what FHIRPath works with, not an element of it.
  const hidden = (path: string) => kind === 'primitive-type' && path.endsWith('.value');
  return elements.filter(({ path }) => !path.includes(':') && !hidden(path));
}

function readElement(json: unknown, kind: string): RawElement {
  const it = record(json) ?? {};
  const path = text(it.path);
  const list: readonly unknown[] = Array.isArray(it.type) ? it.type : [];
  return {
    path,
    min: typeof it.min === 'number' ? it.min : 0,
    max: typeof it.max === 'string' ? it.max : '1',
    types: [...new Set(list.map((type) => readType(type, path, kind)))],
    reference: typeof it.contentReference === 'string' ? it.contentReference : undefined,
  };
}

function readType(json: unknown, path: string, kind: string): string {
  const it = record(json) ?? {};
  const code = text(it.code);
  if (!code.startsWith(SYSTEM)) return shortName(code);
  // The definitions call every id a string; a resource's is an id.
  if (kind === 'resource' && /^[^.]+\.id$/.test(path)) return 'id';
  const hints: readonly unknown[] = Array.isArray(it.extension) ? it.extension : [];
  for (const hint of hints) {
    const extension = record(hint);
    if (!text(extension?.url).endsWith('structuredefinition-fhir-type')) continue;
    return text(extension?.valueUrl) || text(extension?.valueUri) || 'string';
  }
  return `System.${code.slice(SYSTEM.length)}`;
}

function shortName(url: string): string {
  const bare = url.split('|')[0] ?? url;
  return bare.startsWith(FHIR) ? bare.slice(FHIR.length) : bare;
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
