// Code lists of the claim XML. Those that the ministry issues and changes are loaded as catalogues
// and only named here.

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

CodeSystem: VnSexSystem
Id: vn-sex
Title: "Sex (GIOI_TINH)"
Description: "Sex (GIOI_TINH)."
* insert Complete
* #1 "Nam"
* #2 "Nữ"
* #3 "Chưa xác định"

CodeSystem: VnOutcomeSystem
Id: vn-outcome
Title: "Outcome (KET_QUA_DTRI)"
Description: "Outcome (KET_QUA_DTRI)."
* insert Complete
* #1 "Khỏi"
* #2 "Đỡ"
* #3 "Không thay đổi"
* #4 "Nặng hơn"
* #5 "Tử vong"
* #6 "Tiên lượng nặng xin về"
* #7 "Chưa xác định"
* #8 "Tử vong ngoại viện"

CodeSystem: VnDischargeSystem
Id: vn-discharge
Title: "Kind of discharge (MA_LOAI_RV)"
Description: "Kind of discharge (MA_LOAI_RV)."
* insert Complete
* #1 "Ra viện"
* #2 "Chuyển tuyến theo yêu cầu chuyên môn"
* #3 "Trốn viện"
* #4 "Xin ra viện"
* #5 "Chuyển tuyến theo yêu cầu người bệnh"

CodeSystem: Vn4210DischargeSystem
Id: vn-4210-discharge
Title: "Kind of discharge of decision 4210 (TINH_TRANG_RV)"
Description: "Kind of discharge of decision 4210 (TINH_TRANG_RV)."
* insert Complete
* #1 "Ra viện"
* #2 "Chuyển viện"
* #3 "Trốn viện"
* #4 "Xin ra viện"

CodeSystem: VnKindOfCareSystem
Id: vn-kind-of-care
Title: "Kind of care (MA_LOAI_KCB)"
Description: "Kind of care (MA_LOAI_KCB)."
* insert Complete
* #01 "Khám bệnh"
* #02 "Điều trị ngoại trú"
* #03 "Điều trị nội trú"
* #04 "Điều trị nội trú ban ngày"
* #05 "Điều trị ngoại trú bệnh mạn tính dài ngày, có khám bệnh và lĩnh thuốc"
* #06 "Điều trị lưu tại trạm y tế, phòng khám đa khoa khu vực"
* #07 "Nhận thuốc theo hẹn, không khám bệnh"
* #08 "Điều trị ngoại trú bệnh mạn tính dài ngày, có dịch vụ kỹ thuật hoặc thuốc"
* #09 "Điều trị nội trú dưới 4 giờ"
* #10 "Trường hợp khác"

CodeSystem: Vn4210KindOfCareSystem
Id: vn-4210-kind-of-care
Title: "Kind of care of decision 4210 (MA_LOAI_KCB)"
Description: "Kind of care of decision 4210 (MA_LOAI_KCB)."
* insert Complete
* #1 "Khám bệnh"
* #2 "Điều trị ngoại trú"
* #3 "Điều trị nội trú"

CodeSystem: Vn4210WaySystem
Id: vn-4210-way
Title: "By what way the patient comes (MA_LYDO_VVIEN)"
Description: "By what way the patient comes (MA_LYDO_VVIEN)."
* insert Complete
* #1 "Đúng tuyến"
* #2 "Cấp cứu"
* #3 "Trái tuyến"
* #4 "Thông tuyến"

CodeSystem: VnCostGroupSystem
Id: vn-cost-group
Title: "Cost group (MA_NHOM)"
Description: "Cost group (MA_NHOM)."
* insert Complete
* #1 "Xét nghiệm"
* #2 "Chẩn đoán hình ảnh"
* #3 "Thăm dò chức năng"
* #4 "Thuốc trong danh mục"
* #5 "Thuốc điều trị ung thư, chống thải ghép ngoài danh mục"
* #6 "Thuốc thanh toán theo tỷ lệ"
* #7 "Máu và chế phẩm máu"
* #8 "Phẫu thuật"
* #9 "Dịch vụ kỹ thuật thanh toán theo tỷ lệ"
* #10 "Vật tư y tế trong danh mục"
* #11 "Vật tư y tế thanh toán theo tỷ lệ"
* #12 "Vận chuyển"
* #13 "Khám bệnh"
* #14 "Ngày giường ban ngày, ngoại trú"
* #15 "Ngày giường nội trú"
* #16 "Ngày giường lưu"
* #17 "Phí máu"
* #18 "Thủ thuật"
* #19 "Chi phí khác"

CodeSystem: VnScopeSystem
Id: vn-scope
Title: "Scope of benefit (PHAM_VI)"
Description: "Scope of benefit (PHAM_VI)."
* insert Complete
* #1 "Trong phạm vi hưởng"
* #2 "Ngoài phạm vi hưởng"
* #3 "Ngoài danh mục, chi trả cho quân đội, công an, cơ yếu"

