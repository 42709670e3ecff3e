// A medicine of XML2 as it was ordered.

Profile: VnMedicationRequest
Parent: MedicationRequest
Id: vn-medication-request
Title: "Vietnamese order of a medicine"
Description: "What was ordered, how it is taken, by whom and when."
* insert VnProfile
* extension contains VnMedicine named medicine 0..1 MS
* medication[x] only CodeableConcept
* medicationCodeableConcept MS
* subject only Reference(VnPatient)
* encounter 1..1 MS
* authoredOn MS
* requester MS
* dosageInstruction MS
* dispenseRequest MS
