// Records of the transactions of one visit: who it is, what was registered, done, charged and settled.
// Fields, lengths and required flags are those of the tables named in channel.json. Of an answer of
// the platform only what a claim cannot do without is required: its sender cannot mend it.

Logical: CnRecord
Id: CnRecord
Title: "Record of a unit"
Description: "What every record of a unit has beside its elements."
* ordinal 1..1 positiveInt "Position among the records of its part in the unit"

Logical: CnCall
Parent: CnRecord
Id: CnCall
Title: "Envelope of a message"
Description: "What every request says of itself and its sender, and the answer of its outcome."
* infno 1..1 code "交易编号"
* infno ^maxLength = 6
* msgid 1..1 string "发送方报文ID"
* msgid ^maxLength = 30
* inf_time 1..1 dateTime "交易时间"
* inf_time insert Moment
* mdtrtarea_admvs 0..1 string "就医地医保区划"
* mdtrtarea_admvs ^maxLength = 6
* insuplc_admdvs 0..1 string "参保地医保区划"
* insuplc_admdvs ^maxLength = 6
* fixmedins_code 1..1 string "定点医药机构编号"
* fixmedins_code ^maxLength = 30
* fixmedins_code obeys CN-ORG-01
* fixmedins_name 0..1 string "定点医药机构名称"
* fixmedins_name ^maxLength = 200
* recer_sys_code 0..1 string "接收方系统代码"
* recer_sys_code ^maxLength = 10
* dev_no 0..1 string "设备编号"
* dev_no ^maxLength = 100
* dev_safe_info 0..1 string "设备安全信息"
* dev_safe_info ^maxLength = 2000
* cainfo 0..1 string "数字签名信息"
* cainfo ^maxLength = 1024
* signtype 0..1 string "签名类型"
* signtype ^maxLength = 10
* infver 0..1 string "接口版本号"
* infver ^maxLength = 6
* opter_type 0..1 code "经办人类别"
* opter_type ^maxLength = 3
* opter_type from CnOperator (required)
* opter 0..1 string "经办人"
* opter ^maxLength = 30
* opter_name 0..1 string "经办人姓名"
* opter_name ^maxLength = 50
* sign_no 0..1 string "交易签到流水号"
* sign_no ^maxLength = 30
* infcode 0..1 string "交易状态码"
* inf_refmsgid 0..1 string "接收方报文ID"
* refmsg_time 0..1 string "接收报文时间"
* respond_time 0..1 string "响应报文时间"
* err_msg 0..1 string "错误信息"
* warn_msg 0..1 string "提示信息"

Logical: CnBaseinfo
Parent: CnRecord
Id: CnBaseinfo
Title: "Person"
Description: "Answer of 1101: who the person is."
* obeys CN-ID-01
* obeys CN-ID-02
* obeys CN-ID-03
* psn_no 1..1 string "人员编号"
* psn_cert_type 0..1 code "人员证件类型"
* psn_cert_type from CnCertificate (required)
* certno 1..1 string "证件号码"
* psn_name 1..1 string "人员姓名"
* gend 0..1 code "性别"
* gend from CnSex (required)
* naty 0..1 code "民族"
* naty obeys CN-CODE-03
* brdy 0..1 date "出生日期"
* brdy insert AnswerDay
* age 0..1 decimal "年龄"
* shown_type 0..1 string "就诊凭证类型"
* shown_no 0..1 string "就诊凭证编号"
* shown_sn 0..1 string "卡识别码"
* asked_time 0..1 string "查询的开始时间"
* asked_cert_type 0..1 string "查询的证件类型"
* asked_certno 0..1 string "查询的证件号码"
* asked_name 0..1 string "查询的姓名"