CodeSystem: VnPaymentMethodSystem
Id: vn-payment-method
Title: "Way of payment (MA_PTTT)"
Description: "Way of payment (MA_PTTT)."
* insert Complete
* #1 "Phí dịch vụ"
* #2 "Định suất"
* #3 "Trường hợp bệnh (DRG)"

CodeSystem: Vn4210PaymentMethodSystem
Id: vn-4210-payment-method
Title: "Way of payment of decision 4210 (MA_PTTT)"
Description: "Way of payment of decision 4210 (MA_PTTT)."
* insert Complete
* #0 "Phí dịch vụ"
* #1 "Định suất"
* #2 "Ngoài định suất"
* #3 "DRG"

CodeSystem: VnMedicineSourceSystem
Id: vn-medicine-source
Title: "Who paid for the medicine (NGUON_CTRA)"
Description: "Who paid for the medicine (NGUON_CTRA)."
* insert Complete
* #1 "Quỹ bảo hiểm y tế"
* #2 "Dự án, viện trợ"
* #3 "Chương trình mục tiêu quốc gia"
* #4 "Nguồn khác"

CodeSystem: VnAnaesthesiaSystem
Id: vn-anaesthesia
Title: "Anaesthesia (PP_VO_CAM)"
Description: "Anaesthesia (PP_VO_CAM)."
* insert Complete
* #1 "Gây mê"
* #2 "Gây tê"
* #3 "Châm tê"
* #4 "Phương pháp khác"

CodeSystem: VnAreaSystem
Id: vn-area
Title: "Area the patient lives in (MA_KHUVUC)"
Description: "Area the patient lives in (MA_KHUVUC)."
* insert Complete
* #K1 "K1"
* #K2 "K2"
* #K3 "K3"

CodeSystem: VnMarkSystem
Id: vn-mark
Title: "A mark that is set or empty"
Description: "A mark that is set or empty."
* insert Complete
* #1 "Có"

CodeSystem: VnOtherSourceSystem
Id: vn-other-source
Title: "Sources beside the fund (T_NGUONKHAC)"
Description: "Sources beside the fund (T_NGUONKHAC)."
* insert Complete
* #NSNN "Ngân sách nhà nước"
* #VTNN "Viện trợ nước ngoài"
* #VTTN "Viện trợ trong nước"
* #CL "Các nguồn khác còn lại"

CodeSystem: VnPaperSystem
Id: vn-paper
Title: "Papers and tables of a treatment"
Description: "Papers and tables of a treatment."
* insert Complete
* #XML6 "Hồ sơ bệnh án chăm sóc và điều trị HIV/AIDS"
* #XML7 "Giấy ra viện"
* #XML8 "Tóm tắt hồ sơ bệnh án"
* #XML9 "Giấy chứng sinh"
* #XML10 "Giấy chứng nhận nghỉ dưỡng thai"
* #XML11 "Giấy chứng nhận nghỉ việc hưởng bảo hiểm xã hội"
* #XML13 "Giấy chuyển tuyến"
* #XML14 "Giấy hẹn khám lại"
* #XML15 "Thông tin quản lý điều trị lao"

CodeSystem: VnActiveIngredientSystem
Id: vn-active-ingredient
Title: "Active ingredients (MA_THUOC)"
Description: "Active ingredients (MA_THUOC)."
* insert Elsewhere

CodeSystem: VnServiceSystem
Id: vn-service
Title: "Services (MA_DICH_VU)"
Description: "Services (MA_DICH_VU)."
* insert Elsewhere

CodeSystem: VnSupplySystem
Id: vn-supply
Title: "Supplies (MA_VAT_TU)"
Description: "Supplies (MA_VAT_TU)."
* insert Elsewhere

CodeSystem: VnTestIndexSystem
Id: vn-test-index
Title: "Quantities measured (MA_CHI_SO)"
Description: "Quantities measured (MA_CHI_SO)."
* insert Elsewhere

CodeSystem: VnEntitlementSystem
Id: vn-entitlement
Title: "By what right the patient comes (MA_DOITUONG_KCB)"
Description: "By what right the patient comes (MA_DOITUONG_KCB)."
* insert Elsewhere

CodeSystem: VnDepartmentSystem
Id: vn-department
Title: "Departments (MA_KHOA)"
Description: "Departments (MA_KHOA)."
* insert Elsewhere

CodeSystem: VnTraditionalDiseaseSystem
Id: vn-traditional-disease
Title: "Diseases of traditional medicine (MA_BENH_YHCT)"
Description: "Diseases of traditional medicine (MA_BENH_YHCT)."
* insert Elsewhere

