// Claim XML of decision 4210. Names are those of systems that still write it; the annex was not
// read, so lengths are left out and only what a claim cannot do without is required.

Logical: Vn4210Xml1
Parent: VnRecord
Id: Vn4210Xml1
Title: "XML1 of decision 4210: the treatment"
Description: "XML1 of decision 4210: the treatment."
* obeys VN-XML1-01
* obeys VN-XML1-09
* obeys VN-CARD-05
* obeys VN-CARD-09
* MA_LK 1..1 string "Number of the treatment"
* STT 0..1 positiveInt "Position in the sending"
* MA_BN 1..1 string "Facility's number of the patient"
* HO_TEN 1..1 string "Full name"
* NGAY_SINH 1..1 date "Birth date; an unknown day or month is 00"
* NGAY_SINH insert Date
* GIOI_TINH 1..1 code "Sex"
* GIOI_TINH from VnSex (required)
* DIA_CHI 0..1 string "Address"
* CARDS 0..* BackboneElement "Insurance cards, side by side in four lists"
* CARDS insert List
* CARDS.ordinal 1..1 positiveInt "Position in the lists"
* CARDS obeys VN-CARD-04
* CARDS.MA_THE 0..1 string "Insurance card"
* CARDS.MA_THE obeys VN-CARD-01
* CARDS.MA_THE obeys VN-CARD-02
* CARDS.MA_THE obeys VN-CARD-03
* CARDS.MA_DKBD 0..1 string "Facility the card is registered at"
* CARDS.MA_DKBD obeys VN-CARD-06
* CARDS.GT_THE_TU 0..1 date "First day the card is valid"
* CARDS.GT_THE_TU insert Date
* CARDS.GT_THE_DEN 0..1 date "Last day the card is valid"
* CARDS.GT_THE_DEN insert Date
* MIEN_CUNG_CT 0..1 date "First day without co-payment"
* MIEN_CUNG_CT insert Date
* TEN_BENH 0..1 string "Diagnoses as text"
* MA_BENH 1..1 code "Diagnosis"
* FURTHER 0..* BackboneElement "Further diagnoses"
* FURTHER insert List
* FURTHER.ordinal 1..1 positiveInt "Position in the list"
* FURTHER.MA_BENHKHAC 1..1 code "Further diagnoses"
* FURTHER.MA_BENHKHAC obeys VN-XML1-12
* MA_LYDO_VVIEN 1..1 code "By what way the patient comes"
* MA_LYDO_VVIEN from Vn4210Way (required)
* MA_NOI_CHUYEN 0..1 code "Facility that referred the patient"
* MA_TAI_NAN 0..1 code "Kind of accident"
* NGAY_VAO 1..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-DAT-01
* NGAY_RA 1..1 dateTime "End of the treatment"
* NGAY_RA insert DateTime
* NGAY_RA obeys VN-DAT-01
* SO_NGAY_DTRI 1..1 integer "Days of treatment"
* KET_QUA_DTRI 1..1 code "Outcome"
* KET_QUA_DTRI from Vn4210Outcome (required)
* TINH_TRANG_RV 1..1 code "Kind of discharge"
* TINH_TRANG_RV from Vn4210Discharge (required)
* NGAY_TTOAN 0..1 dateTime "When the patient settled the bill"
* NGAY_TTOAN insert DateTime
* NGAY_TTOAN obeys VN-DAT-01
* T_THUOC 0..1 decimal "Total of medicines"
* T_VTYT 0..1 decimal "Total of supplies"
* T_TONGCHI 1..1 decimal "Total charge"
* T_TONGCHI obeys VN-TOT-10
* T_BNTT 0..1 decimal "Borne by the patient alone"
* T_BNTT obeys VN-TOT-13
* T_BNCCT 0..1 decimal "Patient's co-payment"
* T_BNCCT obeys VN-TOT-12
* T_BHTT 1..1 decimal "Claimed from the fund"
* T_BHTT obeys VN-TOT-11
* T_NGUONKHAC 0..1 decimal "Borne by other sources"
* T_NGOAIDS 0..1 decimal "Claimed outside capitation"
* NAM_QT 1..1 integer "Year of settlement"
* THANG_QT 1..1 integer "Month of settlement"
* THANG_QT obeys VN-XML1-08
* MA_LOAI_KCB 1..1 code "Kind of care"
* MA_LOAI_KCB from Vn4210KindOfCare (required)
* MA_KHOA 1..* code "Department"
* MA_KHOA insert List
* MA_CSKCB 1..1 code "Treating facility"
* MA_CSKCB obeys VN-XML1-10
* MA_KHUVUC 0..1 code "Area the patient lives in"
* MA_KHUVUC from VnArea (required)
* OPERATIONS 0..* BackboneElement "Operations and procedures"
* OPERATIONS insert List
* OPERATIONS.ordinal 1..1 positiveInt "Position in the list"
* OPERATIONS.MA_PTTT_QT 1..1 code "Operations and procedures"
* CAN_NANG 0..1 decimal "Weight in kg"

