// What each coded field may hold. A code outside its list is an error at its cell. Fields that
// provinces extend are bound to no list: their codes are held against a loaded dictionary.

RuleSet: Codes
* ^status = #active
* ^experimental = false

ValueSet: CnSex
Id: cn-sex
Title: "Sex (gend)"
Description: "Sex (gend)."
* insert Codes
* include codes from system CnSexSystem

ValueSet: CnFlag
Id: cn-flag
Title: "Yes or no"
Description: "Yes or no."
* insert Codes
* include codes from system CnFlagSystem

ValueSet: CnCredential
Id: cn-credential
Title: "What the person showed (mdtrt_cert_type)"
Description: "What the person showed (mdtrt_cert_type)."
* insert Codes
* include codes from system CnCredentialSystem

ValueSet: CnCertificate
Id: cn-certificate
Title: "Kind of certificate (psn_cert_type)"
Description: "Kind of certificate (psn_cert_type)."
* insert Codes
* include codes from system CnCertificateSystem

ValueSet: CnInsurance
Id: cn-insurance
Title: "Insurance (insutype)"
Description: "Insurance (insutype)."
* insert Codes
* include codes from system CnInsuranceSystem

ValueSet: CnApproval
Id: cn-approval
Title: "Approval of the hospital (hosp_appr_flag)"
Description: "Approval of the hospital (hosp_appr_flag)."
* insert Codes
* include codes from system CnApprovalSystem

ValueSet: CnDiagnosisType
Id: cn-diagnosis-type
Title: "Kind of diagnosis (diag_type)"
Description: "Kind of diagnosis (diag_type)."
* insert Codes
* include codes from system CnDiagnosisTypeSystem

ValueSet: CnChargeLevel
Id: cn-charge-level
Title: "Class of a charge (chrgitm_lv)"
Description: "Class of a charge (chrgitm_lv)."
* insert Codes
* include codes from system CnChargeLevelSystem

ValueSet: CnChargeCategory
Id: cn-charge-category
Title: "Charge category (med_chrgitm_type)"
Description: "Charge category (med_chrgitm_type)."
* insert Codes
* include codes from system CnChargeCategorySystem

ValueSet: CnProcedureRole
Id: cn-procedure-role
Title: "Main or other procedure (oprn_oprt_type)"
Description: "Main or other procedure (oprn_oprt_type)."
* insert Codes
* include codes from system CnProcedureRoleSystem

ValueSet: CnDischarge
Id: cn-discharge
Title: "Way of leaving (dscg_way)"
Description: "Way of leaving (dscg_way)."
* insert Codes
* include codes from system CnDischargeSystem

ValueSet: CnMaternity
Id: cn-maternity
Title: "Kind of maternity (matn_type)"
Description: "Kind of maternity (matn_type)."
* insert Codes
* include codes from system CnMaternitySystem

ValueSet: CnFamilyPlanning
Id: cn-family-planning
Title: "Family planning surgery (birctrl_type)"
Description: "Family planning surgery (birctrl_type)."
* insert Codes
* include codes from system CnFamilyPlanningSystem

ValueSet: CnRelation
Id: cn-relation
Title: "Relation to the patient (patn_rlts)"
Description: "Relation to the patient (patn_rlts)."
* insert Codes
* include codes from system CnRelationSystem

ValueSet: CnOperator
Id: cn-operator
Title: "Kind of operator (opter_type)"
Description: "Kind of operator (opter_type)."
* insert Codes
* include codes from system CnOperatorSystem

ValueSet: CnBusiness
Id: cn-business
Title: "Kind of consultation (bizTypeCode)"
Description: "Kind of consultation (bizTypeCode)."
* insert Codes
* include codes from system CnBusinessSystem

ValueSet: CnOnline
Id: cn-sh-online
Title: "Kind of online business of Shanghai (xsywlx)"
Description: "Kind of online business of Shanghai (xsywlx)."
* insert Codes
* include codes from system CnOnlineSystem

ValueSet: CnWay
Id: cn-sh-way
Title: "Way of a call of Shanghai (jyqd)"
Description: "Way of a call of Shanghai (jyqd)."
* insert Codes
* include codes from system CnWaySystem

ValueSet: CnShCredential
Id: cn-sh-credential
Title: "What the person showed, in Shanghai (cardtype)"
Description: "What the person showed, in Shanghai (cardtype)."
* insert Codes
* include codes from system CnShCredentialSystem

ValueSet: CnCareRole
Id: cn-care-role
Title: "What a member of the care team does"
Description: "What a member of the care team does."
* insert Codes
* include codes from system CnCareRoleSystem

ValueSet: CnClaimKind
Id: cn-claim-kind
Title: "How a settlement was made"
Description: "How a settlement was made."
* insert Codes
* include codes from system CnClaimKindSystem

ValueSet: CnAdjudication
Id: cn-adjudication
Title: "What an amount of a settlement is"
Description: "What an amount of a settlement is."
* insert Codes
* include codes from system CnAdjudicationSystem
