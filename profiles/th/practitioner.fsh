// Who diagnosed, operated or dispensed, by licence.

Profile: ThPractitioner
Parent: Practitioner
Id: th-practitioner
Title: "Thai practitioner"
Description: "A practitioner by licence number (content of SIL-TH's ClaimCon practitioner, on R4 4.0.1)."
* insert ThProfile
* identifier 1..* MS
* identifier.type 1..1
* identifier.system 1..1
* identifier.value 1..1
* identifier insert SliceBy(pattern, type)
* identifier contains
    doctorId 0..1 MS and
    proId 0..1 MS
* identifier[doctorId].type = $identifier-type#proDoc
* identifier[doctorId].system = "https://terms.sil-th.org/id/th-doctor-id" (exactly)
* identifier[proId].type = $identifier-type#localProv
