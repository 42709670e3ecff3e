// Manual reimbursement: what a person hands in. No interface is published, so members that the
// national interface has keep its names, and the rest are ours.

Logical: CnInvoice
Parent: CnRecord
Id: CnInvoice
Title: "Invoice handed in"
Description: "The invoice of a visit that was not settled online."
* obeys CN-MAN-01
* bill_code 1..1 string "票据代码"
* bill_code ^maxLength = 50
* bill_no 1..1 string "票据号码"
* bill_no ^maxLength = 30
* bill_date 1..1 date "开票日期"
* bill_date insert Day
* fixmedins_code 0..1 string "定点医药机构编号"
* fixmedins_code obeys CN-ORG-01
* fixmedins_name 1..1 string "医疗机构名称"
* fixmedins_name ^maxLength = 200
* med_type 1..1 code "医疗类别"
* med_type ^maxLength = 6
* med_type obeys CN-CODE-01
* insutype 1..1 code "险种类型"
* insutype from CnInsurance (required)
* insuplc_admdvs 0..1 string "参保地医保区划"
* insuplc_admdvs ^maxLength = 6
* begntime 1..1 dateTime "开始时间"
* begntime insert Moment
* endtime 0..1 dateTime "结束时间"
* endtime insert Moment
* medfee_sumamt 1..1 decimal "医疗费总额"
* medfee_sumamt obeys CN-FORM-01
* appy_rea 0..1 string "未联网结算原因"

Logical: CnManualDiseinfo
Parent: CnRecord
Id: CnManualDiseinfo
Title: "Diagnosis handed in"
Description: "A diagnosis of the record handed in."
* obeys CN-DX-01
* diag_type 1..1 code "诊断类别"
* diag_type from CnDiagnosisType (required)
* diag_srt_no 1..1 decimal "诊断排序号"
* diag_code 1..1 string "诊断代码"
* diag_code ^maxLength = 20
* diag_name 1..1 string "诊断名称"
* diag_name ^maxLength = 100

Logical: CnManualFee
Parent: CnRecord
Id: CnManualFee
Title: "Line of the fee list handed in"
Description: "A line of the fee list."
* obeys CN-AMT-01
* feedetl_sn 1..1 string "费用明细流水号"
* feedetl_sn ^maxLength = 30
* fee_ocur_time 0..1 dateTime "费用发生时间"
* fee_ocur_time insert Moment
* med_list_codg 0..1 string "医疗目录编码"
* med_list_codg ^maxLength = 50
* medins_list_codg 0..1 string "医药机构目录编码"
* medins_list_codg ^maxLength = 150
* medins_list_name 1..1 string "医药机构目录名称"
* medins_list_name ^maxLength = 200
* med_chrgitm_type 0..1 code "医疗收费项目类别"
* med_chrgitm_type from CnChargeCategory (required)
* cnt 1..1 decimal "数量"
* cnt obeys CN-FORM-02
* pric 1..1 decimal "单价"
* pric obeys CN-FORM-03
* det_item_fee_sumamt 1..1 decimal "明细项目费用总额"
* det_item_fee_sumamt obeys CN-FORM-01

Logical: CnPayee
Parent: CnRecord
Id: CnPayee
Title: "Payee"
Description: "Who is paid, and where."
* name 1..1 string "收款人姓名"
* patn_rlts 0..1 code "与患者关系"
* patn_rlts from CnRelation (required)
* bank 0..1 string "开户银行"
* account 1..1 string "银行账号"
* account obeys CN-MAN-02

Logical: CnManualUnit
Id: CnManualUnit
Title: "Manual reimbursement"
Description: "What a person hands in for one visit."
* obeys CN-MAN-03
* facility 1..1 string "Facility that the sender stands for"
* INVOICE 1..1 CnInvoice "Invoice"
* PERSON 1..1 CnBaseinfo "Person"
* DIAGNOSIS 0..* CnManualDiseinfo "Diagnoses"
* FEE 0..* CnManualFee "Fee list"
* PAYEE 1..1 CnPayee "Payee"
