// Code lists of the interface. What provinces extend, and what is loaded with dictionary 1901, is
// only named here; where sources disagree, the list holds what each of them says.

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

CodeSystem: CnSexSystem
Id: cn-sex
Title: "Sex (gend)"
Description: "Sex (gend)."
* insert Complete
* #0 "未知"
* #1 "男"
* #2 "女"
* #3 "不详"
* #9 "未说明"

CodeSystem: CnFlagSystem
Id: cn-flag
Title: "Yes or no"
Description: "Yes or no."
* insert Complete
* #0 "否"
* #1 "是"

CodeSystem: CnCredentialSystem
Id: cn-credential
Title: "What the person showed (mdtrt_cert_type)"
Description: "What the person showed (mdtrt_cert_type)."
* insert Complete
* #01 "医保电子凭证"
* #02 "居民身份证"
* #03 "社会保障卡"
* #99 "其他"

CodeSystem: CnCertificateSystem
Id: cn-certificate
Title: "Kind of certificate (psn_cert_type)"
Description: "Kind of certificate (psn_cert_type)."
* insert Complete
* #01 "居民身份证（户口簿）"
* #02 "中国人民解放军军官证"
* #03 "中国人民武装警察警官证"
* #04 "香港特区护照/港澳居民来往内地通行证"
* #05 "澳门特区护照/港澳居民来往内地通行证"
* #06 "台湾居民来往大陆通行证"
* #07 "外国人永久居留证"
* #08 "外国人护照"
* #09 "残疾人证"
* #10 "军烈属证明"
* #11 "外国人就业证"
* #12 "外国专家证"
* #13 "外国人常驻记者证"
* #14 "台港澳人员就业证"
* #15 "回国（来华）定居专家证"
* #16 "中国护照"
* #90 "社会保障卡"
* #99 "其他身份证件"

CodeSystem: CnInsuranceSystem
Id: cn-insurance
Title: "Insurance (insutype)"
Description: "Insurance (insutype)."
* insert Complete
* #310 "职工基本医疗保险"
* #320 "公务员医疗补助"
* #330 "大额医疗费用补助"
* #340 "离休人员医疗保障"
* #350 "一至六级残废军人医疗补助"
* #360 "老红军医疗保障"
* #370 "企业补充医疗保险"
* #380 "新型农村合作医疗"
* #390 "城乡居民基本医疗保险"
* #391 "城镇居民基本医疗保险"
* #392 "城乡居民大病医疗保险"
* #399 "其他特殊人员医疗保障"
* #410 "长期照护保险"
* #510 "生育保险"

CodeSystem: CnInsuranceStateSystem
Id: cn-insurance-state
Title: "State of an insurance (psn_insu_stas)"
Description: "State of an insurance (psn_insu_stas)."
* insert Complete
* #0 "未参保"
* #1 "正常参保"
* #2 "暂停参保"
* #3 "终止参保"

CodeSystem: CnApprovalSystem
Id: cn-approval
Title: "Approval of the hospital (hosp_appr_flag)"
Description: "Approval of the hospital (hosp_appr_flag)."
* insert Complete
* #0 "未审批"
* #1 "审批通过"
* #2 "自费"

CodeSystem: CnDiagnosisTypeSystem
Id: cn-diagnosis-type
Title: "Kind of diagnosis (diag_type)"
Description: "Kind of diagnosis (diag_type)."
* insert Complete
* #1 "西医诊断"
* #2 "中医主病诊断"
* #3 "中医主证诊断"
* #4 "中医主证诊断（另一种编码）"

CodeSystem: CnChargeLevelSystem
Id: cn-charge-level
Title: "Class of a charge (chrgitm_lv)"
Description: "Class of a charge (chrgitm_lv)."
* insert Complete
* #01 "甲类"
* #02 "乙类"
* #03 "丙类/自费"
* #1 "甲类"
* #2 "乙类"
* #3 "自费"

