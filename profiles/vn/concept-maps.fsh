// Codes of the claim XML to FHIR's, for the maps.

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

Instance: vn-sex
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(vn-sex)
* insert Group(https://sampan.example/fhir/CodeSystem/vn-sex, http://hl7.org/fhir/administrative-gender)
* insert Pair(1, male)
* insert Pair(2, female)
* insert Pair(3, unknown)

// Inpatient, day inpatient and stays under four hours are stays; everything else is ambulatory.
Instance: vn-encounter-class
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(vn-encounter-class)
* insert Group(https://sampan.example/fhir/CodeSystem/vn-kind-of-care, http://terminology.hl7.org/CodeSystem/v3-ActCode)
* insert Pair(01, AMB)
* insert Pair(02, AMB)
* insert Pair(03, IMP)
* insert Pair(04, IMP)
* insert Pair(05, AMB)
* insert Pair(06, AMB)
* insert Pair(07, AMB)
* insert Pair(08, AMB)
* insert Pair(09, IMP)
* insert Pair(10, AMB)
* insert Group(https://sampan.example/fhir/CodeSystem/vn-130-kind-of-care, http://terminology.hl7.org/CodeSystem/v3-ActCode)
* insert Pair(1, AMB)
* insert Pair(2, AMB)
* insert Pair(3, IMP)
* insert Pair(4, IMP)
* insert Pair(5, AMB)
* insert Pair(6, AMB)
* insert Pair(7, AMB)
* insert Pair(8, AMB)
* insert Pair(9, IMP)

Instance: vn-4210-encounter-class
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(vn-4210-encounter-class)
* insert Group(https://sampan.example/fhir/CodeSystem/vn-4210-kind-of-care, http://terminology.hl7.org/CodeSystem/v3-ActCode)
* insert Pair(1, AMB)
* insert Pair(2, AMB)
* insert Pair(3, IMP)
