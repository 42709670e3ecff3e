// A medicine dispensed (DRU).

Profile: ThMedicationDispense
Parent: MedicationDispense
Id: th-medication-dispense
Title: "Thai medicine dispensed"
Description: "A medicine dispensed (content of SIL-TH's ClaimCon dispense, on R4 4.0.1)."
* insert ThProfile
* extension contains
    ThNedCriteria named nedCriteria 0..1 MS and
    ThMedicineDetail named detail 0..1
* status = #completed
* category MS
* category from ThUseStatus (extensible)
* medication[x] only CodeableConcept
* medicationCodeableConcept.coding insert SliceBy(value, system)
* medicationCodeableConcept.coding contains
    tmt 0..1 MS and
    24drug 0..1 MS
* medicationCodeableConcept.coding[tmt].system 1..1
* medicationCodeableConcept.coding[tmt].system = "https://terms.sil-th.org/core/CodeSystem/cs-th-tmt" (exactly)
* medicationCodeableConcept.coding[24drug].system 1..1
* medicationCodeableConcept.coding[24drug].system = "https://terms.sil-th.org/core/CodeSystem/cs-th-24drug" (exactly)
* subject 1..1 MS
* subject only Reference(ThPatient)
* context 1..1 MS
* context only Reference(ThEncounter)
* performer.actor only Reference(ThPractitioner)
* quantity 1..1 MS
* whenHandedOver MS
* dosageInstruction 0..1
* dosageInstruction.extension contains ThDosageCode named sigCode 0..1
