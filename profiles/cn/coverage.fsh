// One insurance of the person (insutype): one Coverage each.

Profile: CnCoverage
Parent: Coverage
Id: cn-coverage
Title: "Chinese insurance"
Description: "An insurance with its state, span and place."
* insert CnProfile
* extension contains CnInsured named insured 0..1 MS
* status MS
* type MS
* subscriberId MS
* beneficiary only Reference(CnPatient)
* beneficiary MS
* period MS
* payor 1..1 MS
* class MS
