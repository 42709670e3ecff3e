// The right used (INS).

Profile: ThCoverage
Parent: Coverage
Id: th-coverage
Title: "Thai coverage"
Description: "The right used for a visit or admission (content of SIL-TH's ClaimCon coverage, on R4 4.0.1)."
* insert ThProfile
* extension contains
    ThContractedProvider named provider 0..* MS and
    ThDocumentNumber named document 0..1
* identifier 1..* MS
* identifier insert SliceBy(pattern, type)
* identifier contains
    cid 0..1 MS and
    hn 0..1 MS
* identifier[cid].type 1..1
* identifier[cid].type = $identifier-type#cid
* identifier[cid].system 1..1
* identifier[cid].system = $cid (exactly)
* identifier[cid].value 1..1
* identifier[hn] insert LocalIdentifier(localHn, [[Hospital number (HN), where the right's row has no CID]])
* status = #active
* type 1..1 MS
* type from ThInscl (required)
* beneficiary only Reference(ThPatient)
* beneficiary MS
* period MS
* payor 1..1 MS
* payor only Reference(ThOrganization)
* class MS
