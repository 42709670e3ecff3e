// Settlement lists: 4101 says all of a settlement, 4101A what the platform does not know from it.
// CnList takes both, as a journal does, and so requires little; a list by itself is the strict one.

Logical: CnList
Parent: CnRecord
Id: CnList
Title: "Settlement list of a journal"
Description: "Request of 4101 and 4101A, as a journal has them."
* obeys CN-ID-04
* obeys CN-ID-05
* obeys CN-ID-06
* obeys CN-LIST-01
* obeys CN-LIST-02
* obeys CN-LIST-03
* obeys CN-LIST-04
* obeys CN-LIST-07
* obeys CN-AMT-11
* mdtrt_id 1..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* setl_id 1..1 string "结算ID"
* setl_id ^maxLength = 30
* fixmedins_name 0..1 string "定点医药机构名称"
* fixmedins_name ^maxLength = 200
* fixmedins_code 0..1 string "定点医药机构编号"
* fixmedins_code ^maxLength = 12
* fixmedins_code obeys CN-ORG-01
* hi_setl_lv 0..1 code "医保结算等级"
* hi_setl_lv ^maxLength = 3
* hi_no 0..1 string "医保编号"
* hi_no ^maxLength = 30
* medcasno 0..1 string "病案号"
* medcasno ^maxLength = 40
* dcla_time 0..1 dateTime "申报时间"
* dcla_time insert Moment
* psn_name 0..1 string "人员姓名"
* psn_name ^maxLength = 50
* gend 0..1 code "性别"
* gend ^maxLength = 6
* gend from CnSex (required)
* brdy 0..1 date "出生日期"
* brdy insert Day
* age 0..1 decimal "年龄"
* ntly 0..1 code "国籍"
* ntly ^maxLength = 6
* nwb_age 0..1 decimal "（年龄不足1周岁）年龄"
* naty 0..1 code "民族"
* naty ^maxLength = 3
* naty obeys CN-CODE-03
* patn_cert_type 0..1 code "患者证件类别"
* patn_cert_type ^maxLength = 3
* patn_cert_type from CnCertificate (required)
* certno 0..1 string "证件号码"
* certno ^maxLength = 50
* prfs 0..1 code "职业"
* prfs ^maxLength = 6
* curr_addr 0..1 string "现住址"
* curr_addr ^maxLength = 200
* emp_name 0..1 string "单位名称"
* emp_name ^maxLength = 200
* emp_addr 0..1 string "单位地址"
* emp_addr ^maxLength = 200
* emp_tel 0..1 string "单位电话"
* emp_tel ^maxLength = 50
* poscode 0..1 string "邮编"
* poscode ^maxLength = 6
* coner_name 0..1 string "联系人姓名"
* coner_name ^maxLength = 50
* patn_rlts 0..1 code "与患者关系"
* patn_rlts ^maxLength = 6
* patn_rlts from CnRelation (required)
* coner_addr 0..1 string "联系人地址"
* coner_addr ^maxLength = 200
* coner_tel 0..1 string "联系人电话"
* coner_tel ^maxLength = 50
* hi_type 0..1 code "医保类型"
* hi_type ^maxLength = 3
* insuplc 0..1 string "参保地"
* insuplc ^maxLength = 6
* sp_psn_type 0..1 code "特殊人员类型"
* sp_psn_type ^maxLength = 6
* nwb_adm_type 0..1 code "新生儿入院类型"
* nwb_adm_type ^maxLength = 3
* nwb_bir_wt 0..1 decimal "新生儿出生体重"
* nwb_adm_wt 0..1 decimal "新生儿入院体重"
* opsp_diag_caty 0..1 string "门诊慢特病诊断科别"
* opsp_diag_caty ^maxLength = 50
* opsp_mdtrt_date 0..1 date "门诊慢特病就诊日期"
* opsp_mdtrt_date insert Day
* ipt_med_type 0..1 code "住院医疗类型"
* ipt_med_type ^maxLength = 3
* adm_way 0..1 code "入院途径"
* adm_way ^maxLength = 3
* trt_type 0..1 code "治疗类别"
* trt_type ^maxLength = 3
* adm_time 0..1 dateTime "入院时间"
* adm_time insert Moment
* adm_caty 0..1 code "入院科别"
* adm_caty ^maxLength = 6
* refldept_dept 0..1 code "转科科别"
* dscg_time 0..1 dateTime "出院时间"
* dscg_time insert Moment
* dscg_caty 0..1 code "出院科别"
* dscg_caty ^maxLength = 6
* act_ipt_days 0..1 decimal "实际住院天数"
* otp_wm_dise 0..1 string "门（急）诊西医诊断"
* otp_wm_dise ^maxLength = 200
* wm_dise_code 0..1 string "西医诊断疾病代码"
* wm_dise_code ^maxLength = 20
* otp_tcm_dise 0..1 string "门（急）诊中医诊断"
* otp_tcm_dise ^maxLength = 200
* tcm_dise_code 0..1 string "中医诊断代码"
* tcm_dise_code ^maxLength = 20
* diag_code_cnt 0..1 decimal "诊断代码计数"
* maindiag_flag 0..1 code "主诊断标志"
* maindiag_flag ^maxLength = 3
* maindiag_flag from CnFlag (required)
* oprn_oprt_code_cnt 0..1 decimal "手术操作代码计数"
* vent_used_dura 0..1 string "呼吸机使用时长"
* vent_used_dura ^maxLength = 10
* vent_used_dura obeys CN-LIST-05
* pwcry_bfadm_coma_dura 0..1 string "颅脑损伤患者入院前昏迷时长"
* pwcry_bfadm_coma_dura ^maxLength = 10
* pwcry_bfadm_coma_dura obeys CN-LIST-05
* pwcry_afadm_coma_dura 0..1 string "颅脑损伤患者入院后昏迷时长"
* pwcry_afadm_coma_dura ^maxLength = 10
* pwcry_afadm_coma_dura obeys CN-LIST-05
* bld_cat 0..1 code "输血品种"
* bld_cat ^maxLength = 3
* bld_amt 0..1 decimal "输血量"
* bld_unt 0..1 string "输血计量单位"
* bld_unt ^maxLength = 3
* spga_nurscare_days 0..1 decimal "特级护理天数"
* lv1_nurscare_days 0..1 decimal "一级护理天数"
* scd_nurscare_days 0..1 decimal "二级护理天数"
* lv3_nurscare_days 0..1 decimal "三级护理天数"
* dscg_way 0..1 code "离院方式"
* dscg_way ^maxLength = 3
* dscg_way from CnDischarge (required)
* acp_medins_name 0..1 string "拟接收机构名称"
* acp_medins_name ^maxLength = 100
* acp_optins_code 0..1 string "拟接收机构代码"
* acp_optins_code ^maxLength = 30
* bill_code 0..1 string "票据代码"
* bill_code ^maxLength = 50
* bill_no 0..1 string "票据号码"
* bill_no ^maxLength = 30
* biz_sn 0..1 string "业务流水号"
* biz_sn ^maxLength = 50
* days_rinp_flag_31 0..1 code "出院31天内再住院计划标志"
* days_rinp_flag_31 ^maxLength = 3
* days_rinp_pup_31 0..1 string "出院31天内再住院目的"
* days_rinp_pup_31 ^maxLength = 200
* chfpdr_name 0..1 string "主诊医师姓名"
* chfpdr_name ^maxLength = 50
* chfpdr_code 0..1 string "主诊医师代码"
* chfpdr_code ^maxLength = 30
* setl_begn_date 0..1 date "结算开始日期"
* setl_begn_date insert Day
* setl_end_date 0..1 date "结算结束日期"
* setl_end_date insert Day
* psn_selfpay 0..1 decimal "个人自付"
* psn_selfpay obeys CN-FORM-01
* psn_ownpay 0..1 decimal "个人自费"
* psn_ownpay obeys CN-FORM-01
* acct_pay 0..1 decimal "个人账户支出"
* acct_pay obeys CN-FORM-01
* psn_cashpay 0..1 decimal "个人现金支付"
* psn_cashpay obeys CN-FORM-01
* hi_paymtd 0..1 code "医保支付方式"
* hi_paymtd ^maxLength = 3
* hsorg 0..1 string "医保机构"
* hsorg ^maxLength = 100
* hsorg_opter 0..1 string "医保机构经办人"
* hsorg_opter ^maxLength = 50
* medins_fill_dept 0..1 string "医疗机构填报部门"
* medins_fill_dept ^maxLength = 100
* medins_fill_psn 0..1 string "医疗机构填报人"
* medins_fill_psn ^maxLength = 50
* psn_no 0..1 string "人员编号"
* psn_no ^maxLength = 30
* mul_nwb_bir_wt 0..1 string "多胞胎新生儿出生体重"
* mul_nwb_bir_wt ^maxLength = 200
* mul_nwb_adm_wt 0..1 string "多胞胎新生儿入院体重"
* mul_nwb_adm_wt ^maxLength = 200
* resp_nurs_code 0..1 string "责任护士代码"
* resp_nurs_code ^maxLength = 30
* stas_type 0..1 code "状态分类"
* stas_type ^maxLength = 3
* setl_list_id 0..1 string "清单流水号"

