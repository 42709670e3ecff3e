// Records of Shanghai's own interface, by its abbreviated names. In what form it writes dates is not
// published: both known forms are read.

Logical: CnShCall
Parent: CnRecord
Id: CnShCall
Title: "Envelope of a message"
Description: "What every message of Shanghai says of itself, and its outcome."
* xxlxm 1..1 code "消息类型码"
* msgid 1..1 string "消息ID"
* jysj 1..1 string "交易时间"
* jysj obeys CN-SH-01
* jysjPacked 0..1 dateTime "交易时间"
* jysjPacked insert Form(pattern, String, "yyyyMMddHHmmss")
* jysjPacked insert Also(from, String, "jysj")
* jysjDashed 0..1 dateTime "交易时间"
* jysjDashed insert Form(pattern, String, "yyyy-MM-dd HH:mm:ss")
* jysjDashed insert Also(from, String, "jysj")
* jgdm 1..1 string "医疗机构代码"
* jyqd 0..1 code "交易渠道"
* xzqhdm 0..1 string "发卡地行政区划"
* bbh 0..1 string "版本号"
* czybm 0..1 string "操作员编码"
* czyxm 0..1 string "操作员姓名"
* jyyzm 0..1 string "交易验证码"
* zdjbhs 0..1 string "终端识别码"
* ectoken 0..1 string "电子凭证令牌"
* xxfhm 0..1 string "返回码"
* fhxx 0..1 string "返回信息"
* answer_jysj 0..1 string "返回的交易时间"
* answer_xxlxm 0..1 string "返回的消息类型码"
* answer_bbh 0..1 string "返回的版本号"
* answer_msgid 0..1 string "返回的消息ID"
* answer_xzqhdm 0..1 string "返回的行政区划"
* answer_jgdm 0..1 string "返回的医疗机构代码"
* answer_czybm 0..1 string "返回的操作员编码"
* answer_czyxm 0..1 string "返回的操作员姓名"
* answer_jyqd 0..1 string "返回的交易渠道"
* answer_jyyzm 0..1 string "返回的交易验证码"
* answer_zdjbhs 0..1 string "返回的终端识别码"
* jgdm obeys CN-SH-02
* jyqd from CnWay (required)

Logical: CnShPerson
Parent: CnRecord
Id: CnShPerson
Title: "Person"
Description: "Answer of S000 and SE01."
* obeys CN-SH-03
* kh 0..1 string "卡号"
* xm 1..1 string "姓名"
* xb 0..1 code "性别"
* sfzh 0..1 string "身份证号"
* lxdh 0..1 string "联系电话"
* txdz 0..1 string "通讯地址"
* yzbm 0..1 string "邮政编码"
* xzqh 0..1 string "行政区划"
* ecToken 0..1 string "电子凭证令牌"
* idtype 0..1 code "证件类型"
* cardtype 0..1 string "请求内容"
* carddata 0..1 string "请求内容"
* orgId 0..1 string "请求内容"
* ecQrCode 0..1 string "请求内容"
* ecQrChannel 0..1 string "请求内容"
* businessType 0..1 string "请求内容"
* termId 0..1 string "请求内容"
* termIp 0..1 string "请求内容"
* operatorId 0..1 string "请求内容"
* operatorName 0..1 string "请求内容"
* officeId 0..1 string "请求内容"
* officeName 0..1 string "请求内容"
* insuOrg 0..1 string "请求内容"

Logical: CnShAccount
Parent: CnRecord
Id: CnShAccount
Title: "Account"
Description: "Answer of SM01."
* accountattr 0..1 string "账户标志"
* curaccountamt 0..1 decimal "当年账户余额"
* hisaccountamt 0..1 decimal "历年账户余额"
* jlch 0..1 string "记录册号"
* totalmzzfdpay 0..1 decimal "门诊自负段累计"
* qfxxpay 0..1 decimal "起付线下支付"
* rationpay 0..1 decimal "定额"
* beinqf 0..1 decimal "本年起付"
* tcfdx 0..1 decimal "统筹封顶线"
* qfxsfdxxfylj 0..1 decimal "起付线上封顶线下费用累计"
* ybsqjmbz 0..1 string "医保社区减免标志"
* xb 0..1 code "性别"
* cardtype 0..1 string "请求内容"
* carddata 0..1 string "请求内容"

Logical: CnShRegistration
Parent: CnRecord
Id: CnShRegistration
Title: "Registration"
Description: "Request of SJ11."
* cardtype 0..1 code "凭证类别"
* carddata 0..1 string "凭证码"
* djtype 0..1 code "登记类别"
* deptid 0..1 string "科室编码"
* jzdyh 0..1 string "就诊单元号"
* personspectag 0..1 code "特殊人员标识"
* yllb 0..1 code "医疗类别"
* persontype 0..1 code "人员类别"
* gsrdh 0..1 string "工伤认定号"
* dbtype 0..1 code "大病项目代码"
* xsywlx 0..1 code "线上业务类型"
* zyh 0..1 string "住院号"
* opened_jzdyh 0..1 string "返回的就诊单元号"
* opened_jlch 0..1 string "返回的记录册号"
* cardtype from CnShCredential (required)

