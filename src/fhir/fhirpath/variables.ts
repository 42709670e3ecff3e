/** Variables: FHIR's own, whose text is fixed, and those the caller binds. */

export interface VariableBinding {
  /** JS expression of a raw JSON value, or of an array if `many`. */
  readonly code: string;
  readonly type?: string;
  readonly many?: boolean;
}

const CONSTANTS: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

/** The text of FHIR's own variables: http://hl7.org/fhir/R4/fhirpath.html#variables */
export function constantOf(name: string): string | undefined {
  if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name];
  if (name.startsWith('vs-')) return `http://hl7.org/fhir/ValueSet/${name.slice(3)}`;
  if (name.startsWith('ext-')) return `http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`;
  return undefined;
}
