// A procedure (OOP, IOP).

Profile: ThProcedure
Parent: Procedure
Id: th-procedure
Title: "Thai procedure"
Description: "A procedure in ICD-9-CM or ICD-10-TM (content of SIL-TH's ClaimCon procedure, on R4 4.0.1)."
* insert ThProfile
* extension contains
    ThProcedureType named procedureType 0..1 MS and
    ClaimAmount named price 0..1
* status = #completed
* code 1..1 MS
* code.coding insert SliceBy(value, system)
* code.coding contains
    icd9cm 0..1 MS and
    icd10tm 0..1 MS
* code.coding[icd9cm].system 1..1
* code.coding[icd9cm].system = $icd9cm (exactly)
* code.coding[icd9cm].code 1..1
* code.coding[icd10tm].system 1..1
* code.coding[icd10tm].system = "https://terms.sil-th.org/core/CodeSystem/cs-th-icd10tm" (exactly)
* code.coding[icd10tm].code 1..1
* subject only Reference(ThPatient)
* encounter 1..1
* encounter only Reference(ThEncounter)
* performer.actor only Reference(ThPractitioner)
