// What R4 lacks for the interface. Shares, amounts and rates are the shared ones of profiles/r4.

Extension: CnLine
Id: cn-line
Title: "Further fields of a line"
Description: "What a fee line and its answer say beside code, quantity and money."
Context: Claim.item
* extension contains
    number 0..1 and
    reversed 0..1 and
    order 0..1 and
    batch 0..1 and
    disease 0..1 and
    prescription 0..1 and
    outsidePrescription 0..1 and
    dose 0..1 and
    frequency 0..1 and
    days 0..1 and
    route 0..1 and
    approval 0..1 and
    herbUse 0..1 and
    outsideExamination 0..1 and
    takeHome 0..1 and
    maternity 0..1 and
    kindOfCare 0..1 and
    note 0..1 and
    department 0..1 and
    executingDepartment 0..1 and
    outsideInstitution 0..1 and
    level 0..1 and
    essential 0..1 and
    negotiated 0..1 and
    forChildren 0..1 and
    special 0..1 and
    restricted 0..1 and
    direct 0..1 and
    answerNote 0..1
* extension[number] ^short = "feedetl_sn"
* extension[number].value[x] only string
* extension[reversed] ^short = "init_feedetl_sn"
* extension[reversed].value[x] only string
* extension[order] ^short = "drord_no"
* extension[order].value[x] only string
* extension[batch] ^short = "chrg_bchno"
* extension[batch].value[x] only string
* extension[disease] ^short = "dise_codg"
* extension[disease].value[x] only CodeableConcept
* extension[prescription] ^short = "rxno"
* extension[prescription].value[x] only string
* extension[outsidePrescription] ^short = "rx_circ_flag"
* extension[outsidePrescription].value[x] only code
* extension[dose] ^short = "sin_dos_dscr"
* extension[dose].value[x] only string
* extension[frequency] ^short = "used_frqu_dscr"
* extension[frequency].value[x] only string
* extension[days] ^short = "prd_days"
* extension[days].value[x] only decimal
* extension[route] ^short = "medc_way_dscr"
* extension[route].value[x] only string
* extension[approval] ^short = "hosp_appr_flag"
* extension[approval].value[x] only code
* extension[herbUse] ^short = "tcmdrug_used_way"
* extension[herbUse].value[x] only code
* extension[outsideExamination] ^short = "etip_flag"
* extension[outsideExamination].value[x] only code
* extension[takeHome] ^short = "dscg_tkdrug_flag"
* extension[takeHome].value[x] only code
* extension[maternity] ^short = "matn_fee_flag"
* extension[maternity].value[x] only code
* extension[kindOfCare] ^short = "med_type"
* extension[kindOfCare].value[x] only code
* extension[note] ^short = "memo"
* extension[note].value[x] only string
* extension[department] ^short = "bilg_dept_codg"
* extension[department].value[x] only CodeableConcept
* extension[executingDepartment] ^short = "acord_dept_codg"
* extension[executingDepartment].value[x] only CodeableConcept
* extension[outsideInstitution] ^short = "etip_hosp_code"
* extension[outsideInstitution].value[x] only Reference(Organization)
* extension[level] ^short = "chrgitm_lv"
* extension[level].value[x] only CodeableConcept
* extension[essential] ^short = "bas_medn_flag"
* extension[essential].value[x] only code
* extension[negotiated] ^short = "hi_nego_drug_flag"
* extension[negotiated].value[x] only code
* extension[forChildren] ^short = "chld_medc_flag"
* extension[forChildren].value[x] only code
* extension[special] ^short = "list_sp_item_flag"
* extension[special].value[x] only code
* extension[restricted] ^short = "lmt_used_flag"
* extension[restricted].value[x] only code
* extension[direct] ^short = "drt_reim_flag"
* extension[direct].value[x] only code
* extension[answerNote] ^short = "memo"
* extension[answerNote].value[x] only string

Extension: CnCategoryClasses
Id: cn-category-classes
Title: "Charge category by class"
Description: "Amounts of a charge category of a list by class of the catalogue."
Context: Claim.item
* extension contains
    a 0..1 and
    b 0..1 and
    other 0..1
* extension[a] ^short = "claa_sumfee"
* extension[a].value[x] only Money
* extension[b] ^short = "clab_amt"
* extension[b].value[x] only Money
* extension[other] ^short = "oth_amt"
* extension[other].value[x] only Money

Extension: CnFundPayment
Id: cn-fund-payment
Title: "Further fields of a fund payment"
Description: "What a row of setldetail says beside fund and amount."
Context: ClaimResponse.adjudication
* extension contains
    insured 0..1 and
    limit 0..1 and
    process 0..1
* extension[insured] ^short = "inscp_scp_amt"
* extension[insured].value[x] only Money
* extension[limit] ^short = "crt_payb_lmt_amt"
* extension[limit].value[x] only Money
* extension[process] ^short = "setl_proc_info"
* extension[process].value[x] only string

Extension: CnInsured
Id: cn-insured
Title: "Further fields of an insurance"
Description: "Kind of insured person, civil servant, employer."
Context: Coverage
* extension contains
    personType 0..1 and
    civilServant 0..1 and
    employer 0..1
* extension[personType] ^short = "psn_type"
* extension[personType].value[x] only CodeableConcept
* extension[civilServant] ^short = "cvlserv_flag"
* extension[civilServant].value[x] only code
* extension[employer] ^short = "emp_name"
* extension[employer].value[x] only string

Extension: CnPersonDetail
Id: cn-person-detail
Title: "Further fields of the person"
Description: "Ethnic group, nationality, occupation and employer."
Context: Patient
* extension contains
    ethnicGroup 0..1 and
    nationality 0..1 and
    occupation 0..1 and
    employer 0..1 and
    employerAddress 0..1 and
    employerPhone 0..1 and
    employerPostcode 0..1
