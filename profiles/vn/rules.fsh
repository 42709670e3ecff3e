// Rules of one treatment. A rule's key is its code; its texts stand in findings.json, with `at` for the
// field the finding points at and `reads` for the tables the rule looks at. Amounts of lines may differ
// by 0.01, as systems round in different places; totals may not.

RuleSet: Rule(severity)
* severity = #{severity}

Invariant: VN-AMT-01
* insert Rule(error)
* expression = "(THANH_TIEN_BV.exists() and SO_LUONG.exists() and DON_GIA.exists()) implies (((THANH_TIEN_BV) - ((SO_LUONG * DON_GIA).round(2))).abs() <= 0.01)"

Invariant: VN-AMT-02
* insert Rule(error)
* expression = "(THANH_TIEN_BH.exists() and SO_LUONG.exists() and DON_GIA.exists() and TYLE_TT_BH.exists()) implies (((THANH_TIEN_BH) - ((SO_LUONG * DON_GIA * TYLE_TT_BH * 0.01).round(2))).abs() <= 0.01 or (T_NGUONKHAC > 0 and ((THANH_TIEN_BH) - (((SO_LUONG * DON_GIA - T_NGUONKHAC) * TYLE_TT_BH * 0.01).round(2))).abs() <= 0.01))"

Invariant: VN-AMT-03
* insert Rule(error)
* expression = "(THANH_TIEN_BV.exists() and SO_LUONG.exists() and DON_GIA_BV.exists() and TYLE_TT_DV.exists()) implies (((THANH_TIEN_BV) - ((SO_LUONG * DON_GIA_BV * TYLE_TT_DV * 0.01).round(2))).abs() <= 0.01)"

Invariant: VN-AMT-04
* insert Rule(error)
* expression = "(THANH_TIEN_BH.exists() and SO_LUONG.exists() and DON_GIA_BH.exists() and TYLE_TT_DV.exists() and TYLE_TT_BH.exists()) implies (((THANH_TIEN_BH) - ((SO_LUONG * DON_GIA_BH * TYLE_TT_DV * TYLE_TT_BH * 0.0001).round(2))).abs() <= 0.01 or (T_NGUONKHAC > 0 and ((THANH_TIEN_BH) - (((SO_LUONG * DON_GIA_BH * TYLE_TT_DV * 0.01 - T_NGUONKHAC) * TYLE_TT_BH * 0.01).round(2))).abs() <= 0.01) or (T_TRANTT.exists() and THANH_TIEN_BH < (SO_LUONG * DON_GIA_BH * TYLE_TT_DV * TYLE_TT_BH * 0.0001).round(2)))"

Invariant: VN-AMT-05
* insert Rule(error)
* expression = "(T_NGUONKHAC.exists() and T_NGUONKHAC_NSNN.exists() and T_NGUONKHAC_VTNN.exists() and T_NGUONKHAC_VTTN.exists() and T_NGUONKHAC_CL.exists()) implies (T_NGUONKHAC = T_NGUONKHAC_NSNN + T_NGUONKHAC_VTNN + T_NGUONKHAC_VTTN + T_NGUONKHAC_CL)"

Invariant: VN-AMT-06
* insert Rule(error)
* expression = "(T_NGUONKHAC.exists() and T_BHTT.exists() and THANH_TIEN_BH.exists() and MUC_HUONG.exists()) implies (T_NGUONKHAC = 0 implies ((T_BHTT) - ((THANH_TIEN_BH * MUC_HUONG * 0.01).round(2))).abs() <= 0.01)"

Invariant: VN-AMT-07
* insert Rule(error)
* expression = "(T_NGUONKHAC.exists() and T_BNCCT.exists() and THANH_TIEN_BH.exists() and MUC_HUONG.exists()) implies (T_NGUONKHAC = 0 implies ((T_BNCCT) - (THANH_TIEN_BH - (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2))).abs() <= 0.01)"

Invariant: VN-AMT-08
* insert Rule(error)
* expression = "(T_NGUONKHAC.exists() and T_BNTT.exists() and THANH_TIEN_BV.exists() and THANH_TIEN_BH.exists()) implies (T_NGUONKHAC = 0 implies ((T_BNTT) - (THANH_TIEN_BV - THANH_TIEN_BH)).abs() <= 0.01)"

