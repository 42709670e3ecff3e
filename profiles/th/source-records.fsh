// The 16 files and LABFU, one logical model each: a record as its columns stand, typed.
//
// Lengths are left out on purpose: those that are known are single exporters' column widths, not a
// published limit. Lists that no source confirms (SUBTYPE, SUBINSCL, RELINSCL, AESTATUS, STATUS1,
// ITEMSRC, SP_ITEM, DEPT) are not bound. Rules that look at other files of the same claim use
// %resource, the unit (source-units.fsh).

Logical: ThRecord
Id: ThRecord
Title: "Record of a claim"
Description: "What every record of a unit has beside its columns."
* ordinal 1..1 positiveInt "Position among the records of its file in the unit"

Logical: ThIns
Parent: ThRecord
Id: ThIns
Title: "INS: right used for a visit or stay"
Description: "One row a visit (HN and SEQ) or admission (HN and AN)."
* insert PayerRulesOfThIns
* obeys TH-INS-01
* HN 1..1 string "Hospital number"
* INSCL 1..1 code "Right used"
* INSCL from ThInscl (required)
* SUBTYPE 0..1 code "Sub-type of the right"
* CID 0..1 string "Citizen id"
* HCODE 0..1 string "Hospital"
* DATEIN 0..1 date "Start of the right (older layouts)"
* DATEIN insert Date
* DATEEXP 0..1 date "Expiry of the right"
* DATEEXP insert Date
* HOSPMAIN 0..1 string "Main contractor"
* HOSPSUB 0..1 string "Sub-contractor, primary care"
* GOVCODE 0..1 string "Government office, code"
* GOVNAME 0..1 string "Government office, name"
* PERMITNO 0..1 string "Authen code, claim code or approval code"
* DOCNO 0..1 string "Document number"
* OWNRPID 0..1 string "Citizen id of the right's holder"
* OWNNAME 0..1 string "Name of the right's holder"
* AN 0..1 string "Admission number"
* SEQ 0..1 string "Visit key"
* SUBINSCL 0..1 code "Sub-right"
* RELINSCL 0..1 code "Relation to the right's holder"
* HTYPE 0..1 code "Kind of provider for this patient"
* HTYPE from ThHtype (required)

Logical: ThPat
Parent: ThRecord
Id: ThPat
Title: "PAT: patient"
Description: "One row a patient; HN is unique."
* insert PayerRulesOfThPat
* obeys TH-PAT-01
* obeys TH-PAT-02
* obeys TH-PAT-03
* obeys TH-PAT-04
* obeys TH-PAT-05
* obeys TH-PAT-06
* obeys TH-PAT-07
* HCODE 0..1 string "Treating hospital"
* HN 1..1 string "Hospital number"
* CHANGWAT 0..1 code "Province"
* AMPHUR 0..1 code "District"
* DOB 1..1 date "Birth date; an unknown day or month is 00"
* DOB insert BirthDate
* SEX 1..1 code "Sex"
* SEX from ThSex (required)
* MARRIAGE 0..1 code "Marital status"
* MARRIAGE from ThMarriage (required)
* OCCUPA 0..1 code "Occupation"
* NATION 0..1 code "Nationality, 099 is Thai"
* NATION from ThNation (required)
* PERSON_ID 1..1 string "Number of the kind IDTYPE says"
* NAMEPAT 0..1 string "Whole name"
* TITLE 0..1 string "Title"
* FNAME 0..1 string "First name"
* LNAME 0..1 string "Last name"
* IDTYPE 0..1 code "Kind of PERSON_ID"
* IDTYPE from ThIdtype (required)