CodeSystem: VnOccupationSystem
Id: vn-occupation
Title: "Occupations (MA_NGHE_NGHIEP)"
Description: "Occupations (MA_NGHE_NGHIEP)."
* insert Elsewhere

CodeSystem: VnEthnicGroupSystem
Id: vn-ethnic-group
Title: "Ethnic groups (MA_DANTOC)"
Description: "Ethnic groups (MA_DANTOC)."
* insert Elsewhere

CodeSystem: VnNationalitySystem
Id: vn-nationality
Title: "Nationalities (MA_QUOCTICH)"
Description: "Nationalities (MA_QUOCTICH)."
* insert Elsewhere

CodeSystem: VnAccidentSystem
Id: vn-accident
Title: "Kinds of accident (MA_TAI_NAN)"
Description: "Kinds of accident (MA_TAI_NAN)."
* insert Elsewhere

CodeSystem: VnRouteSystem
Id: vn-route
Title: "Routes (DUONG_DUNG)"
Description: "Routes (DUONG_DUNG)."
* insert Elsewhere

CodeSystem: VnBloodGroupSystem
Id: vn-blood-group
Title: "Blood groups (NHOM_MAU)"
Description: "Blood groups (NHOM_MAU)."
* insert Elsewhere

CodeSystem: VnAdmissionReasonSystem
Id: vn-admission-reason
Title: "Reasons of admission (MA_LY_DO_VNT)"
Description: "Reasons of admission (MA_LY_DO_VNT)."
* insert Elsewhere

CodeSystem: VnCardGroupSystem
Id: vn-card-group
Title: "Groups of insured persons: first letters of the card"
Description: "Groups of insured persons: first letters of the card."
* insert Elsewhere

CodeSystem: VnResidenceSystem
Id: vn-residence
Title: "Provinces, districts and communes"
Description: "Provinces, districts and communes."
* insert Elsewhere

// Decision 130 made the kind of care a number: systems wrote it with and without its zero.
CodeSystem: Vn130KindOfCareSystem
Id: vn-130-kind-of-care
Title: "Kind of care of decision 130 (MA_LOAI_KCB)"
Description: "Kind of care as a number."
* insert Complete
* #1 "Khám bệnh"
* #2 "Điều trị ngoại trú"
* #3 "Điều trị nội trú"
* #4 "Điều trị nội trú ban ngày"
* #5 "Điều trị ngoại trú bệnh mạn tính dài ngày, có khám bệnh và lĩnh thuốc"
* #6 "Điều trị lưu tại trạm y tế, phòng khám đa khoa khu vực"
* #7 "Nhận thuốc theo hẹn, không khám bệnh"
* #8 "Điều trị ngoại trú bệnh mạn tính dài ngày, có dịch vụ kỹ thuật hoặc thuốc"
* #9 "Điều trị nội trú dưới 4 giờ"

CodeSystem: VnLookUpResultSystem
Id: vn-look-up-result
Title: "Result of the card look-up (maKetQua)"
Description: "Result of the card look-up; labels from a hospital system in use, not from an official list."
* insert Complete
* #000 "thông tin thẻ chính xác"
* #001 "thẻ do BHXH Bộ Quốc phòng quản lý"
* #002 "thẻ do BHXH Bộ Công an quản lý"
* #003 "thẻ cũ hết giá trị sử dụng nhưng đã được cấp thẻ mới"
* #004 "thẻ cũ còn giá trị sử dụng nhưng đã được cấp thẻ mới"
* #010 "thẻ hết giá trị sử dụng"
* #050 "không thấy thông tin thẻ BHYT"
* #051 "mã thẻ không đúng"
* #052 "mã tỉnh cấp thẻ (ký tự 4, 5) không đúng"
* #053 "mã quyền lợi thẻ (ký tự 3) không đúng"
* #054 "số CCCD của cán bộ tra cứu chưa đăng ký"
* #055 "họ tên cán bộ không khớp với số CCCD"
* #060 "họ tên không đúng"
* #061 "họ tên không đúng (đúng ký tự đầu)"
* #070 "ngày sinh không đúng"
* #100 "lỗi khi lấy dữ liệu sổ thẻ"
* #101 "lỗi máy chủ"
* #110 "thẻ đã thu hồi"
* #120 "thẻ đã báo giảm"
* #121 "thẻ đã báo giảm: chuyển ngoại tỉnh"
* #122 "thẻ đã báo giảm: chuyển nội tỉnh"
* #123 "thẻ đã báo giảm: do tăng lại cùng đơn vị"
* #124 "thẻ đã báo giảm: ngừng tham gia"
* #130 "trẻ em không xuất trình thẻ"
* #205 "lỗi sai định dạng tham số"
* #401 "lỗi xác thực tài khoản"
* #500 "lỗi hệ thống tra cứu"