Invariant: VN-AMT-09
* insert Rule(error)
* expression = "(T_NGUONKHAC.exists() and T_BNTT.exists() and THANH_TIEN_BV.exists() and THANH_TIEN_BH.exists() and T_BNCCT.exists() and MUC_HUONG.exists() and T_BHTT.exists() and TYLE_TT_BH.exists()) implies (T_NGUONKHAC > 0 implies ((((T_BNTT) - (iif(T_NGUONKHAC < (THANH_TIEN_BV - THANH_TIEN_BH), (THANH_TIEN_BV - THANH_TIEN_BH) - T_NGUONKHAC, 0))).abs() <= 0.01 and ((T_BNCCT) - (iif(T_NGUONKHAC <= (THANH_TIEN_BV - THANH_TIEN_BH), (THANH_TIEN_BH - (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2)), iif(T_NGUONKHAC - (THANH_TIEN_BV - THANH_TIEN_BH) < (THANH_TIEN_BH - (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2)), (THANH_TIEN_BH - (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2)) - (T_NGUONKHAC - (THANH_TIEN_BV - THANH_TIEN_BH)), 0)))).abs() <= 0.01 and ((T_BHTT) - (iif(T_NGUONKHAC <= (THANH_TIEN_BH - (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2)) + (THANH_TIEN_BV - THANH_TIEN_BH), (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2), (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2) - (T_NGUONKHAC - (THANH_TIEN_BH - (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2)) - (THANH_TIEN_BV - THANH_TIEN_BH))))).abs() <= 0.01) or (((T_BHTT) - ((((THANH_TIEN_BV - T_NGUONKHAC) * TYLE_TT_BH * 0.01) * MUC_HUONG * 0.01).round(2))).abs() <= 0.01 and ((T_BNCCT) - ((((THANH_TIEN_BV - T_NGUONKHAC) * TYLE_TT_BH * 0.01)).round(2) - (((THANH_TIEN_BV - T_NGUONKHAC) * TYLE_TT_BH * 0.01) * MUC_HUONG * 0.01).round(2))).abs() <= 0.01) or (((T_NGUONKHAC) - ((THANH_TIEN_BH - (THANH_TIEN_BH * MUC_HUONG * 0.01).round(2)))).abs() <= 0.01 and T_BNCCT = 0 and ((T_BHTT) - ((THANH_TIEN_BH * MUC_HUONG * 0.01).round(2))).abs() <= 0.01)))"

Invariant: VN-AMT-11
* insert Rule(error)
* expression = "$this >= 0"

Invariant: VN-AMT-12
* insert Rule(error)
* expression = "(THANH_TIEN.exists() and SO_LUONG.exists() and DON_GIA.exists()) implies (((THANH_TIEN) - ((SO_LUONG * DON_GIA).round(2))).abs() <= 0.01)"

Invariant: VN-AMT-13
* insert Rule(error)
* expression = "(THANH_TIEN.exists() and SO_LUONG.exists() and DON_GIA.exists()) implies (((THANH_TIEN) - ((SO_LUONG * DON_GIA).round(2))).abs() <= 0.01 or (TYLE_TT.exists() and ((THANH_TIEN) - ((SO_LUONG * DON_GIA * TYLE_TT * 0.01).round(2))).abs() <= 0.01))"

Invariant: VN-AMT-14
* insert Rule(error)
* expression = "$this >= 0 and $this <= 100"

Invariant: VN-TOT-01
* insert Rule(error)
* expression = "$this = %resource.XML2.THANH_TIEN_BV.combine(%resource.XML3.THANH_TIEN_BV).aggregate($this + $total, 0)"

Invariant: VN-TOT-02
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies ($this = %resource.XML2.THANH_TIEN_BH.combine(%resource.XML3.THANH_TIEN_BH).aggregate($this + $total, 0))"

Invariant: VN-TOT-03
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies ($this = %resource.XML2.T_BNTT.combine(%resource.XML3.T_BNTT).aggregate($this + $total, 0))"

Invariant: VN-TOT-04
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies ($this = %resource.XML2.T_BNCCT.combine(%resource.XML3.T_BNCCT).aggregate($this + $total, 0))"

Invariant: VN-TOT-05
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies (%resource.XML1.T_NGUONKHAC > 0 or $this = %resource.XML2.T_BHTT.combine(%resource.XML3.T_BHTT).aggregate($this + $total, 0))"

