// One claim a visit or admission. Its items are the charge categories of CHA and sum to CHT.TOTAL;
// rows of ADP and DRU are details under them and enter no sum.

RuleSet: ThProfile
* ^status = #active
* ^experimental = false
* ^publisher = "Sampan"
* ^jurisdiction = urn:iso:std:iso:3166#TH

// An identifier of the sending hospital: system https://terms.sil-th.org/hcode/5/{hcode}/{space}.
RuleSet: LocalIdentifier(type, short)
* type 1..1
* type = $identifier-type#{type}
* ^short = "{short}"
* system 1..1
* value 1..1

RuleSet: SliceBy(discriminator, path)
* ^slicing.discriminator.type = #{discriminator}
* ^slicing.discriminator.path = "{path}"
* ^slicing.rules = #open

RuleSet: Baht
* value 1..1
* currency 1..1
* currency = #THB (exactly)

Profile: ThClaim
Parent: Claim
Id: th-claim
Title: "Thai claim"
Description: "A claim of a visit or admission, as the 16 files state it (content of SIL-TH's ClaimCon claims, on R4 4.0.1)."
* insert ThProfile
* obeys TH-CLM-02
* extension contains $claim-patient-paid named patientPaid 0..1 MS
* identifier 1..* MS
* identifier insert SliceBy(pattern, type)
* identifier contains
    vn 0..1 MS and
    an 0..1 MS and
    invNo 0..1 MS and
    invLt 0..1 MS
* identifier[vn] insert LocalIdentifier(localVn, [[Visit key (SEQ)]])
* identifier[an] insert LocalIdentifier(localAn, [[Admission number (AN)]])
* identifier[invNo] insert LocalIdentifier(localInvNo, [[Invoice (INVOICE_NO)]])
* identifier[invLt] insert LocalIdentifier(localInvLt, [[Invoice lot (INVOICE_LT)]])
* status = #active
* type = $claim-type#institutional
* use = #claim
* patient only Reference(ThPatient)
* billablePeriod 1..1 MS
* created MS
* insurer 1..1 MS
* insurer only Reference(ThOrganization)
* provider only Reference(ThOrganization)
* provider MS
* priority = $process-priority#normal
* diagnosis MS
* diagnosis.diagnosis[x] only Reference(ThCondition)
* diagnosis.type 1..1
* diagnosis.type from ThDxtype (required)
* procedure MS
* procedure.procedure[x] only Reference(ThProcedure)
* insurance 1..1 MS
* insurance.focal = true
* insurance.coverage only Reference(ThCoverage)
* insurance.preAuthRef MS
* item 1..* MS
* item.category 1..1 MS
* item.category.coding insert SliceBy(value, system)
* item.category.coding contains
    eClaimCategory 0..1 MS and
    thCategory 0..1 MS
* item.category.coding[eClaimCategory].system 1..1
* item.category.coding[eClaimCategory].system = "https://terms.sil-th.org/core/CodeSystem/cs-eclaim-charge-item" (exactly)
* item.category.coding[eClaimCategory] from ThChrgitem (required)
* item.category.coding[thCategory].system 1..1
* item.category.coding[thCategory].system = "https://terms.sil-th.org/core/CodeSystem/cs-chi-fee-category" (exactly)
* item.category.coding[thCategory] from ThFeeCategory (required)
* item.serviced[x] only date
* item.servicedDate MS
* item.net 1..1 MS
* item.net insert Baht
* item.encounter 1..1
* item.encounter only Reference(ThEncounter)
* item.detail.extension contains
    ClaimDetailServiced named serviced 0..1 MS and
    ClaimShare named share 0..* MS and
    ClaimAmount named amount 0..* MS and
    ThServiceDetail named service 0..1
* item.detail.quantity MS
* item.detail.unitPrice MS
* item.detail.unitPrice insert Baht
* item.detail.net MS
* item.detail.net insert Baht
* total 1..1 MS
* total insert Baht
* total obeys TH-CLM-01