Logical: Vn4210Xml2
Parent: VnRecord
Id: Vn4210Xml2
Title: "XML2 of decision 4210: medicines"
Description: "XML2 of decision 4210: medicines."
* obeys VN-AMT-12
* MA_LK 1..1 string "Number of the treatment"
* STT 1..1 positiveInt "Position in the sending"
* MA_THUOC 1..1 code "Active ingredient"
* MA_NHOM 1..1 code "Cost group"
* MA_NHOM from Vn130CostGroup (required)
* TEN_THUOC 1..1 string "Name of the medicine"
* DON_VI_TINH 0..1 string "Unit"
* HAM_LUONG 0..1 string "Strength"
* DUONG_DUNG 0..1 code "Route"
* LIEU_DUNG 0..1 string "Dose"
* SO_DANG_KY 0..1 string "Registration number"
* TT_THAU 0..1 string "Tender"
* PHAM_VI 0..1 code "Scope of benefit"
* PHAM_VI from VnScope (required)
* TYLE_TT 0..1 decimal "Insured rate in percent"
* TYLE_TT obeys VN-AMT-14
* SO_LUONG 1..1 decimal "Quantity"
* SO_LUONG obeys VN-AMT-11
* DON_GIA 1..1 decimal "Unit price"
* DON_GIA obeys VN-AMT-11
* THANH_TIEN 1..1 decimal "Amount"
* THANH_TIEN obeys VN-AMT-11
* MUC_HUONG 0..1 decimal "Benefit level in percent"
* T_NGUONKHAC 0..1 decimal "Borne by other sources"
* T_NGUONKHAC obeys VN-AMT-11
* T_BNTT 0..1 decimal "Borne by the patient alone"
* T_BNTT obeys VN-AMT-11
* T_BHTT 0..1 decimal "Claimed from the fund"
* T_BHTT obeys VN-AMT-11
* T_BNCCT 0..1 decimal "Patient's co-payment"
* T_BNCCT obeys VN-AMT-11
* T_NGOAIDS 0..1 decimal "Claimed outside capitation"
* MA_KHOA 0..* code "Department"
* MA_KHOA insert List
* MA_BAC_SI 0..* code "Who ordered it"
* MA_BAC_SI insert List
* MA_BENH 0..* code "Diagnosis"
* MA_BENH insert List
* NGAY_YL 0..1 dateTime "When it was ordered"
* NGAY_YL insert DateTime
* NGAY_YL obeys VN-DAT-01
* MA_PTTT 0..1 code "Way of payment"
* MA_PTTT from Vn4210PaymentMethod (required)
* CACH_DUNG 0..0 string "Directions: not in this decision"
* DANG_BAO_CHE 0..0 string "Dosage form: not in this decision"