Logical: CnInsuinfo
Parent: CnRecord
Id: CnInsuinfo
Title: "Insurance of a person"
Description: "Answer of 1101: one row an insurance."
* balc 0..1 decimal "余额"
* insutype 1..1 code "险种类型"
* insutype from CnInsurance (required)
* psn_type 0..1 code "人员类别"
* psn_insu_stas 0..1 code "人员参保状态"
* psn_insu_date 0..1 date "个人参保日期"
* psn_insu_date insert AnswerDay
* paus_insu_date 0..1 date "暂停参保日期"
* paus_insu_date insert AnswerDay
* cvlserv_flag 0..1 code "公务员标志"
* insuplc_admdvs 0..1 string "参保地医保区划"
* emp_name 0..1 string "单位名称"

Logical: CnIdetinfo
Parent: CnRecord
Id: CnIdetinfo
Title: "Standing of a person"
Description: "Answer of 1101: identities that give rights."
* psn_idet_type 1..1 code "人员身份类别"
* psn_type_lv 0..1 code "人员类别等级"
* memo 0..1 string "备注"
* begntime 0..1 dateTime "开始时间"
* begntime insert Moment
* endtime 0..1 dateTime "结束时间"
* endtime insert Moment

Logical: CnRegistration
Parent: CnRecord
Id: CnRegistration
Title: "Outpatient registration"
Description: "Request of 2201."
* psn_no 1..1 string "人员编号"
* psn_no ^maxLength = 30
* insutype 1..1 code "险种类型"
* insutype ^maxLength = 6
* insutype from CnInsurance (required)
* begntime 1..1 dateTime "开始时间"
* begntime insert Moment
* mdtrt_cert_type 1..1 code "就诊凭证类型"
* mdtrt_cert_type ^maxLength = 3
* mdtrt_cert_type from CnCredential (required)
* mdtrt_cert_no 0..1 string "就诊凭证编号就诊凭证类型为“01”时填写电子凭证令牌，为“02”时填写身份证号，为“03”时填写社会保障卡卡号"
* mdtrt_cert_no ^maxLength = 50
* ipt_otp_no 1..1 string "住院/门诊号"
* ipt_otp_no ^maxLength = 30
* atddr_no 1..1 string "医师编码"
* atddr_no ^maxLength = 30
* dr_name 1..1 string "医师姓名"
* dr_name ^maxLength = 50
* dept_code 1..1 string "科室编码"
* dept_code ^maxLength = 30
* dept_name 1..1 string "科室名称"
* dept_name ^maxLength = 100
* caty 1..1 code "科别"
* caty ^maxLength = 6
* mdtrt_id 0..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* opened_psn_no 0..1 string "返回的人员编号"
* opened_ipt_otp_no 0..1 string "返回的门诊号"

Logical: CnMdtrtinfo
Parent: CnRecord
Id: CnMdtrtinfo
Title: "Outpatient visit"
Description: "Request of 2203 and 2203A."
* mdtrt_id 1..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* psn_no 1..1 string "人员编号"
* psn_no ^maxLength = 30
* med_type 1..1 code "医疗类别"
* med_type ^maxLength = 6
* begntime 1..1 dateTime "开始时间"
* begntime insert Moment
* main_cond_dscr 0..1 string "主要病情描述"
* main_cond_dscr ^maxLength = 1000
* dise_codg 0..1 string "病种编码"
* dise_codg ^maxLength = 30
* dise_name 0..1 string "病种名称"
* dise_name ^maxLength = 500
* birctrl_type 0..1 code "计划生育手术类别"
* birctrl_type ^maxLength = 6
* birctrl_type from CnFamilyPlanning (required)
* birctrl_matn_date 0..1 date "计划生育手术或生育日期"
* birctrl_matn_date insert Day
* matn_type 0..1 code "生育类别"
* matn_type ^maxLength = 6
* matn_type from CnMaternity (required)
* geso_val 0..1 decimal "孕周数"