Logical: ThOpd
Parent: ThRecord
Id: ThOpd
Title: "OPD: outpatient visit"
Description: "One row a visit; HN and SEQ are unique."
* obeys TH-ODX-01
* obeys TH-INS-02
* obeys TH-CHT-02
* HN 1..1 string "Hospital number"
* CLINIC 0..1 code "Clinic"
* CLINIC obeys TH-CLI-01
* DATEOPD 1..1 date "Date of the visit"
* DATEOPD insert Date
* TIMEOPD 0..1 time "Time of the visit"
* TIMEOPD insert Time
* served 0..1 dateTime "Date and time of the visit"
* served insert DateAndTime(DATEOPD, TIMEOPD)
* SEQ 1..1 string "Visit key"
* UUC 1..1 code "Whether the right is used"
* UUC from ThUuc (required)
* DETAIL 0..1 string "Chief complaint"
* BTEMP 0..1 decimal "Body temperature, °C"
* SBP 0..1 decimal "Systolic pressure, mmHg"
* DBP 0..1 decimal "Diastolic pressure, mmHg"
* PR 0..1 decimal "Pulse, per minute"
* RR 0..1 decimal "Respiration, per minute"
* OPTYPE 0..1 code "Kind of service"
* OPTYPE from ThServiceType (required)
* TYPEIN 0..1 code "How the patient came"
* TYPEIN from ThTypein (required)
* TYPEOUT 0..1 code "How the visit ended"
* TYPEOUT from ThTypeout (required)

Logical: ThOrf
Parent: ThRecord
Id: ThOrf
Title: "ORF: referral of an outpatient"
Description: "Referrals received or sent at a visit."
* HN 1..1 string "Hospital number"
* DATEOPD 0..1 date "Date of the visit"
* DATEOPD insert Date
* DATEOPD obeys TH-DAT-02
* CLINIC 0..1 code "Clinic"
* CLINIC obeys TH-CLI-01
* REFER 1..1 string "Hospital referred from or to"
* REFERTYPE 1..1 code "Received or sent"
* REFERTYPE from ThRefertype (required)
* SEQ 1..1 string "Visit key"
* REFERDATE 0..1 date "Date of the referral"
* REFERDATE insert Date

Logical: ThOdx
Parent: ThRecord
Id: ThOdx
Title: "ODX: diagnosis of an outpatient"
Description: "Diagnoses of a visit."
* insert PayerRulesOfThOdx
* obeys TH-ODX-02
* HN 1..1 string "Hospital number"
* DATEDX 0..1 date "Date of the diagnosis"
* DATEDX insert Date
* CLINIC 0..1 code "Clinic"
* CLINIC obeys TH-CLI-01
* DIAG 1..1 code "ICD-10, exported without dot"
* DIAG insert Icd10
* DIAG obeys TH-DX-01
* DXTYPE 1..1 code "Role of the diagnosis"
* DXTYPE from ThDxtype (required)
* DRDX 0..1 string "Doctor's licence"
* PERSON_ID 0..1 string "Number of the patient, as in PAT"
* PERSON_ID obeys TH-PID-01
* SEQ 1..1 string "Visit key"

Logical: ThOop
Parent: ThRecord
Id: ThOop
Title: "OOP: procedure of an outpatient"
Description: "Procedures of a visit."
* HN 1..1 string "Hospital number"
* DATEOPD 0..1 date "Date of the visit"
* DATEOPD insert Date
* CLINIC 0..1 code "Clinic"
* CLINIC obeys TH-CLI-01
* OPER 1..1 code "ICD-9-CM without dot, or ICD-10-TM"
* OPER obeys TH-OP-01
* icd9cm 0..1 code "OPER with the dot of ICD-9-CM; means nothing for ICD-10-TM"
* icd9cm insert Icd9(OPER)
* DROPID 0..1 string "Operator's licence"
* PERSON_ID 0..1 string "Number of the patient, as in PAT"
* PERSON_ID obeys TH-PID-01
* SEQ 1..1 string "Visit key"
* SERVPRICE 0..1 decimal "Price, baht"
* SERVPRICE obeys TH-AMT-01

