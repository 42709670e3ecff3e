/** Emits the lexical test of a primitive, by the type its snapshot names. */
import type { ValueSite } from './compilation.ts';
import type { ElementType } from './definitions.ts';

/** JavaScript conditions that hold where `v` is not of the type. */
const WRONG: Readonly<Record<string, (v: string) => string>> = {
  boolean: (v) => `${v} !== true && ${v} !== false`,
  integer: (v) => `!P.isInteger(${v})`,
  positiveInt: (v) => `!P.isPositiveInt(${v})`,
  unsignedInt: (v) => `!P.isUnsignedInt(${v})`,
  decimal: (v) => `typeof ${v} !== 'number' && !P.isDecimal(${v})`,
  string: (v) => `!P.isString(${v})`,
  markdown: (v) => `!P.isString(${v})`,
  xhtml: (v) => `!P.isString(${v})`,
  code: (v) => `!P.isCode(${v})`,
  id: (v) => `!P.isId(${v})`,
  uri: (v) => `!P.isUri(${v})`,
  url: (v) => `!P.isUri(${v})`,
  canonical: (v) => `!P.isUri(${v})`,
  oid: (v) => `!P.isOid(${v})`,
  uuid: (v) => `!P.isUuid(${v})`,
  date: (v) => `!P.isDate(${v})`,
  dateTime: (v) => `!P.isDateTime(${v})`,
  instant: (v) => `!P.isInstant(${v})`,
  time: (v) => `!P.isTime(${v})`,
  base64Binary: (v) => `!P.isBase64(${v})`,
};

const SYSTEM = 'http://hl7.org/fhirpath/System.';
const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

export function isPrimitive(type: string): boolean {
  return Object.hasOwn(WRONG, type);
}

/**
 * The type code of an element's type; `id` and `url` are given as System.String with the FHIR type
 * in an extension. http://hl7.org/fhir/R4/elementdefinition.html#ElementDefinition.type.code
 */
export function typeCode(type: ElementType): string {
  if (!type.code.startsWith(SYSTEM)) return type.code;
  for (const extension of type.extension ?? []) {
    const named = extension.valueUrl ?? extension.valueUri;
    if (extension.url === FHIR_TYPE && typeof named === 'string') return named;
  }
  const system = type.code.slice(SYSTEM.length);
  return system.charAt(0).toLowerCase() + system.slice(1);
}

/** `rest` runs where the value has its type's form. */
export function emitPrimitive(site: ValueSite, rest: string): string {
  const { type, value, key, index } = site;
  const wrong = WRONG[type]?.(value) ?? `typeof ${value} !== 'string'`;
  const otherwise = rest === '' ? '' : ` else { ${rest} }`;
  return `if (${wrong}) P.badPrimitive(c, '${type}', ${value}, ${key}, ${index});${otherwise}`;
}
