// A health insurance card: one Coverage each, several where it changes during the treatment.

Profile: VnCoverage
Parent: Coverage
Id: vn-coverage
Title: "Vietnamese health insurance card"
Description: "A card of XML1 with its validity."
* insert VnProfile
* extension contains VnCard named card 0..1 MS
* status = #active
* type MS
* subscriberId MS
* beneficiary only Reference(VnPatient)
* beneficiary MS
* period MS
* payor 1..1 MS
* class MS