Logical: ThIpd
Parent: ThRecord
Id: ThIpd
Title: "IPD: admission"
Description: "One row an admission; HN and AN are unique."
* insert PayerRulesOfThIpd
* obeys TH-IDX-01
* obeys TH-CHT-03
* obeys TH-IPD-01
* HN 1..1 string "Hospital number"
* AN 1..1 string "Admission number"
* DATEADM 1..1 date "Date of admission"
* DATEADM insert Date
* TIMEADM 0..1 time "Time of admission"
* TIMEADM insert Time
* admitted 0..1 dateTime "Date and time of admission"
* admitted insert DateAndTime(DATEADM, TIMEADM)
* DATEDSC 1..1 date "Date of discharge"
* DATEDSC insert Date
* TIMEDSC 0..1 time "Time of discharge"
* TIMEDSC insert Time
* discharged 0..1 dateTime "Date and time of discharge"
* discharged insert DateAndTime(DATEDSC, TIMEDSC)
* DISCHS 0..1 code "Status at discharge"
* DISCHS from ThDischs (required)
* DISCHT 0..1 code "Kind of discharge"
* DISCHT from ThDischt (required)
* WARDDSC 0..1 string "Ward at discharge"
* DEPT 0..1 code "Department"
* ADM_W 0..1 decimal "Weight at admission, kg"
* UUC 1..1 code "Whether the right is used"
* UUC from ThUuc (required)
* SVCTYPE 0..1 code "Inpatient or ambulatory care"
* SVCTYPE from ThSvctype (required)

Logical: ThIrf
Parent: ThRecord
Id: ThIrf
Title: "IRF: referral of an inpatient"
Description: "Referrals received or sent at an admission."
* AN 1..1 string "Admission number"
* REFER 1..1 string "Hospital referred from or to"
* REFERTYPE 1..1 code "Received or sent"
* REFERTYPE from ThRefertype (required)

Logical: ThIdx
Parent: ThRecord
Id: ThIdx
Title: "IDX: diagnosis of an inpatient"
Description: "Diagnoses of an admission."
* insert PayerRulesOfThIdx
* obeys TH-IDX-02
* AN 1..1 string "Admission number"
* DIAG 1..1 code "ICD-10, exported without dot"
* DIAG insert Icd10
* DIAG obeys TH-DX-01
* DXTYPE 1..1 code "Role of the diagnosis"
* DXTYPE from ThDxtype (required)
* DRDX 0..1 string "Doctor's licence"

Logical: ThIop
Parent: ThRecord
Id: ThIop
Title: "IOP: procedure of an inpatient"
Description: "Procedures of an admission."
* insert PayerRulesOfThIop
* obeys TH-IOP-01
* AN 1..1 string "Admission number"
* OPER 1..1 code "ICD-9-CM without dot, or ICD-10-TM"
* OPER obeys TH-OP-01
* icd9cm 0..1 code "OPER with the dot of ICD-9-CM; means nothing for ICD-10-TM"
* icd9cm insert Icd9(OPER)
* OPTYPE 0..1 code "Kind of procedure"
* OPTYPE from ThProcedureType (required)
* DROPID 0..1 string "Operator's licence"
* DATEIN 0..1 date "Date of the start"
* DATEIN insert Date
* TIMEIN 0..1 time "Time of the start"
* TIMEIN insert Time
* started 0..1 dateTime "Start"
* started insert DateAndTime(DATEIN, TIMEIN)
* DATEOUT 0..1 date "Date of the end"
* DATEOUT insert Date
* TIMEOUT 0..1 time "Time of the end"
* TIMEOUT insert Time
* ended 0..1 dateTime "End"
* ended insert DateAndTime(DATEOUT, TIMEOUT)

Logical: ThCht
Parent: ThRecord
Id: ThCht
Title: "CHT: total charge"
Description: "One row a visit or admission."
* insert PayerRulesOfThCht
* HN 1..1 string "Hospital number"
* AN 0..1 string "Admission number"
* DATE 1..1 date "Date of the bill"
* DATE insert Date
* TOTAL 1..1 decimal "Total charge, baht"
* TOTAL obeys TH-AMT-01
* TOTAL obeys TH-CHT-01
* PAID 0..1 decimal "Paid by the patient, baht"
* PAID obeys TH-AMT-01
* PTTYPE 0..1 code "Kind of payer"
* PTTYPE from ThPttype (required)
* PERSON_ID 0..1 string "Number of the patient, as in PAT"
* PERSON_ID obeys TH-PID-01
* SEQ 0..1 string "Visit key"
* OPD_MEMO 0..1 string "Memo"
* INVOICE_NO 0..1 string "Invoice number"
* INVOICE_LT 0..1 string "Invoice lot"

