// What a card read and a card look-up become.

Profile: VnCardBundle
Parent: Bundle
Id: vn-card-bundle
Title: "Vietnamese card read"
Description: "The Patient, the cards that the look-up knows, and an arrived Encounter where the read opens a visit."
* insert VnProfile
* identifier 1..1
* identifier.system 1..1
* identifier.system = "https://sampan.example/fhir/business-key" (exactly)
* identifier.value 1..1
* type = #collection
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1
* entry insert SliceBy(type, resource)
* entry contains
    patient 1..1 MS and
    coverage 0..* MS and
    encounter 0..1 MS
* entry[patient].resource only VnCardPatient
* entry[coverage].resource only VnCardCoverage
* entry[encounter].resource only Encounter

Profile: VnCardPatient
Parent: Patient
Id: vn-card-patient
Title: "Vietnamese person read from a card"
Description: "A person with the number on the card or of the insurance; no photograph."
* insert VnProfile
* extension contains VnPersonDetail named detail 0..1 MS
* identifier 1..* MS
* name 1..* MS
* gender MS
* birthDate MS
* photo 0..0

Profile: VnCardCoverage
Parent: Coverage
Id: vn-card-coverage
Title: "Vietnamese health insurance card, as looked up"
Description: "A card with what the insurance answered: valid, lapsed, moved, or issued anew."
* insert VnProfile
* extension contains
    VnCard named card 0..1 MS and
    VnLookUp named lookUp 1..1 MS
* subscriberId 1..1 MS
* beneficiary MS
* period MS
* payor 1..1 MS

Extension: VnLookUp
Id: vn-look-up
Title: "Answer of the card look-up"
Description: "Result code and note of the insurance."
Context: Coverage
* extension contains
    result 1..1 and
    note 0..1
* extension[result].value[x] only CodeableConcept
* extension[note].value[x] only string

Extension: VnPersonDetail
Id: vn-person-detail
Title: "Further fields of a person's card"
Description: "Nationality, ethnic group and place of origin, as words."
Context: Patient
* extension contains
    nationality 0..1 and
    ethnicGroup 0..1 and
    originPlace 0..1
* extension[nationality].value[x] only string
* extension[ethnicGroup].value[x] only string
* extension[originPlace].value[x] only string