Logical: Vn4210Xml3
Parent: VnRecord
Id: Vn4210Xml3
Title: "XML3 of decision 4210: services and supplies"
Description: "XML3 of decision 4210: services and supplies."
* obeys VN-AMT-13
* obeys VN-XML3-01
* MA_LK 1..1 string "Number of the treatment"
* STT 1..1 positiveInt "Position in the sending"
* MA_DICH_VU 0..1 code "Service"
* MA_VAT_TU 0..1 code "Supply"
* MA_NHOM 1..1 code "Cost group"
* MA_NHOM from Vn130CostGroup (required)
* GOI_VTYT 0..1 code "Package of supplies"
* TEN_VAT_TU 0..1 string "Name of the supply"
* TEN_DICH_VU 0..1 string "Name of the service"
* DON_VI_TINH 0..1 string "Unit"
* PHAM_VI 0..1 code "Scope of benefit"
* PHAM_VI from VnScope (required)
* SO_LUONG 1..1 decimal "Quantity"
* SO_LUONG obeys VN-AMT-11
* DON_GIA 1..1 decimal "Unit price"
* DON_GIA obeys VN-AMT-11
* TT_THAU 0..1 string "Tender"
* TYLE_TT 0..1 decimal "Insured rate in percent"
* TYLE_TT obeys VN-AMT-14
* THANH_TIEN 1..1 decimal "Amount"
* THANH_TIEN obeys VN-AMT-11
* T_TRANTT 0..1 decimal "Ceiling of the payment"
* MUC_HUONG 0..1 decimal "Benefit level in percent"
* T_NGUONKHAC 0..1 decimal "Borne by other sources"
* T_NGUONKHAC obeys VN-AMT-11
* T_BNTT 0..1 decimal "Borne by the patient alone"
* T_BNTT obeys VN-AMT-11
* T_BHTT 0..1 decimal "Claimed from the fund"
* T_BHTT obeys VN-AMT-11
* T_BNCCT 0..1 decimal "Patient's co-payment"
* T_BNCCT obeys VN-AMT-11
* T_NGOAIDS 0..1 decimal "Claimed outside capitation"
* MA_KHOA 0..* code "Department"
* MA_KHOA insert List
* MA_GIUONG 0..* code "Beds"
* MA_GIUONG insert List
* MA_BAC_SI 0..* code "Who ordered it"
* MA_BAC_SI insert List
* MA_BENH 0..* code "Diagnosis"
* MA_BENH insert List
* NGAY_YL 0..1 dateTime "When it was ordered"
* NGAY_YL insert DateTime
* NGAY_YL obeys VN-DAT-01
* NGAY_KQ 0..1 dateTime "When the result was there"
* NGAY_KQ insert DateTime
* NGAY_KQ obeys VN-DAT-01
* MA_PTTT 0..1 code "Way of payment"
* MA_PTTT from Vn4210PaymentMethod (required)
* NGAY_TH_YL 0..0 dateTime "When it was carried out: not in this decision"
* NGUOI_THUC_HIEN 0..0 string "Who carried it out: not in this decision"

Logical: Vn4210Xml4
Parent: VnRecord
Id: Vn4210Xml4
Title: "XML4 of decision 4210: results"
Description: "XML4 of decision 4210: results."
* MA_LK 1..1 string "Number of the treatment"
* STT 1..1 positiveInt "Position in the sending"
* MA_DICH_VU 0..1 code "Service"
* MA_CHI_SO 0..1 code "Quantity measured"
* TEN_CHI_SO 0..1 string "Name of the quantity measured"
* GIA_TRI 0..1 string "Value"
* MA_MAY 0..* string "Machines"
* MA_MAY insert List
* MO_TA 0..1 string "Description"
* KET_LUAN 0..1 string "Conclusion"
* NGAY_KQ 0..1 dateTime "When the result was there"
* NGAY_KQ insert DateTime
* NGAY_KQ obeys VN-DAT-01
* DON_VI_DO 0..0 string "Unit of the value: not in this decision"
* MA_BS_DOC_KQ 0..0 code "Who read the result: not in this decision"

Logical: Vn4210Xml5
Parent: VnRecord
Id: Vn4210Xml5
Title: "XML5 of decision 4210: course"
Description: "XML5 of decision 4210: course."
* MA_LK 1..1 string "Number of the treatment"
* STT 1..1 positiveInt "Position in the sending"
* DIEN_BIEN 0..1 string "Course"
* HOI_CHAN 0..1 string "Consultation"
* PHAU_THUAT 0..1 string "Operation"
* NGAY_YL 0..1 dateTime "When it was ordered"
* NGAY_YL insert DateTime
* NGAY_YL obeys VN-DAT-01
