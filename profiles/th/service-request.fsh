// A referral (ORF, IRF, AER).

Profile: ThServiceRequest
Parent: ServiceRequest
Id: th-service-request
Title: "Thai referral"
Description: "A referral received or sent (content of SIL-TH's ClaimCon referral, on R4 4.0.1)."
* insert ThProfile
* identifier MS
* identifier insert SliceBy(pattern, type)
* identifier contains localReferNo 0..1 MS
* identifier[localReferNo] insert LocalIdentifier(localReferNo, [[Referral number (REFER_NO)]])
* intent = #order
* code 1..1
* code = http://snomed.info/sct#3457005
* category MS
* subject only Reference(ThPatient)
* encounter 1..1
* encounter only Reference(ThEncounter)
* requester 1..1 MS
* requester only Reference(Organization)
* performer 1..1 MS
* performer only Reference(Organization)
