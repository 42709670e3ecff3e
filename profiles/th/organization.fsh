// The treating hospital, and the fund that pays for the right.

Profile: ThOrganization
Parent: Organization
Id: th-organization
Title: "Thai hospital or fund"
Description: "A hospital by its code, or a fund by its right (content of SIL-TH's ClaimCon organization, on R4 4.0.1)."
* insert ThProfile
* identifier 1..1 MS
* identifier.system 1..1
* identifier.value 1..1
* identifier insert SliceBy(value, system)
* identifier contains
    hcode 0..1 MS and
    fund 0..1 MS
* identifier[hcode].system = $hcode (exactly)
* identifier[hcode].type = $identifier-type#hcode
* identifier[fund].system = "https://sampan.example/fhir/CodeSystem/th-fund" (exactly)
* identifier[fund].value from ThFunds (required)

ValueSet: ThFunds
Id: th-fund
Title: "Funds"
Description: "The funds behind the rights."
* insert Codes
* include codes from system ThFundSystem
