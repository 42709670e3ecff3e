// The resident number has the national OID that public health documents use; the other identifier
// systems have no published canonical and are ours, as are the canonicals of profiles.
Alias: $source-form = https://sampan.example/fhir/StructureDefinition/source-form
Alias: $resident = urn:oid:2.16.156.10011.1.3
Alias: $person = https://sampan.example/fhir/cn/person
Alias: $institution = https://sampan.example/fhir/cn/institution
Alias: $division = https://sampan.example/fhir/cn/division
Alias: $visit = https://sampan.example/fhir/cn/visit
Alias: $settlement = https://sampan.example/fhir/cn/settlement
Alias: $claim-type = http://terminology.hl7.org/CodeSystem/claim-type
Alias: $process-priority = http://terminology.hl7.org/CodeSystem/processpriority