Invariant: VN-TOT-06
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies ($this = %resource.XML2.T_NGUONKHAC.combine(%resource.XML3.T_NGUONKHAC).aggregate($this + $total, 0))"

Invariant: VN-TOT-07
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies ($this = %resource.XML2.THANH_TIEN_BV.aggregate($this + $total, 0))"

Invariant: VN-TOT-08
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies ($this = %resource.XML3.where(MA_NHOM = '10' or MA_NHOM = '11').THANH_TIEN_BV.aggregate($this + $total, 0) or $this = %resource.XML3.where(MA_VAT_TU.exists()).THANH_TIEN_BV.aggregate($this + $total, 0))"

Invariant: VN-TOT-09
* insert Rule(error)
* expression = "(%resource.XML2.exists() or %resource.XML3.exists() or %resource.XML1.T_TONGCHI_BV = 0) implies ($this = %resource.XML2.where(MA_PTTT = '1').T_BHTT.combine(%resource.XML3.where(MA_PTTT = '1').T_BHTT).aggregate($this + $total, 0))"

Invariant: VN-TOT-10
* insert Rule(error)
* expression = "$this = %resource.XML2.THANH_TIEN.combine(%resource.XML3.THANH_TIEN).aggregate($this + $total, 0)"

Invariant: VN-TOT-11
* insert Rule(error)
* expression = "%resource.XML2.T_BHTT.empty() or $this = %resource.XML2.T_BHTT.combine(%resource.XML3.T_BHTT).aggregate($this + $total, 0)"

Invariant: VN-TOT-12
* insert Rule(error)
* expression = "%resource.XML2.T_BNCCT.empty() or $this = %resource.XML2.T_BNCCT.combine(%resource.XML3.T_BNCCT).aggregate($this + $total, 0)"

Invariant: VN-TOT-13
* insert Rule(error)
* expression = "%resource.XML2.T_BNTT.empty() or $this = %resource.XML2.T_BNTT.combine(%resource.XML3.T_BNTT).aggregate($this + $total, 0)"

Invariant: VN-XML1-01
* insert Rule(error)
* expression = "(NGAY_VAO.exists() and NGAY_RA.exists()) implies NGAY_VAO <= NGAY_RA"

Invariant: VN-XML1-02
* insert Rule(error)
* expression = "(NGAY_VAO.exists() and NGAY_RA.exists()) implies (NGAY_VAO_NOI_TRU.exists() implies (NGAY_VAO_NOI_TRU >= NGAY_VAO and NGAY_VAO_NOI_TRU <= NGAY_RA))"

Invariant: VN-XML1-03
* insert Rule(error)
* expression = "NGAY_VAO_NOI_TRU.exists() implies LY_DO_VNT.exists()"

Invariant: VN-XML1-04
* insert Rule(error)
* expression = "FURTHER.count() <= 12"

Invariant: VN-XML1-05
* insert Rule(error)
* expression = "(MA_LOAI_KCB.exists() and SO_NGAY_DTRI.exists() and NGAY_VAO.exists() and NGAY_RA.exists()) implies ((MA_LOAI_KCB.matches('^0?[179]$') implies SO_NGAY_DTRI = 0) and (MA_LOAI_KCB.matches('^0?[2346]$') implies NGAY_VAO.toString().substring(0, 10).toDate() + ((SO_NGAY_DTRI - 1).toString() & ' days').toQuantity() = NGAY_RA.toString().substring(0, 10).toDate()))"

Invariant: VN-XML1-06
* insert Rule(warning)
* expression = "(MA_LOAI_KCB.exists() and NGAY_RA.exists()) implies (MA_LOAI_KCB.matches('^0?[257]$') implies NGAY_RA.toString().substring(11, 5) = '23:59')"

Invariant: VN-XML1-07
* insert Rule(error)
* expression = "$this.matches('^[1-9][0-9]?([.][1-9][0-9]?)?$')"

Invariant: VN-XML1-08
* insert Rule(error)
* expression = "$this >= 1 and $this <= 12"

Invariant: VN-XML1-09
* insert Rule(error)
* expression = "(NGAY_SINH.exists() and NGAY_VAO.exists()) implies (NGAY_SINH.toString() <= NGAY_VAO.toString())"

Invariant: VN-XML1-10
* insert Rule(error)
* expression = "$this.matches('^[0-9A-Z]{5}$')"

