// Claim XML of decisions 4750 and 3176: papers, HIV and tuberculosis tables.
// Fields, lengths and required flags are those of the sheets named in channel.json; a field whose
// guidance lets it stay empty is not required here.

Logical: VnXml6
Parent: VnRecord
Id: VnXml6
Title: "XML6: care of HIV"
Description: "XML6: care of HIV."
* obeys VN-XML6-01
* obeys VN-XML6-02
* obeys VN-XML6-03
* obeys VN-XML6-04
* obeys VN-XML6-05
* obeys VN-XML6-06
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* MA_THE_BHYT 0..1 string "Insurance card"
* SO_CCCD 0..1 string "Citizen id, old id card or passport number"
* SO_CCCD ^maxLength = 15
* NGAY_SINH 0..1 date "Birth date; an unknown day or month is 00"
* NGAY_SINH insert BirthDate
* NGAY_SINH obeys VN-PAP-02
* GIOI_TINH 0..1 code "Sex"
* GIOI_TINH ^maxLength = 1
* GIOI_TINH from VnSex (required)
* GIOI_TINH obeys VN-PAP-01
* DIA_CHI 0..1 string "Address"
* DIA_CHI ^maxLength = 1024
* MATINH_CU_TRU 0..1 code "Province of residence"
* MATINH_CU_TRU ^maxLength = 3
* MAHUYEN_CU_TRU 0..1 code "District of residence"
* MAHUYEN_CU_TRU ^maxLength = 3
* MAXA_CU_TRU 0..1 code "Commune of residence"
* MAXA_CU_TRU ^maxLength = 5
* NGAYKD_HIV 0..1 date "When HIV was confirmed"
* NGAYKD_HIV insert Date
* NOI_LAY_MAU_XN 0..1 code "Where the sample was taken"
* NOI_LAY_MAU_XN ^maxLength = 5
* NOI_XN_KD 0..1 code "Where it was confirmed"
* NOI_XN_KD ^maxLength = 5
* NOI_BDDT_ARV 0..1 code "Where antiretroviral therapy began"
* NOI_BDDT_ARV ^maxLength = 5
* BDDT_ARV 0..1 date "When antiretroviral therapy began"
* BDDT_ARV insert Date
* MA_PHAC_DO_DIEU_TRI_BD 0..1 code "First regimen"
* MA_PHAC_DO_DIEU_TRI_BD ^maxLength = 200
* MA_BAC_PHAC_DO_BD 0..1 code "Line of the first regimen"
* MA_BAC_PHAC_DO_BD ^maxLength = 1
* MA_LYDO_DTRI 1..1 code "Reason of registration"
* MA_LYDO_DTRI ^maxLength = 1
* LOAI_DTRI_LAO 1..1 code "Kind of tuberculosis treatment"
* LOAI_DTRI_LAO ^maxLength = 1
* SANG_LOC_LAO 0..1 code "Screening for tuberculosis"
* SANG_LOC_LAO ^maxLength = 1
* PHACDO_DTRI_LAO 0..1 code "Regimen against tuberculosis"
* PHACDO_DTRI_LAO ^maxLength = 2
* NGAYBD_DTRI_LAO 0..1 date "Tuberculosis treatment began"
* NGAYBD_DTRI_LAO insert Date
* NGAYKT_DTRI_LAO 0..1 date "Tuberculosis treatment ended"
* NGAYKT_DTRI_LAO insert Date
* KQ_DTRI_LAO 0..1 code "Result of tuberculosis treatment"
* KQ_DTRI_LAO ^maxLength = 1
* MA_LYDO_XNTL_VR 0..1 code "Reason of the viral load test"
* MA_LYDO_XNTL_VR ^maxLength = 1
* NGAY_XN_TLVR 0..1 date "Viral load sampled"
* NGAY_XN_TLVR insert Date
* KQ_XNTL_VR 0..1 code "Viral load"
* KQ_XNTL_VR ^maxLength = 1
* NGAY_KQ_XN_TLVR 0..1 date "Viral load known"
* NGAY_KQ_XN_TLVR insert Date
* MA_LOAI_BN 1..1 code "Kind of patient"
* MA_LOAI_BN ^maxLength = 1
* GIAI_DOAN_LAM_SANG 0..1 code "Clinical stage"
* GIAI_DOAN_LAM_SANG ^maxLength = 1
* NHOM_DOI_TUONG 0..1 code "Population group"
* NHOM_DOI_TUONG ^maxLength = 2
* MA_TINH_TRANG_DK 1..* code "State at registration"
* MA_TINH_TRANG_DK ^maxLength = 18
* MA_TINH_TRANG_DK insert List
* LAN_XN_PCR 0..1 code "Which PCR test"
* LAN_XN_PCR ^maxLength = 1
* NGAY_XN_PCR 0..1 date "PCR sampled"
* NGAY_XN_PCR insert Date
* NGAY_KQ_XN_PCR 0..1 date "PCR known"
* NGAY_KQ_XN_PCR insert Date
* MA_KQ_XN_PCR 0..1 code "PCR result"
* MA_KQ_XN_PCR ^maxLength = 1
* NGAY_NHAN_TT_MANG_THAI 0..1 date "Pregnancy known"
* NGAY_NHAN_TT_MANG_THAI insert Date
* NGAY_BAT_DAU_DT_CTX 0..1 date "Co-trimoxazole began"
* NGAY_BAT_DAU_DT_CTX insert Date
* MA_XU_TRI 1..* code "What was done"
* MA_XU_TRI ^maxLength = 10
* MA_XU_TRI insert List
* NGAY_BAT_DAU_XU_TRI 0..1 date "It began"
* NGAY_BAT_DAU_XU_TRI insert Date
* NGAY_KET_THUC_XU_TRI 0..1 date "It ended"
* NGAY_KET_THUC_XU_TRI insert Date
* MA_PHAC_DO_DIEU_TRI 0..1 code "Regimen"
* MA_PHAC_DO_DIEU_TRI ^maxLength = 200
* MA_BAC_PHAC_DO 0..1 code "Line of the regimen"
* MA_BAC_PHAC_DO ^maxLength = 1
* SO_NGAY_CAP_THUOC_ARV 0..1 integer "Days of medicine supplied"
* NGAY_CHUYEN_PHAC_DO 0..1 date "Regimen changed"
* NGAY_CHUYEN_PHAC_DO insert Date
* LY_DO_CHUYEN_PHAC_DO 0..1 code "Why the regimen changed"
* LY_DO_CHUYEN_PHAC_DO ^maxLength = 1
* MA_CSKCB 0..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml7
Parent: VnRecord
Id: VnXml7
Title: "XML7: discharge paper"
Description: "XML7: discharge paper."
* obeys VN-XML7-01
* obeys VN-XML7-02
* obeys VN-XML7-03
* obeys VN-XML7-04
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* SO_LUU_TRU 1..1 string "Archive number"
* SO_LUU_TRU ^maxLength = 200
* MA_YTE 1..1 string "Health number"
* MA_YTE ^maxLength = 200
* MA_KHOA_RV 1..1 code "Department of discharge"
* MA_KHOA_RV ^maxLength = 200
* NGAY_VAO 1..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-PAP-03
* NGAY_RA 1..1 dateTime "End of the treatment"
* NGAY_RA insert DateTime
* NGAY_RA obeys VN-PAP-04
* MA_DINH_CHI_THAI 0..1 code "Pregnancy terminated"
* MA_DINH_CHI_THAI ^maxLength = 1
* NGUYENNHAN_DINHCHI 0..1 string "Cause of the termination"
* THOIGIAN_DINHCHI 0..1 dateTime "When it was terminated"
* THOIGIAN_DINHCHI insert DateTime
* TUOI_THAI 0..1 integer "Weeks of pregnancy"
* CHAN_DOAN_RV 1..1 string "Diagnosis at the end"
* CHAN_DOAN_RV ^maxLength = 1500
* PP_DIEUTRI 1..1 string "Treatment"
* PP_DIEUTRI ^maxLength = 1500
* GHI_CHU 0..1 string "Note"
* GHI_CHU ^maxLength = 1500
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* MA_BS 1..1 code "Insurance number of the signing doctor"
* MA_BS ^maxLength = 200
* TEN_BS 1..1 string "Name of the signing doctor"
* TEN_BS ^maxLength = 255
* NGAY_CT 1..1 date "Day of the paper"
* NGAY_CT insert Date
* MA_CHA 0..1 code "Father's insurance number"
* MA_CHA ^maxLength = 10
* MA_ME 0..1 code "Mother's insurance number"
* MA_ME ^maxLength = 10
* MA_THE_TAM 0..1 string "Temporary card"
* MA_THE_TAM ^maxLength = 15
* HO_TEN_CHA 0..1 string "Father's name"
* HO_TEN_CHA ^maxLength = 255
* HO_TEN_ME 0..1 string "Mother's name"
* HO_TEN_ME ^maxLength = 255
* SO_NGAY_NGHI 0..1 integer "Days of rest"
* NGOAITRU_TUNGAY 0..1 date "Rest from"
* NGOAITRU_TUNGAY insert Date
* NGOAITRU_DENNGAY 0..1 date "Rest until"
* NGOAITRU_DENNGAY insert Date
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml8
Parent: VnRecord
Id: VnXml8
Title: "XML8: summary of the record"
Description: "XML8: summary of the record."
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* MA_LOAI_KCB 1..1 code "Kind of care"
* MA_LOAI_KCB ^maxLength = 2
* MA_LOAI_KCB from VnKindOfCare (required)
* HO_TEN_CHA 0..1 string "Father's name"
* HO_TEN_CHA ^maxLength = 255
* HO_TEN_ME 0..1 string "Mother's name"
* HO_TEN_ME ^maxLength = 255
* NGUOI_GIAM_HO 0..1 string "Guardian"
* NGUOI_GIAM_HO ^maxLength = 255
* DON_VI 0..1 string "Employer"
* DON_VI ^maxLength = 1024
* NGAY_VAO 1..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-PAP-03
* NGAY_RA 1..1 dateTime "End of the treatment"
* NGAY_RA insert DateTime
* NGAY_RA obeys VN-PAP-04
* CHAN_DOAN_VAO 1..1 string "Diagnosis at arrival"
* CHAN_DOAN_RV 1..1 string "Diagnosis at the end"
* QT_BENHLY 1..1 string "Course of the disease"
* TOMTAT_KQ 1..1 string "Summary of results"
* PP_DIEUTRI 1..1 string "Treatment"
* NGAY_SINHCON 0..1 date "Day of birth of the child"
* NGAY_SINHCON insert Date
* NGAY_CONCHET 0..1 date "Day of death of the child"
* NGAY_CONCHET insert Date
* SO_CONCHET 0..1 integer "Children who died"
* KET_QUA_DTRI 1..1 code "Outcome"
* KET_QUA_DTRI ^maxLength = 1
* KET_QUA_DTRI from VnOutcome (required)
* GHI_CHU 0..1 string "Note"
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* NGAY_CT 1..1 date "Day of the paper"
* NGAY_CT insert Date
* MA_THE_TAM 0..1 string "Temporary card"
* MA_THE_TAM ^maxLength = 15
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml9
Parent: VnRecord
Id: VnXml9
Title: "XML9: birth paper"
Description: "XML9: birth paper."
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* MA_BHXH_NND 0..1 code "Insurance number of mother or carer"
* MA_BHXH_NND ^maxLength = 10
* MA_THE_NND 0..1 string "Card of mother or carer"
* MA_THE_NND ^maxLength = 15
* HO_TEN_NND 1..1 string "Name of mother or carer"
* HO_TEN_NND ^maxLength = 255
* NGAYSINH_NND 1..1 date "Birth date of mother or carer"
* NGAYSINH_NND insert Date
* MA_DANTOC_NND 0..1 code "Ethnic group of mother or carer"
* MA_DANTOC_NND ^maxLength = 2
* SO_CCCD_NND 0..1 string "Citizen id of mother or carer"
* SO_CCCD_NND ^maxLength = 15
* NGAYCAP_CCCD_NND 0..1 date "Issue of that id"
* NGAYCAP_CCCD_NND insert Date
* NOICAP_CCCD_NND 0..1 string "Issuer of that id"
* NOICAP_CCCD_NND ^maxLength = 1024
* NOI_CU_TRU_NND 1..1 string "Residence of mother or carer"
* NOI_CU_TRU_NND ^maxLength = 1024
* MA_QUOCTICH 1..1 code "Nationality"
* MA_QUOCTICH ^maxLength = 3
* MATINH_CU_TRU 1..1 code "Province of residence"
* MATINH_CU_TRU ^maxLength = 3
* MAHUYEN_CU_TRU 1..1 code "District of residence"
* MAHUYEN_CU_TRU ^maxLength = 3
* MAXA_CU_TRU 1..1 code "Commune of residence"
* MAXA_CU_TRU ^maxLength = 5
* HO_TEN_CHA 0..1 string "Father's name"
* HO_TEN_CHA ^maxLength = 255
* MA_THE_TAM 1..1 string "Temporary card"
* MA_THE_TAM ^maxLength = 15
* HO_TEN_CON 0..1 string "Name of the child"
* HO_TEN_CON ^maxLength = 255
* GIOI_TINH_CON 1..1 code "Sex of the child"
* GIOI_TINH_CON ^maxLength = 1
* GIOI_TINH_CON from VnSex (required)
* SO_CON 1..1 integer "Children born"
* LAN_SINH 1..1 integer "Which birth"
* SO_CON_SONG 1..1 integer "Living children"
* CAN_NANG_CON 1..* decimal "Birth weights in g"
* CAN_NANG_CON insert List
* NGAY_SINH_CON 1..1 dateTime "When the child was born"
* NGAY_SINH_CON insert DateTime
* NOI_SINH_CON 1..1 string "Where the child was born"
* NOI_SINH_CON ^maxLength = 1024
* TINH_TRANG_CON 1..1 string "State of the child"
* SINHCON_PHAUTHUAT 1..1 code "Born by operation"
* SINHCON_PHAUTHUAT ^maxLength = 1
* SINHCON_DUOI32TUAN 1..1 code "Born before 32 weeks"
* SINHCON_DUOI32TUAN ^maxLength = 1
* GHI_CHU 1..1 string "Note"
* NGUOI_DO_DE 1..1 string "Who attended the birth"
* NGUOI_DO_DE ^maxLength = 255
* NGUOI_GHI_PHIEU 1..1 string "Who wrote the paper"
* NGUOI_GHI_PHIEU ^maxLength = 255
* NGAY_CT 1..1 date "Day of the paper"
* NGAY_CT insert Date
* SO 1..1 string "Number"
* SO ^maxLength = 200
* QUYEN_SO 1..1 string "Book"
* QUYEN_SO ^maxLength = 200
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml10
Parent: VnRecord
Id: VnXml10
Title: "XML10: rest in pregnancy"
Description: "XML10: rest in pregnancy."
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* SO_SERI 1..1 string "Serial number"
* SO_SERI ^maxLength = 200
* SO_CT 1..1 string "Number of the paper"
* SO_CT ^maxLength = 200
* SO_NGAY 1..1 integer "Days"
* DON_VI 1..1 string "Employer"
* DON_VI ^maxLength = 1024
* CHAN_DOAN_RV 1..1 string "Diagnosis at the end"
* TU_NGAY 1..1 date "From"
* TU_NGAY insert Date
* DEN_NGAY 1..1 date "Until"
* DEN_NGAY insert Date
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* TEN_BS 1..1 string "Name of the signing doctor"
* TEN_BS ^maxLength = 255
* MA_BS 1..1 code "Insurance number of the signing doctor"
* MA_BS ^maxLength = 200
* NGAY_CT 1..1 date "Day of the paper"
* NGAY_CT insert Date
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml11
Parent: VnRecord
Id: VnXml11
Title: "XML11: sick leave"
Description: "XML11: sick leave."
* obeys VN-XML7-01
* obeys VN-XML7-03
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 100
* SO_CT 1..1 string "Number of the paper"
* SO_CT ^maxLength = 200
* SO_SERI 1..1 string "Serial number"
* SO_SERI ^maxLength = 200
* SO_KCB 1..1 string "Number of the visit"
* SO_KCB ^maxLength = 200
* DON_VI 1..1 string "Employer"
* DON_VI ^maxLength = 1024
* MA_BHXH 1..1 code "Insurance number"
* MA_BHXH ^maxLength = 10
* MA_THE_BHYT 0..1 string "Insurance card"
* CHAN_DOAN_RV 1..1 string "Diagnosis at the end"
* PP_DIEUTRI 1..1 string "Treatment"
* MA_DINH_CHI_THAI 0..1 code "Pregnancy terminated"
* MA_DINH_CHI_THAI ^maxLength = 1
* NGUYENNHAN_DINHCHI 0..1 string "Cause of the termination"
* TUOI_THAI 0..1 integer "Weeks of pregnancy"
* SO_NGAY_NGHI 1..1 integer "Days of rest"
* TU_NGAY 1..1 date "From"
* TU_NGAY insert Date
* DEN_NGAY 1..1 date "Until"
* DEN_NGAY insert Date
* HO_TEN_CHA 0..1 string "Father's name"
* HO_TEN_CHA ^maxLength = 255
* HO_TEN_ME 0..1 string "Mother's name"
* HO_TEN_ME ^maxLength = 255
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* MA_BS 1..1 code "Insurance number of the signing doctor"
* MA_BS ^maxLength = 200
* NGAY_CT 1..1 date "Day of the paper"
* NGAY_CT insert Date
* MA_THE_TAM 0..1 string "Temporary card"
* MA_THE_TAM ^maxLength = 15
* MAU_SO 0..1 string "Form"
* MAU_SO ^maxLength = 5
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml13
Parent: VnRecord
Id: VnXml13
Title: "XML13: referral"
Description: "XML13: referral."
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 250
* SO_HOSO 1..1 string "Number of the record"
* SO_HOSO ^maxLength = 100
* SO_CHUYENTUYEN 1..1 string "Number in the referral book"
* SO_CHUYENTUYEN ^maxLength = 100
* GIAY_CHUYEN_TUYEN 1..1 string "Number of the referral paper"
* GIAY_CHUYEN_TUYEN ^maxLength = 100
* MA_CSKCB 0..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* MA_NOI_DI 0..1 code "Facility that referred the patient"
* MA_NOI_DI ^maxLength = 5
* MA_NOI_DEN 0..1 code "Facility the patient is referred to"
* MA_NOI_DEN ^maxLength = 5
* HO_TEN 1..1 string "Full name"
* HO_TEN ^maxLength = 255
* NGAY_SINH 0..1 date "Birth date; an unknown day or month is 00"
* NGAY_SINH insert BirthDate
* NGAY_SINH obeys VN-PAP-02
* GIOI_TINH 0..1 code "Sex"
* GIOI_TINH ^maxLength = 1
* GIOI_TINH from VnSex (required)
* GIOI_TINH obeys VN-PAP-01
* MA_QUOCTICH 0..1 code "Nationality"
* MA_QUOCTICH ^maxLength = 3
* MA_DANTOC 0..1 code "Ethnic group"
* MA_DANTOC ^maxLength = 2
* MA_NGHE_NGHIEP 0..1 code "Occupation"
* MA_NGHE_NGHIEP ^maxLength = 5
* DIA_CHI 0..1 string "Address"
* DIA_CHI ^maxLength = 1024
* MA_THE_BHYT 0..1 string "Insurance card"
* GT_THE_DEN 0..1 date "Last day the card is valid"
* GT_THE_DEN insert Date
* NGAY_VAO 0..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-PAP-03
* NGAY_VAO_NOI_TRU 0..1 dateTime "Admission as inpatient"
* NGAY_VAO_NOI_TRU insert DateTime
* NGAY_RA 0..1 dateTime "End of the treatment"
* NGAY_RA insert DateTime
* NGAY_RA obeys VN-PAP-04
* DAU_HIEU_LS 1..1 string "Clinical signs"
* CHAN_DOAN_RV 0..1 string "Diagnosis at the end"
* QT_BENHLY 1..1 string "Course of the disease"
* TOMTAT_KQ 1..1 string "Summary of results"
* PP_DIEUTRI 0..1 string "Treatment"
* MA_BENH_CHINH 0..1 code "Principal diagnosis"
* MA_BENH_CHINH ^maxLength = 50
* MA_BENH_KT 0..1 code "Further diagnoses"
* MA_BENH_KT ^maxLength = 200
* MA_BENH_YHCT 0..1 code "Diagnoses of traditional medicine"
* MA_BENH_YHCT ^maxLength = 255
* TEN_DICH_VU 0..1 string "Name of the service"
* TEN_DICH_VU ^maxLength = 1024
* TEN_THUOC 0..1 string "Name of the medicine"
* TEN_THUOC ^maxLength = 1024
* PP_DIEU_TRI 0..1 string "Treatment"
* MA_LOAI_RV 0..1 code "Kind of discharge"
* MA_LOAI_RV ^maxLength = 1
* MA_LOAI_RV from VnDischarge (required)
* MA_LYDO_CT 1..1 code "Reason of the referral"
* MA_LYDO_CT ^maxLength = 1
* HUONG_DIEU_TRI 1..1 string "Treatment to come"
* PHUONGTIEN_VC 1..1 string "Transport"
* PHUONGTIEN_VC ^maxLength = 255
* HOTEN_NGUOI_HT 0..1 string "Name of the escort"
* HOTEN_NGUOI_HT ^maxLength = 255
* CHUCDANH_NGUOI_HT 0..1 string "Title of the escort"
* CHUCDANH_NGUOI_HT ^maxLength = 255
* MA_BAC_SI 1..1 code "Who ordered it"
* MA_BAC_SI ^maxLength = 255
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* DU_PHONG 0..1 string "Reserve"
* MA_CSKCB_DI 0..0 code "Facility that refers: not in this decision"
* MA_CSKCB_DEN 0..0 code "Facility referred to: not in this decision"
* TINH_TRANG_CT 0..0 string "State at the referral: not in this decision"

