// Claim XML of decisions 4750 and 3176: the treatment, its lines, results and course.
// Fields, lengths and required flags are those of the sheets named in channel.json; a field whose
// guidance lets it stay empty is not required here.

Logical: VnRecord
Id: VnRecord
Title: "Record of a treatment"
Description: "What every record of a unit has beside its elements."
* ordinal 1..1 positiveInt "Position among the records of its table in the unit"

Logical: VnEnvelope
Parent: VnRecord
Id: VnEnvelope
Title: "Envelope of the sending"
Description: "What GIAMDINHHS says beside its HOSO."
* MACSKCB 0..1 code "Sending facility"
* NGAYLAP 0..1 string "Day the file was made"
* NGAYLAP obeys VN-ENV-01
* SOLUONGHOSO 0..1 string "Number of HOSO"
* CHUKYDONVI 0..1 string "Signature"

Logical: VnXml1
Parent: VnRecord
Id: VnXml1
Title: "XML1: the treatment"
Description: "XML1: the treatment."
* obeys VN-XML1-01
* obeys VN-XML1-02
* obeys VN-XML1-03
* obeys VN-XML1-04
* obeys VN-XML1-05
* obeys VN-XML1-17
* obeys VN-XML1-18
* obeys VN-XML1-06
* obeys VN-XML1-09
* obeys VN-XML1-13
* obeys VN-ID-02
* obeys VN-ID-03
* obeys VN-CARD-05
* obeys VN-CARD-09
* obeys VN-XML1-14
* obeys VN-XML1-15
* obeys VN-XML1-16
* obeys VN-XML1-19
* obeys VN-XML1-20
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* STT 0..1 positiveInt "Position in the sending"
* MA_BN 1..1 string "Facility's number of the patient"
* MA_BN ^maxLength = 100
* HO_TEN 1..1 string "Full name"
* HO_TEN ^maxLength = 255
* SO_CCCD 0..1 string "Citizen id, old id card or passport number"
* SO_CCCD ^maxLength = 15
* SO_CCCD obeys VN-ID-01
* NGAY_SINH 1..1 date "Birth date; an unknown day or month is 00"
* NGAY_SINH insert BirthDate
* born 0..1 dateTime "Birth to the minute"
* born insert BornAt
* GIOI_TINH 1..1 code "Sex"
* GIOI_TINH ^maxLength = 1
* GIOI_TINH from VnSex (required)
* NHOM_MAU 0..1 code "Blood group"
* NHOM_MAU ^maxLength = 10
* MA_QUOCTICH 1..1 code "Nationality"
* MA_QUOCTICH ^maxLength = 3
* MA_DANTOC 0..1 code "Ethnic group"
* MA_DANTOC ^maxLength = 2
* MA_NGHE_NGHIEP 0..1 code "Occupation"
* MA_NGHE_NGHIEP ^maxLength = 5
* DIA_CHI 1..1 string "Address"
* DIA_CHI ^maxLength = 1024
* MATINH_CU_TRU 1..1 code "Province of residence"
* MATINH_CU_TRU ^maxLength = 3
* MAHUYEN_CU_TRU 0..1 code "District of residence"
* MAHUYEN_CU_TRU ^maxLength = 3
* MAXA_CU_TRU 1..1 code "Commune of residence"
* MAXA_CU_TRU ^maxLength = 5
* DIEN_THOAI 0..1 string "Telephone"
* DIEN_THOAI ^maxLength = 15
* CARDS 0..* BackboneElement "Insurance cards, side by side in four lists"
* CARDS insert List
* CARDS.ordinal 1..1 positiveInt "Position in the lists"
* CARDS obeys VN-CARD-04
* CARDS obeys VN-CARD-08
* CARDS.MA_THE_BHYT 0..1 string "Insurance card"
* CARDS.MA_THE_BHYT obeys VN-CARD-01
* CARDS.MA_THE_BHYT obeys VN-CARD-02
* CARDS.MA_THE_BHYT obeys VN-CARD-03
* CARDS.MA_DKBD 0..1 string "Facility the card is registered at"
* CARDS.MA_DKBD obeys VN-CARD-06
* CARDS.GT_THE_TU 0..1 date "First day the card is valid"
* CARDS.GT_THE_TU insert Date
* CARDS.GT_THE_DEN 0..1 date "Last day the card is valid"
* CARDS.GT_THE_DEN insert Date
* NGAY_MIEN_CCT 0..1 dateTime "First day without co-payment"
* NGAY_MIEN_CCT insert DateTime
* LY_DO_VV 1..1 string "Reason of the visit"
* LY_DO_VNT 0..1 string "Reason of the admission"
* MA_LY_DO_VNT 0..1 code "Reason of the admission, code"
* MA_LY_DO_VNT ^maxLength = 5
* CHAN_DOAN_VAO 1..1 string "Diagnosis at arrival"
* CHAN_DOAN_RV 1..1 string "Diagnosis at the end"
* MA_BENH_CHINH 1..1 code "Principal diagnosis"
* MA_BENH_CHINH ^maxLength = 7
* MA_BENH_CHINH obeys VN-XML1-12
* FURTHER 0..* BackboneElement "Further diagnoses"
* FURTHER insert List
* FURTHER.ordinal 1..1 positiveInt "Position in the list"
* FURTHER.MA_BENH_KT 1..1 code "Further diagnoses"
* FURTHER.MA_BENH_KT ^maxLength = 100
* FURTHER.MA_BENH_KT obeys VN-XML1-12
* TRADITIONAL 0..* BackboneElement "Diagnoses of traditional medicine"
* TRADITIONAL insert List
* TRADITIONAL.ordinal 1..1 positiveInt "Position in the list"
* TRADITIONAL.MA_BENH_YHCT 1..1 code "Diagnoses of traditional medicine"
* TRADITIONAL.MA_BENH_YHCT ^maxLength = 255
* OPERATIONS 0..* BackboneElement "Operations and procedures"
* OPERATIONS insert List
* OPERATIONS.ordinal 1..1 positiveInt "Position in the list"
* OPERATIONS.MA_PTTT_QT 1..1 code "Operations and procedures"
* OPERATIONS.MA_PTTT_QT ^maxLength = 125
* MA_DOITUONG_KCB 1..1 code "By what right the patient comes"
* MA_DOITUONG_KCB ^maxLength = 5
* MA_DOITUONG_KCB obeys VN-XML1-07
* MA_NOI_DI 0..1 code "Facility that referred the patient"
* MA_NOI_DI ^maxLength = 5
* MA_NOI_DI obeys VN-XML1-10
* MA_NOI_DEN 0..1 code "Facility the patient is referred to"
* MA_NOI_DEN ^maxLength = 5
* MA_NOI_DEN obeys VN-XML1-10
* MA_TAI_NAN 0..1 code "Kind of accident"
* MA_TAI_NAN ^maxLength = 2
* NGAY_VAO 1..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-DAT-01
* NGAY_VAO_NOI_TRU 0..1 dateTime "Admission as inpatient"
* NGAY_VAO_NOI_TRU insert DateTime
* NGAY_VAO_NOI_TRU obeys VN-DAT-01
* NGAY_RA 1..1 dateTime "End of the treatment"
* NGAY_RA insert DateTime
* NGAY_RA obeys VN-DAT-01
* GIAY_CHUYEN_TUYEN 0..1 string "Number of the referral paper"
* GIAY_CHUYEN_TUYEN ^maxLength = 50
* SO_NGAY_DTRI 1..1 integer "Days of treatment"
* PP_DIEU_TRI 0..1 string "Treatment"
* KET_QUA_DTRI 1..1 code "Outcome"
* KET_QUA_DTRI ^maxLength = 1
* KET_QUA_DTRI from VnOutcome (required)
* MA_LOAI_RV 1..1 code "Kind of discharge"
* MA_LOAI_RV ^maxLength = 1
* MA_LOAI_RV from VnDischarge (required)
* GHI_CHU 0..1 string "Note"
* NGAY_TTOAN 0..1 dateTime "When the patient settled the bill"
* NGAY_TTOAN insert DateTime
* NGAY_TTOAN obeys VN-DAT-01
* T_THUOC 1..1 decimal "Total of medicines"
* T_THUOC obeys VN-TOT-07
* T_VTYT 1..1 decimal "Total of supplies"
* T_VTYT obeys VN-TOT-08
* T_TONGCHI_BV 1..1 decimal "Total charge"
* T_TONGCHI_BV obeys VN-TOT-01
* T_TONGCHI_BH 1..1 decimal "Total insured"
* T_TONGCHI_BH obeys VN-TOT-02
* T_BNTT 1..1 decimal "Borne by the patient alone"
* T_BNTT obeys VN-TOT-03
* T_BNCCT 1..1 decimal "Patient's co-payment"
* T_BNCCT obeys VN-TOT-04
* T_BHTT 1..1 decimal "Claimed from the fund"
* T_BHTT obeys VN-TOT-05
* T_BHTT obeys VN-TOT-14
* T_BHTT obeys VN-TOT-15
* T_NGUONKHAC 1..1 decimal "Borne by other sources"
* T_NGUONKHAC obeys VN-TOT-06
* T_BHTT_GDV 1..1 decimal "Claimed from the fund by fee for service"
* T_BHTT_GDV obeys VN-TOT-09
* NAM_QT 1..1 integer "Year of settlement"
* NAM_QT obeys VN-XML1-21
* THANG_QT 1..1 integer "Month of settlement"
* THANG_QT obeys VN-XML1-08
* MA_LOAI_KCB 1..1 code "Kind of care"
* MA_LOAI_KCB ^maxLength = 2
* MA_LOAI_KCB from VnKindOfCare (required)
* MA_KHOA 1..* code "Department"
* MA_KHOA ^maxLength = 50
* MA_KHOA insert List
* MA_CSKCB 1..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* MA_CSKCB obeys VN-XML1-10
* MA_KHUVUC 0..1 code "Area the patient lives in"
* MA_KHUVUC ^maxLength = 2
* MA_KHUVUC from VnArea (required)
* CAN_NANG 0..1 decimal "Weight in kg"
* NEWBORNS 0..* BackboneElement "Children born"
* NEWBORNS insert List
* NEWBORNS.ordinal 1..1 positiveInt "Position in the list"
* NEWBORNS.CAN_NANG_CON 1..1 decimal "Birth weights in g"
* NAM_NAM_LIEN_TUC 0..1 date "When five years of insurance are full"
* NAM_NAM_LIEN_TUC insert Date
* NGAY_TAI_KHAM 0..* date "Days of follow-up"
* NGAY_TAI_KHAM insert Dates
* MA_HSBA 1..1 string "Medical record"
* MA_HSBA ^maxLength = 100
* MA_TTDV 0..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml2
Parent: VnRecord
Id: VnXml2
Title: "XML2: medicines"
Description: "XML2: medicines."
* obeys VN-AMT-01
* obeys VN-AMT-02
* obeys VN-AMT-05
* obeys VN-AMT-06
* obeys VN-AMT-07
* obeys VN-AMT-08
* obeys VN-AMT-09
* obeys VN-AMT-15
* obeys VN-AMT-16
* obeys VN-CARD-07
* obeys VN-XML2-01
* obeys VN-XML2-02
* obeys VN-XML2-03
* obeys VN-XML2-04
* obeys VN-XML2-05
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* STT 1..1 positiveInt "Position in the sending"
* MA_THUOC 1..1 code "Active ingredient"
* MA_THUOC ^maxLength = 255
* MA_PP_CHEBIEN 0..* code "Ways of processing"
* MA_PP_CHEBIEN ^maxLength = 255
* MA_PP_CHEBIEN insert List
* MA_CSKCB_THUOC 0..1 code "Facility the medicine comes from"
* MA_CSKCB_THUOC obeys VN-XML2-06
* MA_CSKCB_THUOC ^maxLength = 10
* MA_NHOM 1..1 code "Cost group"
* MA_NHOM ^maxLength = 2
* MA_NHOM from VnCostGroup (required)
* TEN_THUOC 1..1 string "Name of the medicine"
* TEN_THUOC ^maxLength = 1024
* DON_VI_TINH 1..1 string "Unit"
* DON_VI_TINH ^maxLength = 50
* HAM_LUONG 0..1 string "Strength"
* HAM_LUONG ^maxLength = 1024
* DUONG_DUNG 0..1 code "Route"
* DUONG_DUNG ^maxLength = 4
* DANG_BAO_CHE 0..1 string "Dosage form"
* DANG_BAO_CHE ^maxLength = 1024
* LIEU_DUNG 0..1 string "Dose"
* LIEU_DUNG ^maxLength = 1024
* CACH_DUNG 0..1 string "Directions"
* CACH_DUNG ^maxLength = 1024
* SO_DANG_KY 0..1 string "Registration number"
* SO_DANG_KY ^maxLength = 255
* TT_THAU 0..1 string "Tender"
* TT_THAU ^maxLength = 50
* PHAM_VI 1..1 code "Scope of benefit"
* PHAM_VI ^maxLength = 1
* PHAM_VI from VnScope (required)
* TYLE_TT_BH 1..1 decimal "Insured rate in percent"
* TYLE_TT_BH obeys VN-AMT-14
* SO_LUONG 1..1 decimal "Quantity"
* SO_LUONG obeys VN-AMT-11
* SO_LUONG obeys VN-AMT-18
* DON_GIA 1..1 decimal "Unit price"
* DON_GIA obeys VN-AMT-11
* DON_GIA obeys VN-AMT-18
* THANH_TIEN_BV 1..1 decimal "Amount"
* THANH_TIEN_BV obeys VN-AMT-11
* THANH_TIEN_BV obeys VN-AMT-17
* THANH_TIEN_BH 1..1 decimal "Insured amount"
* THANH_TIEN_BH obeys VN-AMT-11
* THANH_TIEN_BH obeys VN-AMT-17
* T_NGUONKHAC_NSNN 1..1 decimal "Borne by the state budget"
* T_NGUONKHAC_VTNN 1..1 decimal "Borne by foreign aid"
* T_NGUONKHAC_VTTN 1..1 decimal "Borne by domestic aid"
* T_NGUONKHAC_CL 1..1 decimal "Borne by further sources"
* T_NGUONKHAC 1..1 decimal "Borne by other sources"
* T_NGUONKHAC obeys VN-AMT-11
* T_NGUONKHAC obeys VN-AMT-17
* MUC_HUONG 1..1 decimal "Benefit level in percent"
* MUC_HUONG obeys VN-AMT-14
* T_BNTT 1..1 decimal "Borne by the patient alone"
* T_BNTT obeys VN-AMT-11
* T_BNTT obeys VN-AMT-17
* T_BNCCT 1..1 decimal "Patient's co-payment"
* T_BNCCT obeys VN-AMT-11
* T_BNCCT obeys VN-AMT-17
* T_BHTT 1..1 decimal "Claimed from the fund"
* T_BHTT obeys VN-AMT-11
* T_BHTT obeys VN-AMT-17
* MA_KHOA 1..* code "Department"
* MA_KHOA ^maxLength = 50
* MA_KHOA insert List
* MA_BAC_SI 0..* code "Who ordered it"
* MA_BAC_SI ^maxLength = 255
* MA_BAC_SI insert List
* MA_DICH_VU 0..1 code "Service"
* MA_DICH_VU ^maxLength = 255
* NGAY_YL 1..1 dateTime "When it was ordered"
* NGAY_YL insert DateTime
* NGAY_YL obeys VN-DAT-01
* NGAY_TH_YL 0..1 dateTime "When it was carried out"
* NGAY_TH_YL insert DateTime
* NGAY_TH_YL obeys VN-DAT-01
* MA_PTTT 1..1 code "Way of payment"
* MA_PTTT ^maxLength = 1
* MA_PTTT from VnPaymentMethod (required)
* NGUON_CTRA 1..1 code "Who paid for the medicine"
* NGUON_CTRA ^maxLength = 1
* NGUON_CTRA from VnMedicineSource (required)
* VET_THUONG_TP 0..1 code "Recurring war wound"
* VET_THUONG_TP ^maxLength = 1
* VET_THUONG_TP from VnMark (required)
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml3
Parent: VnRecord
Id: VnXml3
Title: "XML3: services and supplies"
Description: "XML3: services and supplies."
* obeys VN-AMT-03
* obeys VN-AMT-04
* obeys VN-AMT-05
* obeys VN-AMT-06
* obeys VN-AMT-07
* obeys VN-AMT-08
* obeys VN-AMT-09
* obeys VN-AMT-15
* obeys VN-AMT-16
* obeys VN-CARD-07
* obeys VN-XML3-10
* obeys VN-XML3-11
* obeys VN-XML2-02
* obeys VN-XML3-01
* obeys VN-XML3-02
* obeys VN-XML3-03
* obeys VN-XML3-04
* obeys VN-XML3-05
* obeys VN-XML3-06
* obeys VN-XML3-09
* obeys VN-XML3-12
* obeys VN-XML3-13
* obeys VN-XML3-14
* obeys VN-XML3-15
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* STT 1..1 positiveInt "Position in the sending"
* MA_DICH_VU 0..1 code "Service"
* MA_DICH_VU ^maxLength = 50
* MA_PTTT_QT 0..* code "Operations and procedures"
* MA_PTTT_QT ^maxLength = 255
* MA_PTTT_QT insert List
* MA_VAT_TU 0..1 code "Supply"
* MA_VAT_TU ^maxLength = 255
* MA_NHOM 1..1 code "Cost group"
* MA_NHOM ^maxLength = 2
* MA_NHOM from VnCostGroup (required)
* GOI_VTYT 0..1 code "Package of supplies"
* GOI_VTYT ^maxLength = 4
* GOI_VTYT obeys VN-XML3-07
* TEN_VAT_TU 0..1 string "Name of the supply"
* TEN_VAT_TU ^maxLength = 1024
* TEN_DICH_VU 0..1 string "Name of the service"
* TEN_DICH_VU ^maxLength = 1024
* MA_XANG_DAU 0..1 code "Fuel"
* MA_XANG_DAU ^maxLength = 20
* DON_VI_TINH 1..1 string "Unit"
* DON_VI_TINH ^maxLength = 50
* PHAM_VI 1..1 code "Scope of benefit"
* PHAM_VI ^maxLength = 1
* PHAM_VI from VnScope (required)
* SO_LUONG 1..1 decimal "Quantity"
* SO_LUONG obeys VN-AMT-11
* SO_LUONG obeys VN-AMT-18
* DON_GIA_BV 1..1 decimal "Unit price"
* DON_GIA_BV obeys VN-AMT-11
* DON_GIA_BV obeys VN-AMT-18
* DON_GIA_BH 1..1 decimal "Insured unit price"
* DON_GIA_BH obeys VN-AMT-11
* DON_GIA_BH obeys VN-AMT-18
* TT_THAU 0..1 string "Tender"
* TT_THAU ^maxLength = 100
* TYLE_TT_DV 1..1 decimal "Rate of the price in percent"
* TYLE_TT_DV obeys VN-AMT-14
* TYLE_TT_BH 1..1 decimal "Insured rate in percent"
* TYLE_TT_BH obeys VN-AMT-14
* THANH_TIEN_BV 1..1 decimal "Amount"
* THANH_TIEN_BV obeys VN-AMT-11
* THANH_TIEN_BV obeys VN-AMT-17
* THANH_TIEN_BH 1..1 decimal "Insured amount"
* THANH_TIEN_BH obeys VN-AMT-11
* THANH_TIEN_BH obeys VN-AMT-17
* T_TRANTT 0..1 decimal "Ceiling of the payment"
* MUC_HUONG 1..1 decimal "Benefit level in percent"
* MUC_HUONG obeys VN-AMT-14
* T_NGUONKHAC_NSNN 1..1 decimal "Borne by the state budget"
* T_NGUONKHAC_VTNN 1..1 decimal "Borne by foreign aid"
* T_NGUONKHAC_VTTN 1..1 decimal "Borne by domestic aid"
* T_NGUONKHAC_CL 1..1 decimal "Borne by further sources"
* T_NGUONKHAC 1..1 decimal "Borne by other sources"
* T_NGUONKHAC obeys VN-AMT-11
* T_NGUONKHAC obeys VN-AMT-17
* T_BNTT 1..1 decimal "Borne by the patient alone"
* T_BNTT obeys VN-AMT-11
* T_BNTT obeys VN-AMT-17
* T_BNCCT 1..1 decimal "Patient's co-payment"
* T_BNCCT obeys VN-AMT-11
* T_BNCCT obeys VN-AMT-17
* T_BHTT 1..1 decimal "Claimed from the fund"
* T_BHTT obeys VN-AMT-11
* T_BHTT obeys VN-AMT-17
* MA_KHOA 1..* code "Department"
* MA_KHOA ^maxLength = 50
* MA_KHOA insert List
* MA_GIUONG 0..* code "Beds"
* MA_GIUONG ^maxLength = 50
* MA_GIUONG insert List
* MA_GIUONG obeys VN-XML3-08
* MA_BAC_SI 0..* code "Who ordered it"
* MA_BAC_SI ^maxLength = 255
* MA_BAC_SI insert List
* NGUOI_THUC_HIEN 0..* string "Who carried it out"
* NGUOI_THUC_HIEN ^maxLength = 255
* NGUOI_THUC_HIEN insert List
* MA_BENH 0..* code "Diagnosis"
* MA_BENH ^maxLength = 100
* MA_BENH insert List
* MA_BENH_YHCT 0..* code "Diagnoses of traditional medicine"
* MA_BENH_YHCT ^maxLength = 255
* MA_BENH_YHCT insert List
* NGAY_YL 0..1 dateTime "When it was ordered"
* NGAY_YL insert DateTime
* NGAY_YL obeys VN-DAT-01
* NGAY_TH_YL 0..1 dateTime "When it was carried out"
* NGAY_TH_YL insert DateTime
* NGAY_TH_YL obeys VN-DAT-01
* NGAY_KQ 0..1 dateTime "When the result was there"
* NGAY_KQ insert DateTime
* NGAY_KQ obeys VN-DAT-01
* MA_PTTT 1..1 code "Way of payment"
* MA_PTTT ^maxLength = 1
* MA_PTTT from VnPaymentMethod (required)
* VET_THUONG_TP 0..1 code "Recurring war wound"
* VET_THUONG_TP ^maxLength = 1
* VET_THUONG_TP from VnMark (required)
* PP_VO_CAM 0..1 code "Anaesthesia"
* PP_VO_CAM ^maxLength = 1
* PP_VO_CAM from VnAnaesthesia (required)
* VI_TRI_TH_DVKT 0..1 code "Site on the body"
* VI_TRI_TH_DVKT ^maxLength = 3
* MA_MAY 0..* string "Machines"
* MA_MAY ^maxLength = 1024
* MA_MAY insert List
* MA_HIEU_SP 0..1 string "Product mark"
* MA_HIEU_SP ^maxLength = 255
* TAI_SU_DUNG 0..1 code "Used again"
* TAI_SU_DUNG ^maxLength = 1
* TAI_SU_DUNG from VnMark (required)
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml4
Parent: VnRecord
Id: VnXml4
Title: "XML4: results"
Description: "XML4: results."
* obeys VN-XML4-01
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* STT 1..1 positiveInt "Position in the sending"
* MA_DICH_VU 0..1 code "Service"
* MA_DICH_VU ^maxLength = 50
* MA_CHI_SO 0..1 code "Quantity measured"
* MA_CHI_SO ^maxLength = 50
* TEN_CHI_SO 0..1 string "Name of the quantity measured"
* TEN_CHI_SO ^maxLength = 255
* GIA_TRI 0..1 string "Value"
* GIA_TRI ^maxLength = 50
* DON_VI_DO 0..1 string "Unit of the value"
* DON_VI_DO ^maxLength = 50
* MO_TA 0..1 string "Description"
* KET_LUAN 0..1 string "Conclusion"
* NGAY_KQ 0..1 dateTime "When the result was there"
* NGAY_KQ insert DateTime
* NGAY_KQ obeys VN-DAT-01
* MA_BS_DOC_KQ 0..1 code "Who read the result"
* MA_BS_DOC_KQ ^maxLength = 255
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml5
Parent: VnRecord
Id: VnXml5
Title: "XML5: course"
Description: "XML5: course."
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* STT 1..1 positiveInt "Position in the sending"
* DIEN_BIEN_LS 1..1 string "Course"
* GIAI_DOAN_BENH 0..1 string "Stage of the disease"
* HOI_CHAN 0..1 string "Consultation"
* PHAU_THUAT 0..1 string "Operation"
* THOI_DIEM_DBLS 1..1 dateTime "When it was noted"
* THOI_DIEM_DBLS insert DateTime
* THOI_DIEM_DBLS obeys VN-DAT-01
* NGUOI_THUC_HIEN 1..* string "Who carried it out"
* NGUOI_THUC_HIEN ^maxLength = 255
* NGUOI_THUC_HIEN insert List
* DU_PHONG 0..1 string "Reserve"
