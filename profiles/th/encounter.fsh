// Visit and admission.

Profile: ThEncounter
Parent: Encounter
Id: th-encounter
Title: "Thai visit or admission"
Description: "What visits and admissions have alike (content of SIL-TH's ClaimCon encounters, on R4 4.0.1)."
* insert ThProfile
* extension contains ThEmergency named emergency 0..* MS
* identifier 1..* MS
* identifier insert SliceBy(pattern, type)
* subject 1..1 MS
* subject only Reference(ThPatient)
* participant.individual only Reference(ThPractitioner)
* period 1..1 MS
* period.start 1..1
* diagnosis MS
* diagnosis.condition only Reference(ThCondition)
* diagnosis.use 1..1
* diagnosis.use from ThDxtype (required)
* location MS
* serviceProvider 1..1 MS
* serviceProvider only Reference(ThOrganization)
* serviceProvider.extension contains ThProviderType named providerType 0..1 MS

Profile: ThEncounterVisit
Parent: ThEncounter
Id: th-encounter-visit
Title: "Thai outpatient visit"
Description: "A visit (OPD)."
* insert ThProfile
* identifier contains vn 1..1 MS
* identifier[vn] insert LocalIdentifier(localVn, [[Visit key (SEQ)]])
* class = $v3-act-code#AMB
* type 0..1 MS
* type from ThServiceType (required)
* serviceType MS
* serviceType from ThDepartment (extensible)
* reasonCode MS
* hospitalization MS
* hospitalization.extension contains ThDischargeStatus named dischargeStatus 0..1 MS
* hospitalization.admitSource from ThTypein (required)

Profile: ThEncounterAdmission
Parent: ThEncounter
Id: th-encounter-admission
Title: "Thai admission"
Description: "An admission (IPD)."
* insert ThProfile
* extension contains ThLeaveDay named leaveDay 0..* MS
* identifier contains an 1..1 MS
* identifier[an] insert LocalIdentifier(localAn, [[Admission number (AN)]])
* class = $v3-act-code#IMP
* type 0..1 MS
* type from ThSvctype (required)
* serviceType MS
* period.end 1..1
* hospitalization MS
* hospitalization.extension contains
    ThIpdDischargeStatus named dischargeStatus 0..1 MS and
    ThIpdDischargeType named dischargeType 0..1 MS
