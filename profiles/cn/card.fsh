// What a read of a person gives: no claim, and a visit only where the reader says its number.

Profile: CnCardBundle
Parent: Bundle
Id: cn-card-bundle
Title: "Chinese person, as read"
Description: "Patient with insurances."
* insert CnProfile
* insert Key
* entry insert SliceBy(type, resource)
* entry contains
    patient 1..1 MS and
    coverage 0..* MS
* entry[patient].resource only CnPatient
* entry[coverage].resource only CnCoverage

Extension: CnCardValidity
Id: cn-card-validity
Title: "Without end"
Description: "Text of a validity that names no day (长期)."
Context: Identifier
* value[x] 1..1
* value[x] only string
