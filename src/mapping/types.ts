/** Types as maps name them: by alias, canonical URL or name. */
import type { ElementType, TypeModel } from '../fhir/model.ts';
import type { StructureMap } from './ast.ts';

export type JsonForm = 'text' | 'integer' | 'decimal' | 'boolean';

const FORMS: Readonly<Record<string, JsonForm>> = {
  boolean: 'boolean',
  integer: 'integer',
  positiveInt: 'integer',
  unsignedInt: 'integer',
  decimal: 'decimal',
};

const VERSIONED = /^(https?:\/\/hl7\.org\/fhir)\/\d+\.\d+\/StructureDefinition\//;
const FHIR = 'http://hl7.org/fhir/StructureDefinition/';
const ABSTRACT = new Set([
  'Resource',
  'DomainResource',
  'Base',
  'Element',
  'BackboneElement',
  'Any',
]);

export interface Types {
  readonly model: TypeModel;
  /** The type an alias, URL or name means in a map; undefined if the model does not have it. */
  resolve(map: StructureMap, name: string): string | undefined;
  /** True for types that stand in for others, of another version or unknown. */
  isApproximate(type: string): boolean;
  isPrimitive(type: string | undefined): boolean;
  /** True if what is there may be of a subtype, so that its elements are not all known. */
  isAbstract(type: string | undefined): boolean;
  /** An element of a type, or of all the resource types that may stand for an abstract one. */
  element(type: string, name: string): ElementType | undefined;
  form(type: string): JsonForm;
  /** What `resourceType` says of a type that is a resource; also of another FHIR version's. */
  resourceName(type: string | undefined): string | undefined;
}

export function openTypes(model: TypeModel): Types {
  const approximate = new Set<string>();
  const shared = new Map<string, ElementType | undefined>();
  const isPrimitive = (type: string | undefined): boolean =>
    type !== undefined && (model.kind(type) === 'primitive' || type.startsWith('System.'));

  /** Types of another version are logical here; a resource has what every resource has. */
  function resourceName(type: string | undefined): string | undefined {
    if (type === undefined || ABSTRACT.has(type)) return undefined;
    const name = type.slice(type.lastIndexOf('/') + 1);
    if (model.isResource(type)) return name;
    if (!VERSIONED.test(type)) return undefined;
    return model.element(type, 'implicitRules') === undefined ? undefined : name;
  }

  function named(name: string): string | undefined {
    const plain = name.replace(/^FHIR\./, '').replace(/\|.*$/, '');
    const known = model.name(plain);
    if (known !== undefined) return known;
    if (!VERSIONED.test(plain)) return undefined;
    const other = model.name(plain.replace(VERSIONED, FHIR));
    if (other !== undefined) approximate.add(other);
    return other;
  }

  /** A type of FHIR's that only has the name of one that is not at hand: a profile, or another. */
  function namesake(name: string): string | undefined {
    const other = named(name);
    if (other !== undefined) approximate.add(other);
    return other;
  }

  /** The element if every resource type that has it agrees on its form. */
  function sharedElement(name: string): ElementType | undefined {
    if (shared.has(name)) return shared.get(name);
    let found: ElementType | undefined;
    for (const type of model.types()) {
      if (!model.isResource(type)) continue;
      const element = model.element(type, name);
      if (element === undefined) continue;
      const agrees =
        found === undefined ||
        (found.many === element.many &&
          found.choice === element.choice &&
          found.types.join() === element.types.join());
      found = agrees ? element : undefined;
      if (!agrees) break;
    }
    shared.set(name, found);
    return found;
  }

  return {
    model,
    isPrimitive,
    resourceName,
    resolve: (map, name) => {
      const used = map.structures.find((structure) => structure.alias === name);
      if (used !== undefined) return named(used.url) ?? namesake(name);
      const byEnd = map.structures.find((structure) => structure.url.endsWith(`/${name}`));
      return named(name) ?? (byEnd === undefined ? undefined : named(byEnd.url));
    },
    isApproximate: (type) => approximate.has(type) || approximate.has(type.split('.')[0] ?? ''),
    isAbstract: (type) => type === undefined || ABSTRACT.has(type),
    element: (type, name) =>
      model.element(type, name) ??
      (type === 'Resource' || type === 'DomainResource' ? sharedElement(name) : undefined),
    form: (type) => FORMS[type.replace(/^System\./, '').toLowerCase()] ?? FORMS[type] ?? 'text',
  };
}