* extension[ethnicGroup] ^short = "naty"
* extension[ethnicGroup].value[x] only CodeableConcept
* extension[nationality] ^short = "ntly"
* extension[nationality].value[x] only CodeableConcept
* extension[occupation] ^short = "prfs"
* extension[occupation].value[x] only CodeableConcept
* extension[employer] ^short = "emp_name"
* extension[employer].value[x] only string
* extension[employerAddress] ^short = "emp_addr"
* extension[employerAddress].value[x] only string
* extension[employerPhone] ^short = "emp_tel"
* extension[employerPhone].value[x] only string
* extension[employerPostcode] ^short = "poscode"
* extension[employerPostcode].value[x] only string

Extension: CnStanding
Id: cn-standing
Title: "Identity of the person"
Description: "An identity that gives rights, with its span."
Context: Patient
* extension contains
    type 0..1 and
    level 0..1 and
    note 0..1 and
    period 0..1
* extension[type] ^short = "psn_idet_type"
* extension[type].value[x] only CodeableConcept
* extension[level] ^short = "psn_type_lv"
* extension[level].value[x] only code
* extension[note] ^short = "memo"
* extension[note].value[x] only string
* extension[period] ^short = "begntime, endtime"
* extension[period].value[x] only Period

Extension: CnStay
Id: cn-stay
Title: "Further fields of the visit or stay"
Description: "Departments, specialties, beds and death."
Context: Encounter
* extension contains
    admissionDepartment 0..1 and
    dischargeDepartment 0..1 and
    admissionSpecialty 0..1 and
    dischargeSpecialty 0..1 and
    transfers 0..1 and
    admissionBed 0..1 and
    dischargeBed 0..1 and
    deathDate 0..1
* extension[admissionDepartment] ^short = "adm_dept_codg, dept_code"
* extension[admissionDepartment].value[x] only CodeableConcept
* extension[dischargeDepartment] ^short = "dscg_dept_codg"
* extension[dischargeDepartment].value[x] only CodeableConcept
* extension[admissionSpecialty] ^short = "adm_caty"
* extension[admissionSpecialty].value[x] only CodeableConcept
* extension[dischargeSpecialty] ^short = "dscg_caty"
* extension[dischargeSpecialty].value[x] only CodeableConcept
* extension[transfers] ^short = "refldept_dept"
* extension[transfers].value[x] only string
* extension[admissionBed] ^short = "adm_bed"
* extension[admissionBed].value[x] only string
* extension[dischargeBed] ^short = "dscg_bed"
* extension[dischargeBed].value[x] only string
* extension[deathDate] ^short = "die_date"
* extension[deathDate].value[x] only date

Extension: CnDuration
Id: cn-duration
Title: "Duration of intensive care"
Description: "Days/hours/minutes as written (scs_cutd_sum_dura)."
Context: Encounter.location
* value[x] 1..1
* value[x] only string

Extension: CnRegion
Id: cn-region
Title: "Region of care"
Description: "The region whose rules hold at the institution (mdtrtarea_admvs)."
Context: Organization
* value[x] 1..1
* value[x] only code

Extension: CnDiagnosis
Id: cn-diagnosis
Title: "Further fields of a diagnosis"
Description: "Department, and the condition at admission."
Context: Condition
* extension contains
    department 0..1 and
    admissionCondition 0..1
* extension[department] ^short = "diag_dept"
* extension[department].value[x] only string
* extension[admissionCondition] ^short = "adm_cond_type"
* extension[admissionCondition].value[x] only CodeableConcept

Extension: CnAnaesthesia
Id: cn-anaesthesia
Title: "Anaesthesia of a procedure"
Description: "Way and time of the anaesthesia."
Context: Procedure
* extension contains
    way 0..1 and
    period 0..1
* extension[way] ^short = "anst_way"
* extension[way].value[x] only CodeableConcept
* extension[period] ^short = "anst_begntime, anst_endtime"
* extension[period].value[x] only Period

Extension: CnPrescriptionDetail
Id: cn-prescription
Title: "Further fields of a prescription"
Description: "Long prescription, first visit, and what the medicine is."
Context: MedicationRequest
* extension contains
    long 0..1 and
    firstVisit 0..1 and
    specialDisease 0..1 and
    attribute 0..1 and
    strength 0..1 and
    form 0..1 and
    approval 0..1 and
    amount 0..1
* extension[long] ^short = "longRxFlag"
* extension[long].value[x] only code
* extension[firstVisit] ^short = "fstdiagFlag"
* extension[firstVisit].value[x] only code
* extension[specialDisease] ^short = "spDiseFlag"
* extension[specialDisease].value[x] only code
* extension[attribute] ^short = "rxExraAttrCode"
* extension[attribute].value[x] only code
* extension[strength] ^short = "drugSpec"
* extension[strength].value[x] only string
* extension[form] ^short = "drugDosform"
* extension[form].value[x] only string
* extension[approval] ^short = "hospApprFlag"
* extension[approval].value[x] only code
* extension[amount] ^short = "drugSumamt"
* extension[amount].value[x] only Money

Extension: CnPoints
Id: cn-points
Title: "Points of a member of the staff"
Description: "Points deducted in a year, and a suspension of payment, as a register of PractitionerRole states them."
Context: PractitionerRole
* extension contains
    points 0..1 and
    year 0..1 and
    suspended 0..1
* extension[points].value[x] only integer
* extension[year].value[x] only integer
* extension[suspended].value[x] only Period
