// Reads of persons and cards: answers of 1101, 1161 and 1162, decoded electronic certificates, and the
// base text of a resident identity card, and of the permits of foreigners and of residents of Hong Kong, Macao and
// Taiwan.

Logical: CnPersonRead
Parent: CnRecord
Id: CnPersonRead
Title: "Person, as read"
Description: "Answer of 1101, 1161 or 1162, with what was shown."
* obeys CN-ID-01
* obeys CN-ID-02
* obeys CN-ID-03
* readTime 0..1 dateTime "交易时间"
* readTime insert Moment
* certificateType 0..1 code "就诊凭证类型"
* certificateType from CnCredential (required)
* certificate 0..1 string "就诊凭证编号"
* certificate ^maxLength = 50
* psn_no 1..1 string "人员编号"
* psn_no ^maxLength = 30
* psn_cert_type 0..1 code "人员证件类型"
* psn_cert_type from CnCertificate (required)
* certno 1..1 string "证件号码"
* certno ^maxLength = 50
* psn_name 1..1 string "人员姓名"
* psn_name ^maxLength = 50
* gend 0..1 code "性别"
* gend from CnSex (required)
* naty 0..1 code "民族"
* brdy 0..1 date "出生日期"
* brdy insert AnswerDay
* age 0..1 decimal "年龄"

Logical: CnReadCall
Parent: CnRecord
Id: CnReadCall
Title: "Call that read a person"
Description: "Envelope and outcome of 1101, 1161 or 1162, and what was asked."
* infno 0..1 string "交易编号"
* msgid 0..1 string "发送方报文ID"
* mdtrtarea_admvs 0..1 string "就医地医保区划"
* insuplc_admdvs 0..1 string "参保地医保区划"
* fixmedins_code 0..1 string "定点医药机构编号"
* fixmedins_name 0..1 string "定点医药机构名称"
* recer_sys_code 0..1 string "接收方系统代码"
* dev_no 0..1 string "设备编号"
* dev_safe_info 0..1 string "设备安全信息"
* cainfo 0..1 string "数字签名信息"
* signtype 0..1 string "签名类型"
* infver 0..1 string "接口版本号"
* opter_type 0..1 string "经办人类别"
* opter 0..1 string "经办人"
* opter_name 0..1 string "经办人姓名"
* sign_no 0..1 string "交易签到流水号"
* infcode 0..1 string "交易状态码"
* inf_refmsgid 0..1 string "接收方报文ID"
* refmsg_time 0..1 string "接收报文时间"
* respond_time 0..1 string "响应报文时间"
* err_msg 0..1 string "错误信息"
* warn_msg 0..1 string "提示信息"
* card_sn 0..1 string "请求的卡识别码"
* begntime 0..1 string "请求的开始时间"
* asked_cert_type 0..1 string "请求的证件类型"
* asked_certno 0..1 string "请求的证件号码"
* asked_name 0..1 string "请求的姓名"
* fixmedins_code obeys CN-ORG-01

Logical: CnCardecinfo
Parent: CnRecord
Id: CnCardecinfo
Title: "Card or electronic certificate, as read"
Description: "Answer of 1161 and 1162: what the reader found."
* psn_cert_type 0..1 code "人员证件类型"
* certno 0..1 string "证件号码"
* psn_name 0..1 string "人员姓名"
* cardno 0..1 string "社会保障卡卡号"
* cardno ^maxLength = 20
* card_sn 0..1 string "卡识别码"
* card_sn ^maxLength = 32
* ecToken 0..1 string "电子凭证令牌"
* ecToken ^maxLength = 64

Logical: CnCard
Parent: CnRecord
Id: CnCard
Title: "Resident card or electronic certificate"
Description: "What stands on the card, or in the decoded certificate. A date in another form than the known ones is left out."
* obeys CN-CARD-04
* obeys CN-CARD-05
* obeys CN-CARD-06
* obeys CN-CARD-07
* name 0..1 string "姓名"
* latinName 0..1 string "英文姓名"
* latinNameRest 0..1 string "英文姓名备用"
* number 1..1 string "公民身份号码/证件号码"
* number ^maxLength = 50
* numberType 0..1 code "证件类型"
* sexCode 0..1 code "性别"
* sexCode from CnSex (required)
* ethnicity 0..1 code "民族"
* birthDatePacked 0..1 date "出生日期"
* birthDatePacked insert PackedDay
* birthDateText 0..1 string "出生日期"
* birthDate 0..1 date "出生日期"
* birthDate insert Form(pattern, String, "yyyy-MM-dd")
* birthDate insert Also(from, String, "birthDateText")
* birthDateCompact 0..1 date "出生日期"
* birthDateCompact insert Form(pattern, String, "yyyyMMdd")
* birthDateCompact insert Also(from, String, "birthDateText")
* address 0..1 string "住址"
* issuer 0..1 string "签发机关"
* validFrom 0..1 date "有效期起始"
* validFrom insert PackedDay
* validTo 0..1 string "有效期截止，或长期"
* validUntil 0..1 date "有效期截止"
* validUntil insert Form(pattern, String, "yyyyMMdd")
* validUntil insert Also(from, String, "validTo")
* insurancePlace 0..1 string "参保地"
* token 0..1 string "电子凭证令牌"
* nationality 0..1 code "国籍"
* permitNumber 0..1 string "通行证号码"
* issued 0..1 string "签发次数/换证次数"
* edition 0..1 string "证件版本号"

Logical: CnInsuranceRead
Id: CnInsuranceRead
Title: "Read of a person's insurances"
Description: "One answer of 1101, 1161 or 1162."
* facility 1..1 string "Facility that the sender stands for"
* visit 0..1 string "Visit that the read opens"
* CALL 0..1 CnReadCall "Call"
* PERSON 1..1 CnPersonRead "Person"
* INSURANCE 0..* CnInsuinfo "Insurances"
* STANDING 0..* CnIdetinfo "Identities"
* CREDENTIAL 0..1 CnCardecinfo "What was read"

Logical: CnCardRead
Id: CnCardRead
Title: "Read of a card"
Description: "One resident card or electronic certificate."
* facility 1..1 string "Facility that the sender stands for"
* visit 0..1 string "Visit that the read opens"
* CARD 1..1 CnCard "Card"
