// Electronic prescriptions (D001), sent for a check before they are dispensed.

Logical: CnPrescription
Parent: CnRecord
Id: CnPrescription
Title: "Electronic prescription"
Description: "Request of D001."
* obeys CN-RX-01
* obeys CN-RX-02
* mdtrtCertType 0..1 code "就诊凭证类型"
* mdtrtCertType ^maxLength = 3
* mdtrtCertNo 0..1 string "就诊凭证编号"
* mdtrtCertNo ^maxLength = 50
* cardSn 0..1 string "卡识别码"
* cardSn ^maxLength = 32
* bizTypeCode 0..1 code "业务类型代码"
* bizTypeCode ^maxLength = 3
* rxExraAttrCode 0..1 code "处方附加属性代码"
* rxExraAttrCode ^maxLength = 3
* ecToken 0..1 string "电子凭证令牌"
* ecToken ^maxLength = 64
* authNo 0..1 string "电子凭证线上身份核验流水号"
* authNo ^maxLength = 100
* insuPlcNo 0..1 string "参保地编号"
* insuPlcNo ^maxLength = 6
* mdtrtareaNo 0..1 string "就医地编号"
* mdtrtareaNo ^maxLength = 6
* hospRxno 1..1 string "定点医疗机构处方编号"
* hospRxno ^maxLength = 40
* initRxno 0..1 string "续方的原处方编号"
* initRxno ^maxLength = 40
* rxTypeCode 0..1 code "处方类别代码"
* rxTypeCode ^maxLength = 3
* prscTime 1..1 dateTime "开方时间"
* prscTime insert Moment
* rxDrugCnt 0..1 decimal "药品类目数（剂数）"
* rxDrugCnt obeys CN-FORM-02
* rxUsedWayCodg 0..1 string "处方整剂用法编号"
* rxUsedWayCodg ^maxLength = 20
* rxUsedWayName 0..1 string "处方整剂用法名称"
* rxUsedWayName ^maxLength = 40
* rxFrquCodg 0..1 string "处方整剂频次编号"
* rxFrquCodg ^maxLength = 20
* rxFrquName 0..1 string "处方整剂频次名称"
* rxFrquName ^maxLength = 40
* rxDosunt 0..1 string "处方整剂剂量单位"
* rxDosunt ^maxLength = 20
* rxDoscnt 0..1 decimal "处方整剂单次剂量数"
* rxDoscnt obeys CN-FORM-01
* rxDrordDscr 0..1 string "处方整剂医嘱说明"
* rxDrordDscr ^maxLength = 400
* valiDays 0..1 decimal "处方有效天数"
* valiEndTime 0..1 dateTime "有效截止时间"
* valiEndTime insert Moment
* reptFlag 0..1 code "复用（多次）使用标志"
* reptFlag ^maxLength = 3
* maxReptCnt 0..1 decimal "最大使用次数"
* minInrvDays 0..1 decimal "使用最小间隔（天数）"
* rxCotnFlag 0..1 code "续方标志"
* rxCotnFlag ^maxLength = 3
* longRxFlag 0..1 code "长期处方标志"
* longRxFlag ^maxLength = 3
* bizTypeCode from CnBusiness (required)
* longRxFlag from CnFlag (required)
* mdtrtId 0..1 string "就诊ID"
* psnNo 0..1 string "人员编号"
* drCode 0..1 string "开方医师代码"
* prscDrName 0..1 string "开方医师姓名"
* prscDeptCode 0..1 string "开方科室代码"
* prscDeptName 0..1 string "开方科室名称"
* fstdiagFlag 0..1 code "初诊标志"
* spDiseFlag 0..1 code "特殊病种标志"
* fixmedinsName 0..1 string "处方就诊信息"
* fixmedinsCode 0..1 string "处方就诊信息"
* medType 0..1 string "处方就诊信息"
* iptOtpNo 0..1 string "处方就诊信息"
* otpIptFlag 0..1 string "处方就诊信息"
* patnName 0..1 string "处方就诊信息"
* psnCertType 0..1 string "处方就诊信息"
* certno 0..1 string "处方就诊信息"
* patnAge 0..1 string "处方就诊信息"
* patnHgt 0..1 string "处方就诊信息"
* patnWt 0..1 string "处方就诊信息"
* gend 0..1 string "处方就诊信息"
* birctrlType 0..1 string "处方就诊信息"
* birctrlMatnDate 0..1 string "处方就诊信息"
* matnType 0..1 string "处方就诊信息"
* gesoVal 0..1 string "处方就诊信息"
* nwbFlag 0..1 string "处方就诊信息"
* nwbAge 0..1 string "处方就诊信息"
* suckPrdFlag 0..1 string "处方就诊信息"
* algsHis 0..1 string "处方就诊信息"
* prscDrCertType 0..1 string "处方就诊信息"
* prscDrCertno 0..1 string "处方就诊信息"
* drProfttlCodg 0..1 string "处方就诊信息"
* drProfttlName 0..1 string "处方就诊信息"
* drDeptCode 0..1 string "处方就诊信息"
* drDeptName 0..1 string "处方就诊信息"
* caty 0..1 string "处方就诊信息"
* mdtrtTime 0..1 string "处方就诊信息"
* diseCodg 0..1 string "处方就诊信息"
* diseName 0..1 string "处方就诊信息"
* maindiagCode 0..1 string "处方就诊信息"
* maindiagName 0..1 string "处方就诊信息"
* diseCondDscr 0..1 string "处方就诊信息"
* hiFeesetlType 0..1 string "处方就诊信息"
* hiFeesetlName 0..1 string "处方就诊信息"
* rgstFee 0..1 string "处方就诊信息"
* medfeeSumamt 0..1 string "处方就诊信息"
* medicine 0..* CnRxdrugdetail "处方药品"
* diagnosis 0..* CnRxDiseinfo "处方诊断"

