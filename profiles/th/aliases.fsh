// Systems of identifiers and codes are SIL-TH's where it has one; canonicals of profiles are ours.
Alias: $source-form = https://sampan.example/fhir/StructureDefinition/source-form
Alias: $icd10 = http://hl7.org/fhir/sid/icd-10
Alias: $icd9cm = http://terminology.hl7.org/CodeSystem/icd9cm
Alias: $loinc = http://loinc.org
Alias: $ucum = http://unitsofmeasure.org
Alias: $cid = https://terms.sil-th.org/id/th-cid
Alias: $hcode = https://terms.sil-th.org/id/th-moph-hcode
Alias: $identifier-type = https://terms.sil-th.org/core/CodeSystem/cs-th-identifier-type
Alias: $v2-0203 = http://terminology.hl7.org/CodeSystem/v2-0203
Alias: $v3-act-code = http://terminology.hl7.org/CodeSystem/v3-ActCode
Alias: $claim-type = http://terminology.hl7.org/CodeSystem/claim-type
Alias: $process-priority = http://terminology.hl7.org/CodeSystem/processpriority
Alias: $charge-item = https://terms.sil-th.org/core/CodeSystem/cs-eclaim-charge-item
Alias: $adp-type = https://terms.sil-th.org/core/CodeSystem/cs-eclaim-adp-type
Alias: $diagnosis-role = https://terms.sil-th.org/core/CodeSystem/cs-43plus-encounter-diagnosis-role
Alias: $claim-patient-paid = http://hl7.org/fhir/5.0/StructureDefinition/extension-Claim.patientPaid
