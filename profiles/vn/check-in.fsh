// What a check-in becomes: an arrived Encounter with the patient and, if there is one, the card.

Profile: VnCheckinBundle
Parent: Bundle
Id: vn-checkin-bundle
Title: "Vietnamese check-in"
Description: "An arrived Encounter, its Patient, Coverage and facility."
* insert VnProfile
* identifier 1..1
* identifier.system 1..1
* identifier.system = "https://sampan.example/fhir/business-key" (exactly)
* identifier.value 1..1
* type = #collection
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1
* entry insert SliceBy(type, resource)
* entry contains
    encounter 1..1 MS and
    patient 1..1 MS and
    coverage 0..1 MS
* entry[encounter].resource only Encounter
* entry[patient].resource only VnPatient
* entry[coverage].resource only VnCoverage
