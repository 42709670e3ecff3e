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

// The target's display goes into the coding.
RuleSet: PairNamed(source, target, display)
* insert Pair({source}, {target})
* group[=].element[=].target[=].display = "{display}"

RuleSet: WiderNamed(source, target, display)
* insert Wider({source}, {target})
* group[=].element[=].target[=].display = "{display}"

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
* insert PairNamed(UCS, UCS, [[สิทธิ UC]])
* insert PairNamed(OFC, OFC, [[ข้าราชการ]])
* insert PairNamed(SSS, SSS, [[ประกันสังคม]])
* insert PairNamed(LGO, LGO, [[อปท]])
* insert PairNamed(NHS, NHS, [[สิทธิเจ้าหน้าที่ สปสช.]])
* insert Group(https://sampan.example/fhir/CodeSystem/th-inscl, https://sampan.example/fhir/CodeSystem/th-coverage-type)
* insert PairNamed(STP, STP, [[สิทธิบุคคลผู้มีปัญหาสถานะและสิทธิ]])
* insert PairNamed(BKK, BKK, [[สิทธิกรุงเทพมหานคร]])
* insert PairNamed(NRH, NRH, [[สิทธิแรงงานต่างด้าว]])
* insert PairNamed(SSI, SSI, [[ประกันสังคมกรณีทุพพลภาพ]])

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
* insert PairNamed(11, 01, [[ห้องค่าอาหาร]])
* insert PairNamed(12, 01, [[ห้องค่าอาหาร]])
* insert PairNamed(21, 02, [[อวัยวะเทียมและอุปกรณ์ในการบำบัดฯ]])
* insert PairNamed(22, 02, [[อวัยวะเทียมและอุปกรณ์ในการบำบัดฯ]])
* insert PairNamed(31, 03, [[ยาสารอาหารทางเส้นเลือดใช้ที่รพ.]])
* insert PairNamed(32, 03, [[ยาสารอาหารทางเส้นเลือดใช้ที่รพ.]])
* insert PairNamed(41, 04, [[ยาสารอาหารทางเส้นเลือดใช้ที่บ้าน]])
* insert PairNamed(42, 04, [[ยาสารอาหารทางเส้นเลือดใช้ที่บ้าน]])
* insert PairNamed(51, 05, [[เวชภัณฑ์ที่มิใช่ยา]])
* insert PairNamed(52, 05, [[เวชภัณฑ์ที่มิใช่ยา]])
* insert PairNamed(61, 06, [[บริการโลหิตและส่วนประกอบของโลหิต]])
* insert PairNamed(62, 06, [[บริการโลหิตและส่วนประกอบของโลหิต]])
* insert PairNamed(71, 07, [[การตรวจทางเทคนิคการแพทย์และพยาธิฯ]])
* insert PairNamed(72, 07, [[การตรวจทางเทคนิคการแพทย์และพยาธิฯ]])
* insert PairNamed(81, 08, [[การวินิจฉัยและรักษาทางรังสีวิทยา]])
* insert PairNamed(82, 08, [[การวินิจฉัยและรักษาทางรังสีวิทยา]])
* insert PairNamed(91, 09, [[การตรวจวินิจฉัยโดยวิธีพิเศษอื่น ๆ]])
* insert PairNamed(92, 09, [[การตรวจวินิจฉัยโดยวิธีพิเศษอื่น ๆ]])
* insert PairNamed(A1, 10, [[อุปกรณ์ของใช้และเครื่องมือทางการแพทย์]])
* insert PairNamed(A2, 10, [[อุปกรณ์ของใช้และเครื่องมือทางการแพทย์]])
* insert PairNamed(B1, 11, [[การทำหัตถการและวิสัญญี]])
* insert PairNamed(B2, 11, [[การทำหัตถการและวิสัญญี]])
* insert PairNamed(C1, 12, [[บริการทางการพยาบาล]])
* insert PairNamed(C2, 12, [[บริการทางการพยาบาล]])
* insert PairNamed(D1, 13, [[บริการทางทันตกรรม]])
* insert PairNamed(D2, 13, [[บริการทางทันตกรรม]])
* insert PairNamed(E1, 14, [[บริการกายภาพบาบัดและเวชกรรมฟื้นฟู]])
* insert PairNamed(E2, 14, [[บริการกายภาพบาบัดและเวชกรรมฟื้นฟู]])
* insert PairNamed(F1, 15, [[บริการฝังเข็ม/การบาบัดผู้ประกอบโรคศิลปะอื่น ๆ]])
* insert PairNamed(F2, 15, [[บริการฝังเข็ม/การบาบัดผู้ประกอบโรคศิลปะอื่น ๆ]])
* insert PairNamed(G1, 16, [[ห้องผ่าตัดและห้องคลอด]])
* insert PairNamed(G2, 16, [[ห้องผ่าตัดและห้องคลอด]])
* insert PairNamed(H1, 17, [[ค่าธรรมเนียมบุคลากรทางการแพทย์]])
* insert PairNamed(H2, 17, [[ค่าธรรมเนียมบุคลากรทางการแพทย์]])
* insert WiderNamed(I1, 88, [[ค่าบริการอื่น ๆ]])
* insert WiderNamed(I2, 88, [[ค่าบริการอื่น ๆ]])
* insert WiderNamed(J1, 88, [[ค่าบริการอื่น ๆ]])
* insert WiderNamed(J2, 88, [[ค่าบริการอื่น ๆ]])

Instance: th-accident-type
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-accident-type)
* insert Group(https://terms.sil-th.org/core/CodeSystem/cs-eclaim-accident-coverage, http://terminology.hl7.org/CodeSystem/v3-ActCode)
* insert Pair(V, MVA)
* insert Pair(O, WPA)

// The fund behind a right, with its name; names of the smaller funds are not verified.
Instance: th-fund
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-fund)
* insert Group(https://sampan.example/fhir/CodeSystem/th-inscl, https://sampan.example/fhir/CodeSystem/th-fund)
* insert PairNamed(UCS, UCS, [[สำนักงานหลักประกันสุขภาพแห่งชาติ]])
* insert PairNamed(OFC, OFC, [[กรมบัญชีกลาง]])
* insert PairNamed(SSS, SSS, [[สำนักงานประกันสังคม]])
* insert PairNamed(SSI, SSI, [[สำนักงานประกันสังคม (ทุพพลภาพ)]])
* insert PairNamed(LGO, LGO, [[กองทุนรักษาพยาบาลพนักงานส่วนท้องถิ่น]])
* insert PairNamed(NHS, NHS, [[กองทุนสวัสดิการเจ้าหน้าที่ สปสช.]])
* insert PairNamed(STP, STP, [[กองทุนบุคคลผู้มีปัญหาสถานะและสิทธิ]])
* insert PairNamed(BKK, BKK, [[กรุงเทพมหานคร]])
* insert PairNamed(NRH, NRH, [[กองทุนประกันสุขภาพแรงงานต่างด้าว]])

// Sex as reading agents write it.
Instance: th-sex-letter
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-sex-letter)
* insert Group(https://sampan.example/fhir/CodeSystem/th-sex-letter, http://hl7.org/fhir/administrative-gender)
* insert Pair(M, male)
* insert Pair(F, female)

Instance: th-sex-text
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(th-sex-text)
* insert Group(https://sampan.example/fhir/CodeSystem/th-sex-text, http://hl7.org/fhir/administrative-gender)
* insert Pair(ชาย, male)
* insert Pair(หญิง, female)
