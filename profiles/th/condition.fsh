// A diagnosis (ODX, IDX).

Profile: ThCondition
Parent: Condition
Id: th-condition
Title: "Thai diagnosis"
Description: "A diagnosis in ICD-10 (content of SIL-TH's ClaimCon condition, on R4 4.0.1)."
* insert ThProfile
* extension contains ThClinic named clinic 0..1
* category 1..1
* category = http://terminology.hl7.org/CodeSystem/condition-category#encounter-diagnosis
* code 1..1 MS
* code.coding 1..1
* code.coding.system 1..1
* code.coding.system = $icd10 (exactly)
* code.coding.code 1..1
* subject only Reference(ThPatient)
* encounter 1..1
* encounter only Reference(ThEncounter)
* asserter only Reference(ThPractitioner)
