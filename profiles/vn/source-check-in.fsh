// The check-in table: decision 130, and what decision 4750 added.

Logical: VnCheckinEnvelope
Parent: VnRecord
Id: VnCheckinEnvelope
Title: "Envelope of check-ins"
Description: "What stands beside the check-ins."
* CHUKYDONVI 0..1 string "Signature"

Logical: VnXml0
Parent: VnRecord
Id: VnXml0
Title: "XML0: check-in"
Description: "XML0: check-in."
* obeys VN-CHK-01
* obeys VN-CHK-03
* obeys VN-CHK-04
* obeys VN-CHK-05
* obeys VN-ID-02
* obeys VN-ID-03
* obeys VN-CHK-02
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
* GIOI_TINH 1..1 code "Sex"
* GIOI_TINH ^maxLength = 1
* GIOI_TINH from VnSex (required)
* MA_THE_BHYT 0..1 string "Insurance card"
* MA_THE_BHYT ^maxLength = 15
* MA_THE_BHYT obeys VN-CARD-01
* MA_THE_BHYT obeys VN-CARD-02
* MA_THE_BHYT obeys VN-CARD-03
* MA_DKBD 0..1 code "Facility the card is registered at"
* MA_DKBD ^maxLength = 5
* GT_THE_TU 0..1 date "First day the card is valid"
* GT_THE_TU insert Date
* GT_THE_DEN 0..1 date "Last day the card is valid"
* GT_THE_DEN insert Date
* MA_DOITUONG_KCB 1..1 code "By what right the patient comes"
* MA_DOITUONG_KCB ^maxLength = 5
* NGAY_VAO 1..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-DAT-01
* NGAY_VAO_NOI_TRU 0..1 dateTime "Admission as inpatient"
* NGAY_VAO_NOI_TRU insert DateTime
* NGAY_VAO_NOI_TRU obeys VN-DAT-01
* LY_DO_VNT 0..1 string "Reason of the admission"
* MA_LY_DO_VNT 0..1 code "Reason of the admission, code"
* MA_LY_DO_VNT ^maxLength = 10
* MA_LOAI_KCB 1..1 code "Kind of care"
* MA_LOAI_KCB ^maxLength = 2
* MA_LOAI_KCB from VnKindOfCare (required)
* MA_CSKCB 1..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* MA_CSKCB obeys VN-XML1-10
* MA_DICH_VU 0..1 code "Service"
* MA_DICH_VU ^maxLength = 50
* TEN_DICH_VU 0..1 string "Name of the service"
* TEN_DICH_VU ^maxLength = 1024
* MA_THUOC 0..1 code "Active ingredient"
* MA_THUOC ^maxLength = 255
* TEN_THUOC 0..1 string "Name of the medicine"
* TEN_THUOC ^maxLength = 2000
* MA_VAT_TU 0..1 code "Supply"
* MA_VAT_TU ^maxLength = 255
* TEN_VAT_TU 0..1 string "Name of the supply"
* TEN_VAT_TU ^maxLength = 2000
* NGAY_YL 1..1 dateTime "When it was ordered"
* NGAY_YL insert DateTime
* NGAY_YL obeys VN-DAT-01
* DU_PHONG 0..1 string "Reserve"

Logical: Vn130Xml0
Parent: VnRecord
Id: Vn130Xml0
Title: "XML0 of decision 130: check-in"
Description: "XML0 of decision 130: check-in."
* obeys VN-CHK-03
* obeys VN-CHK-04
* obeys VN-ID-02
* obeys VN-ID-03
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
* GIOI_TINH 1..1 code "Sex"
* GIOI_TINH ^maxLength = 1
* GIOI_TINH from VnSex (required)
* MA_THE_BHYT 0..1 string "Insurance card"
* MA_THE_BHYT ^maxLength = 15
* MA_THE_BHYT obeys VN-CARD-01
* MA_THE_BHYT obeys VN-CARD-02
* MA_THE_BHYT obeys VN-CARD-03
* MA_DKBD 0..1 code "Facility the card is registered at"
* MA_DKBD ^maxLength = 5
* GT_THE_TU 0..1 date "First day the card is valid"
* GT_THE_TU insert Date
* GT_THE_DEN 0..1 date "Last day the card is valid"
* GT_THE_DEN insert Date
* MA_DOITUONG_KCB 1..1 code "By what right the patient comes"
* MA_DOITUONG_KCB ^maxLength = 5
* NGAY_VAO 1..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-DAT-01
* MA_LOAI_KCB 1..1 code "Kind of care"
* MA_LOAI_KCB ^maxLength = 2
* MA_LOAI_KCB from Vn130KindOfCare (required)
* MA_CSKCB 1..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* MA_CSKCB obeys VN-XML1-10
* MA_DICH_VU 0..1 code "Service"
* MA_DICH_VU ^maxLength = 50
* TEN_DICH_VU 0..1 string "Name of the service"
* TEN_DICH_VU ^maxLength = 1024
* NGAY_YL 1..1 dateTime "When it was ordered"
* NGAY_YL insert DateTime
* NGAY_YL obeys VN-DAT-01
* NGAY_VAO_NOI_TRU 0..0 dateTime "Admission as inpatient: not in this decision"
* LY_DO_VNT 0..0 string "Reason of the admission: not in this decision"
* MA_LY_DO_VNT 0..0 code "Reason of the admission, code: not in this decision"
* MA_THUOC 0..0 code "Active ingredient: not in this decision"
* TEN_THUOC 0..0 string "Name of the medicine: not in this decision"
* MA_VAT_TU 0..0 code "Supply: not in this decision"
* TEN_VAT_TU 0..0 string "Name of the supply: not in this decision"
* DU_PHONG 0..0 string "Reserve: not in this decision"

Logical: VnCheckin
Id: VnCheckin
Title: "Check-in of decision 4750"
Description: "Check-in of decision 4750."
* facility 1..1 string "Facility that the sender stands for"
* XML0 1..1 VnXml0 "Check-in"

Logical: Vn130Checkin
Id: Vn130Checkin
Title: "Check-in of decision 130"
Description: "Check-in of decision 130."
* facility 1..1 string "Facility that the sender stands for"
* XML0 1..1 Vn130Xml0 "Check-in"
