// One bundle a settlement: the claim, and everything it speaks of.

RuleSet: CnProfile
* ^status = #active
* ^experimental = false
* ^publisher = "Sampan"
* ^jurisdiction = urn:iso:std:iso:3166#CN

RuleSet: SliceBy(discriminator, path)
* ^slicing.discriminator.type = #{discriminator}
* ^slicing.discriminator.path = "{path}"
* ^slicing.rules = #open

RuleSet: Yuan
* value 1..1
* currency 1..1
* currency = #CNY (exactly)

RuleSet: Key
* identifier 1..1
* identifier.system 1..1
* identifier.system = "https://sampan.example/fhir/business-key" (exactly)
* identifier.value 1..1
* type = #collection
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1

Profile: CnSettlementBundle
Parent: Bundle
Id: cn-settlement-bundle
Title: "Chinese claim with everything it refers to"
Description: "The Claim first, then Coverage by insurance, Encounter, Patient, Organizations, staff, diagnoses, procedures, prescriptions and the settlement."
* insert CnProfile
* obeys CN-BDL-01
* insert Key
* entry insert SliceBy(type, resource)
* entry contains
    claim 1..1 MS and
    coverage 1..* MS and
    patient 1..1 MS and
    encounter 1..1 MS and
    settlement 0..1 MS
* entry[claim].resource only CnClaim
* entry[coverage].resource only CnCoverage
* entry[patient].resource only CnPatient
* entry[encounter].resource only CnEncounter
* entry[settlement].resource only CnSettlement
