// One claim a treatment (MA_LK). Its items are the lines of XML2, then those of XML3, and sum to
// T_TONGCHI_BV; who bears a line and by what rates stands in the shared extensions.

Profile: VnClaim
Parent: Claim
Id: vn-claim
Title: "Vietnamese claim"
Description: "A claim of a treatment, as the claim XML states it."
* insert VnProfile
* obeys VN-CLM-01
* obeys VN-CLM-02
* extension contains
    VnClaimSummary named summary 0..1 MS and
    ClaimShare named share 0..* MS and
    ClaimAmount named amount 0..* MS
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* status = #active
* type = $claim-type#institutional
* use = #claim
* patient only Reference(VnPatient)
* billablePeriod 1..1 MS
* created MS
* insurer 1..1 MS
* provider MS
* priority = $process-priority#normal
* diagnosis MS
* diagnosis.diagnosis[x] only Reference(Condition)
* procedure MS
* insurance 1..* MS
* insurance.coverage only Reference(VnCoverage)
* item MS
* item.extension contains
    VnLine named line 0..1 MS and
    ClaimShare named share 0..* MS and
    ClaimAmount named amount 0..* MS and
    ClaimRate named rate 0..* MS
* item.category 1..1 MS
* item.quantity MS
* item.unitPrice MS
* item.unitPrice insert Dong
* item.net 1..1 MS
* item.net insert Dong
* item.encounter 1..1
* total 1..1 MS
* total insert Dong
