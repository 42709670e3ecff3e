// A claim that a person hands in: it joins the stream of those that institutions settle.

Profile: CnManualBundle
Parent: Bundle
Id: cn-manual-bundle
Title: "Chinese manual reimbursement"
Description: "The Claim first, then Coverage, Encounter, Patient, Organizations and diagnoses; no settlement yet."
* insert CnProfile
* obeys CN-BDL-01
* insert Key
* entry insert SliceBy(type, resource)
* entry contains
    claim 1..1 MS and
    coverage 1..1 MS and
    patient 1..1 MS and
    encounter 1..1 MS
* entry[claim].resource only CnClaim
* entry[coverage].resource only CnCoverage
* entry[patient].resource only CnPatient
* entry[encounter].resource only CnEncounter