CodeSystem: CnChargeCategorySystem
Id: cn-charge-category
Title: "Charge category (med_chrgitm_type)"
Description: "Charge category (med_chrgitm_type)."
* insert Complete
* #01 "床位费"
* #02 "诊察费"
* #03 "检查费"
* #04 "化验费"
* #05 "治疗费"
* #06 "手术费"
* #07 "护理费"
* #08 "卫生材料费"
* #09 "西药费"
* #10 "中药饮片费"
* #11 "中成药费"
* #12 "一般诊疗费"
* #13 "挂号费"
* #14 "其他费"

CodeSystem: CnProcedureRoleSystem
Id: cn-procedure-role
Title: "Main or other procedure (oprn_oprt_type)"
Description: "Main or other procedure (oprn_oprt_type)."
* insert Complete
* #1 "主要手术及操作"
* #2 "其他手术及操作"

CodeSystem: CnDischargeSystem
Id: cn-discharge
Title: "Way of leaving (dscg_way)"
Description: "Way of leaving (dscg_way)."
* insert Complete
* #1 "医嘱离院"
* #2 "医嘱转院"
* #3 "医嘱转社区卫生服务机构/乡镇卫生院"
* #4 "非医嘱离院"
* #5 "死亡"
* #9 "其他"

CodeSystem: CnMaternitySystem
Id: cn-maternity
Title: "Kind of maternity (matn_type)"
Description: "Kind of maternity (matn_type)."
* insert Complete
* #1 "正常产"
* #2 "助娩产"
* #3 "剖宫产"
* #4 "难产"
* #5 "流产"
* #6 "引产"
* #7 "产前检查"
* #9 "其他"

CodeSystem: CnFamilyPlanningSystem
Id: cn-family-planning
Title: "Family planning surgery (birctrl_type)"
Description: "Family planning surgery (birctrl_type)."
* insert Complete
* #1 "放置宫内节育器"
* #2 "取出宫内节育器"
* #3 "流产术"
* #4 "引产术"
* #5 "绝育手术"
* #6 "复通手术"
* #7 "输精管绝育"
* #8 "输精管复通"
* #9 "其他"

CodeSystem: CnRelationSystem
Id: cn-relation
Title: "Relation to the patient (patn_rlts)"
Description: "Relation to the patient (patn_rlts)."
* insert Complete
* #1 "配偶"
* #2 "子"
* #3 "女"
* #4 "孙子女"
* #5 "父母"
* #6 "祖父母"
* #7 "兄弟姐妹"
* #8 "其他亲属"
* #9 "非亲属"

CodeSystem: CnOperatorSystem
Id: cn-operator
Title: "Kind of operator (opter_type)"
Description: "Kind of operator (opter_type)."
* insert Complete
* #1 "经办人"
* #2 "自助终端"
* #3 "移动终端"

CodeSystem: CnBusinessSystem
Id: cn-business
Title: "Kind of consultation (bizTypeCode)"
Description: "Kind of consultation (bizTypeCode)."
* insert Complete
* #01 "定点医疗机构就诊"
* #02 "互联网医院问诊"

CodeSystem: CnOnlineSystem
Id: cn-sh-online
Title: "Kind of online business of Shanghai (xsywlx)"
Description: "Kind of online business of Shanghai (xsywlx)."
* insert Complete
* #1 "一般线上交易"
* #2 "互联网医院诊疗"

CodeSystem: CnWaySystem
Id: cn-sh-way
Title: "Way of a call of Shanghai (jyqd)"
Description: "Way of a call of Shanghai (jyqd)."
* insert Complete
* #10 "线下"
* #20 "线上"

CodeSystem: CnShCredentialSystem
Id: cn-sh-credential
Title: "What the person showed, in Shanghai (cardtype)"
Description: "What the person showed, in Shanghai (cardtype)."
* insert Complete
* #0 "磁条卡"
* #1 "保障卡"
* #2 "身份证"
* #3 "电子凭证"

CodeSystem: CnDiagnosisStageSystem
Id: cn-diagnosis-stage
Title: "When a diagnosis was made"
Description: "When a diagnosis was made."
* insert Complete
* #visit "门诊诊断"
* #admission "入院诊断"
* #discharge "出院诊断"
* #chronic "门诊慢特病诊断"
* #before "门（急）诊诊断"

