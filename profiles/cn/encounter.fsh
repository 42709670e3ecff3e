// The visit or stay that was settled.

Profile: CnEncounter
Parent: Encounter
Id: cn-encounter
Title: "Chinese visit or stay"
Description: "A visit or stay with its numbers, kind of care, times, wards and discharge."
* insert CnProfile
* extension contains CnStay named stay 0..1 MS
* identifier 1..* MS
* status = #finished
* class MS
* type MS
* subject 1..1 MS
* subject only Reference(CnPatient)
* participant MS
* period 0..1 MS
* hospitalization MS
* hospitalization.dischargeDisposition MS
* location MS
* location.extension contains CnDuration named duration 0..1 MS
* serviceProvider 1..1 MS
