/** Where our own definitions live. Every canonical of ours is made from this one constant. */
export const canonicalBase = 'https://sampan.example/fhir';

export function structureUrl(id: string): string {
  return `${canonicalBase}/StructureDefinition/${id}`;
}

export const systems = {
  finding: `${canonicalBase}/CodeSystem/finding`,
  businessKey: `${canonicalBase}/business-key`,
  payerKey: `${canonicalBase}/payer-key`,
} as const;
