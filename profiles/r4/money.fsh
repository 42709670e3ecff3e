// What R4's Claim has no place for, once for every country: who bears which part of an amount,
// amounts beside the charged one, and rates. Where R5 has the element, its cross-version extension
// is used. None of them enters a sum of the claim.

RuleSet: CrossVersion(element)
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-{element}"
* ^version = "5.0.0"
* ^publisher = "HL7 International"
* ^experimental = false

Extension: ClaimPatientPaid
Id: claim-patient-paid
Title: "Paid by the patient"
Description: "R5 Claim.patientPaid: what the patient has paid already."
Context: Claim
* insert CrossVersion(Claim.patientPaid)
* value[x] 1..1
* value[x] only Money

Extension: ClaimItemPatientPaid
Id: claim-item-patient-paid
Title: "Paid by the patient for a line"
Description: "R5 Claim.item.patientPaid: what the patient has paid already for this line."
Context: Claim.item
* insert CrossVersion(Claim.item.patientPaid)
* value[x] 1..1
* value[x] only Money

Extension: ClaimShare
Id: claim-share
Title: "Share of an amount"
Description: "The part of a charge that one party bears, as the sender reckons it: a fund, the patient's co-payment, the patient alone, a personal account, another source, or the facility."
Context: Claim, Claim.item, Claim.item.detail, Claim.item.detail.subDetail
* extension contains
    party 1..1 and
    fund 0..1 and
    amount 0..1 and
    rate 0..1
* extension[party].value[x] only code
* extension[party].valueCode from ClaimShareParties (required)
* extension[fund] ^short = "Which fund or source, in the scheme's codes"
* extension[fund].value[x] only CodeableConcept
* extension[amount].value[x] only Money
* extension[rate] ^short = "Share in percent"
* extension[rate].value[x] only decimal

Extension: ClaimAmount
Id: claim-amount
Title: "Further amount"
Description: "An amount that stands beside the charge: the insured part, a ceiling, a deductible, a cost price."
Context: Claim, Claim.item, Claim.item.detail, Claim.item.detail.subDetail, Procedure, MedicationDispense
* extension contains
    kind 1..1 and
    amount 1..1
* extension[kind].value[x] only code
* extension[kind].valueCode from ClaimAmountKinds (required)
* extension[amount].value[x] only Money

Extension: ClaimRate
Id: claim-rate
Title: "Rate"
Description: "A rate in percent by which the sender reckoned an amount of the line."
Context: Claim, Claim.item, Claim.item.detail, Claim.item.detail.subDetail
* extension contains
    kind 1..1 and
    percent 1..1
* extension[kind].value[x] only code
* extension[kind].valueCode from ClaimRateKinds (required)
* extension[percent].value[x] only decimal

Extension: ClaimDetailServiced
Id: claim-detail-serviced
Title: "Date of a detail"
Description: "When an itemised service was given. R4 has a date for items only."
Context: Claim.item.detail
* value[x] 1..1
* value[x] only date or dateTime

CodeSystem: ClaimShareParty
Id: claim-share-party
Title: "Who bears a share"
Description: "Parties that bear a part of a charge."
* ^experimental = false
* ^caseSensitive = true
* #fund "Insurance fund" "The scheme's fund (TH fund, VN T_BHTT, CN fund payment)."
* #fund-by-fee "Insurance fund, fee for service" "The part of the fund's share outside capitation and case groups (VN T_BHTT_GDV)."
* #patient-copayment "Patient's co-payment" "The patient's part of insured charges (TH TOTCOPAY, VN T_BNCCT)."
* #patient-own "Patient alone" "Charges outside the benefit (VN T_BNTT, CN full own pay)."
* #patient "Patient in all" "All that the patient bears (CN psn_part_amt)."
* #patient-cash "Patient in cash" "What the patient pays in cash (CN psn_cash_pay)."
* #account "Personal account" "Paid from a personal or family account (CN acct_pay, acct_mulaid_pay)."
* #other-source "Other source" "State budget, donors, projects, assistance (VN T_NGUONKHAC, CN oth_pay)."
* #facility "Facility" "Borne by the facility (CN hosp_part_amt)."

ValueSet: ClaimShareParties
Id: claim-share-party
Title: "Who bears a share"
Description: "Parties that bear a part of a charge."
* ^experimental = false
* include codes from system ClaimShareParty

CodeSystem: ClaimAmountKind
Id: claim-amount-kind
Title: "Kind of further amount"
Description: "Amounts that stand beside the charge."
* ^experimental = false
* ^caseSensitive = true
* #insured "Insured amount" "The part of the charge within the benefit (VN THANH_TIEN_BH, CN inscp_scp_amt)."
* #service-price "Price of a service" "The price noted with a procedure (TH SERVPRICE)."
* #unit-cost "Unit cost" "What one unit cost the facility (TH DRUGCOST)."
* #unit-price-limit "Ceiling of the unit price" "The highest insured price of one unit (CN pric_uplmt_amt, VN DON_GIA_BH)."
* #line-limit "Ceiling of the line" "The highest insured amount of the line (VN T_TRANTT)."
* #own-pay-full "Wholly own pay" "Items outside the catalogue (CN fulamt_ownpay_amt)."
* #own-pay-over-limit "Own pay over the ceiling" "The part over the price ceiling (CN overlmt_amt)."
* #own-pay-first "Own pay first" "The part paid before the fund shares (CN preselfpay_amt)."
* #deductible "Deductible" "The deductible applied (CN act_pay_dedc)."

ValueSet: ClaimAmountKinds
Id: claim-amount-kind
Title: "Kind of further amount"
Description: "Amounts that stand beside the charge."
* ^experimental = false
* include codes from system ClaimAmountKind

CodeSystem: ClaimRateKind
Id: claim-rate-kind
Title: "Kind of rate"
Description: "Rates by which amounts of a line were reckoned."
* ^experimental = false
* ^caseSensitive = true
* #line-price "Rate of the price" "The part of the price that counts (VN TYLE_TT_DV)."
* #insured "Insured rate" "The part of the amount within the benefit (VN TYLE_TT_BH, CN 1 - selfpay_prop)."
* #benefit "Benefit level" "The part of the insured amount that the fund pays (VN MUC_HUONG)."
* #own-pay "Own-pay rate" "The part the patient pays first (CN selfpay_prop)."
* #pool "Pooled fund's rate" "The part the pooled fund pays (CN pool_prop_selfpay)."

ValueSet: ClaimRateKinds
Id: claim-rate-kind
Title: "Kind of rate"
Description: "Rates by which amounts of a line were reckoned."
* ^experimental = false
* include codes from system ClaimRateKind