Logical: CnDiseinfo
Parent: CnRecord
Id: CnDiseinfo
Title: "Diagnosis of an outpatient"
Description: "Request of 2203 and 2203A."
* obeys CN-DX-01
* diag_type 1..1 code "诊断类别"
* diag_type ^maxLength = 3
* diag_type from CnDiagnosisType (required)
* diag_srt_no 1..1 decimal "诊断排序号"
* diag_code 1..1 string "诊断代码"
* diag_code ^maxLength = 20
* diag_name 1..1 string "诊断名称"
* diag_name ^maxLength = 100
* diag_dept 1..1 string "诊断科室"
* diag_dept ^maxLength = 50
* dise_dor_no 1..1 string "诊断医生编码"
* dise_dor_no ^maxLength = 30
* dise_dor_name 1..1 string "诊断医生姓名"
* dise_dor_name ^maxLength = 50
* diag_time 1..1 dateTime "诊断时间"
* diag_time insert Moment
* vali_flag 1..1 code "有效标志"
* vali_flag ^maxLength = 3
* vali_flag from CnFlag (required)

Logical: CnStayDiseinfo
Parent: CnRecord
Id: CnStayDiseinfo
Title: "Diagnosis of an inpatient"
Description: "Request of 2401, 2402 and 2403."
* obeys CN-DX-01
* psn_no 0..1 string "人员编号"
* psn_no ^maxLength = 30
* diag_type 1..1 code "诊断类别"
* diag_type ^maxLength = 3
* diag_type from CnDiagnosisType (required)
* maindiag_flag 1..1 code "主诊断标志"
* maindiag_flag ^maxLength = 3
* maindiag_flag from CnFlag (required)
* diag_srt_no 1..1 decimal "诊断排序号"
* diag_code 1..1 string "诊断代码"
* diag_code ^maxLength = 20
* diag_name 1..1 string "诊断名称"
* diag_name ^maxLength = 100
* adm_cond 0..1 string "入院病情"
* adm_cond ^maxLength = 500
* diag_dept 1..1 string "诊断科室"
* diag_dept ^maxLength = 50
* dise_dor_no 1..1 string "诊断医生编码"
* dise_dor_no ^maxLength = 30
* dise_dor_name 1..1 string "诊断医生姓名"
* dise_dor_name ^maxLength = 50
* diag_time 1..1 dateTime "诊断时间"
* diag_time insert Moment
* mdtrt_id 0..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* vali_flag 0..1 code "有效标志"
* vali_flag ^maxLength = 3
* vali_flag from CnFlag (required)