Invariant: VN-XML1-11
* insert Rule(error)
* expression = "$this.matches('^[0-9]{10}$')"

Invariant: VN-XML1-12
* insert Rule(error)
* expression = "$this.matches('^[A-Z][0-9][0-9A-Z]([.]?[0-9A-Z]{1,4})?[*+†]?$')"

Invariant: VN-XML1-13
* insert Rule(warning)
* expression = "(MA_LOAI_RV.exists()) implies ((MA_LOAI_RV = '2' or MA_LOAI_RV = '5') implies MA_NOI_DEN.exists())"

Invariant: VN-ID-01
* insert Rule(error)
* expression = "$this.matches('^([0-9]{9}|[0-9]{12}|[A-Z][0-9]{7})$')"

Invariant: VN-ID-02
* insert Rule(warning)
* expression = "(SO_CCCD.exists() and GIOI_TINH.exists()) implies ((SO_CCCD.matches('^[0-9]{12}$') and (GIOI_TINH = '1' or GIOI_TINH = '2')) implies SO_CCCD.substring(3, 1).toInteger() mod 2 = iif(GIOI_TINH = '1', 0, 1))"

Invariant: VN-ID-03
* insert Rule(warning)
* expression = "(SO_CCCD.exists()) implies ((SO_CCCD.matches('^[0-9]{12}$') and NGAY_SINH.exists()) implies (19 + SO_CCCD.substring(3, 1).toInteger() div 2) * 100 + SO_CCCD.substring(4, 2).toInteger() = NGAY_SINH.toString().substring(0, 4).toInteger())"

Invariant: VN-CARD-01
* insert Rule(error)
* expression = "$this.matches('^([A-Z]{2}[1-5][0-9]{12}|[0-9]{10}|[0-9]{12})$')"

Invariant: VN-CARD-02
* insert Rule(warning)
* expression = "$this.matches('^[A-Z]{2}[1-5][0-9]{12}$') implies $this.matches('^(DN|HX|CH|NN|TK|HC|XK|HT|TB|NO|CT|XB|TN|CS|QN|CA|CY|XN|MS|CC|CK|CB|KC|HD|TE|BT|HN|DT|DK|XD|TS|TC|TQ|TV|TA|TY|HG|LS|PV|CN|SV|GB|GD|HS)')"

Invariant: VN-CARD-03
* insert Rule(warning)
* expression = "($this.matches('^(CC|TE)[1-5][0-9]{12}$') implies $this.substring(2, 1) = '1') and ($this.matches('^(CK|CB|KC|HN|DT|DK|XD|BT|TS)[1-5][0-9]{12}$') implies $this.substring(2, 1) = '2') and ($this.matches('^(HT|TC|CN)[1-5][0-9]{12}$') implies $this.substring(2, 1) = '3') and ($this.matches('^(QN|CA|CY)[1-5][0-9]{12}$') implies $this.substring(2, 1) = '5') and ($this.matches('^(DN|HX|CH|NN|TK|HC|XK|TB|NO|CT|XB|TN|CS|XN|MS|HD|TQ|TV|TA|TY|HG|LS|PV|HS|SV|GB|GD)[1-5][0-9]{12}$') implies $this.substring(2, 1) = '4')"

Invariant: VN-CARD-04
* insert Rule(error)
* expression = "(GT_THE_TU.exists() and GT_THE_DEN.exists()) implies GT_THE_TU <= GT_THE_DEN"

Invariant: VN-CARD-05
* insert Rule(error)
* expression = "CARDS.where(GT_THE_TU.toString() <= %resource.XML1.NGAY_VAO.toString().substring(0, 10)).exists() implies CARDS.where(GT_THE_TU.toString() <= %resource.XML1.NGAY_VAO.toString().substring(0, 10) and (GT_THE_DEN.empty() or GT_THE_DEN.toString() >= %resource.XML1.NGAY_VAO.toString().substring(0, 10))).exists()"

Invariant: VN-CARD-06
* insert Rule(error)
* expression = "$this.matches('^[0-9A-Z]{5}$')"

Invariant: VN-XML2-01
* insert Rule(error)
* expression = "(MA_NHOM.exists()) implies ((MA_NHOM = '7' or MA_NHOM = '17') or TT_THAU.exists())"