Logical: CnSettlementList
Parent: CnRecord
Id: CnSettlementList
Title: "Settlement list"
Description: "Request of 4101."
* obeys CN-ID-04
* obeys CN-ID-05
* obeys CN-ID-06
* obeys CN-LIST-01
* obeys CN-LIST-02
* obeys CN-LIST-03
* obeys CN-LIST-04
* obeys CN-LIST-07
* obeys CN-AMT-11
* mdtrt_id 1..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* setl_id 1..1 string "结算ID"
* setl_id ^maxLength = 30
* fixmedins_name 1..1 string "定点医药机构名称"
* fixmedins_name ^maxLength = 200
* fixmedins_code 1..1 string "定点医药机构编号"
* fixmedins_code ^maxLength = 12
* fixmedins_code obeys CN-ORG-01
* hi_setl_lv 0..1 code "医保结算等级"
* hi_setl_lv ^maxLength = 3
* hi_no 0..1 string "医保编号"
* hi_no ^maxLength = 30
* medcasno 1..1 string "病案号"
* medcasno ^maxLength = 40
* dcla_time 0..1 dateTime "申报时间"
* dcla_time insert Moment
* psn_name 1..1 string "人员姓名"
* psn_name ^maxLength = 50
* gend 1..1 code "性别"
* gend ^maxLength = 6
* gend from CnSex (required)
* brdy 1..1 date "出生日期"
* brdy insert Day
* age 0..1 decimal "年龄"
* ntly 1..1 code "国籍"
* ntly ^maxLength = 6
* nwb_age 0..1 decimal "（年龄不足1周岁）年龄"
* naty 1..1 code "民族"
* naty ^maxLength = 3
* naty obeys CN-CODE-03
* patn_cert_type 1..1 code "患者证件类别"
* patn_cert_type ^maxLength = 3
* patn_cert_type from CnCertificate (required)
* certno 1..1 string "证件号码"
* certno ^maxLength = 50
* prfs 1..1 code "职业"
* prfs ^maxLength = 6
* curr_addr 0..1 string "现住址"
* curr_addr ^maxLength = 200
* emp_name 0..1 string "单位名称"
* emp_name ^maxLength = 200
* emp_addr 0..1 string "单位地址"
* emp_addr ^maxLength = 200
* emp_tel 0..1 string "单位电话"
* emp_tel ^maxLength = 50
* poscode 0..1 string "邮编"
* poscode ^maxLength = 6
* coner_name 1..1 string "联系人姓名"
* coner_name ^maxLength = 50
* patn_rlts 1..1 code "与患者关系"
* patn_rlts ^maxLength = 6
* patn_rlts from CnRelation (required)
* coner_addr 1..1 string "联系人地址"
* coner_addr ^maxLength = 200
* coner_tel 1..1 string "联系人电话"
* coner_tel ^maxLength = 50
* hi_type 1..1 code "医保类型"
* hi_type ^maxLength = 3
* insuplc 1..1 string "参保地"
* insuplc ^maxLength = 6
* sp_psn_type 0..1 code "特殊人员类型"
* sp_psn_type ^maxLength = 6
* nwb_adm_type 0..1 code "新生儿入院类型"
* nwb_adm_type ^maxLength = 3
* nwb_bir_wt 0..1 decimal "新生儿出生体重"
* nwb_adm_wt 0..1 decimal "新生儿入院体重"
* opsp_diag_caty 0..1 string "门诊慢特病诊断科别"
* opsp_diag_caty ^maxLength = 50
* opsp_mdtrt_date 0..1 date "门诊慢特病就诊日期"
* opsp_mdtrt_date insert Day
* ipt_med_type 1..1 code "住院医疗类型"
* ipt_med_type ^maxLength = 3
* adm_way 0..1 code "入院途径"
* adm_way ^maxLength = 3
* trt_type 0..1 code "治疗类别"
* trt_type ^maxLength = 3
* adm_time 0..1 dateTime "入院时间"
* adm_time insert Moment
* adm_caty 1..1 code "入院科别"
* adm_caty ^maxLength = 6
* refldept_dept 0..1 code "转科科别"
* dscg_time 0..1 dateTime "出院时间"
* dscg_time insert Moment
* dscg_caty 1..1 code "出院科别"
* dscg_caty ^maxLength = 6
* act_ipt_days 0..1 decimal "实际住院天数"
* otp_wm_dise 0..1 string "门（急）诊西医诊断"
* otp_wm_dise ^maxLength = 200
* wm_dise_code 0..1 string "西医诊断疾病代码"
* wm_dise_code ^maxLength = 20
* otp_tcm_dise 0..1 string "门（急）诊中医诊断"
* otp_tcm_dise ^maxLength = 200
* tcm_dise_code 0..1 string "中医诊断代码"
* tcm_dise_code ^maxLength = 20
* diag_code_cnt 0..1 decimal "诊断代码计数"
* maindiag_flag 0..1 code "主诊断标志"
* maindiag_flag ^maxLength = 3
* maindiag_flag from CnFlag (required)
* oprn_oprt_code_cnt 0..1 decimal "手术操作代码计数"
* vent_used_dura 0..1 string "呼吸机使用时长"
* vent_used_dura ^maxLength = 10
* vent_used_dura obeys CN-LIST-05
* pwcry_bfadm_coma_dura 0..1 string "颅脑损伤患者入院前昏迷时长"
* pwcry_bfadm_coma_dura ^maxLength = 10
* pwcry_bfadm_coma_dura obeys CN-LIST-05
* pwcry_afadm_coma_dura 0..1 string "颅脑损伤患者入院后昏迷时长"
* pwcry_afadm_coma_dura ^maxLength = 10
* pwcry_afadm_coma_dura obeys CN-LIST-05
* bld_cat 0..1 code "输血品种"
* bld_cat ^maxLength = 3
* bld_amt 0..1 decimal "输血量"
* bld_unt 0..1 string "输血计量单位"
* bld_unt ^maxLength = 3
* spga_nurscare_days 0..1 decimal "特级护理天数"
* lv1_nurscare_days 0..1 decimal "一级护理天数"
* scd_nurscare_days 0..1 decimal "二级护理天数"
* lv3_nurscare_days 0..1 decimal "三级护理天数"
* dscg_way 0..1 code "离院方式"
* dscg_way ^maxLength = 3
* dscg_way from CnDischarge (required)
* acp_medins_name 0..1 string "拟接收机构名称"
* acp_medins_name ^maxLength = 100
* acp_optins_code 0..1 string "拟接收机构代码"
* acp_optins_code ^maxLength = 30
* bill_code 1..1 string "票据代码"
* bill_code ^maxLength = 50
* bill_no 1..1 string "票据号码"
* bill_no ^maxLength = 30
* biz_sn 1..1 string "业务流水号"
* biz_sn ^maxLength = 50
* days_rinp_flag_31 0..1 code "出院31天内再住院计划标志"
* days_rinp_flag_31 ^maxLength = 3
* days_rinp_pup_31 0..1 string "出院31天内再住院目的"
* days_rinp_pup_31 ^maxLength = 200
* chfpdr_name 0..1 string "主诊医师姓名"
* chfpdr_name ^maxLength = 50
* chfpdr_code 0..1 string "主诊医师代码"
* chfpdr_code ^maxLength = 30
* setl_begn_date 1..1 date "结算开始日期"
* setl_begn_date insert Day
* setl_end_date 1..1 date "结算结束日期"
* setl_end_date insert Day
* psn_selfpay 1..1 decimal "个人自付"
* psn_selfpay obeys CN-FORM-01
* psn_ownpay 1..1 decimal "个人自费"
* psn_ownpay obeys CN-FORM-01
* acct_pay 1..1 decimal "个人账户支出"
* acct_pay obeys CN-FORM-01
* psn_cashpay 1..1 decimal "个人现金支付"
* psn_cashpay obeys CN-FORM-01
* hi_paymtd 1..1 code "医保支付方式"
* hi_paymtd ^maxLength = 3
* hsorg 1..1 string "医保机构"
* hsorg ^maxLength = 100
* hsorg_opter 1..1 string "医保机构经办人"
* hsorg_opter ^maxLength = 50
* medins_fill_dept 1..1 string "医疗机构填报部门"
* medins_fill_dept ^maxLength = 100
* medins_fill_psn 1..1 string "医疗机构填报人"
* medins_fill_psn ^maxLength = 50