CodeSystem: CnCareRoleSystem
Id: cn-care-role
Title: "What a member of the care team does"
Description: "What a member of the care team does."
* insert Complete
* #attending "主诊/接诊医师"
* #ordering "开单医师"
* #executing "受单医师"
* #nurse "责任护士"

CodeSystem: CnClaimKindSystem
Id: cn-claim-kind
Title: "How a settlement was made"
Description: "How a settlement was made."
* insert Complete
* #online "联网结算"
* #manual "零星报销"

CodeSystem: CnAdjudicationSystem
Id: cn-adjudication
Title: "What an amount of a settlement is"
Description: "What an amount of a settlement is."
* insert Complete
* #submitted "医疗费总额"
* #fund "基金支付"
* #insured "符合政策范围金额"
* #limit "本次可支付限额"
* #patient "个人负担"
* #account "个人账户支付"
* #shared-account "个人账户共济支付"
* #cash "个人现金支付"
* #facility "医院负担"
* #deductible "起付线"
* #own-pay-full "全自费"
* #own-pay-over-limit "超限价自费"
* #own-pay-first "先行自付"
* #self-paid "个人自付"
* #own-paid "个人自费"

CodeSystem: CnFund
Id: cn-fund
Title: "Fund that pays (fund_pay_type)"
Description: "Fund that pays (fund_pay_type)."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #310100 "职工基本医疗保险统筹基金"
* #310103 "职工生育"
* #310200 "职工基本医疗保险个人账户"
* #320100 "公务员医疗补助"
* #330100 "大额医疗费用补助"
* #340100 "离休人员医疗保障"
* #340200 "离休老工人门慢"
* #350100 "一至六级残疾军人医疗补助"
* #370100 "企业补充医疗保险"
* #390100 "城乡居民基本医疗保险"
* #390200 "城乡居民大病保险"
* #410100 "工伤保险"
* #510100 "生育保险"
* #610100 "医疗救助"
* #610102 "再救助"
* #610103 "健康扶贫"
* #610104 "精准脱贫"
* #999109 "低收入补充"
* #999901 "区级公务员补助"
* #999996 "医院垫付"
* #999997 "其他基金"

CodeSystem: CnMedType
Id: cn-med-type
Title: "Kind of care (med_type)"
Description: "Kind of care (med_type)."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #11 "普通门诊"
* #12 "门诊挂号"
* #13 "急诊"
* #14 "门诊慢特病"
* #19 "意外伤害门诊"
* #21 "普通住院"
* #22 "外伤住院"
* #23 "转外诊治住院"
* #24 "急诊转住院"
* #41 "定点药店购药"
* #51 "生育门诊"
* #52 "生育住院"
* #53 "计划生育手术费"

CodeSystem: CnPersonTypeCodes
Id: cn-person-type
Title: "Kind of insured person (psn_type)"
Description: "Kind of insured person (psn_type)."
* insert Elsewhere

CodeSystem: CnStandingCodes
Id: cn-standing
Title: "Identity of a person (psn_idet_type)"
Description: "Identity of a person (psn_idet_type)."
* insert Elsewhere

CodeSystem: CnEthnicCodes
Id: cn-ethnic-group
Title: "Ethnic group, GB/T 3304"
Description: "Ethnic group, GB/T 3304."
* insert Elsewhere

CodeSystem: CnNationCodes
Id: cn-nationality
Title: "Nationality (ntly)"
Description: "Nationality (ntly)."
* insert Elsewhere

CodeSystem: CnOccupationCodes
Id: cn-occupation
Title: "Occupation (prfs)"
Description: "Occupation (prfs)."
* insert Elsewhere

CodeSystem: CnIcd10Codes
Id: cn-icd-10
Title: "Diagnosis, ICD-10 as the insurance codes it"
Description: "Diagnosis, ICD-10 as the insurance codes it."
* insert Elsewhere

CodeSystem: CnTcmDiseaseCodes
Id: cn-tcm-disease
Title: "Disease of traditional medicine"
Description: "Disease of traditional medicine."
* insert Elsewhere

