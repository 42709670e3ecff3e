// What R4 lacks for the claim XML. Shares, amounts and rates are the shared ones of profiles/r4.

Extension: VnClaimSummary
Id: vn-claim-summary
Title: "Totals and settlement of a treatment"
Description: "Totals by kind and the month of settlement, as XML1 states them."
Context: Claim
* extension contains
    medicines 0..1 and
    supplies 0..1 and
    year 0..1 and
    month 0..1 and
    signer 0..1
* extension[medicines] ^short = "T_THUOC"
* extension[medicines].value[x] only Money
* extension[supplies] ^short = "T_VTYT"
* extension[supplies].value[x] only Money
* extension[year] ^short = "NAM_QT"
* extension[year].value[x] only integer
* extension[month] ^short = "THANG_QT"
* extension[month].value[x] only integer
* extension[signer] ^short = "MA_TTDV"
* extension[signer].value[x] only string

Extension: VnLine
Id: vn-line
Title: "Further fields of a line"
Description: "What XML2 and XML3 say of a line beside code, quantity and money."
Context: Claim.item
* extension contains
    scope 0..1 and
    paymentMethod 0..1 and
    tender 0..1 and
    package 0..1 and
    ordered 0..1 and
    performed 0..1 and
    result 0..1 and
    department 0..* and
    bed 0..* and
    prescriber 0..* and
    performer 0..* and
    disease 0..* and
    machine 0..* and
    processing 0..* and
    medicineSource 0..1 and
    sourceFacility 0..1 and
    anaesthesia 0..1 and
    site 0..1 and
    fuel 0..1 and
    productMark 0..1 and
    reused 0..1 and
    warWound 0..1 and
    operation 0..* and
    service 0..1
* extension[scope] ^short = "PHAM_VI"
* extension[scope].value[x] only code
* extension[paymentMethod] ^short = "MA_PTTT"
* extension[paymentMethod].value[x] only CodeableConcept
* extension[tender] ^short = "TT_THAU"
* extension[tender].value[x] only string
* extension[package] ^short = "GOI_VTYT"
* extension[package].value[x] only code
* extension[ordered] ^short = "NGAY_YL"
* extension[ordered].value[x] only dateTime
* extension[performed] ^short = "NGAY_TH_YL"
* extension[performed].value[x] only dateTime
* extension[result] ^short = "NGAY_KQ"
* extension[result].value[x] only dateTime
* extension[department] ^short = "MA_KHOA"
* extension[department].value[x] only CodeableConcept
* extension[bed] ^short = "MA_GIUONG"
* extension[bed].value[x] only code
* extension[prescriber] ^short = "MA_BAC_SI"
* extension[prescriber].value[x] only Reference(Practitioner)
* extension[performer] ^short = "NGUOI_THUC_HIEN"
* extension[performer].value[x] only Reference(Practitioner)
* extension[disease] ^short = "MA_BENH, MA_BENH_YHCT"
* extension[disease].value[x] only CodeableConcept
* extension[machine] ^short = "MA_MAY"
* extension[machine].value[x] only string
* extension[processing] ^short = "MA_PP_CHEBIEN"
* extension[processing].value[x] only code
* extension[medicineSource] ^short = "NGUON_CTRA"
* extension[medicineSource].value[x] only code
* extension[sourceFacility] ^short = "MA_CSKCB_THUOC"
* extension[sourceFacility].value[x] only code
* extension[anaesthesia] ^short = "PP_VO_CAM"
* extension[anaesthesia].value[x] only code
* extension[site] ^short = "VI_TRI_TH_DVKT"
* extension[site].value[x] only code
* extension[fuel] ^short = "MA_XANG_DAU"
* extension[fuel].value[x] only code
* extension[productMark] ^short = "MA_HIEU_SP"
* extension[productMark].value[x] only string
* extension[reused] ^short = "TAI_SU_DUNG"
* extension[reused].value[x] only code
* extension[warWound] ^short = "VET_THUONG_TP"
* extension[warWound].value[x] only code
* extension[operation] ^short = "MA_PTTT_QT"
* extension[operation].value[x] only CodeableConcept
* extension[service] ^short = "MA_DICH_VU of a medicine"
* extension[service].value[x] only code

