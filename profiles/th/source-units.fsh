// A claim's records together: what the maps receive. That INS, PAT and CHT are there is a rule of
// the set (channel.json, foreign keys), which knows the cell to point at; so they are 0..1 here.

Logical: ThUnit
Id: ThUnit
Title: "Claim of a visit or an admission"
Description: "The rows that visits and admissions have alike."
* insert PayerRulesOfThUnit
* facility 1..1 string "Code of the facility (HCODE)"
* INS 0..1 ThIns "Right"
* PAT 0..1 ThPat "Patient"
* CHT 0..1 ThCht "Total charge"
* CHA 0..* ThCha "Charges by category"
* AER 0..* ThAer "Accident, emergency, referral"
* ADP 0..* ThAdp "Itemised services"
* DRU 0..* ThDru "Medicines"

Logical: ThVisit
Parent: ThUnit
Id: ThVisit
Title: "Claim of a visit"
Description: "The rows of one visit: HN and SEQ, no AN."
* OPD 1..1 ThOpd "Visit"
* ORF 0..* ThOrf "Referrals"
* ODX 0..* ThOdx "Diagnoses"
* OOP 0..* ThOop "Procedures"
* LABFU 0..* ThLabfu "Laboratory results"

Logical: ThAdmission
Parent: ThUnit
Id: ThAdmission
Title: "Claim of an admission"
Description: "The rows of one admission: HN and AN, and those of other files that carry the AN."
* insert PayerRulesOfThAdmission
* IPD 1..1 ThIpd "Admission"
* IRF 0..* ThIrf "Referrals"
* IDX 0..* ThIdx "Diagnoses"
* IOP 0..* ThIop "Procedures"
* LVD 0..* ThLvd "Leaves"