Logical: CnSettlementListA
Parent: CnRecord
Id: CnSettlementListA
Title: "Settlement list without amounts"
Description: "Request of 4101A."
* obeys CN-LIST-01
* obeys CN-LIST-02
* psn_no 0..1 string "人员编号"
* psn_no ^maxLength = 30
* mdtrt_id 1..1 string "就诊ID"
* mdtrt_id ^maxLength = 30
* setl_id 1..1 string "结算ID"
* setl_id ^maxLength = 30
* hi_no 0..1 string "医保编号"
* hi_no ^maxLength = 30
* medcasno 0..1 string "病案号"
* medcasno ^maxLength = 40
* dcla_time 0..1 dateTime "申报时间"
* dcla_time insert Moment
* ntly 0..1 code "国籍"
* ntly ^maxLength = 6
* prfs 0..1 code "职业"
* prfs ^maxLength = 6
* curr_addr 0..1 string "现住址"
* curr_addr ^maxLength = 200
* emp_name 0..1 string "单位名称"
* emp_name ^maxLength = 200
* emp_addr 0..1 string "单位地址"
* emp_addr ^maxLength = 200
* emp_tel 0..1 string "单位电话"
* emp_tel ^maxLength = 50
* poscode 0..1 string "邮编"
* poscode ^maxLength = 6
* coner_name 0..1 string "联系人姓名"
* coner_name ^maxLength = 50
* patn_rlts 0..1 code "与患者关系"
* patn_rlts ^maxLength = 6
* patn_rlts from CnRelation (required)
* coner_addr 0..1 string "联系人地址"
* coner_addr ^maxLength = 200
* coner_tel 0..1 string "联系人电话"
* coner_tel ^maxLength = 50
* nwb_adm_type 0..1 code "新生儿入院类型"
* nwb_adm_type ^maxLength = 3
* nwb_bir_wt 0..1 decimal "新生儿出生体重"
* nwb_adm_wt 0..1 decimal "新生儿入院体重"
* mul_nwb_bir_wt 0..1 string "多胞胎新生儿出生体重"
* mul_nwb_bir_wt ^maxLength = 200
* mul_nwb_adm_wt 0..1 string "多胞胎新生儿入院体重"
* mul_nwb_adm_wt ^maxLength = 200
* opsp_diag_caty 0..1 string "门诊慢特病诊断科别"
* opsp_diag_caty ^maxLength = 50
* opsp_mdtrt_date 0..1 date "门诊慢特病就诊日期"
* opsp_mdtrt_date insert Day
* adm_way 0..1 code "入院途径"
* adm_way ^maxLength = 3
* trt_type 0..1 code "治疗类别"
* trt_type ^maxLength = 3
* adm_time 0..1 dateTime "入院时间"
* adm_time insert Moment
* refldept_dept 0..1 code "转科科别"
* dscg_time 0..1 dateTime "出院时间"
* dscg_time insert Moment
* dscg_caty 0..1 code "出院科别"
* dscg_caty ^maxLength = 6
* otp_wm_dise 0..1 string "门（急）诊西医诊断"
* otp_wm_dise ^maxLength = 200
* wm_dise_code 0..1 string "西医诊断疾病代码"
* wm_dise_code ^maxLength = 20
* otp_tcm_dise 0..1 string "门（急）诊中医诊断"
* otp_tcm_dise ^maxLength = 200
* tcm_dise_code 0..1 string "中医诊断代码"
* tcm_dise_code ^maxLength = 20
* vent_used_dura 0..1 string "呼吸机使用时长"
* vent_used_dura ^maxLength = 10
* vent_used_dura obeys CN-LIST-05
* pwcry_bfadm_coma_dura 0..1 string "颅脑损伤患者入院前昏迷时长"
* pwcry_bfadm_coma_dura ^maxLength = 10
* pwcry_bfadm_coma_dura obeys CN-LIST-05
* pwcry_afadm_coma_dura 0..1 string "颅脑损伤患者入院后昏迷时长"
* pwcry_afadm_coma_dura ^maxLength = 10
* pwcry_afadm_coma_dura obeys CN-LIST-05
* spga_nurscare_days 0..1 decimal "特级护理天数"
* lv1_nurscare_days 0..1 decimal "一级护理天数"
* scd_nurscare_days 0..1 decimal "二级护理天数"
* lv3_nurscare_days 0..1 decimal "三级护理天数"
* dscg_way 0..1 code "离院方式"
* dscg_way ^maxLength = 3
* dscg_way from CnDischarge (required)
* acp_medins_name 0..1 string "拟接收机构名称"
* acp_medins_name ^maxLength = 100
* acp_optins_code 0..1 string "拟接收机构代码"
* acp_optins_code ^maxLength = 30
* bill_code 0..1 string "票据代码"
* bill_code ^maxLength = 50
* bill_no 0..1 string "票据号码"
* bill_no ^maxLength = 30
* biz_sn 0..1 string "业务流水号"
* biz_sn ^maxLength = 50
* days_rinp_flag_31 0..1 code "出院31天内再住院计划标志"
* days_rinp_flag_31 ^maxLength = 3
* days_rinp_pup_31 0..1 string "出院31天内再住院目的"
* days_rinp_pup_31 ^maxLength = 200
* chfpdr_code 0..1 string "主诊医师代码"
* chfpdr_code ^maxLength = 30
* setl_begn_date 0..1 date "结算开始日期"
* setl_begn_date insert Day
* setl_end_date 0..1 date "结算结束日期"
* setl_end_date insert Day
* medins_fill_dept 0..1 string "医疗机构填报部门"
* medins_fill_dept ^maxLength = 100
* medins_fill_psn 0..1 string "医疗机构填报人"
* medins_fill_psn ^maxLength = 50
* resp_nurs_code 0..1 string "责任护士代码"
* resp_nurs_code ^maxLength = 30
* stas_type 0..1 code "状态分类"
* stas_type ^maxLength = 3
* hi_paymtd 0..1 code "医保支付方式"
* hi_paymtd ^maxLength = 3

