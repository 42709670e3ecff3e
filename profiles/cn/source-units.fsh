// A settlement with all that its visit says: what the maps receive. From a journal it has the parts
// of the visit, and those of the list once it was sent; from a list alone only the latter.

Logical: CnSettlementUnit
Id: CnSettlementUnit
Title: "Settlement of a journal"
Description: "One settlement with its visit, lines, diagnoses, payments and list."
* obeys CN-AMT-09
* obeys CN-AMT-12
* obeys CN-SETL-02
* obeys CN-SETL-03
* obeys CN-SETL-04
* obeys CN-SETL-05
* obeys CN-SETL-06
* obeys CN-SETL-07
* obeys CN-STAY-02
* obeys CN-DX-02
* obeys CN-DX-03
* obeys CN-LIST-10
* obeys CN-LIST-11
* obeys CN-LIST-12
* facility 1..1 string "Facility that the sender stands for"
* CALL 0..1 CnCall "Message that settled"
* PERSON 0..1 CnBaseinfo "Person"
* INSURANCE 0..* CnInsuinfo "Insurances of the person"
* STANDING 0..* CnIdetinfo "Identities of the person"
* REGISTRATION 0..1 CnRegistration "Outpatient registration"
* VISIT 0..1 CnMdtrtinfo "Outpatient visit"
* DIAGNOSIS 0..* CnDiseinfo "Diagnoses of an outpatient"
* ADMISSION 0..1 CnAdmission "Admission"
* ADMISSION_DIAGNOSIS 0..* CnStayDiseinfo "Diagnoses at admission"
* DISCHARGE 0..1 CnDscginfo "Discharge"
* DISCHARGE_DIAGNOSIS 0..* CnStayDiseinfo "Diagnoses at discharge"
* FEE 0..* CnFeedetail "Fee lines with their answers"
* DOCTOR 0..* CnFeeDoctor "Who ordered lines"
* EXECUTOR 0..* CnFeeDoctor "Who carried lines out"
* PRESCRIPTION 0..* CnPrescription "Electronic prescriptions"
* REQUEST 0..1 CnSettlementRequest "Settlement asked for"
* SETTLEMENT 0..1 CnSetlinfo "Settlement"
* FUND 0..* CnSetldetail "Payments of funds"
* LIST 0..1 CnList "Settlement list"
* LIST_ITEM 0..* CnIteminfo "Charge categories of the list"
* LIST_FUND 0..* CnPayinfo "Fund payments of the list"
* LIST_DIAGNOSIS 0..* CnListDiseinfo "Diagnoses of the list"
* LIST_CHRONIC 0..* CnOpspdiseinfo "Chronic and special outpatient diagnoses"
* LIST_PROCEDURE 0..* CnOprninfo "Surgeries and procedures"
* LIST_INTENSIVE 0..* CnIcuinfo "Intensive care"
* LIST_BLOOD 0..* CnBldinfo "Blood"

Logical: CnListUnit
Id: CnListUnit
Title: "Settlement list by itself"
Description: "One message 4101."
* obeys CN-LIST-10
* obeys CN-LIST-11
* obeys CN-LIST-12
* facility 1..1 string "Facility that the sender stands for"
* CALL 0..1 CnCall "Message"
* LIST 1..1 CnSettlementList "Settlement list"
* LIST_ITEM 0..* CnIteminfo "Charge categories of the list"
* LIST_FUND 0..* CnPayinfo "Fund payments of the list"
* LIST_DIAGNOSIS 0..* CnListDiseinfo "Diagnoses of the list"
* LIST_CHRONIC 0..* CnOpspdiseinfo "Chronic and special outpatient diagnoses"
* LIST_PROCEDURE 0..* CnOprninfo "Surgeries and procedures"
* LIST_INTENSIVE 0..* CnIcuinfo "Intensive care"
* LIST_BLOOD 0..* CnBldinfo "Blood"

Logical: CnListAUnit
Id: CnListAUnit
Title: "Settlement list without amounts"
Description: "One message 4101A."
* facility 1..1 string "Facility that the sender stands for"
* CALL 0..1 CnCall "Message"
* LIST 1..1 CnSettlementListA "Settlement list"
* LIST_ITEM 0..* CnIteminfo "Charge categories of the list"
* LIST_FUND 0..* CnPayinfo "Fund payments of the list"
* LIST_DIAGNOSIS 0..* CnListDiseinfo "Diagnoses of the list"
* LIST_CHRONIC 0..* CnOpspdiseinfo "Chronic and special outpatient diagnoses"
* LIST_PROCEDURE 0..* CnOprninfo "Surgeries and procedures"
* LIST_INTENSIVE 0..* CnIcuinfo "Intensive care"
* LIST_BLOOD 0..* CnBldinfo "Blood"