Logical: ThCha
Parent: ThRecord
Id: ThCha
Title: "CHA: charge by category"
Description: "The categories whose amounts make the total charge."
* HN 1..1 string "Hospital number"
* AN 0..1 string "Admission number"
* DATE 0..1 date "Date"
* DATE insert Date
* CHRGITEM 1..1 code "Charge category"
* CHRGITEM from ThChrgitem (required)
* AMOUNT 1..1 decimal "Amount, baht"
* AMOUNT obeys TH-AMT-01
* PERSON_ID 0..1 string "Number of the patient, as in PAT"
* PERSON_ID obeys TH-PID-01
* SEQ 0..1 string "Visit key"

Logical: ThAer
Parent: ThRecord
Id: ThAer
Title: "AER: accident, emergency, referral"
Description: "Accident, emergency and referral details of a visit or admission."
* insert PayerRulesOfThAer
* HN 1..1 string "Hospital number"
* AN 0..1 string "Admission number"
* DATEOPD 0..1 date "Date of the visit"
* DATEOPD insert Date
* DATEOPD obeys TH-DAT-02
* AUTHAE 0..1 string "Approval code"
* AEDATE 0..1 date "Date of the accident"
* AEDATE insert Date
* AETIME 0..1 time "Time of the accident"
* AETIME insert Time
* happened 0..1 dateTime "Date and time of the accident"
* happened insert DateAndTime(AEDATE, AETIME)
* AETYPE 0..1 code "Other liability"
* AETYPE from ThAetype (required)
* REFER_NO 0..1 string "Number of the referral"
* REFMAINI 0..1 string "Hospital referred from"
* IREFTYPE 0..1 code "Reason for the referral in"
* IREFTYPE from ThReftype (required)
* REFMAINO 0..1 string "Hospital referred to"
* OREFTYPE 0..1 code "Reason for the referral out"
* OREFTYPE from ThReftype (required)
* UCAE 0..1 code "Accident or emergency"
* UCAE from ThUcae (required)
* EMTYPE 0..1 code "Kind of emergency"
* EMTYPE from ThEmtype (required)
* SEQ 0..1 string "Visit key"
* AESTATUS 0..1 code "Status"
* DALERT 0..1 date "Date of the alert"
* DALERT insert Date
* TALERT 0..1 time "Time of the alert"
* TALERT insert Time
* alerted 0..1 dateTime "Date and time of the alert"
* alerted insert DateAndTime(DALERT, TALERT)

Logical: ThAdp
Parent: ThRecord
Id: ThAdp
Title: "ADP: itemised service"
Description: "Itemised services and goods."
* insert PayerRulesOfThAdp
* obeys TH-ADP-01
* HN 1..1 string "Hospital number"
* AN 0..1 string "Admission number"
* DATEOPD 0..1 date "Date of the service"
* DATEOPD insert Date
* TYPE 1..1 code "Kind of service"
* TYPE from ThAdpType (required)
* CODE 1..1 code "Item code of the fund"
* QTY 1..1 decimal "Quantity"
* QTY obeys TH-AMT-01
* RATE 1..1 decimal "Claimed price of one, baht"
* RATE obeys TH-AMT-01
* SEQ 0..1 string "Visit key"
* CAGCODE 0..1 code "Kind of cancer"
* CAGCODE from ThCagcode (required)
* DOSE 0..1 string "Dose"
* CA_TYPE 0..1 code "Kind of cancer visit"
* SERIALNO 0..1 string "Serial number of an instrument"
* TOTCOPAY 0..1 decimal "Patient's part in all, baht"
* TOTCOPAY obeys TH-AMT-01
* USE_STATUS 0..1 code "Use"
* USE_STATUS from ThUseStatus (required)
* TOTAL 0..1 decimal "Quantity times price, baht"
* TOTAL obeys TH-AMT-01
* QTYDAY 0..1 decimal "Quantity a day"
* TMLTCODE 0..1 code "TMLT code of a laboratory test"
* STATUS1 0..1 code "Laboratory result"
* BI 0..1 decimal "Barthel index"
* CLINIC 0..1 code "Clinic"
* CLINIC obeys TH-CLI-01
* ITEMSRC 0..1 code "Source of the item"
* PROVIDER 0..1 string "Provider's licence"
* GRAVIDA 0..1 string "Number of the pregnancy"
* GA_WEEK 0..1 decimal "Gestational age, weeks"
* DCIP 0..1 code "Screening for haemoglobin E (DCIP)"
* LMP 0..1 date "Last menstrual period"
* LMP insert Date
* SP_ITEM 0..1 code "Special project"