Invariant: VN-XML2-02
* insert Rule(error)
* expression = "(NGAY_TH_YL.exists() and NGAY_YL.exists()) implies NGAY_TH_YL >= NGAY_YL"

Invariant: VN-XML2-03
* insert Rule(warning)
* expression = "(MA_NHOM.exists()) implies (MA_NHOM = '7' or MA_NHOM = '17' or HAM_LUONG.exists())"

Invariant: VN-XML2-04
* insert Rule(warning)
* expression = "(MA_NHOM.exists()) implies (MA_NHOM = '7' or MA_NHOM = '17' or DUONG_DUNG.exists())"

Invariant: VN-XML2-05
* insert Rule(warning)
* expression = "(MA_NHOM.exists()) implies (MA_NHOM = '7' or MA_NHOM = '17' or LIEU_DUNG.exists())"

Invariant: VN-XML1-14
* insert Rule(warning)
* expression = "MA_DANTOC.exists()"

Invariant: VN-XML1-15
* insert Rule(warning)
* expression = "MA_NGHE_NGHIEP.exists()"

Invariant: VN-XML1-16
* insert Rule(warning)
* expression = "CAN_NANG.exists()"

Invariant: VN-XML3-01
* insert Rule(error)
* expression = "MA_DICH_VU.exists() or MA_VAT_TU.exists()"

Invariant: VN-XML3-02
* insert Rule(error)
* expression = "(MA_NHOM.exists()) implies (MA_NHOM = '12' implies MA_XANG_DAU.exists())"

Invariant: VN-XML3-03
* insert Rule(error)
* expression = "(MA_NHOM.exists()) implies (MA_NHOM = '10' implies TT_THAU.exists())"

Invariant: VN-XML3-04
* insert Rule(error)
* expression = "((MA_NHOM = '1' or MA_NHOM = '2' or MA_NHOM = '3' or MA_NHOM = '8' or MA_NHOM = '18') and MA_DICH_VU.where($this.matches('[.]K[.][0-9]{5}$')).empty()) implies NGUOI_THUC_HIEN.exists()"

Invariant: VN-XML3-05
* insert Rule(error)
* expression = "((MA_NHOM = '1' or MA_NHOM = '2' or MA_NHOM = '3' or MA_NHOM = '8' or MA_NHOM = '18') and MA_DICH_VU.where($this.matches('[.]K[.][0-9]{5}$')).empty()) implies NGAY_TH_YL.exists()"

Invariant: VN-XML3-06
* insert Rule(error)
* expression = "(NGAY_KQ.exists() and NGAY_YL.exists()) implies NGAY_KQ >= NGAY_YL"

Invariant: VN-XML3-07
* insert Rule(error)
* expression = "$this.matches('^G[1-9][0-9]{0,2}$')"

Invariant: VN-XML3-08
* insert Rule(error)
* expression = "$this.matches('^[HTCK][0-9]{3}$')"

Invariant: VN-XML3-09
* insert Rule(error)
* expression = "(MA_DICH_VU.exists() implies (TEN_DICH_VU.exists() or MA_VAT_TU.exists())) and (MA_VAT_TU.exists() implies TEN_VAT_TU.exists())"

Invariant: VN-XML4-01
* insert Rule(error)
* expression = "GIA_TRI.exists() implies NGAY_KQ.exists()"

Invariant: VN-XML7-01
* insert Rule(error)
* expression = "(MA_DINH_CHI_THAI.exists()) implies (MA_DINH_CHI_THAI = '1' implies NGUYENNHAN_DINHCHI.exists())"

Invariant: VN-XML7-02
* insert Rule(error)
* expression = "(MA_DINH_CHI_THAI.exists()) implies (MA_DINH_CHI_THAI = '1' implies THOIGIAN_DINHCHI.exists())"

Invariant: VN-XML7-03
* insert Rule(error)
* expression = "(MA_DINH_CHI_THAI.exists()) implies (MA_DINH_CHI_THAI = '1' implies TUOI_THAI.exists())"

Invariant: VN-XML7-04
* insert Rule(error)
* expression = "SO_NGAY_NGHI.exists() = NGOAITRU_TUNGAY.exists() and NGOAITRU_TUNGAY.exists() = NGOAITRU_DENNGAY.exists()"

Invariant: VN-XML6-01
* insert Rule(error)
* expression = "LOAI_DTRI_LAO = '0' or LOAI_DTRI_LAO.empty() or PHACDO_DTRI_LAO.exists()"

