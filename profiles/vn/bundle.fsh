// One bundle a treatment: the claim, and everything it speaks of.

RuleSet: VnProfile
* ^status = #active
* ^experimental = false
* ^publisher = "Sampan"
* ^jurisdiction = urn:iso:std:iso:3166#VN

RuleSet: SliceBy(discriminator, path)
* ^slicing.discriminator.type = #{discriminator}
* ^slicing.discriminator.path = "{path}"
* ^slicing.rules = #open

RuleSet: Dong
* value 1..1
* currency 1..1
* currency = #VND (exactly)

Profile: VnTreatmentBundle
Parent: Bundle
Id: vn-treatment-bundle
Title: "Vietnamese claim with everything it refers to"
Description: "The Claim first, then Coverage by card, Encounter, Patient, Organization and what else the tables say."
* insert VnProfile
* obeys VN-BDL-01
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
    coverage 1..* MS and
    patient 1..1 MS and
    encounter 1..1 MS
* entry[claim].resource only VnClaim
* entry[coverage].resource only VnCoverage
* entry[patient].resource only VnPatient
* entry[encounter].resource only VnEncounter
