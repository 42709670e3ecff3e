// What a card read and an authentication become.

RuleSet: CardBundle
* identifier 1..1
* identifier.system 1..1
* identifier.system = "https://sampan.example/fhir/business-key" (exactly)
* identifier.value 1..1
* type = #collection
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1
* entry insert SliceBy(type, resource)

Profile: ThCardBundle
Parent: Bundle
Id: th-card-bundle
Title: "Thai card read"
Description: "The Patient, the Coverage where the agent gives the right, and an arrived Encounter where the read opens a visit."
* insert ThProfile
* insert CardBundle
* entry contains
    patient 1..1 MS and
    coverage 0..1 MS and
    check 0..1 MS and
    encounter 0..1 MS
* entry[patient].resource only ThCardPatient
* entry[coverage].resource only ThCoverage
* entry[check].resource only ThRightCheck
* entry[encounter].resource only Encounter

Profile: ThCardPatient
Parent: Patient
Id: th-card-patient
Title: "Thai patient read from a card"
Description: "A person with the number on the card; no hospital number yet, and no photograph."
* insert ThProfile
* identifier 1..* MS
* name 1..* MS
* gender MS
* birthDate MS
* photo 0..0
* extension contains
    http://hl7.org/fhir/StructureDefinition/patient-nationality named nationality 0..1

Profile: ThAuthenticationBundle
Parent: Bundle
Id: th-authentication-bundle
Title: "Thai authentication"
Description: "What NHSO said of a person's authentication: its codes, which a claim refers to."
* insert ThProfile
* insert CardBundle
* entry contains
    response 1..* MS and
    patient 1..1
* entry[response].resource only ThAuthenticationResponse
* entry[patient].resource only Patient

Profile: ThAuthenticationResponse
Parent: CoverageEligibilityResponse
Id: th-authentication
Title: "Thai authentication of a visit"
Description: "The authen code (PP…, EP…) of a visit, as a pre-authorisation."
* insert ThProfile
* identifier 1..1 MS
* identifier.system 1..1
* identifier.value 1..1
* status = #active
* preAuthRef MS
* created 1..1
* insurer 1..1

Profile: ThRightCheck
Parent: CoverageEligibilityResponse
Id: th-right-check
Title: "Thai right looked up at a card read"
Description: "The right of the day, as the agent got it from the fund."
* insert ThProfile
* identifier 1..1 MS
* identifier.system 1..1
* identifier.value 1..1
* status = #active
* insurance 1..1 MS
* insurance.inforce 1..1 MS
* insurance.item 1..1 MS
* insurance.item.category 1..1

Invariant: TH-CARD-04
* insert Rule(warning)
* expression = "iif(number.matches('^[1-8][0-9]{12}$'), (11 - ((number.substring(0, 1).toInteger() * 13 + number.substring(1, 1).toInteger() * 12 + number.substring(2, 1).toInteger() * 11 + number.substring(3, 1).toInteger() * 10 + number.substring(4, 1).toInteger() * 9 + number.substring(5, 1).toInteger() * 8 + number.substring(6, 1).toInteger() * 7 + number.substring(7, 1).toInteger() * 6 + number.substring(8, 1).toInteger() * 5 + number.substring(9, 1).toInteger() * 4 + number.substring(10, 1).toInteger() * 3 + number.substring(11, 1).toInteger() * 2) mod 11)) mod 10 = number.substring(12, 1).toInteger(), true)"

Invariant: TH-CARD-05
* insert Rule(error)
* expression = "firstName.exists() or lastName.exists() or name.exists() or nameRaw.exists()"
