// Codes of the 16 files to FHIR's and SIL-TH's, for the maps.

RuleSet: Mapping(title)
* url = "https://sampan.example/fhir/ConceptMap/{title}"
* version = "0.1.0"
* name = "{title}"
* status = #active
* experimental = false

RuleSet: Group(source, target)
* group[+].source = "{source}"
* group[=].target = "{target}"

RuleSet: Pair(source, target)
* group[=].element[+].code = #{source}
* group[=].element[=].target[+].code = #{target}
* group[=].element[=].target[=].equivalence = #equivalent

RuleSet: Wider(source, target)
* group[=].element[+].code = #{source}
* group[=].element[=].target[+].code = #{target}
* group[=].element[=].target[=].equivalence = #wider

Instance: th-sex
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-sex)
* insert Group(https://sampan.example/fhir/CodeSystem/th-sex, http://hl7.org/fhir/administrative-gender)
* insert Pair(1, male)
* insert Pair(2, female)

// The right itself: in SIL-TH's e-Claim list where it is there, else in ours.
Instance: th-right
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-right)
* insert Group(https://sampan.example/fhir/CodeSystem/th-inscl, https://terms.sil-th.org/core/CodeSystem/cs-eclaim-coverage-type)
* insert Pair(UCS, UCS)
* insert Pair(OFC, OFC)
* insert Pair(SSS, SSS)
* insert Pair(LGO, LGO)
* insert Pair(NHS, NHS)
* insert Group(https://sampan.example/fhir/CodeSystem/th-inscl, https://sampan.example/fhir/CodeSystem/th-coverage-type)
* insert Pair(STP, STP)
* insert Pair(BKK, BKK)
* insert Pair(NRH, NRH)
* insert Pair(SSI, SSI)

// The right as SIL-TH's list of Thai coverage types sees it.
Instance: th-coverage-type
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-coverage-type)
* insert Group(https://sampan.example/fhir/CodeSystem/th-inscl, https://terms.sil-th.org/core/CodeSystem/cs-th-coverage-type)
* insert Pair(UCS, UCS)
* insert Pair(OFC, OFC)
* insert Pair(SSS, SSS)
* insert Pair(LGO, LGO)
* insert Wider(SSI, SSS)
* insert Wider(NHS, OTH)
* insert Wider(STP, OTH)
* insert Wider(BKK, OTH)
* insert Wider(NRH, OTH)

// The clergy (6) has no status of HL7's.
Instance: th-marital
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-marital)
* insert Group(https://terms.sil-th.org/core/CodeSystem/cs-thcc-marital, http://terminology.hl7.org/CodeSystem/v3-MaritalStatus)
* insert Pair(1, S)
* insert Pair(2, M)
* insert Pair(3, W)
* insert Pair(4, D)
* insert Pair(5, L)
* insert Group(https://terms.sil-th.org/core/CodeSystem/cs-thcc-marital, http://terminology.hl7.org/CodeSystem/v3-NullFlavor)
* insert Pair(9, UNK)

// The motor accident act (K1) is a payer, not a kind of charge: it has no fee category.
Instance: th-fee-category
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-fee-category)
* insert Group(https://terms.sil-th.org/core/CodeSystem/cs-eclaim-charge-item, https://terms.sil-th.org/core/CodeSystem/cs-chi-fee-category)
* insert Pair(11, 01)
* insert Pair(12, 01)
* insert Pair(21, 02)
* insert Pair(22, 02)
* insert Pair(31, 03)
* insert Pair(32, 03)
* insert Pair(41, 04)
* insert Pair(42, 04)
* insert Pair(51, 05)
* insert Pair(52, 05)
* insert Pair(61, 06)
* insert Pair(62, 06)
* insert Pair(71, 07)
* insert Pair(72, 07)
* insert Pair(81, 08)
* insert Pair(82, 08)
* insert Pair(91, 09)
* insert Pair(92, 09)
* insert Pair(A1, 10)
* insert Pair(A2, 10)
* insert Pair(B1, 11)
* insert Pair(B2, 11)
* insert Pair(C1, 12)
* insert Pair(C2, 12)
* insert Pair(D1, 13)
* insert Pair(D2, 13)
* insert Pair(E1, 14)
* insert Pair(E2, 14)
* insert Pair(F1, 15)
* insert Pair(F2, 15)
* insert Pair(G1, 16)
* insert Pair(G2, 16)
* insert Pair(H1, 17)
* insert Pair(H2, 17)
* insert Wider(I1, 88)
* insert Wider(I2, 88)
* insert Wider(J1, 88)
* insert Wider(J2, 88)

Instance: th-accident-type
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-accident-type)
* insert Group(https://terms.sil-th.org/core/CodeSystem/cs-eclaim-accident-coverage, http://terminology.hl7.org/CodeSystem/v3-ActCode)
* insert Pair(V, MVA)
* insert Pair(O, WPA)

// The fund behind a right, with its name.
RuleSet: Named(code, display)
* insert Pair({code}, {code})
* group[=].element[=].target[=].display = "{display}"

Instance: th-fund
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-fund)
* insert Group(https://sampan.example/fhir/CodeSystem/th-inscl, https://sampan.example/fhir/CodeSystem/th-fund)
* insert Named(UCS, [[สำนักงานหลักประกันสุขภาพแห่งชาติ]])
* insert Named(OFC, [[กรมบัญชีกลาง]])
* insert Named(SSS, [[สำนักงานประกันสังคม]])
* insert Named(SSI, [[สำนักงานประกันสังคม (ทุพพลภาพ)]])
* insert Named(LGO, [[กองทุนรักษาพยาบาลพนักงานส่วนท้องถิ่น]])
* insert Named(NHS, [[กองทุนสวัสดิการเจ้าหน้าที่ สปสช.]])
* insert Named(STP, [[กองทุนบุคคลผู้มีปัญหาสถานะและสิทธิ]])
* insert Named(BKK, [[กรุงเทพมหานคร]])
* insert Named(NRH, [[กองทุนประกันสุขภาพแรงงานต่างด้าว]])