Logical: CnShLine
Parent: CnRecord
Id: CnShLine
Title: "Line"
Description: "Request of SN01."
* obeys CN-SH-04
* xh 0..1 string "序号"
* cfh 0..1 string "处方号"
* deptid 0..1 string "科室编码"
* ksmc 0..1 string "科室名称"
* cfysh 0..1 string "处方医师号"
* cfysxm 0..1 string "处方医师姓名"
* fylb 0..1 code "费用类别"
* mxxmbm 1..1 string "明细项目编码"
* mxxmmc 1..1 string "明细项目名称"
* mxxmdw 0..1 string "明细项目单位"
* mxxmdj 1..1 decimal "明细项目单价"
* mxxmsl 1..1 decimal "明细项目数量"
* mxxmje 1..1 decimal "明细项目金额"
* mxxmje obeys CN-FORM-01
* mxxmjyfy 0..1 decimal "明细项目交易费用"
* mxxmybjsfwfy 0..1 decimal "明细项目医保结算范围费用"
* yyclpp 0..1 string "材料品牌"
* zczh 0..1 string "注册证号"
* mxxmgg 0..1 string "规格"
* mxxmsyrq 0..1 string "使用日期"
* mxxmsyrq obeys CN-SH-01
* mxxmsyrqPacked 0..1 dateTime "使用日期"
* mxxmsyrqPacked insert Form(pattern, String, "yyyyMMddHHmmss")
* mxxmsyrqPacked insert Also(from, String, "mxxmsyrq")
* mxxmsyrqDashed 0..1 dateTime "使用日期"
* mxxmsyrqDashed insert Form(pattern, String, "yyyy-MM-dd HH:mm:ss")
* mxxmsyrqDashed insert Also(from, String, "mxxmsyrq")
* bxbz 0..1 code "保险标志"
* sftfbz 0..1 code "退费标志"
* jfbz 0..1 code "减负标志"
* sfxfmx 0..1 code "有无细分"
* zfbl 0..1 decimal "分类自负比例"
* zfje 0..1 decimal "分类自负金额"
* fyxj 0..1 decimal "非医保结算范围金额"
* mxzdh 0..1 string "明细账单号"
* djh 0..1 string "登记号"
* jslxbz 0..1 code "结算类型标志"
* jzdyh 0..1 string "就诊单元号"
* bcmxylfyze 0..1 decimal "本次明细医疗费用总额"
* answered_mxzdh 0..1 string "返回的明细账单号"

Logical: CnShDoctor
Parent: CnRecord
Id: CnShDoctor
Title: "Doctor of lines"
Description: "Who prescribed lines: one record each."
* code 1..1 string "处方医师号"
* name 0..1 string "处方医师姓名"
* mxzdh 0..1 string "明细账单号"

Logical: CnShSettlementRequest
Parent: CnRecord
Id: CnShSettlementRequest
Title: "Settlement asked for"
Description: "Request of SH02, SI12 and SI52."
* cardtype 0..1 code "凭证类别"
* carddata 0..1 string "凭证码"
* deptid 0..1 string "科室编码"
* personspectag 0..1 code "特殊人员标识"
* yllb 0..1 code "医疗类别"
* persontype 0..1 code "人员类别"
* gsrdh 0..1 string "工伤认定号"
* dbtype 0..1 code "大病项目代码"
* jzdyh 0..1 string "就诊单元号"
* xsywlx 0..1 code "线上业务类型"
* jssqxh 0..1 string "计算申请序号"
* totalexpense 0..1 decimal "交易费用总额"
* totalexpense obeys CN-FORM-01
* ybjsfwfyze 0..1 decimal "医保结算范围费用总额"
* ybjsfwfyze obeys CN-FORM-01
* fybjsfwfyze 0..1 decimal "非医保结算范围费用总额"
* fybjsfwfyze obeys CN-FORM-01
* zlxmdm 0..1 string "诊疗项目代码"
* zhenlf 0..1 decimal "诊疗费"
* ghf 0..1 decimal "挂号费"
* jmbz 0..1 code "减免标志"
* cyjsbz 0..1 code "出院结算标志"
* jsksrq 0..1 string "结算开始日期"
* jsksrq obeys CN-SH-01
* jsksrqPacked 0..1 dateTime "结算开始日期"
* jsksrqPacked insert Form(pattern, String, "yyyyMMddHHmmss")
* jsksrqPacked insert Also(from, String, "jsksrq")
* jsksrqDashed 0..1 dateTime "结算开始日期"
* jsksrqDashed insert Form(pattern, String, "yyyy-MM-dd HH:mm:ss")
* jsksrqDashed insert Also(from, String, "jsksrq")
* jsjsrq 0..1 string "结算结束日期"
* jsjsrq obeys CN-SH-01
* jsjsrqPacked 0..1 dateTime "结算结束日期"
* jsjsrqPacked insert Form(pattern, String, "yyyyMMddHHmmss")
* jsjsrqPacked insert Also(from, String, "jsjsrq")
* jsjsrqDashed 0..1 dateTime "结算结束日期"
* jsjsrqDashed insert Form(pattern, String, "yyyy-MM-dd HH:mm:ss")
* jsjsrqDashed insert Also(from, String, "jsjsrq")
* zyts 0..1 decimal "住院天数"
* zyh 0..1 string "住院号"
* jzcs 0..1 decimal "就诊次数"
* cardtype from CnShCredential (required)
* xsywlx from CnOnline (required)