Logical: CnRxdrugdetail
Parent: CnRecord
Id: CnRxdrugdetail
Title: "Medicine of a prescription"
Description: "Request of D001."
* medListCodg 1..1 string "医疗目录编码"
* medListCodg ^maxLength = 50
* fixmedinsHilistId 0..1 string "定点医药机构目录编号"
* fixmedinsHilistId ^maxLength = 30
* hospPrepFlag 0..1 string "医疗机构制剂标志"
* hospPrepFlag ^maxLength = 3
* rxItemTypeCode 0..1 code "处方项目分类代码"
* rxItemTypeCode ^maxLength = 30
* rxItemTypeName 0..1 string "处方项目分类名称"
* rxItemTypeName ^maxLength = 100
* tcmdrugTypeCode 0..1 string "中药类别代码"
* tcmdrugTypeCode ^maxLength = 30
* tcmdrugTypeName 0..1 string "中药类别名称"
* tcmdrugTypeName ^maxLength = 20
* tcmherbFoote 0..1 string "草药脚注"
* tcmherbFoote ^maxLength = 200
* mednTypeCode 0..1 string "药物类型代码"
* mednTypeCode ^maxLength = 100
* mednTypeName 0..1 string "药物类型"
* mednTypeName ^maxLength = 100
* mainMedcFlag 0..1 string "主要用药标志"
* mainMedcFlag ^maxLength = 3
* urgtFlag 0..1 string "加急标志"
* urgtFlag ^maxLength = 3
* basMednFlag 0..1 string "基本药物标志"
* basMednFlag ^maxLength = 3
* impDrugFlag 0..1 string "是否进口药品"
* impDrugFlag ^maxLength = 3
* otcFlag 0..1 string "是否OTC药品"
* otcFlag ^maxLength = 3
* drugGenname 1..1 string "药品通用名"
* drugGenname ^maxLength = 100
* drugDosform 0..1 string "药品剂型"
* drugDosform ^maxLength = 30
* drugSpec 0..1 string "药品规格"
* drugSpec ^maxLength = 40
* drugProdname 0..1 string "药品商品名"
* drugProdname ^maxLength = 255
* prdrName 0..1 string "生厂厂家"
* prdrName ^maxLength = 100
* medcWayCodg 0..1 code "用药途径代码"
* medcWayCodg ^maxLength = 10
* medcWayDscr 0..1 string "用药途径描述"
* medcWayDscr ^maxLength = 100
* medcBegntime 0..1 dateTime "用药开始时间"
* medcBegntime insert Moment
* medcEndtime 0..1 dateTime "用药结束时间"
* medcEndtime insert Moment
* medcDays 0..1 decimal "用药天数"
* sinDosunt 0..1 string "单次剂量单位（即开方单位或剂量单位，如“mg“）"
* sinDosunt ^maxLength = 20
* sinDoscnt 0..1 decimal "单次用量"
* sinDoscnt obeys CN-FORM-02
* usedFrquCodg 0..1 code "使用频次编码"
* usedFrquCodg ^maxLength = 10
* usedFrquName 0..1 string "使用频次名称"
* usedFrquName ^maxLength = 30
* drugDosunt 0..1 string "药品总用药量单位（即发药计价单位，取药或处方流转时药品医保结算使用的单位；如“片“或”盒“）"
* drugDosunt ^maxLength = 20
* drugCnt 0..1 decimal "药品总用药量（取药或处方流转时药品医保结算使用的数量）"
* drugCnt obeys CN-FORM-02
* drugPric 0..1 decimal "药品单价"
* drugPric obeys CN-FORM-03
* drugSumamt 0..1 decimal "药品总金额"
* drugSumamt obeys CN-FORM-01
* hospApprFlag 0..1 code "医院审批标志"
* hospApprFlag ^maxLength = 3
* selfPayRea 0..1 string "自费原因类型"
* selfPayRea ^maxLength = 6
* realDscr 0..1 string "自费原因描述"
* realDscr ^maxLength = 1000
* hospRxno 0..1 string "定点医疗机构处方编号"

Logical: CnRxDiseinfo
Parent: CnRecord
Id: CnRxDiseinfo
Title: "Diagnosis of a prescription"
Description: "Request of D001."
* hospRxno 0..1 string "定点医疗机构处方编号"
* diagType 0..1 string "处方诊断信息"
* maindiagFlag 0..1 string "处方诊断信息"
* diagSrtNo 0..1 string "处方诊断信息"
* diagCode 0..1 string "处方诊断信息"
* diagName 0..1 string "处方诊断信息"
* diagDept 0..1 string "处方诊断信息"
* diagDeptCode 0..1 string "处方诊断信息"
* diagDrNo 0..1 string "处方诊断信息"
* diagDrName 0..1 string "处方诊断信息"
* diagTime 0..1 string "处方诊断信息"
* tcmDiseCode 0..1 string "处方诊断信息"
* tcmDiseName 0..1 string "处方诊断信息"
* tcmsympCode 0..1 string "处方诊断信息"
* tcmsymp 0..1 string "处方诊断信息"