Logical: CnFeedetail
Parent: CnRecord
Id: CnFeedetail
Title: "Fee line"
Description: "Request of 2204, 2204A and 2301, with the row of the answer that belongs to it."
* obeys CN-AMT-01
* obeys CN-AMT-02
* obeys CN-FEE-01
* obeys CN-FEE-02
* obeys CN-FEE-03
* obeys CN-FEE-05
* obeys CN-FEE-08
* obeys CN-FEE-09
* obeys CN-FEE-06
* obeys CN-FEE-07
* feedetl_sn 1..1 string "费用明细流水号"
* feedetl_sn ^maxLength = 30
* mdtrt_id 1..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* psn_no 1..1 string "人员编号"
* psn_no ^maxLength = 30
* chrg_bchno 0..1 string "收费批次号"
* chrg_bchno ^maxLength = 30
* dise_codg 0..1 string "病种编码按照标准编码填写：按病种结算病种目录代码(bydise_setl_list_code)、门诊慢特病病种目录代码(opsp_dise_cod)"
* dise_codg ^maxLength = 30
* rxno 0..1 string "处方号"
* rxno ^maxLength = 30
* rx_circ_flag 0..1 code "外购处方标志"
* rx_circ_flag ^maxLength = 3
* rx_circ_flag from CnFlag (required)
* fee_ocur_time 1..1 dateTime "费用发生时间"
* fee_ocur_time insert Moment
* med_list_codg 1..1 string "医疗目录编码"
* med_list_codg ^maxLength = 50
* medins_list_codg 1..1 string "医药机构目录编码"
* medins_list_codg ^maxLength = 150
* det_item_fee_sumamt 1..1 decimal "明细项目费用总额"
* det_item_fee_sumamt obeys CN-FORM-01
* cnt 1..1 decimal "数量"
* cnt obeys CN-FORM-02
* pric 1..1 decimal "单价"
* pric obeys CN-FORM-03
* sin_dos_dscr 0..1 string "单次剂量描述"
* sin_dos_dscr ^maxLength = 200
* used_frqu_dscr 0..1 string "使用频次描述"
* used_frqu_dscr ^maxLength = 200
* prd_days 0..1 decimal "周期天数"
* medc_way_dscr 0..1 string "用药途径描述"
* medc_way_dscr ^maxLength = 200
* bilg_dept_codg 1..1 string "开单科室编码"
* bilg_dept_codg ^maxLength = 30
* bilg_dept_name 1..1 string "开单科室名称"
* bilg_dept_name ^maxLength = 100
* bilg_dr_codg 1..1 string "开单医生编码"
* bilg_dr_codg ^maxLength = 30
* bilg_dr_name 1..1 string "开单医师姓名"
* bilg_dr_name ^maxLength = 50
* acord_dept_codg 0..1 string "受单科室编码"
* acord_dept_codg ^maxLength = 30
* acord_dept_name 0..1 string "受单科室名称"
* acord_dept_name ^maxLength = 100
* orders_dr_code 0..1 string "受单医生编码"
* orders_dr_code ^maxLength = 30
* orders_dr_name 0..1 string "受单医生姓名"
* orders_dr_name ^maxLength = 50
* hosp_appr_flag 0..1 code "医院审批标志"
* hosp_appr_flag ^maxLength = 3
* hosp_appr_flag from CnApproval (required)
* tcmdrug_used_way 0..1 code "中药使用方式"
* tcmdrug_used_way ^maxLength = 6
* etip_flag 0..1 code "外检标志"
* etip_flag ^maxLength = 3
* etip_flag from CnFlag (required)
* etip_hosp_code 0..1 string "外检医院编码"
* etip_hosp_code ^maxLength = 30
* dscg_tkdrug_flag 0..1 code "出院带药标志"
* dscg_tkdrug_flag ^maxLength = 3
* dscg_tkdrug_flag from CnFlag (required)
* matn_fee_flag 0..1 code "生育费用标志"
* matn_fee_flag ^maxLength = 6
* init_feedetl_sn 0..1 string "原费用流水号"
* init_feedetl_sn ^maxLength = 30
* drord_no 0..1 string "医嘱号"
* drord_no ^maxLength = 30
* med_type 0..1 code "医疗类别"
* med_type ^maxLength = 6
* memo 0..1 string "备注"
* memo ^maxLength = 500
* result 0..* CnFeeResult "费用明细结果"

Logical: CnFeeResult
Parent: CnRecord
Id: CnFeeResult
Title: "Answer to a fee line"
Description: "Answer of 2204, 2204A and 2301."
* obeys CN-AMT-03
* obeys CN-AMT-04
* feedetl_sn 1..1 string "费用明细流水号"
* det_item_fee_sumamt 1..1 decimal "明细项目费用总额"
* cnt 0..1 decimal "数量"
* pric 0..1 decimal "单价"
* pric_uplmt_amt 0..1 decimal "定价上限金额"
* selfpay_prop 0..1 decimal "自付比例"
* fulamt_ownpay_amt 0..1 decimal "全自费金额"
* overlmt_amt 0..1 decimal "超限价金额"
* preselfpay_amt 0..1 decimal "先行自付金额"
* inscp_scp_amt 0..1 decimal "符合政策范围金额"
* chrgitm_lv 0..1 code "收费项目等级"
* chrgitm_lv from CnChargeLevel (required)
* med_chrgitm_type 0..1 code "医疗收费项目类别"
* bas_medn_flag 0..1 code "基本药物标志"
* hi_nego_drug_flag 0..1 code "医保谈判药品标志"
* chld_medc_flag 0..1 code "儿童用药标志"
* list_sp_item_flag 0..1 code "目录特项标志"
* lmt_used_flag 0..1 code "限制使用标志"
* drt_reim_flag 0..1 code "直报标志"
* memo 0..1 string "备注"

