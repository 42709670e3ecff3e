// Code lists of the 16 files that have no code system elsewhere. Source: FDH manual, appendix.

RuleSet: Complete
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete

RuleSet: Elsewhere
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #not-present

CodeSystem: ThCoverageTypeSystem
Id: th-coverage-type
Title: "Rights that SIL-TH's e-Claim list lacks"
Description: "Rights (INSCL) of the FDH manual beside those of cs-eclaim-coverage-type. SSI is seen in exports."
* insert Complete
* #STP "สิทธิบุคคลผู้มีปัญหาสถานะและสิทธิ"
* #BKK "สิทธิกรุงเทพมหานคร"
* #NRH "สิทธิแรงงานต่างด้าว"
* #SSI "ประกันสังคมกรณีทุพพลภาพ"

CodeSystem: ThFundSystem
Id: th-fund
Title: "Funds that pay for a right"
Description: "The fund behind a right, named by the right's code."
* insert Complete
* #UCS "สำนักงานหลักประกันสุขภาพแห่งชาติ"
* #OFC "กรมบัญชีกลาง"
* #SSS "สำนักงานประกันสังคม"
* #SSI "สำนักงานประกันสังคม (ทุพพลภาพ)"
* #LGO "กองทุนรักษาพยาบาลพนักงานส่วนท้องถิ่น"
* #NHS "กองทุนสวัสดิการเจ้าหน้าที่ สปสช."
* #STP "กองทุนบุคคลผู้มีปัญหาสถานะและสิทธิ"
* #BKK "กรุงเทพมหานคร"
* #NRH "กองทุนประกันสุขภาพแรงงานต่างด้าว"

CodeSystem: ThSexSystem
Id: th-sex
Title: "Sex (SEX)"
Description: "Sex as the 16 files code it."
* insert Complete
* #1 "ชาย"
* #2 "หญิง"

CodeSystem: ThUucSystem
Id: th-uuc
Title: "Whether the right is used (UUC)"
Description: "Whether the right is used."
* insert Complete
* #1 "ใช้สิทธิ"
* #2 "ไม่ใช้สิทธิ ไม่ขอเบิก"

CodeSystem: ThIdtypeSystem
Id: th-idtype
Title: "Kind of personal number (IDTYPE)"
Description: "What PERSON_ID is."
* insert Complete
* #1 "เลขประจำตัวประชาชน"
* #2 "หนังสือเดินทาง"
* #3 "หนังสือต่างด้าว"
* #4 "หนังสือ/เอกสารอื่น"
* #5 "บัตรต่างด้าวของสำนักงานประกันสังคม"
* #6 "บัตรคนพิการ"

CodeSystem: ThRefertypeSystem
Id: th-refertype
Title: "Direction of a referral (REFERTYPE)"
Description: "Direction of a referral."
* insert Complete
* #1 "รับเข้า"
* #2 "ส่งออก"

CodeSystem: ThSvctypeSystem
Id: th-svctype
Title: "Inpatient or ambulatory care (SVCTYPE)"
Description: "Kind of care of an admission."
* insert Complete
* #I "ผู้ป่วยใน"
* #A "ผู้ป่วยนอกที่รับบริการแบบ ambulatory care"

CodeSystem: ThUcaeSystem
Id: th-ucae
Title: "Neither accident nor emergency (UCAE)"
Description: "What some exports write for an empty UCAE."
* insert Complete
* #N "ไม่เป็นอุบัติเหตุหรือฉุกเฉิน"

CodeSystem: ThPttypeSystem
Id: th-pttype
Title: "Kind of payer (PTTYPE)"
Description: "Kind of payer of the total charge."
* insert Complete
* #10 "ชำระเงินเอง"
* #UC "หลักประกันสุขภาพถ้วนหน้า"
* #A2 "ข้าราชการ"
* #A3 "ลดหย่อน"
* #A4 "ลดหย่อน"
* #A5 "ลดหย่อน"
* #A6 "ลดหย่อน"
* #A7 "ประกันสังคม"
* #AA "เด็กอายุ 0-12 ปี"
* #AB "ผู้มีรายได้น้อย"
* #AC "นักเรียน"
* #AD "ผู้พิการ"
* #AE "ทหารผ่านศึก"
* #AF "ภิกษุ ผู้นำศาสนา"
* #AG "ผู้สูงอายุ"
* #AH "ชั่วคราว"
* #AI "บัตรสุขภาพ"
* #AJ "อาสาสมัครสาธารณสุข"
* #AK "ผู้นำชุมชน"

CodeSystem: ThLabtestSystem
Id: th-labtest
Title: "Laboratory test (LABTEST)"
Description: "Laboratory tests of LABFU."
* insert Complete
* #01 "Fasting plasma glucose, venous"
* #02 "Glucose, venous, not fasting"
* #03 "Fasting plasma glucose, capillary"
* #04 "Glucose, capillary"
* #05 "HbA1c"
* #06 "Triglyceride"
* #07 "Total cholesterol"
* #08 "HDL cholesterol"
* #09 "LDL cholesterol"
* #10 "BUN"
* #11 "Creatinine"
* #12 "Urine microalbumin, strip (0 negative, 1 trace, 2 positive)"
* #13 "Urine creatinine"
* #14 "Urine microalbumin"
* #15 "eGFR (CKD-EPI)"
* #16 "Haemoglobin"

CodeSystem: ThScreeningSystem
Id: th-screening
Title: "Screenings of ADP"
Description: "Screenings that ADP has a column for and LOINC no code."
* insert Complete
* #DCIP "Haemoglobin E screening with DCIP"

// What the claim says where the source has no category of its own.
CodeSystem: ThUncategorisedSystem
Id: th-uncategorised
Title: "Detail without charge category"
Description: "Items that only hold a detail whose charge category the bill does not have; their net is zero."
* insert Complete
* #service "รายการบริการที่ไม่มีหมวดค่าใช้จ่าย"
* #medicine "รายการยาที่ไม่มีหมวดค่าใช้จ่าย"

// Lists that others keep and that are not here.
CodeSystem: ThServiceItemSystem
Id: th-service-item
Title: "Service items of NHSO and CGD (ADP.CODE)"
Description: "The catalogue of item codes is the funds'; it is not part of this project."
* insert Elsewhere

CodeSystem: ThOccupationSystem
Id: th-occupation
Title: "Occupation (OCCUPA)"
Description: "Occupation codes of the 16 files; the list is not verified."
* insert Elsewhere

CodeSystem: ThRelationSystem
Id: th-relinscl
Title: "Relation to the right's holder (RELINSCL)"
Description: "The list is not verified."
* insert Elsewhere