Logical: VnXml14
Parent: VnRecord
Id: VnXml14
Title: "XML14: follow-up appointment"
Description: "XML14: follow-up appointment."
* obeys VN-XML14-01
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 200
* SO_GIAYHEN_KL 1..1 string "Number of the follow-up paper"
* SO_GIAYHEN_KL ^maxLength = 100
* MA_CSKCB 1..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* HO_TEN 1..1 string "Full name"
* HO_TEN ^maxLength = 255
* NGAY_SINH 0..1 date "Birth date; an unknown day or month is 00"
* NGAY_SINH insert BirthDate
* NGAY_SINH obeys VN-PAP-02
* GIOI_TINH 0..1 code "Sex"
* GIOI_TINH ^maxLength = 1
* GIOI_TINH from VnSex (required)
* GIOI_TINH obeys VN-PAP-01
* DIA_CHI 0..1 string "Address"
* DIA_CHI ^maxLength = 1024
* MA_THE_BHYT 0..1 string "Insurance card"
* GT_THE_DEN 0..1 date "Last day the card is valid"
* GT_THE_DEN insert Date
* NGAY_VAO 0..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-PAP-03
* NGAY_VAO_NOI_TRU 0..1 dateTime "Admission as inpatient"
* NGAY_VAO_NOI_TRU insert DateTime
* NGAY_RA 0..1 dateTime "End of the treatment"
* NGAY_RA insert DateTime
* NGAY_RA obeys VN-PAP-04
* NGAY_HEN_KL 1..1 dateTime "When to come again"
* NGAY_HEN_KL insert DateTime
* CHAN_DOAN_RV 0..1 string "Diagnosis at the end"
* MA_BENH_CHINH 0..1 code "Principal diagnosis"
* MA_BENH_CHINH ^maxLength = 50
* MA_BENH_KT 0..1 code "Further diagnoses"
* MA_BENH_KT ^maxLength = 200
* MA_BENH_YHCT 0..1 code "Diagnoses of traditional medicine"
* MA_BENH_YHCT ^maxLength = 255
* MA_DOITUONG_KCB 0..1 code "By what right the patient comes"
* MA_DOITUONG_KCB ^maxLength = 10
* MA_BAC_SI 1..1 code "Who ordered it"
* MA_BAC_SI ^maxLength = 255
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* NGAY_CT 1..1 date "Day of the paper"
* NGAY_CT insert Date
* DU_PHONG 0..1 string "Reserve"

