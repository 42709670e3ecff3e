// What R4 lacks for the 16 files. Shares, amounts and payments are the shared ones of profiles/r4.

RuleSet: CodedExtension(system)
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept.coding 1..1
* valueCodeableConcept.coding.system 1..1
* valueCodeableConcept.coding.system = "{system}" (exactly)
* valueCodeableConcept.coding.code 1..1

Extension: ThAddressCode
Id: th-address-code
Title: "Address by codes of the Department of Provincial Administration"
Description: "Province (CHANGWAT) and district (province and AMPHUR)."
Context: Address
* extension contains
    province 0..1 and
    district 0..1
* extension[province].value[x] only CodeableConcept
* extension[district].value[x] only CodeableConcept

Extension: ThOccupation
Id: th-occupation
Title: "Occupation"
Description: "Occupation (OCCUPA)."
Context: Patient
* insert CodedExtension(https://sampan.example/fhir/CodeSystem/th-occupation)

Extension: ThContractedProvider
Id: th-contracted-provider
Title: "Contracted provider"
Description: "Main contractor (HOSPMAIN) or sub-contractor (HOSPSUB) of the right."
Context: Coverage
* extension contains
    type 1..1 and
    provider 1..1
* extension[type].value[x] only code
* extension[type].valueCode from ThContractorKinds (required)
* extension[provider].value[x] only Reference(Organization)

CodeSystem: ThContractorKind
Id: th-contractor-kind
Title: "Kind of contracted provider"
Description: "Which contractor of the right."
* insert Complete
* #main "Main contractor"
* #main-outpatient "Main contractor for outpatients"
* #sub "Sub-contractor, primary care"

ValueSet: ThContractorKinds
Id: th-contractor-kind
Title: "Kind of contracted provider"
Description: "Which contractor of the right."
* insert Codes
* include codes from system ThContractorKind

Extension: ThDocumentNumber
Id: th-document-number
Title: "Document number"
Description: "Number of the document behind the right (DOCNO)."
Context: Coverage
* value[x] 1..1
* value[x] only string

Extension: ThProviderType
Id: th-provider-type
Title: "Kind of provider for the patient"
Description: "What the treating hospital is to the right (HTYPE)."
Context: Encounter.serviceProvider
* insert CodedExtension(https://terms.sil-th.org/core/CodeSystem/cs-eclaim-provider-type)

Extension: ThDischargeStatus
Id: th-discharge-status
Title: "End of the visit"
Description: "How the visit ended (TYPEOUT)."
Context: Encounter.hospitalization
* insert CodedExtension(https://terms.sil-th.org/core/CodeSystem/cs-thcc-discharge-status)

Extension: ThIpdDischargeStatus
Id: th-ipd-discharge-status
Title: "Status at discharge"
Description: "Status at discharge (DISCHS)."
Context: Encounter.hospitalization
* insert CodedExtension(https://terms.sil-th.org/core/CodeSystem/cs-thcc-ipd-discharge-status)

Extension: ThIpdDischargeType
Id: th-ipd-discharge-type
Title: "Kind of discharge"
Description: "Kind of discharge (DISCHT)."
Context: Encounter.hospitalization
* insert CodedExtension(https://terms.sil-th.org/core/CodeSystem/cs-thcc-ipd-discharge-type)

Extension: ThLeaveDay
Id: th-leave-day
Title: "Leave during admission"
Description: "A leave of absence (LVD)."
Context: Encounter
* extension contains
    id 0..1 and
    leaveDate 1..1 and
    comeBack 0..1 and
    duration 0..1
* extension[id].value[x] only string
* extension[leaveDate].value[x] only dateTime
* extension[comeBack].value[x] only dateTime
* extension[duration].value[x] only Duration

Extension: ThEmergency
Id: th-emergency
Title: "Accident or emergency"
Description: "What AER says of an accident or emergency: UCAE, EMTYPE, AETYPE, AESTATUS, the accident's date and time and the alert's."
Context: Encounter
* extension contains
    kind 0..1 and
    urgency 0..1 and
    liability 0..1 and
    status 0..1 and
    happened 0..1 and
    alerted 0..1 and
    visited 0..1 and
    referredInFor 0..1 and
    referredOutFor 0..1 and
    referral 0..1
* extension[kind].value[x] only CodeableConcept
* extension[urgency].value[x] only CodeableConcept
* extension[liability].value[x] only CodeableConcept
* extension[status].value[x] only code
* extension[happened].value[x] only dateTime
* extension[alerted].value[x] only dateTime
* extension[visited] ^short = "DATEOPD of an admission's AER: the day of the visit before it"
* extension[visited].value[x] only date
* extension[referredInFor] ^short = "IREFTYPE without REFMAINI"
* extension[referredInFor].value[x] only CodeableConcept
* extension[referredOutFor] ^short = "OREFTYPE without REFMAINO"
* extension[referredOutFor].value[x] only CodeableConcept
* extension[referral] ^short = "REFER_NO without a hospital"
* extension[referral].value[x] only string

Extension: ThClinic
Id: th-clinic
Title: "Clinic"
Description: "Clinic at which a diagnosis was made (CLINIC)."
Context: Condition
* value[x] 1..1
* value[x] only code

Extension: ThProcedureType
Id: th-procedure-type
Title: "Kind of procedure"
Description: "Principal, secondary or other procedure (OPTYPE)."
Context: Procedure
* insert CodedExtension(https://terms.sil-th.org/core/CodeSystem/cs-eclaim-procedure-type)

Extension: ThServiceDetail
Id: th-service-detail
Title: "Further columns of an itemised service"
Description: "What ADP says of a service beside code, quantity and money."
Context: Claim.item.detail
* extension contains
    cancer 0..1 and
    cancerVisit 0..1 and
    dose 0..1 and
    serialNumber 0..1 and
    use 0..1 and
    quantityPerDay 0..1 and
    laboratoryResult 0..1 and
    clinic 0..1 and
    source 0..1 and
    provider 0..1 and
    project 0..1
* extension[cancer] ^short = "CAGCODE"
* extension[cancer].value[x] only CodeableConcept
* extension[cancerVisit] ^short = "CA_TYPE"
* extension[cancerVisit].value[x] only code
* extension[dose] ^short = "DOSE"
* extension[dose].value[x] only string
* extension[serialNumber] ^short = "SERIALNO"
* extension[serialNumber].value[x] only string
* extension[use] ^short = "USE_STATUS"
* extension[use].value[x] only CodeableConcept
* extension[quantityPerDay] ^short = "QTYDAY"
* extension[quantityPerDay].value[x] only decimal
* extension[laboratoryResult] ^short = "STATUS1"
* extension[laboratoryResult].value[x] only code
* extension[clinic] ^short = "CLINIC"
* extension[clinic].value[x] only code
* extension[source] ^short = "ITEMSRC"
* extension[source].value[x] only code
* extension[provider] ^short = "PROVIDER"
* extension[provider].value[x] only Reference(Practitioner)
* extension[project] ^short = "SP_ITEM"
* extension[project].value[x] only code

Extension: ThNedCriteria
Id: th-ned-criteria
Title: "Reason for a medicine outside the national list"
Description: "Reason for a medicine outside the national list of essential medicines (DRUGREMARK)."
Context: MedicationDispense
* insert CodedExtension(https://terms.sil-th.org/core/CodeSystem/cs-eclaim-medication-ned-criteria)

Extension: ThMedicineDetail
Id: th-medicine-detail
Title: "Further columns of a medicine"
Description: "What DRU says of a medicine beside code, quantity and directions."
Context: MedicationDispense
* extension contains
    approval 0..1 and
    pack 0..1 and
    kind 0..1 and
    project 0..1
* extension[approval] ^short = "PA_NO"
* extension[approval].value[x] only string
* extension[pack] ^short = "UNIT_PACK"
* extension[pack].value[x] only string
* extension[kind] ^short = "DRUGTYPE"
* extension[kind].value[x] only code
* extension[project] ^short = "SP_ITEM"
* extension[project].value[x] only code

Extension: ThDosageCode
Id: th-dosage-code
Title: "Code of the directions"
Description: "Code of the directions (SIGCODE)."
Context: Dosage
* value[x] 1..1
* value[x] only string

Extension: ThTitleCode
Id: th-title-code
Title: "Title, code"
Description: "Code of the title as the reading agent gives it."
Context: HumanName
* value[x] 1..1
* value[x] only code

Extension: ThIdentityCard
Id: th-identity-card
Title: "Identity card"
Description: "The card that carries the number."
Context: Identifier
* extension contains
    number 0..1 and
    type 0..1 and
    issuer 0..1
* extension[number].value[x] only string
* extension[type].value[x] only code
* extension[issuer].value[x] only string

Extension: ThRightChecked
Id: th-right-checked
Title: "When the right was looked up"
Description: "When the agent asked the fund for the right (checkDate)."
Context: Coverage
* value[x] 1..1
* value[x] only dateTime