Logical: ThLvd
Parent: ThRecord
Id: ThLvd
Title: "LVD: leave during admission"
Description: "Leaves of absence."
* insert PayerRulesOfThLvd
* SEQLVD 0..1 string "Number of the leave"
* AN 1..1 string "Admission number"
* DATEOUT 1..1 date "Date of leaving"
* DATEOUT insert Date
* TIMEOUT 0..1 time "Time of leaving"
* TIMEOUT insert Time
* left 0..1 dateTime "Date and time of leaving"
* left insert DateAndTime(DATEOUT, TIMEOUT)
* DATEIN 0..1 date "Date of return"
* DATEIN insert Date
* TIMEIN 0..1 time "Time of return"
* TIMEIN insert Time
* returned 0..1 dateTime "Date and time of return"
* returned insert DateAndTime(DATEIN, TIMEIN)
* QTYDAY 0..1 decimal "Days away"

Logical: ThDru
Parent: ThRecord
Id: ThDru
Title: "DRU: medicine"
Description: "Medicines dispensed."
* insert PayerRulesOfThDru
* obeys TH-DRU-01
* HCODE 0..1 string "Hospital"
* HN 1..1 string "Hospital number"
* AN 0..1 string "Admission number"
* CLINIC 0..1 code "Clinic"
* CLINIC obeys TH-CLI-01
* PERSON_ID 0..1 string "Number of the patient, as in PAT"
* PERSON_ID obeys TH-PID-01
* DATE_SERV 0..1 date "Date of dispensing"
* DATE_SERV insert Date
* DID 1..1 code "Hospital's code of the medicine"
* DIDNAME 0..1 string "Name, strength, form"
* AMOUNT 1..1 decimal "Quantity"
* AMOUNT obeys TH-AMT-01
* DRUGPRICE 1..1 decimal "Price of one, baht"
* DRUGPRICE obeys TH-AMT-01
* DRUGCOST 0..1 decimal "Cost of one, baht"
* DRUGCOST obeys TH-AMT-01
* DIDSTD 0..1 code "24-digit code or TMT id"
* UNIT 0..1 string "Unit"
* UNIT_PACK 0..1 string "Pack"
* SEQ 0..1 string "Visit key"
* DRUGTYPE 0..1 code "Kind of medicine (some layouts)"
* DRUGREMARK 0..1 code "Reason for a medicine outside the national list"
* DRUGREMARK from ThDrugremark (required)
* PA_NO 0..1 string "Number of the prior authorisation"
* TOTCOPAY 0..1 decimal "Patient's part in all, baht"
* TOTCOPAY obeys TH-AMT-01
* USE_STATUS 0..1 code "Use"
* USE_STATUS from ThUseStatus (required)
* TOTAL 0..1 decimal "Quantity times price, baht"
* TOTAL obeys TH-AMT-01
* SIGCODE 0..1 string "Directions, code"
* SIGTEXT 0..1 string "Directions"
* PROVIDER 0..1 string "Provider's licence"
* SP_ITEM 0..1 code "Special project"

Logical: ThLabfu
Parent: ThRecord
Id: ThLabfu
Title: "LABFU: laboratory result"
Description: "Laboratory results of a visit."
* HCODE 0..1 string "Hospital"
* HN 1..1 string "Hospital number"
* PERSON_ID 0..1 string "Number of the patient, as in PAT"
* PERSON_ID obeys TH-PID-01
* DATESERV 0..1 date "Date of the result"
* DATESERV insert Date
* SEQ 1..1 string "Visit key"
* LABTEST 1..1 code "Test"
* LABTEST from ThLabtest (required)
* LABRESULT 1..1 string "Result"
