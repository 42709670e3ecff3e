/** Code systems defined by a grammar, or too large to ship, and how their codes are tested. */

export const GRAMMARS = {
  'http://unitsofmeasure.org': 'ucum',
  'urn:ietf:bcp:13': 'mime',
  'urn:ietf:bcp:47': 'language',
  'urn:iso:std:iso:4217': 'currency',
  'urn:iso:std:iso:3166': 'country',
  'https://www.iana.org/time-zones': 'timezone',
  'http://hl7.org/fhir/sid/icd-10': 'icd10',
  'http://snomed.info/sct': 'snomed',
  'http://loinc.org': 'loinc',
} as const;

export type GrammarName = (typeof GRAMMARS)[keyof typeof GRAMMARS];