Invariant: VN-XML6-02
* insert Rule(error)
* expression = "LOAI_DTRI_LAO = '0' or LOAI_DTRI_LAO.empty() or NGAYBD_DTRI_LAO.exists()"

Invariant: VN-XML6-03
* insert Rule(error)
* expression = "MA_TINH_TRANG_DK.where($this = '1').exists() implies LAN_XN_PCR.exists()"

Invariant: VN-XML6-04
* insert Rule(error)
* expression = "MA_TINH_TRANG_DK.where($this = '1').exists() implies NGAY_XN_PCR.exists()"

Invariant: VN-XML6-05
* insert Rule(error)
* expression = "MA_TINH_TRANG_DK.where($this = '1').exists() implies NGAY_KQ_XN_PCR.exists()"

Invariant: VN-XML6-06
* insert Rule(error)
* expression = "MA_TINH_TRANG_DK.where($this = '1').exists() implies MA_KQ_XN_PCR.exists()"

Invariant: VN-XML14-01
* insert Rule(error)
* expression = "(NGAY_HEN_KL.exists()) implies (NGAY_HEN_KL >= %resource.XML1.NGAY_RA)"

Invariant: VN-PAP-01
* insert Rule(error)
* expression = "$this = %resource.XML1.GIOI_TINH"

Invariant: VN-PAP-02
* insert Rule(error)
* expression = "$this = %resource.XML1.NGAY_SINH"

Invariant: VN-PAP-03
* insert Rule(error)
* expression = "$this = %resource.XML1.NGAY_VAO"

Invariant: VN-PAP-04
* insert Rule(error)
* expression = "$this = %resource.XML1.NGAY_RA"

Invariant: VN-CHK-01
* insert Rule(error)
* expression = "MA_DICH_VU.exists() or MA_THUOC.exists() or MA_VAT_TU.exists()"

Invariant: VN-CHK-02
* insert Rule(error)
* expression = "(NGAY_VAO.exists()) implies (NGAY_VAO_NOI_TRU.exists() implies NGAY_VAO_NOI_TRU >= NGAY_VAO)"

Invariant: VN-CLM-01
* insert Rule(error)
* expression = "total.value = item.net.value.aggregate($this + $total, 0)"

Invariant: VN-CLM-02
* insert Rule(error)
* expression = "item.sequence.isDistinct() and item.net.all(currency = 'VND')"

Invariant: VN-BDL-01
* insert Rule(error)
* expression = "entry.first().resource is Claim"

Invariant: VN-AMT-15
* insert Rule(warning)
* expression = "PHAM_VI = '2' implies TYLE_TT_BH = 0"

Invariant: VN-AMT-16
* insert Rule(error)
* expression = "PHAM_VI = '2' implies T_BHTT = 0"

Invariant: VN-AMT-17
* insert Rule(warning)
* expression = "$this.round(2) = $this"

Invariant: VN-AMT-18
* insert Rule(warning)
* expression = "$this.round(3) = $this"

Invariant: VN-CARD-07
* insert Rule(warning)
* expression = "(MUC_HUONG > 80 and MUC_HUONG < 100 and %resource.XML1.CARDS.MA_THE_BHYT.where($this.matches('^[A-Z]{2}[1-5][0-9]{12}$')).exists()) implies (%resource.XML1.CARDS.MA_THE_BHYT.where($this.matches('^[A-Z]{2}[125][0-9]{12}$')).exists() or (MUC_HUONG <= 95 and %resource.XML1.CARDS.MA_THE_BHYT.where($this.matches('^[A-Z]{2}3[0-9]{12}$')).exists()))"

Invariant: VN-TOT-14
* insert Rule(error)
* expression = "%resource.XML1.T_NGUONKHAC > 0 implies $this = %resource.XML1.T_TONGCHI_BH - %resource.XML1.T_BNCCT"

Invariant: VN-TOT-15
* insert Rule(warning)
* expression = "(%resource.XML1.T_NGUONKHAC > 0 and $this = %resource.XML1.T_TONGCHI_BH - %resource.XML1.T_BNCCT) implies $this = %resource.XML2.T_BHTT.combine(%resource.XML3.T_BHTT).aggregate($this + $total, 0)"

