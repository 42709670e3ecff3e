// Systems of identifiers are those of the VN Core community guide where it has one, else of the
// ministry's guide; canonicals of profiles are ours.
Alias: $source-form = https://sampan.example/fhir/StructureDefinition/source-form
Alias: $icd10 = http://hl7.org/fhir/sid/icd-10
Alias: $icd9cm = http://terminology.hl7.org/CodeSystem/icd9cm
Alias: $cccd = http://fhir.hl7.org.vn/core/sid/cccd
Alias: $cmnd = http://fhir.hl7.org.vn/core/sid/cmnd
Alias: $bhyt = http://fhir.hl7.org.vn/core/sid/bhyt
Alias: $cchn = http://fhir.hl7.org.vn/core/sid/cchn
Alias: $ma-lk = http://fhir.hl7.org.vn/core/sid/ma-lk
Alias: $facility = http://fhir.ehealth.gov.vn/core/sid/provider-code
Alias: $v2-0203 = http://terminology.hl7.org/CodeSystem/v2-0203
Alias: $claim-type = http://terminology.hl7.org/CodeSystem/claim-type
Alias: $process-priority = http://terminology.hl7.org/CodeSystem/processpriority
