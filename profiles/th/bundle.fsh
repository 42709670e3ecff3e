// One bundle a claim: the claim, and everything it speaks of.

Profile: ThClaimBundle
Parent: Bundle
Id: th-claim-bundle
Title: "Thai claim with everything it refers to"
Description: "The Claim first, then Coverage, Encounter, Patient, Organization and what else the files say."
* insert ThProfile
* obeys TH-BDL-01
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
    claim 1..1 MS and
    coverage 1..1 MS and
    patient 1..1 MS and
    encounter 1..1 MS
* entry[claim].resource only ThClaim
* entry[coverage].resource only ThCoverage
* entry[patient].resource only ThPatient
* entry[encounter].resource only ThEncounter
