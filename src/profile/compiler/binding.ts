/** Required and extensible bindings on code, Coding, CodeableConcept and Quantity. */
import { type Compilation, type Concern, report, type ValueSite } from './compilation.ts';
import type { Binding } from './definitions.ts';
import { literal } from './module-writer.ts';

const CODES = new Set(['code', 'string', 'uri', 'url', 'canonical', 'id', 'markdown']);

/** A constant with the codes of a value set, which the module also lists as held. */
export function valueSetConstant(compilation: Compilation, canonical: string): string | undefined {
  const set = compilation.terminology.membership(canonical);
  if (set === undefined) return undefined;
  const constant = compilation.writer.constant(`P.valueSet(${literal(set)})`);
  compilation.valueSets.add(constant);
  return constant;
}

function emitCode(site: ValueSite, set: string, strength: string): string {
  const { value, key, index } = site;
  return `if (!${set}.codes.has(${value})) P.code(c, ${set}, '${strength}', ${value}, ${key}, ${index});`;
}

const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/** A weaker binding may still name the set beyond which no code may go. */
function maximumOf(binding: Binding | undefined): string | undefined {
  const extension = binding?.extension?.find(({ url }) => url === MAX_VALUE_SET);
  const canonical = extension?.valueCanonical ?? extension?.valueUri;
  return typeof canonical === 'string' ? canonical : undefined;
}

export const emitBinding: Concern = (site) => {
  const given = site.node.definition.binding;
  const maximum = given?.strength === 'required' ? undefined : maximumOf(given);
  if (maximum === undefined) return emitBound(site, given);
  return emitBound(site, { strength: 'required', valueSet: maximum });
};

const emitBound = (site: ValueSite, binding: Binding | undefined): string => {
  const strength = binding?.strength;
  if (strength !== 'required' && strength !== 'extensible') return '';
  const canonical = binding?.valueSet;
  if (canonical === undefined) return '';
  const set = valueSetConstant(site.compilation, canonical);
  if (set === undefined) return emitUnknown(site, canonical, strength);
  if (CODES.has(site.type)) return emitCode(site, set, strength);
  const { type, value, key, index } = site;
  if (type === 'Coding' || type === 'Quantity')
    return `P.coding(c, ${set}, '${strength}', ${value}, ${key}, ${index});`;
  if (type === 'CodeableConcept')
    return `P.concept(c, ${set}, '${strength}', ${value}, ${key}, ${index});`;
  return '';
};

/** HL7's own sets may be missing from the shipped definitions; ours must be there. */
function emitUnknown(site: ValueSite, canonical: string, strength: string): string {
  const { compilation, tree, node, key, index } = site;
  if (!tree.structure.url.startsWith('http://hl7.org/fhir/'))
    report(compilation, tree, { element: node.id, message: `value set ${canonical} is unknown` });
  if (strength !== 'required') return '';
  return `P.notChecked(c, ${literal(canonical)}, ${key}, ${index});`;
}
