// One claim a settlement (setl_id). Its items are the fee lines, or the charge categories where only
// the list is known; who bears what stands in the shared extensions.

Profile: CnClaim
Parent: Claim
Id: cn-claim
Title: "Chinese claim"
Description: "A claim of a settlement, as the messages of its visit state it."
* insert CnProfile
* obeys CN-CLM-01
* obeys CN-CLM-02
* extension contains
    ClaimShare named share 0..* MS and
    ClaimAmount named amount 0..* MS and
    ClaimRate named rate 0..* MS
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* status = #active
* type = $claim-type#institutional
* subType 1..1 MS
* subType from CnClaimKind (required)
* use = #claim
* patient only Reference(CnPatient)
* billablePeriod 0..1 MS
* created MS
* insurer 1..1 MS
* provider MS
* priority = $process-priority#normal
* careTeam MS
* careTeam.role from CnCareRole (required)
* supportingInfo MS
* diagnosis MS
* diagnosis.diagnosis[x] only Reference(Condition)
* procedure MS
* procedure.procedure[x] only Reference(Procedure)
* insurance 1..* MS
* insurance.coverage only Reference(CnCoverage)
* item MS
* item.extension contains
    CnLine named line 0..1 MS and
    CnCategoryClasses named classes 0..1 MS and
    ClaimShare named share 0..* MS and
    ClaimAmount named amount 0..* MS and
    ClaimRate named rate 0..* MS
* item.category MS
* item.quantity MS
* item.unitPrice MS
* item.unitPrice insert Yuan
* item.net 1..1 MS
* item.net insert Yuan
* item.encounter 1..1
* total 1..1 MS
* total insert Yuan