CodeSystem: CnTcmSyndromeCodes
Id: cn-tcm-syndrome
Title: "Syndrome of traditional medicine"
Description: "Syndrome of traditional medicine."
* insert Elsewhere

CodeSystem: CnIcd9Codes
Id: cn-icd-9-cm-3
Title: "Procedure, ICD-9-CM-3 as the insurance codes it"
Description: "Procedure, ICD-9-CM-3 as the insurance codes it."
* insert Elsewhere

CodeSystem: CnCatalogueCodes
Id: cn-catalogue
Title: "Medicines, supplies and services of the insurance (med_list_codg)"
Description: "Medicines, supplies and services of the insurance (med_list_codg)."
* insert Elsewhere

CodeSystem: CnDiseaseCodes
Id: cn-settled-disease
Title: "Disease or case of a payment method (dise_codg)"
Description: "Disease or case of a payment method (dise_codg)."
* insert Elsewhere

CodeSystem: CnDepartmentCodes
Id: cn-department
Title: "Department of an institution"
Description: "Department of an institution."
* insert Elsewhere

CodeSystem: CnSpecialtyCodes
Id: cn-specialty
Title: "Specialty (caty, dept)"
Description: "Specialty (caty, dept)."
* insert Elsewhere

CodeSystem: CnAnaesthesiaCodes
Id: cn-anaesthesia
Title: "Anaesthesia (anst_way)"
Description: "Anaesthesia (anst_way)."
* insert Elsewhere

CodeSystem: CnWardCodes
Id: cn-intensive-ward
Title: "Ward of intensive care (scs_cutd_ward_type)"
Description: "Ward of intensive care (scs_cutd_ward_type)."
* insert Elsewhere

CodeSystem: CnInformationCodes
Id: cn-information
Title: "Field of a request that says more of a claim"
Description: "Field of a request that says more of a claim."
* insert Elsewhere

CodeSystem: CnShKindCodes
Id: cn-sh-kind-of-care
Title: "Kind of care of Shanghai (yllb)"
Description: "Kind of care of Shanghai (yllb)."
* insert Elsewhere

CodeSystem: CnShChargeCodes
Id: cn-sh-charge-category
Title: "Charge category of Shanghai (fylb)"
Description: "Charge category of Shanghai (fylb)."
* insert Elsewhere

CodeSystem: CnPrescriptionKindCodes
Id: cn-prescription-kind
Title: "Kind of prescription (rxTypeCode)"
Description: "Kind of prescription (rxTypeCode)."
* insert Elsewhere

CodeSystem: CnRouteCodes
Id: cn-route
Title: "Way of taking a medicine"
Description: "Way of taking a medicine."
* insert Elsewhere

// Kinds that the register of institutions may name (Order 2, Article 5), and two that are settled through others.
CodeSystem: CnInstitutionTypeSystem
Id: cn-institution-type
Title: "Kind of designated institution"
Description: "Kind of designated institution."
* insert Complete
* #general-hospital "综合医院"
* #tcm-hospital "中医医院"
* #integrated-hospital "中西医结合医院"
* #ethnic-hospital "民族医医院"
* #specialist-hospital "专科医院"
* #rehabilitation-hospital "康复医院"
* #prevention-institution "专科疾病防治院（所、站）"
* #maternal-child-health "妇幼保健院"
* #community-health-centre "社区卫生服务中心（站）"
* #township-hospital "中心卫生院、乡镇卫生院"
* #street-hospital "街道卫生院"
* #outpatient-department "门诊部"
* #clinic "诊所"
* #infirmary "卫生所（站）、医务室"
* #village-room "村卫生室"
* #emergency-centre "独立设置的急救中心"
* #hospice-centre "安宁疗护中心"
* #dialysis-centre "血液透析中心"
* #nursing-home "护理院"
* #elderly-care-institution "养老机构内设的医疗机构"
* #pharmacy "定点零售药店"
* #laboratory "医学检验实验室，不能单独定点"
* #internet-hospital "互联网医院，依托实体医疗机构"
