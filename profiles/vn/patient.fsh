// The patient of XML1.

Profile: VnPatient
Parent: Patient
Id: vn-patient
Title: "Vietnamese patient"
Description: "A patient with citizen id and the facility's own number."
* insert VnProfile
* extension contains VnPatientDetail named detail 0..1 MS
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* name 1..* MS
* gender 1..1 MS
* birthDate 1..1 MS
* address MS
* address.extension contains VnResidence named residence 0..1
* telecom MS