Logical: CnShBatch
Parent: CnRecord
Id: CnShBatch
Title: "Batch of lines to settle"
Description: "Request of SI12 and SI52."
* mxzdh 0..1 string "明细账单号"
* totalexpense 0..1 decimal "交易费用总额"
* totalexpense obeys CN-FORM-01
* ybjsfwfyze 0..1 decimal "医保结算范围费用总额"
* ybjsfwfyze obeys CN-FORM-01
* fybjsfwfyze 0..1 decimal "非医保结算范围费用总额"
* fybjsfwfyze obeys CN-FORM-01
* zfbl 0..1 decimal "自负比例"
* zfje 0..1 decimal "自负金额"
* fyxj 0..1 decimal "现金"

Logical: CnShDiagnosis
Parent: CnRecord
Id: CnShDiagnosis
Title: "Diagnosis"
Description: "Request of SH02, SI12 and SI52."
* zdno 1..1 string "诊断编码"
* zdmc 0..1 string "诊断名称"

Logical: CnShSettlement
Parent: CnRecord
Id: CnShSettlement
Title: "Settlement"
Description: "Answer of SH02, SI12 and SI52."
* lsh 1..1 string "中心流水号"
* tczfs 0..1 decimal "统筹支付数"
* fjzfs 0..1 decimal "附加支付数"
* curaccountpay 0..1 decimal "当年帐户支付"
* hisaccountpay 0..1 decimal "历年帐户支付"
* zfdlnzhzfs 0..1 decimal "自负段历年帐户支付数"
* tcdzhzfs 0..1 decimal "统筹段帐户支付数"
* fjdzhzfs 0..1 decimal "附加段帐户支付数"
* qfdzhzfs 0..1 decimal "起付段帐户支付数"
* zfdxjzfs 0..1 decimal "自负段现金支付数"
* tcdxjzfs 0..1 decimal "统筹段现金支付数"
* fjdxjzfs 0..1 decimal "附加段现金支付数"
* qfdxjzfs 0..1 decimal "起付段现金支付数"
* jfje 0..1 decimal "减负金额"
* curaccountamt 0..1 decimal "当年帐户余额"
* hisaccountamt 0..1 decimal "历年帐户余额"
* jlc 0..1 string "记录册"
* jlch 0..1 string "记录册号"
* jmjsbz 0..1 code "减免结算标志"
* totalexpense 0..1 decimal "交易费用总额"
* totalexpense obeys CN-FORM-01
* ybjsfwfyze 0..1 decimal "医保结算范围费用总额"
* ybjsfwfyze obeys CN-FORM-01
* fybjsfwfyze 0..1 decimal "非医保结算范围费用总额"
* fybjsfwfyze obeys CN-FORM-01

Logical: CnShSettlementUnit
Id: CnShSettlementUnit
Title: "Settlement of Shanghai's journal"
Description: "One settlement with its visit, lines and diagnoses."
* obeys CN-SH-05
* obeys CN-SH-06
* obeys CN-SH-07
* facility 1..1 string "Facility that the sender stands for"
* CALL 0..1 CnShCall "Message that settled"
* PERSON 0..1 CnShPerson "Person"
* ACCOUNT 0..1 CnShAccount "Account"
* REGISTRATION 0..1 CnShRegistration "Registration"
* LINE 0..* CnShLine "Lines"
* DOCTOR 0..* CnShDoctor "Who prescribed lines"
* REQUEST 0..1 CnShSettlementRequest "Settlement asked for"
* BATCH 0..* CnShBatch "Batches settled"
* DIAGNOSIS 0..* CnShDiagnosis "Diagnoses"
* SETTLEMENT 0..1 CnShSettlement "Settlement"
