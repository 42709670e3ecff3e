// What each coded field may hold. A code outside its list is an error at its cell.

RuleSet: Codes
* ^status = #active
* ^experimental = false

ValueSet: VnSex
Id: vn-sex
Title: "Sex (GIOI_TINH)"
Description: "Sex (GIOI_TINH)."
* insert Codes
* include codes from system VnSexSystem

ValueSet: VnOutcome
Id: vn-outcome
Title: "Outcome (KET_QUA_DTRI)"
Description: "Outcome (KET_QUA_DTRI)."
* insert Codes
* include codes from system VnOutcomeSystem

ValueSet: VnDischarge
Id: vn-discharge
Title: "Kind of discharge (MA_LOAI_RV)"
Description: "Kind of discharge (MA_LOAI_RV)."
* insert Codes
* include codes from system VnDischargeSystem

ValueSet: Vn4210Discharge
Id: vn-4210-discharge
Title: "Kind of discharge of decision 4210 (TINH_TRANG_RV)"
Description: "Kind of discharge of decision 4210 (TINH_TRANG_RV)."
* insert Codes
* include codes from system Vn4210DischargeSystem

ValueSet: VnKindOfCare
Id: vn-kind-of-care
Title: "Kind of care (MA_LOAI_KCB)"
Description: "Kind of care (MA_LOAI_KCB)."
* insert Codes
* include codes from system VnKindOfCareSystem

ValueSet: Vn4210KindOfCare
Id: vn-4210-kind-of-care
Title: "Kind of care of decision 4210 (MA_LOAI_KCB)"
Description: "Kind of care of decision 4210 (MA_LOAI_KCB)."
* insert Codes
* include codes from system Vn4210KindOfCareSystem

ValueSet: Vn4210Way
Id: vn-4210-way
Title: "By what way the patient comes (MA_LYDO_VVIEN)"
Description: "By what way the patient comes (MA_LYDO_VVIEN)."
* insert Codes
* include codes from system Vn4210WaySystem

ValueSet: VnCostGroup
Id: vn-cost-group
Title: "Cost group (MA_NHOM)"
Description: "Cost group (MA_NHOM)."
* insert Codes
* include codes from system VnCostGroupSystem

ValueSet: VnScope
Id: vn-scope
Title: "Scope of benefit (PHAM_VI)"
Description: "Scope of benefit (PHAM_VI)."
* insert Codes
* include codes from system VnScopeSystem

ValueSet: VnPaymentMethod
Id: vn-payment-method
Title: "Way of payment (MA_PTTT)"
Description: "Way of payment (MA_PTTT)."
* insert Codes
* include codes from system VnPaymentMethodSystem

ValueSet: Vn4210PaymentMethod
Id: vn-4210-payment-method
Title: "Way of payment of decision 4210 (MA_PTTT)"
Description: "Way of payment of decision 4210 (MA_PTTT)."
* insert Codes
* include codes from system Vn4210PaymentMethodSystem

ValueSet: VnMedicineSource
Id: vn-medicine-source
Title: "Who paid for the medicine (NGUON_CTRA)"
Description: "Who paid for the medicine (NGUON_CTRA)."
* insert Codes
* include codes from system VnMedicineSourceSystem

ValueSet: VnAnaesthesia
Id: vn-anaesthesia
Title: "Anaesthesia (PP_VO_CAM)"
Description: "Anaesthesia (PP_VO_CAM)."
* insert Codes
* include codes from system VnAnaesthesiaSystem

ValueSet: VnArea
Id: vn-area
Title: "Area the patient lives in (MA_KHUVUC)"
Description: "Area the patient lives in (MA_KHUVUC)."
* insert Codes
* include codes from system VnAreaSystem

ValueSet: VnMark
Id: vn-mark
Title: "A mark that is set or empty"
Description: "A mark that is set or empty."
* insert Codes
* include codes from system VnMarkSystem

ValueSet: VnPaper
Id: vn-paper
Title: "Papers and tables of a treatment"
Description: "Papers and tables of a treatment."
* insert Codes
* include codes from system VnPaperSystem

ValueSet: Vn130Outcome
Id: vn-130-outcome
Title: "Outcome of decision 130"
Description: "Outcome of decision 130."
* insert Codes
* VnOutcomeSystem#1
* VnOutcomeSystem#2
* VnOutcomeSystem#3
* VnOutcomeSystem#4
* VnOutcomeSystem#5
* VnOutcomeSystem#6
* VnOutcomeSystem#7

ValueSet: Vn4210Outcome
Id: vn-4210-outcome
Title: "Outcome of decision 4210"
Description: "Outcome of decision 4210."
* insert Codes
* VnOutcomeSystem#1
* VnOutcomeSystem#2
* VnOutcomeSystem#3
* VnOutcomeSystem#4
* VnOutcomeSystem#5

ValueSet: Vn130CostGroup
Id: vn-130-cost-group
Title: "Cost groups before decision 4750"
Description: "Cost groups before decision 4750."
* insert Codes
* VnCostGroupSystem#1
* VnCostGroupSystem#2
* VnCostGroupSystem#3
* VnCostGroupSystem#4
* VnCostGroupSystem#5
* VnCostGroupSystem#6
* VnCostGroupSystem#7
* VnCostGroupSystem#8
* VnCostGroupSystem#9
* VnCostGroupSystem#10
* VnCostGroupSystem#11
* VnCostGroupSystem#12
* VnCostGroupSystem#13
* VnCostGroupSystem#14
* VnCostGroupSystem#15
* VnCostGroupSystem#16
* VnCostGroupSystem#17
* VnCostGroupSystem#18

ValueSet: Vn130KindOfCare
Id: vn-130-kind-of-care
Title: "Kind of care of decision 130"
Description: "Kind of care, with and without leading zero."
* insert Codes
* include codes from system Vn130KindOfCareSystem
* include codes from system VnKindOfCareSystem

ValueSet: VnLookUpResult
Id: vn-look-up-result
Title: "Result of the card look-up (maKetQua)"
Description: "Result of the card look-up (maKetQua)."
* insert Codes
* include codes from system VnLookUpResultSystem
