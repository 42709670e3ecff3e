// Codes of the interface to FHIR's, for the maps. What provinces add to a list is added here.

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

Instance: cn-sex
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(cn-sex)
* insert Group(https://sampan.example/fhir/CodeSystem/cn-sex, http://hl7.org/fhir/administrative-gender)
* insert Pair(0, unknown)
* insert Pair(1, male)
* insert Pair(2, female)
* insert Pair(3, unknown)
* insert Pair(9, unknown)

// Emergencies, stays with their local kinds, and all else ambulatory; an Internet visit is told by its prescription.
Instance: cn-encounter-class
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(cn-encounter-class)
* insert Group(https://sampan.example/fhir/CodeSystem/cn-med-type, http://terminology.hl7.org/CodeSystem/v3-ActCode)
* insert Pair(13, EMER)
* insert Pair(21, IMP)
* insert Pair(22, IMP)
* insert Pair(23, IMP)
* insert Pair(24, IMP)
* insert Pair(25, IMP)
* insert Pair(26, IMP)
* insert Pair(27, IMP)
* insert Pair(28, IMP)
* insert Pair(52, IMP)
* insert Pair(61, IMP)
* insert Pair(2114, IMP)
* insert Pair(5212, IMP)
* insert Pair(9902, IMP)
* insert Pair(9921, IMP)
* insert Pair(9925, IMP)
* insert Pair(11, AMB)
* insert Pair(12, AMB)
* insert Pair(14, AMB)
* insert Pair(15, AMB)
* insert Pair(16, AMB)
* insert Pair(19, AMB)
* insert Pair(41, AMB)
* insert Pair(51, AMB)
* insert Pair(53, AMB)
* insert Pair(81, AMB)
* insert Pair(9107, AMB)
* insert Pair(9901, AMB)
* insert Pair(9903, AMB)
* insert Pair(9904, AMB)
* insert Pair(9906, AMB)
* insert Pair(9907, AMB)
* insert Pair(140104, AMB)
* insert Pair(140201, AMB)
* insert Pair(990404, AMB)

// Sources disagree on codes 2 to 4: a region that uses 2 for further western diagnoses changes it here.
Instance: cn-diagnosis-system
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(cn-diagnosis-system)
* insert Group(https://sampan.example/fhir/CodeSystem/cn-diagnosis-type, https://sampan.example/fhir/cn/system)
* insert Pair(1, https://sampan.example/fhir/CodeSystem/cn-icd-10)
* insert Pair(2, https://sampan.example/fhir/CodeSystem/cn-tcm-disease)
* insert Pair(3, https://sampan.example/fhir/CodeSystem/cn-tcm-syndrome)
* insert Pair(4, https://sampan.example/fhir/CodeSystem/cn-tcm-syndrome)

Instance: cn-coverage-status
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(cn-coverage-status)
* insert Group(https://sampan.example/fhir/CodeSystem/cn-insurance-state, http://hl7.org/fhir/fm-status)
* insert Pair(0, cancelled)
* insert Pair(1, active)
* insert Pair(2, cancelled)
* insert Pair(3, cancelled)

// Both ways of writing the class of a charge are one.
Instance: cn-charge-level
InstanceOf: ConceptMap
Usage: #definition
* insert Mapping(cn-charge-level)
* insert Group(https://sampan.example/fhir/CodeSystem/cn-charge-level, https://sampan.example/fhir/CodeSystem/cn-charge-level)
* insert Pair(01, 01)
* insert Pair(02, 02)
* insert Pair(03, 03)
* insert Pair(1, 01)
* insert Pair(2, 02)
* insert Pair(3, 03)
