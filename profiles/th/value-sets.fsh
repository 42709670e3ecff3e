// What each coded column may hold. A code outside its list is an error at its cell.

RuleSet: Codes
* ^status = #active
* ^experimental = false

RuleSet: SilTh(id)
* include codes from system https://terms.sil-th.org/core/CodeSystem/{id}

ValueSet: ThInscl
Id: th-inscl
Title: "Rights (INSCL)"
Description: "Rights (INSCL)."
* insert Codes
* insert SilTh(cs-eclaim-coverage-type)
* include codes from system ThCoverageTypeSystem

ValueSet: ThHtype
Id: th-htype
Title: "Kind of provider (HTYPE)"
Description: "Kind of provider (HTYPE)."
* insert Codes
* insert SilTh(cs-eclaim-provider-type)

ValueSet: ThSex
Id: th-sex
Title: "Sex (SEX)"
Description: "Sex (SEX)."
* insert Codes
* include codes from system ThSexSystem

ValueSet: ThMarriage
Id: th-marriage
Title: "Marital status (MARRIAGE)"
Description: "Marital status (MARRIAGE)."
* insert Codes
* insert SilTh(cs-thcc-marital)

ValueSet: ThNation
Id: th-nation
Title: "Nationality (NATION)"
Description: "Nationality (NATION)."
* insert Codes
* insert SilTh(cs-thcc-nationality)

ValueSet: ThIdtype
Id: th-idtype
Title: "Kind of personal number (IDTYPE)"
Description: "Kind of personal number (IDTYPE)."
* insert Codes
* include codes from system ThIdtypeSystem

ValueSet: ThUuc
Id: th-uuc
Title: "Whether the right is used (UUC)"
Description: "Whether the right is used (UUC)."
* insert Codes
* include codes from system ThUucSystem

ValueSet: ThServiceType
Id: th-service-type
Title: "Kind of outpatient service (OPD.OPTYPE)"
Description: "Kind of outpatient service (OPD.OPTYPE)."
* insert Codes
* insert SilTh(cs-eclaim-service-type-th)

ValueSet: ThTypein
Id: th-typein
Title: "How the patient came (TYPEIN)"
Description: "How the patient came (TYPEIN)."
* insert Codes
* insert SilTh(cs-thcc-admit-source)

ValueSet: ThTypeout
Id: th-typeout
Title: "How the visit ended (TYPEOUT)"
Description: "How the visit ended (TYPEOUT)."
* insert Codes
* insert SilTh(cs-thcc-discharge-status)

ValueSet: ThRefertype
Id: th-refertype
Title: "Direction of a referral (REFERTYPE)"
Description: "Direction of a referral (REFERTYPE)."
* insert Codes
* include codes from system ThRefertypeSystem

ValueSet: ThDischs
Id: th-dischs
Title: "Status at discharge (DISCHS)"
Description: "Status at discharge (DISCHS)."
* insert Codes
* insert SilTh(cs-thcc-ipd-discharge-status)

ValueSet: ThDischt
Id: th-discht
Title: "Kind of discharge (DISCHT)"
Description: "Kind of discharge (DISCHT)."
* insert Codes
* insert SilTh(cs-thcc-ipd-discharge-type)

ValueSet: ThSvctype
Id: th-svctype
Title: "Kind of care of an admission (SVCTYPE)"
Description: "Kind of care of an admission (SVCTYPE)."
* insert Codes
* include codes from system ThSvctypeSystem

ValueSet: ThProcedureType
Id: th-procedure-type
Title: "Kind of procedure (IOP.OPTYPE)"
Description: "Kind of procedure (IOP.OPTYPE)."
* insert Codes
* insert SilTh(cs-eclaim-procedure-type)

ValueSet: ThPttype
Id: th-pttype
Title: "Kind of payer (PTTYPE)"
Description: "Kind of payer (PTTYPE)."
* insert Codes
* include codes from system ThPttypeSystem

ValueSet: ThAetype
Id: th-aetype
Title: "Other liability (AETYPE)"
Description: "Other liability (AETYPE)."
* insert Codes
* insert SilTh(cs-eclaim-accident-coverage)

ValueSet: ThReftype
Id: th-reftype
Title: "Reason for a referral (IREFTYPE, OREFTYPE)"
Description: "Reason for a referral (IREFTYPE, OREFTYPE)."
* insert Codes
* insert SilTh(cs-eclaim-refer-reason-eclaim)

ValueSet: ThEmtype
Id: th-emtype
Title: "Kind of emergency (EMTYPE)"
Description: "Kind of emergency (EMTYPE)."
* insert Codes
* insert SilTh(cs-eclaim-refer-priority-code)

ValueSet: ThAdpType
Id: th-adp-type
Title: "Kind of service (ADP.TYPE)"
Description: "Kind of service (ADP.TYPE)."
* insert Codes
* insert SilTh(cs-eclaim-adp-type)

ValueSet: ThCagcode
Id: th-cagcode
Title: "Kind of cancer (CAGCODE)"
Description: "Kind of cancer (CAGCODE)."
* insert Codes
* insert SilTh(cs-eclaim-cancer-type)

ValueSet: ThUseStatus
Id: th-use-status
Title: "Use (USE_STATUS)"
Description: "Use (USE_STATUS)."
* insert Codes
* insert SilTh(cs-eclaim-medication-category)

ValueSet: ThDrugremark
Id: th-drugremark
Title: "Reason for a medicine outside the national list (DRUGREMARK)"
Description: "Reason for a medicine outside the national list (DRUGREMARK)."
* insert Codes
* insert SilTh(cs-eclaim-medication-ned-criteria)

ValueSet: ThLabtest
Id: th-labtest
Title: "Laboratory test (LABTEST)"
Description: "Laboratory test (LABTEST)."
* insert Codes
* include codes from system ThLabtestSystem

// The 16 files know five roles; 6 and 7 of the system belong to the 43 files.
ValueSet: ThDxtype
Id: th-dxtype
Title: "Role of a diagnosis (DXTYPE)"
Description: "Role of a diagnosis (DXTYPE)."
* insert Codes
* $diagnosis-role#1
* $diagnosis-role#2
* $diagnosis-role#3
* $diagnosis-role#4
* $diagnosis-role#5

// NONE is SIL-TH's code for an empty cell; some exports write N.
ValueSet: ThUcae
Id: th-ucae
Title: "Accident or emergency (UCAE)"
Description: "Accident or emergency (UCAE)."
* insert Codes
* insert SilTh(cs-eclaim-refer-type-eclaim)
* exclude https://terms.sil-th.org/core/CodeSystem/cs-eclaim-refer-type-eclaim#NONE
* include codes from system ThUcaeSystem

// 1 and 2 head the two halves of SIL-TH's list and are no categories.
ValueSet: ThChrgitem
Id: th-chrgitem
Title: "Charge category (CHRGITEM)"
Description: "Charge category: a letter for the kind, then 1 for reimbursable or 2 for excess; K1 is the motor accident act."
* insert Codes
* insert SilTh(cs-eclaim-charge-item)
* exclude $charge-item#1
* exclude $charge-item#2

// Lists that only the resources use.

ValueSet: ThFeeCategory
Id: th-fee-category
Title: "Fee category"
Description: "Fee category of the Central Office for Healthcare Information."
* insert Codes
* insert SilTh(cs-chi-fee-category)

ValueSet: ThDepartment
Id: th-department
Title: "Department of a clinic"
Description: "Department of a clinic."
* insert Codes
* insert SilTh(cs-eclaim-clinic)