Logical: CnSettlementRequest
Parent: CnRecord
Id: CnSettlementRequest
Title: "Settlement asked for"
Description: "Request of 2207, 2207A and 2304."
* obeys CN-SETL-01
* psn_no 1..1 string "人员编号"
* psn_no ^maxLength = 30
* mdtrt_cert_type 1..1 code "就诊凭证类型"
* mdtrt_cert_type ^maxLength = 3
* mdtrt_cert_type from CnCredential (required)
* mdtrt_cert_no 0..1 string "就诊凭证编号"
* mdtrt_cert_no ^maxLength = 50
* med_type 0..1 code "医疗类别"
* med_type ^maxLength = 6
* medfee_sumamt 1..1 decimal "医疗费总额"
* medfee_sumamt obeys CN-FORM-01
* psn_setlway 1..1 code "个人结算方式"
* psn_setlway ^maxLength = 6
* mdtrt_id 1..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* chrg_bchno 0..1 string "收费批次号"
* chrg_bchno ^maxLength = 30
* insutype 1..1 code "险种类型"
* insutype ^maxLength = 6
* insutype from CnInsurance (required)
* acct_used_flag 1..1 code "个人账户使用标志"
* acct_used_flag ^maxLength = 1
* acct_used_flag from CnFlag (required)
* invono 0..1 string "发票号"
* invono ^maxLength = 20
* fulamt_ownpay_amt 0..1 decimal "全自费金额"
* fulamt_ownpay_amt obeys CN-FORM-01
* overlmt_selfpay 0..1 decimal "超限价金额"
* overlmt_selfpay obeys CN-FORM-01
* preselfpay_amt 0..1 decimal "先行自付金额"
* preselfpay_amt obeys CN-FORM-01
* inscp_scp_amt 0..1 decimal "符合政策范围金额"
* inscp_scp_amt obeys CN-FORM-01
* mid_setl_flag 0..1 code "中途结算标志"
* mid_setl_flag ^maxLength = 3
* mid_setl_flag from CnFlag (required)
* dscgTime 0..1 string "出院时间"

Logical: CnSetlinfo
Parent: CnRecord
Id: CnSetlinfo
Title: "Settlement"
Description: "Answer of 2207, 2207A and 2304."
* obeys CN-ID-01
* obeys CN-ID-02
* obeys CN-ID-03
* obeys CN-AMT-05
* obeys CN-AMT-06
* obeys CN-AMT-07
* obeys CN-AMT-08
* mdtrt_id 1..1 string "就诊ID"
* setl_id 1..1 string "结算ID"
* psn_no 1..1 string "人员编号"
* psn_name 1..1 string "人员姓名"
* psn_cert_type 0..1 code "人员证件类型"
* psn_cert_type from CnCertificate (required)
* certno 1..1 string "证件号码"
* gend 0..1 code "性别"
* gend from CnSex (required)
* naty 0..1 code "民族"
* naty obeys CN-CODE-03
* brdy 0..1 date "出生日期"
* brdy insert AnswerDay
* age 0..1 decimal "年龄"
* insutype 0..1 code "险种类型"
* insutype from CnInsurance (required)
* psn_type 0..1 code "人员类别"
* cvlserv_flag 0..1 code "公务员标志"
* setl_time 0..1 dateTime "结算时间"
* setl_time insert Moment
* mdtrt_cert_type 0..1 code "就诊凭证类型"
* med_type 0..1 code "医疗类别"
* med_type obeys CN-CODE-01
* medfee_sumamt 1..1 decimal "医疗费总额"
* fulamt_ownpay_amt 0..1 decimal "全自费金额"
* overlmt_selfpay 0..1 decimal "超限价自费费用"
* preselfpay_amt 0..1 decimal "先行自付金额"
* inscp_scp_amt 0..1 decimal "符合政策范围金额"
* act_pay_dedc 0..1 decimal "实际支付起付线"
* hifp_pay 0..1 decimal "基本医疗保险统筹基金支出"
* pool_prop_selfpay 0..1 decimal "基本医疗保险统筹基金支付比例"
* cvlserv_pay 0..1 decimal "公务员医疗补助资金支出"
* hifes_pay 0..1 decimal "企业补充医疗保险基金支出"
* hifmi_pay 0..1 decimal "居民大病保险资金支出"
* hifob_pay 0..1 decimal "职工大额医疗费用补助基金支出"
* maf_pay 0..1 decimal "医疗救助基金支出"
* oth_pay 0..1 decimal "其他支出"
* fund_pay_sumamt 1..1 decimal "基金支付总额"
* psn_part_amt 0..1 decimal "个人负担总金额"
* acct_pay 0..1 decimal "个人账户支出"
* psn_cash_pay 0..1 decimal "个人现金支出"
* hosp_part_amt 0..1 decimal "医院负担金额"
* balc 0..1 decimal "余额"
* acct_mulaid_pay 0..1 decimal "个人账户共济支付金额"
* medins_setl_id 0..1 string "医药机构结算ID"
* clr_optins 0..1 string "清算经办机构"
* clr_way 0..1 code "清算方式"
* clr_type 0..1 code "清算类别"

