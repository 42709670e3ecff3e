// Vital signs of OPD and IPD, laboratory results of LABFU, screenings of ADP.

Profile: ThObservation
Parent: Observation
Id: th-observation
Title: "Thai observation"
Description: "A measurement or result that came with a claim."
* insert ThProfile
* status = #final
* category 1..1
* code.coding 1..*
* code.coding.system 1..1
* code.coding.code 1..1
* subject 1..1
* subject only Reference(ThPatient)
* encounter 1..1
* encounter only Reference(ThEncounter)
* effective[x] only dateTime
