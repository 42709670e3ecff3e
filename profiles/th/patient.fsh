// The patient (PAT).

Profile: ThPatient
Parent: Patient
Id: th-patient
Title: "Thai patient"
Description: "A patient with national number and hospital number (content of SIL-TH's ClaimCon patient, on R4 4.0.1)."
* insert ThProfile
* extension contains
    http://hl7.org/fhir/StructureDefinition/patient-nationality named nationality 0..1 MS and
    ThOccupation named occupation 0..1
* identifier 1..* MS
* identifier insert SliceBy(pattern, type)
* identifier contains
    cid 0..1 MS and
    hn 1..1 MS and
    passportNo 0..1
* identifier[cid].type 1..1
* identifier[cid].type = $identifier-type#cid
* identifier[cid].system 1..1
* identifier[cid].system = $cid (exactly)
* identifier[cid].value 1..1
* identifier[hn] insert LocalIdentifier(localHn, [[Hospital number (HN)]])
* identifier[passportNo].type 1..1
* identifier[passportNo].type = $v2-0203#PPN
* identifier[passportNo].system 1..1
* identifier[passportNo].value 1..1
* name MS
* gender 1..1 MS
* birthDate 1..1 MS
* address MS
* address.extension contains ThAddressCode named addressCode 0..1 MS
* maritalStatus MS