Logical: CnPayinfo
Parent: CnRecord
Id: CnPayinfo
Title: "Fund payment of a list"
Description: "Request of 4101."
* fund_pay_type 1..1 code "基金支付类型"
* fund_pay_type ^maxLength = 6
* fund_pay_type obeys CN-CODE-02
* fund_payamt 1..1 decimal "基金支付金额"
* fund_payamt obeys CN-FORM-01

Logical: CnOpspdiseinfo
Parent: CnRecord
Id: CnOpspdiseinfo
Title: "Chronic or special outpatient diagnosis"
Description: "Request of 4101 and 4101A."
* diag_name 1..1 string "诊断名称"
* diag_name ^maxLength = 100
* diag_code 1..1 string "诊断代码"
* diag_code ^maxLength = 20
* oprn_oprt_name 1..1 string "手术操作名称"
* oprn_oprt_name ^maxLength = 500
* oprn_oprt_code 1..1 string "手术操作代码"
* oprn_oprt_code ^maxLength = 30

Logical: CnListDiseinfo
Parent: CnRecord
Id: CnListDiseinfo
Title: "Diagnosis of a list"
Description: "Request of 4101 and 4101A."
* obeys CN-DX-01
* diag_type 1..1 code "诊断类别"
* diag_type ^maxLength = 3
* diag_type from CnDiagnosisType (required)
* diag_code 1..1 string "诊断代码"
* diag_code ^maxLength = 20
* diag_name 1..1 string "诊断名称"
* diag_name ^maxLength = 100
* adm_cond_type 0..1 code "入院病情类型"
* adm_cond_type ^maxLength = 3
* maindiag_flag 0..1 code ""
* maindiag_flag from CnFlag (required)

