// What the platform answered when it settled: a record, delivered with its claim.

Profile: CnSettlement
Parent: ClaimResponse
Id: cn-settlement
Title: "Chinese settlement"
Description: "The settlement of a claim by fund, as the platform answered it or the list repeats it."
* insert CnProfile
* identifier 1..* MS
* status = #active
* type = $claim-type#institutional
* use = #claim
* patient only Reference(CnPatient)
* created MS
* request 1..1 MS
* outcome = #complete
* adjudication MS
* adjudication.category from CnAdjudication (required)
* adjudication.extension contains CnFundPayment named payment 0..1 MS
* adjudication.reason MS
* total MS
* total.category from CnAdjudication (required)