Logical: CnSetldetail
Parent: CnRecord
Id: CnSetldetail
Title: "Payment of a fund"
Description: "Answer of 2207, 2207A and 2304: one row a fund."
* fund_pay_type 1..1 code "基金支付类型"
* fund_pay_type obeys CN-CODE-02
* inscp_scp_amt 0..1 decimal "符合政策范围金额"
* crt_payb_lmt_amt 0..1 decimal "本次可支付限额金额"
* fund_payamt 1..1 decimal "基金支付金额"
* fund_pay_type_name 0..1 string "基金支付类型名称"
* setl_proc_info 0..1 string "结算过程信息"

Logical: CnAdmission
Parent: CnRecord
Id: CnAdmission
Title: "Admission"
Description: "Request of 2401 and 2403."
* psn_no 1..1 string "人员编号"
* psn_no ^maxLength = 30
* insutype 1..1 code "险种类型"
* insutype ^maxLength = 6
* insutype from CnInsurance (required)
* coner_name 0..1 string "联系人姓名"
* coner_name ^maxLength = 50
* tel 0..1 string "联系电话"
* tel ^maxLength = 50
* begntime 1..1 dateTime "开始时间"
* begntime insert Moment
* mdtrt_cert_type 1..1 code "就诊凭证类型"
* mdtrt_cert_type ^maxLength = 3
* mdtrt_cert_type from CnCredential (required)
* mdtrt_cert_no 1..1 string "就诊凭证编号"
* mdtrt_cert_no ^maxLength = 50
* med_type 1..1 code "医疗类别"
* med_type ^maxLength = 6
* ipt_no 1..1 string "住院号"
* ipt_no ^maxLength = 30
* medrcdno 0..1 string "病历号"
* medrcdno ^maxLength = 30
* atddr_no 1..1 string "主治医生编码"
* atddr_no ^maxLength = 30
* chfpdr_name 1..1 string "主诊医师姓名"
* chfpdr_name ^maxLength = 50
* adm_diag_dscr 1..1 string "入院诊断描述"
* adm_diag_dscr ^maxLength = 200
* adm_dept_codg 1..1 string "入院科室编码"
* adm_dept_codg ^maxLength = 30
* adm_dept_name 1..1 string "入院科室名称"
* adm_dept_name ^maxLength = 100
* adm_bed 1..1 string "入院床位"
* adm_bed ^maxLength = 30
* dscg_maindiag_code 1..1 string "住院主诊断代码"
* dscg_maindiag_code ^maxLength = 20
* dscg_maindiag_name 1..1 string "住院主诊断名称"
* dscg_maindiag_name ^maxLength = 300
* main_cond_dscr 0..1 string "主要病情描述"
* main_cond_dscr ^maxLength = 1000
* dise_codg 0..1 string "病种编码"
* dise_codg ^maxLength = 30
* dise_name 0..1 string "病种名称"
* dise_name ^maxLength = 500
* oprn_oprt_code 0..1 string "手术操作代码"
* oprn_oprt_code ^maxLength = 30
* oprn_oprt_name 0..1 string "手术操作名称"
* oprn_oprt_name ^maxLength = 500
* fpsc_no 0..1 string "计划生育服务证号"
* fpsc_no ^maxLength = 50
* matn_type 0..1 code "生育类别"
* matn_type ^maxLength = 6
* matn_type from CnMaternity (required)
* birctrl_type 0..1 code "计划生育手术类别"
* birctrl_type ^maxLength = 6
* birctrl_type from CnFamilyPlanning (required)
* latechb_flag 0..1 code "晚育标志"
* latechb_flag ^maxLength = 3
* latechb_flag from CnFlag (required)
* geso_val 0..1 decimal "孕周数"
* fetts 0..1 decimal "胎次"
* fetus_cnt 0..1 decimal "胎儿数"
* pret_flag 0..1 code "早产标志"
* pret_flag ^maxLength = 3
* pret_flag from CnFlag (required)
* birctrl_matn_date 0..1 date "计划生育手术或生育日期"
* birctrl_matn_date insert Day
* dise_type_code 0..1 string "病种类型"
* dise_type_code ^maxLength = 6
* mdtrt_id 0..1 string "就诊ID"
* mdtrt_id ^maxLength = 30