Extension: VnCard
Id: vn-card
Title: "Further fields of a card"
Description: "What XML1 says of the card beside its number and validity."
Context: Coverage
* extension contains
    registeredAt 0..1 and
    registeredName 0..1 and
    area 0..1 and
    withoutCopaymentFrom 0..1 and
    fiveYearsFull 0..1
* extension[registeredAt] ^short = "MA_DKBD"
* extension[registeredAt].value[x] only Reference(Organization)
* extension[registeredName] ^short = "tenDKBDMoi"
* extension[registeredName].value[x] only string
* extension[area] ^short = "MA_KHUVUC"
* extension[area].value[x] only code
* extension[withoutCopaymentFrom] ^short = "NGAY_MIEN_CCT"
* extension[withoutCopaymentFrom].value[x] only dateTime
* extension[fiveYearsFull] ^short = "NAM_NAM_LIEN_TUC"
* extension[fiveYearsFull].value[x] only date

Extension: VnPatientDetail
Id: vn-patient-detail
Title: "Further fields of the patient"
Description: "Ethnic group, occupation, blood group and birth to the minute."
Context: Patient
* extension contains
    nationality 0..1 and
    ethnicGroup 0..1 and
    occupation 0..1 and
    bloodGroup 0..1 and
    born 0..1
* extension[nationality].value[x] only CodeableConcept
* extension[ethnicGroup].value[x] only CodeableConcept
* extension[occupation].value[x] only CodeableConcept
* extension[bloodGroup].value[x] only CodeableConcept
* extension[born].value[x] only dateTime

Extension: VnResidence
Id: vn-residence
Title: "Residence by codes"
Description: "Province, district and commune."
Context: Address
* extension contains
    province 0..1 and
    district 0..1 and
    commune 0..1
* extension[province].value[x] only code
* extension[district].value[x] only code
* extension[commune].value[x] only code

Extension: VnTreatmentDetail
Id: vn-treatment-detail
Title: "Further fields of the treatment"
Description: "What XML1 says of the treatment that Encounter has no place for."
Context: Encounter
* extension contains
    outcome 0..1 and
    accident 0..1 and
    treatment 0..1 and
    advice 0..1 and
    followUp 0..* and
    admissionReason 0..1 and
    arrivalDiagnosis 0..1
* extension[outcome] ^short = "KET_QUA_DTRI"
* extension[outcome].value[x] only CodeableConcept
* extension[accident] ^short = "MA_TAI_NAN"
* extension[accident].value[x] only CodeableConcept
* extension[treatment] ^short = "PP_DIEU_TRI"
* extension[treatment].value[x] only string
* extension[advice] ^short = "GHI_CHU"
* extension[advice].value[x] only string
* extension[followUp] ^short = "NGAY_TAI_KHAM"
* extension[followUp].value[x] only date
* extension[admissionReason] ^short = "MA_LY_DO_VNT"
* extension[admissionReason].value[x] only CodeableConcept
* extension[arrivalDiagnosis] ^short = "CHAN_DOAN_VAO"
* extension[arrivalDiagnosis].value[x] only string

Extension: VnMedicine
Id: vn-medicine
Title: "Further fields of a medicine"
Description: "Strength, dosage form and registration number."
Context: MedicationRequest
* extension contains
    strength 0..1 and
    form 0..1 and
    registration 0..1
* extension[strength] ^short = "HAM_LUONG"
* extension[strength].value[x] only string
* extension[form] ^short = "DANG_BAO_CHE"
* extension[form].value[x] only string
* extension[registration] ^short = "SO_DANG_KY"
* extension[registration].value[x] only string

Extension: VnFirstOrder
Id: vn-first-order
Title: "First order of a visit"
Description: "The service, medicine or supply that a check-in names first."
Context: Encounter
* value[x] 1..1
* value[x] only CodeableConcept

Extension: VnFirstOrdered
Id: vn-first-ordered
Title: "When the first order was given"
Description: "Time of the first order that a check-in names (NGAY_YL)."
Context: Encounter
* value[x] 1..1
* value[x] only dateTime

Extension: VnResultUnit
Id: vn-result-unit
Title: "Unit of a result in words"
Description: "DON_VI_DO of a result whose GIA_TRI is no number."
Context: Observation
* value[x] only string
