// A medicine of an electronic prescription.

Profile: CnMedicationRequest
Parent: MedicationRequest
Id: cn-medication-request
Title: "Chinese electronic prescription"
Description: "A medicine of a prescription (D001), with how long it lasts."
* insert CnProfile
* extension contains CnPrescriptionDetail named detail 0..1 MS
* intent = #order
* medication[x] only CodeableConcept
* subject only Reference(CnPatient)
* groupIdentifier MS
* dispenseRequest MS