Logical: VnXml15
Parent: VnRecord
Id: VnXml15
Title: "XML15: tuberculosis treatment"
Description: "XML15: tuberculosis treatment."
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 200
* STT 0..1 positiveInt "Position in the sending"
* MA_BN 1..1 string "Facility's number of the patient"
* MA_BN ^maxLength = 200
* HO_TEN 0..1 string "Full name"
* HO_TEN ^maxLength = 255
* SO_CCCD 0..1 string "Citizen id, old id card or passport number"
* SO_CCCD ^maxLength = 15
* PHANLOAI_LAO_VITRI 1..1 code "Tuberculosis by site"
* PHANLOAI_LAO_VITRI ^maxLength = 1
* PHANLOAI_LAO_TS 1..1 code "Tuberculosis by history"
* PHANLOAI_LAO_TS ^maxLength = 1
* PHANLOAI_LAO_HIV 1..1 code "Tuberculosis by HIV"
* PHANLOAI_LAO_HIV ^maxLength = 1
* PHANLOAI_LAO_VK 1..1 code "Tuberculosis by bacteriology"
* PHANLOAI_LAO_VK ^maxLength = 1
* PHANLOAI_LAO_KT 1..1 code "Tuberculosis by resistance"
* PHANLOAI_LAO_KT ^maxLength = 1
* LOAI_DTRI_LAO 1..1 code "Kind of tuberculosis treatment"
* LOAI_DTRI_LAO ^maxLength = 1
* NGAYBD_DTRI_LAO 1..1 date "Tuberculosis treatment began"
* NGAYBD_DTRI_LAO insert Date
* PHACDO_DTRI_LAO 1..1 code "Regimen against tuberculosis"
* PHACDO_DTRI_LAO ^maxLength = 2
* NGAYKT_DTRI_LAO 0..1 date "Tuberculosis treatment ended"
* NGAYKT_DTRI_LAO insert Date
* KET_QUA_DTRI_LAO 1..1 code "Result of tuberculosis treatment"
* KET_QUA_DTRI_LAO ^maxLength = 1
* MA_CSKCB 0..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* NGAYKD_HIV 0..1 date "When HIV was confirmed"
* NGAYKD_HIV insert Date
* BDDT_ARV 0..1 date "When antiretroviral therapy began"
* BDDT_ARV insert Date
* NGAY_BAT_DAU_DT_CTX 0..1 date "Co-trimoxazole began"
* NGAY_BAT_DAU_DT_CTX insert Date
* DU_PHONG 0..1 string "Reserve"

