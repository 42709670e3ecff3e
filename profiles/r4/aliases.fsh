// Names used by every file of this folder. SUSHI reads aliases of one folder only, so a country
// repeats those it needs.
Alias: $source-form = https://sampan.example/fhir/StructureDefinition/source-form
Alias: $iso4217 = urn:iso:std:iso:4217