Logical: CnIteminfo
Parent: CnRecord
Id: CnIteminfo
Title: "Charge category of a list"
Description: "Request of 4101."
* obeys CN-AMT-10
* med_chrgitm 1..1 code "医疗收费项目"
* med_chrgitm ^maxLength = 6
* med_chrgitm from CnChargeCategory (required)
* amt 1..1 decimal "金额"
* amt obeys CN-FORM-01
* claa_sumfee 1..1 decimal "甲类费用合计"
* claa_sumfee obeys CN-FORM-01
* clab_amt 1..1 decimal "乙类金额"
* clab_amt obeys CN-FORM-01
* fulamt_ownpay_amt 1..1 decimal "全自费金额"
* fulamt_ownpay_amt obeys CN-FORM-01
* oth_amt 1..1 decimal "其他金额"
* oth_amt obeys CN-FORM-01

Logical: CnOprninfo
Parent: CnRecord
Id: CnOprninfo
Title: "Surgery or procedure of a list"
Description: "Request of 4101 and 4101A."
* obeys CN-LIST-08
* obeys CN-LIST-09
* obeys CN-LIST-13
* obeys CN-LIST-14
* oprn_oprt_type 1..1 code "手术操作类别"
* oprn_oprt_type ^maxLength = 3
* oprn_oprt_type from CnProcedureRole (required)
* oprn_oprt_name 1..1 string "手术操作名称"
* oprn_oprt_name ^maxLength = 500
* oprn_oprt_code 1..1 string "手术操作代码"
* oprn_oprt_code ^maxLength = 30
* oprn_oprt_date 0..1 date "手术操作日期"
* oprn_oprt_date insert Day
* anst_way 0..1 code "麻醉方式"
* anst_way ^maxLength = 6
* oper_dr_name 0..1 string "术者医师姓名"
* oper_dr_name ^maxLength = 50
* oper_dr_code 1..1 string "术者医师代码"
* oper_dr_code ^maxLength = 20
* anst_dr_name 0..1 string "麻醉医师姓名"
* anst_dr_name ^maxLength = 50
* anst_dr_code 0..1 string "麻醉医师代码"
* anst_dr_code ^maxLength = 20
* oprn_oprt_begntime 0..1 dateTime "手术操作开始时间"
* oprn_oprt_begntime insert Moment
* oprn_oprt_endtime 0..1 dateTime "手术操作结束时间"
* oprn_oprt_endtime insert Moment
* anst_begntime 0..1 dateTime "麻醉开始时间"
* anst_begntime insert Moment
* anst_endtime 0..1 dateTime "麻醉结束时间"
* anst_endtime insert Moment

Logical: CnIcuinfo
Parent: CnRecord
Id: CnIcuinfo
Title: "Intensive care of a list"
Description: "Request of 4101 and 4101A."
* obeys CN-LIST-06
* scs_cutd_ward_type 1..1 code "重症监护病房类型"
* scs_cutd_ward_type ^maxLength = 6
* scs_cutd_inpool_time 1..1 dateTime "重症监护进入时间"
* scs_cutd_inpool_time insert Moment
* scs_cutd_exit_time 1..1 dateTime "重症监护退出时间"
* scs_cutd_exit_time insert Moment
* scs_cutd_sum_dura 1..1 string "重症监护合计时长"
* scs_cutd_sum_dura ^maxLength = 10
* scs_cutd_sum_dura obeys CN-LIST-05

Logical: CnBldinfo
Parent: CnRecord
Id: CnBldinfo
Title: "Blood of a list"
Description: "Request of 4101A."
* bld_cat 0..1 code "输血品种"
* bld_cat ^maxLength = 3
* bld_amt 0..1 decimal "输血量"
* bld_unt 0..1 string "输血计量单位"
* bld_unt ^maxLength = 3
