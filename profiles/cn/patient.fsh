// The insured person.

Profile: CnPatient
Parent: Patient
Id: cn-patient
Title: "Chinese insured person"
Description: "A person with certificate and number of the insurance."
* insert CnProfile
* extension contains
    CnPersonDetail named detail 0..* MS and
    CnStanding named standing 0..* MS
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* name 1..* MS
* gender MS
* birthDate MS
* address MS
* contact MS
* telecom MS