Invariant: VN-XML1-17
* insert Rule(warning)
* expression = "(MA_LOAI_KCB.matches('^0?5$') and SO_NGAY_DTRI.exists() and %resource.XML2.exists()) implies SO_NGAY_DTRI > 0"

Invariant: VN-XML1-18
* insert Rule(warning)
* expression = "(MA_LOAI_KCB.matches('^0?8$') and SO_NGAY_DTRI.exists() and %resource.XML3.exists()) implies SO_NGAY_DTRI = %resource.XML3.NGAY_YL.select($this.toString().substring(0, 10)).distinct().count()"

Invariant: VN-XML2-06
* insert Rule(warning)
* expression = "$this.matches('^(C|K|M|HC)[.][0-9A-Z]{5}$')"

Invariant: VN-XML3-10
* insert Rule(warning)
* expression = "(MA_NHOM = '13' implies (TYLE_TT_DV = 100 or TYLE_TT_DV = 30 or TYLE_TT_DV = 10 or TYLE_TT_DV = 0)) and ((MA_NHOM = '14' or MA_NHOM = '15' or MA_NHOM = '16') implies (TYLE_TT_DV = 100 or TYLE_TT_DV = 50 or TYLE_TT_DV = 33))"

Invariant: VN-XML3-11
* insert Rule(warning)
* expression = "MA_MAY.exists() implies MA_MAY.first().matches('^[^.;]{1,3}[.][123][.][0-9A-Z]{5}[.].+$')"

Invariant: VN-CARD-08
* insert Rule(warning)
* expression = "MA_THE_BHYT.exists() implies GT_THE_TU.exists()"

Invariant: VN-CARD-09
* insert Rule(error)
* expression = "(%resource.XML1.NGAY_VAO.exists() and CARDS.GT_THE_TU.exists()) implies CARDS.where(GT_THE_TU.toString() <= %resource.XML1.NGAY_VAO.toString().substring(0, 10)).exists()"

Invariant: VN-DAT-01
* insert Rule(error)
* expression = "$this.toString().length() > 10"

Invariant: VN-XML1-19
* insert Rule(warning)
* expression = "born.exists() implies born.toString().length() != 10"

Invariant: VN-XML1-20
* insert Rule(warning)
* expression = "(NGAY_TTOAN.exists() and NGAY_VAO.exists()) implies NGAY_TTOAN >= NGAY_VAO"

Invariant: VN-XML1-21
* insert Rule(error)
* expression = "$this >= 1000 and $this <= 9999"

Invariant: VN-XML3-12
* insert Rule(error)
* expression = "NGAY_YL.exists() or MA_DICH_VU.where($this.matches('[.]K[.][0-9]{5}$')).exists()"

Invariant: VN-XML3-13
* insert Rule(warning)
* expression = "MA_BAC_SI.exists() or MA_DICH_VU.where($this.matches('[.]K[.][0-9]{5}$')).exists()"

Invariant: VN-XML3-14
* insert Rule(warning)
* expression = "(T_TRANTT.exists() and GOI_VTYT.exists()) implies %resource.XML3.where(GOI_VTYT = %context.GOI_VTYT and MA_VAT_TU.exists()).THANH_TIEN_BH.aggregate($this + $total, 0) <= T_TRANTT"

Invariant: VN-XML3-15
* insert Rule(warning)
* expression = "(T_TRANTT.exists() and NGAY_YL.exists()) implies T_TRANTT <= iif(NGAY_YL.toString() >= '2024-07-01', 105300000, iif(NGAY_YL.toString() >= '2023-07-01', 81000000, 67050000))"

Invariant: VN-ENV-01
* insert Rule(warning)
* expression = "$this.matches('^[0-9]{8}$')"

Invariant: VN-CHK-03
* insert Rule(warning)
* expression = "(GT_THE_DEN.exists() and NGAY_VAO.exists()) implies GT_THE_DEN.toString() >= NGAY_VAO.toString().substring(0, 10)"

Invariant: VN-CHK-04
* insert Rule(warning)
* expression = "(GT_THE_TU.exists() and NGAY_VAO.exists()) implies GT_THE_TU.toString() <= NGAY_VAO.toString().substring(0, 10)"

Invariant: VN-CHK-05
* insert Rule(warning)
* expression = "MA_DICH_VU.combine(MA_THUOC).combine(MA_VAT_TU).count() <= 1"