Logical: CnDscginfo
Parent: CnRecord
Id: CnDscginfo
Title: "Discharge"
Description: "Request of 2402."
* obeys CN-STAY-01
* mdtrt_id 1..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* psn_no 1..1 string "人员编号"
* psn_no ^maxLength = 30
* insutype 1..1 code "险种类型"
* insutype ^maxLength = 6
* insutype from CnInsurance (required)
* endtime 1..1 dateTime "结束时间"
* endtime insert Moment
* dise_codg 0..1 string "病种编码"
* dise_codg ^maxLength = 30
* dise_name 0..1 string "病种名称"
* dise_name ^maxLength = 500
* oprn_oprt_code 0..1 string "手术操作代码"
* oprn_oprt_code ^maxLength = 30
* oprn_oprt_name 0..1 string "手术操作名称"
* oprn_oprt_name ^maxLength = 500
* fpsc_no 0..1 string "计划生育服务证号"
* fpsc_no ^maxLength = 50
* matn_type 0..1 code "生育类别"
* matn_type ^maxLength = 6
* matn_type from CnMaternity (required)
* birctrl_type 0..1 code "计划生育手术类别"
* birctrl_type ^maxLength = 6
* birctrl_type from CnFamilyPlanning (required)
* latechb_flag 0..1 code "晚育标志"
* latechb_flag ^maxLength = 3
* latechb_flag from CnFlag (required)
* geso_val 0..1 decimal "孕周数"
* fetts 0..1 decimal "胎次"
* fetus_cnt 0..1 decimal "胎儿数"
* pret_flag 0..1 code "早产标志"
* pret_flag ^maxLength = 3
* pret_flag from CnFlag (required)
* birctrl_matn_date 0..1 date "计划生育手术或生育日期"
* birctrl_matn_date insert Day
* cop_flag 0..1 code "伴有并发症标志"
* cop_flag ^maxLength = 3
* cop_flag from CnFlag (required)
* dscg_dept_codg 1..1 string "出院科室编码"
* dscg_dept_codg ^maxLength = 30
* dscg_dept_name 1..1 string "出院科室名称"
* dscg_dept_name ^maxLength = 100
* dscg_bed 0..1 string "出院床位"
* dscg_bed ^maxLength = 30
* dscg_way 1..1 code "离院方式"
* dscg_way ^maxLength = 3
* dscg_way from CnDischarge (required)
* die_date 0..1 date "死亡日期"
* die_date insert Day

Logical: CnFeeDoctor
Parent: CnRecord
Id: CnFeeDoctor
Title: "Doctor of fee lines"
Description: "Who ordered or carried out lines: one record each, however many lines name them."
* code 1..1 string "开单/受单医生编码"
* name 0..1 string "开单/受单医生姓名"
* feedetl_sn 0..1 string "费用明细流水号"
* chrg_bchno 0..1 string "收费批次号"
