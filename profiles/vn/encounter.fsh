// The treatment of XML1.

Profile: VnEncounter
Parent: Encounter
Id: vn-encounter
Title: "Vietnamese treatment"
Description: "A visit or stay with times, referral, discharge and outcome."
* insert VnProfile
* extension contains VnTreatmentDetail named detail 0..1 MS
* identifier 1..* MS
* status = #finished
* class MS
* type 1..1 MS
* subject 1..1 MS
* subject only Reference(VnPatient)
* period 1..1 MS
* period.start 1..1
* period.end 1..1
* reasonCode MS
* diagnosis MS
* hospitalization MS
* hospitalization.dischargeDisposition MS
* serviceProvider 1..1 MS