Logical: Vn3176Xml13
Parent: VnRecord
Id: Vn3176Xml13
Title: "XML13 of decision 3176: referral"
Description: "XML13 of decision 3176: referral."
* MA_LK 1..1 string "Number of the treatment"
* MA_LK ^maxLength = 250
* SO_HOSO 1..1 string "Number of the record"
* SO_HOSO ^maxLength = 100
* SO_CHUYENTUYEN 1..1 string "Number in the referral book"
* SO_CHUYENTUYEN ^maxLength = 100
* GIAY_CHUYEN_TUYEN 1..1 string "Number of the referral paper"
* GIAY_CHUYEN_TUYEN ^maxLength = 100
* MA_CSKCB 0..1 code "Treating facility"
* MA_CSKCB ^maxLength = 5
* MA_CSKCB_DI 0..1 code "Facility that refers"
* MA_CSKCB_DI ^maxLength = 5
* MA_CSKCB_DEN 0..1 code "Facility referred to"
* MA_CSKCB_DEN ^maxLength = 5
* HO_TEN 1..1 string "Full name"
* HO_TEN ^maxLength = 255
* NGAY_SINH 0..1 date "Birth date; an unknown day or month is 00"
* NGAY_SINH insert BirthDate
* NGAY_SINH obeys VN-PAP-02
* GIOI_TINH 0..1 code "Sex"
* GIOI_TINH ^maxLength = 1
* GIOI_TINH from VnSex (required)
* GIOI_TINH obeys VN-PAP-01
* MA_QUOCTICH 0..1 code "Nationality"
* MA_QUOCTICH ^maxLength = 3
* MA_DANTOC 0..1 code "Ethnic group"
* MA_DANTOC ^maxLength = 2
* MA_NGHE_NGHIEP 0..1 code "Occupation"
* MA_NGHE_NGHIEP ^maxLength = 5
* DIA_CHI 0..1 string "Address"
* DIA_CHI ^maxLength = 1024
* MA_THE_BHYT 0..1 string "Insurance card"
* GT_THE_DEN 0..1 date "Last day the card is valid"
* GT_THE_DEN insert Date
* NGAY_VAO 0..1 dateTime "Arrival"
* NGAY_VAO insert DateTime
* NGAY_VAO obeys VN-PAP-03
* NGAY_VAO_NOI_TRU 0..1 dateTime "Admission as inpatient"
* NGAY_VAO_NOI_TRU insert DateTime
* NGAY_RA 0..1 dateTime "End of the treatment"
* NGAY_RA insert DateTime
* NGAY_RA obeys VN-PAP-04
* DAU_HIEU_LS 1..1 string "Clinical signs"
* CHAN_DOAN_RV 0..1 string "Diagnosis at the end"
* QT_BENHLY 1..1 string "Course of the disease"
* TOMTAT_KQ 1..1 string "Summary of results"
* PP_DIEUTRI 0..1 string "Treatment"
* MA_BENH_CHINH 0..1 code "Principal diagnosis"
* MA_BENH_CHINH ^maxLength = 50
* MA_BENH_KT 0..1 code "Further diagnoses"
* MA_BENH_KT ^maxLength = 200
* MA_BENH_YHCT 0..1 code "Diagnoses of traditional medicine"
* MA_BENH_YHCT ^maxLength = 255
* TINH_TRANG_CT 0..1 string "State at the referral"
* MA_LOAI_RV 0..1 code "Kind of discharge"
* MA_LOAI_RV ^maxLength = 1
* MA_LOAI_RV from VnDischarge (required)
* MA_LYDO_CT 1..1 code "Reason of the referral"
* MA_LYDO_CT ^maxLength = 1
* HUONG_DIEU_TRI 1..1 string "Treatment to come"
* PHUONGTIEN_VC 1..1 string "Transport"
* PHUONGTIEN_VC ^maxLength = 255
* HOTEN_NGUOI_HT 0..1 string "Name of the escort"
* HOTEN_NGUOI_HT ^maxLength = 255
* CHUCDANH_NGUOI_HT 0..1 string "Title of the escort"
* CHUCDANH_NGUOI_HT ^maxLength = 255
* MA_BAC_SI 1..1 code "Who ordered it"
* MA_BAC_SI ^maxLength = 255
* MA_TTDV 1..1 code "Insurance number of the signing head"
* MA_TTDV ^maxLength = 10
* MA_TTDV obeys VN-XML1-11
* DU_PHONG 0..1 string "Reserve"
