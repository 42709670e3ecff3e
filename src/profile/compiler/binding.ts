/** Required and extensible bindings on code, Coding, CodeableConcept and Quantity. */
import { type Compilation, type Concern, report, type ValueSite } from './compilation.ts';
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

export const emitBinding: Concern = (site) => {
  const binding = site.node.definition.binding;
  const strength = binding?.strength;
  if (strength !== 'required' && strength !== 'extensible') return '';
  const canonical = binding?.valueSet;
  if (canonical === undefined) return '';
  const set = valueSetConstant(site.compilation, canonical);
  if (set === undefined) return emitUnknown(site, canonical);
  if (CODES.has(site.type)) return emitCode(site, set, strength);
  const { type, value, key, index } = site;
  if (type === 'Coding' || type === 'Quantity')
    return `P.coding(c, ${set}, '${strength}', ${value}, ${key}, ${index});`;
  if (type === 'CodeableConcept')
    return `P.concept(c, ${set}, '${strength}', ${value}, ${key}, ${index});`;
  return '';
};

/** HL7's own sets may be missing from the shipped definitions; ours must be there. */
function emitUnknown(site: ValueSite, canonical: string): string {
  const { compilation, tree, node, key, index } = site;
  if (!tree.structure.url.startsWith('http://hl7.org/fhir/'))
    report(compilation, tree, { element: node.id, message: `value set ${canonical} is unknown` });
  if (node.definition.binding?.strength !== 'required') return '';
  return `P.notChecked(c, ${literal(canonical)}, ${key}, ${index});`;
}
