// Rules of one settlement. A rule's key is its code; its texts stand in findings.json, with `at` for
// the field the finding points at and `reads` for the parts the rule looks at. Equations of amounts
// are those that published messages keep; a line may differ by 0.01, as systems round in different
// places.

RuleSet: Rule(severity)
* severity = #{severity}

Invariant: CN-FORM-01
* insert Rule(error)
* expression = "$this.toString().matches('^-?[0-9]{1,14}([.][0-9]{1,2}0*)?$')"

Invariant: CN-FORM-02
* insert Rule(error)
* expression = "$this.toString().matches('^-?[0-9]{1,12}([.][0-9]{1,4}0*)?$')"

Invariant: CN-FORM-03
* insert Rule(error)
* expression = "$this.toString().matches('^-?[0-9]{1,10}([.][0-9]{1,6}0*)?$')"

Invariant: CN-ID-01
* insert Rule(error)
* expression = "(certno.exists() and (psn_cert_type.empty() or psn_cert_type = '01')) implies iif(certno.matches('^[0-9]{17}[0-9Xx]$'), '10X98765432'.substring((certno.substring(0, 1).toInteger() * 7 + certno.substring(1, 1).toInteger() * 9 + certno.substring(2, 1).toInteger() * 10 + certno.substring(3, 1).toInteger() * 5 + certno.substring(4, 1).toInteger() * 8 + certno.substring(5, 1).toInteger() * 4 + certno.substring(6, 1).toInteger() * 2 + certno.substring(7, 1).toInteger() * 1 + certno.substring(8, 1).toInteger() * 6 + certno.substring(9, 1).toInteger() * 3 + certno.substring(10, 1).toInteger() * 7 + certno.substring(11, 1).toInteger() * 9 + certno.substring(12, 1).toInteger() * 10 + certno.substring(13, 1).toInteger() * 5 + certno.substring(14, 1).toInteger() * 8 + certno.substring(15, 1).toInteger() * 4 + certno.substring(16, 1).toInteger() * 2) mod 11, 1) = certno.substring(17, 1).upper(), psn_cert_type.empty() or certno.matches('^[0-9]{15}$'))"

Invariant: CN-ID-02
* insert Rule(warning)
* expression = "(certno.exists() and gend.exists() and (psn_cert_type.empty() or psn_cert_type = '01') and certno.matches('^[0-9]{17}[0-9Xx]$') and (gend = '1' or gend = '2')) implies certno.substring(16, 1).toInteger() mod 2 = iif(gend = '1', 1, 0)"

Invariant: CN-ID-03
* insert Rule(warning)
* expression = "(certno.exists() and brdy.exists() and (psn_cert_type.empty() or psn_cert_type = '01') and certno.matches('^[0-9]{17}[0-9Xx]$')) implies (certno.substring(6, 4) & '-' & certno.substring(10, 2) & '-' & certno.substring(12, 2)) = brdy.toString().substring(0, 10)"

Invariant: CN-ID-04
* insert Rule(error)
* expression = "(certno.exists() and (patn_cert_type.empty() or patn_cert_type = '01')) implies iif(certno.matches('^[0-9]{17}[0-9Xx]$'), '10X98765432'.substring((certno.substring(0, 1).toInteger() * 7 + certno.substring(1, 1).toInteger() * 9 + certno.substring(2, 1).toInteger() * 10 + certno.substring(3, 1).toInteger() * 5 + certno.substring(4, 1).toInteger() * 8 + certno.substring(5, 1).toInteger() * 4 + certno.substring(6, 1).toInteger() * 2 + certno.substring(7, 1).toInteger() * 1 + certno.substring(8, 1).toInteger() * 6 + certno.substring(9, 1).toInteger() * 3 + certno.substring(10, 1).toInteger() * 7 + certno.substring(11, 1).toInteger() * 9 + certno.substring(12, 1).toInteger() * 10 + certno.substring(13, 1).toInteger() * 5 + certno.substring(14, 1).toInteger() * 8 + certno.substring(15, 1).toInteger() * 4 + certno.substring(16, 1).toInteger() * 2) mod 11, 1) = certno.substring(17, 1).upper(), patn_cert_type.empty() or certno.matches('^[0-9]{15}$'))"

Invariant: CN-ID-05
* insert Rule(warning)
* expression = "(certno.exists() and gend.exists() and (patn_cert_type.empty() or patn_cert_type = '01') and certno.matches('^[0-9]{17}[0-9Xx]$') and (gend = '1' or gend = '2')) implies certno.substring(16, 1).toInteger() mod 2 = iif(gend = '1', 1, 0)"

Invariant: CN-ID-06
* insert Rule(warning)
* expression = "(certno.exists() and brdy.exists() and (patn_cert_type.empty() or patn_cert_type = '01') and certno.matches('^[0-9]{17}[0-9Xx]$')) implies (certno.substring(6, 4) & '-' & certno.substring(10, 2) & '-' & certno.substring(12, 2)) = brdy.toString().substring(0, 10)"

Invariant: CN-ORG-01
* insert Rule(error)
* expression = "$this.matches('^[HP][0-9]{11}$')"

Invariant: CN-FEE-01
* insert Rule(error)
* expression = "chrg_bchno.exists() or med_type.exists()"

Invariant: CN-FEE-02
* insert Rule(error)
* expression = "(etip_flag.exists() and etip_flag = '1') implies etip_hosp_code.exists()"

Invariant: CN-FEE-03
* insert Rule(warning)
* expression = "(cnt.exists() and cnt < 0 and med_type.exists()) implies init_feedetl_sn.exists()"

Invariant: CN-FEE-05
* insert Rule(warning)
* expression = "(fee_ocur_time.exists() and %resource.ADMISSION.begntime.exists()) implies (fee_ocur_time.toString().substring(0, 10) >= %resource.ADMISSION.begntime.toString().substring(0, 10) and (%resource.DISCHARGE.endtime.empty() or fee_ocur_time.toString().substring(0, 10) <= %resource.DISCHARGE.endtime.toString().substring(0, 10)))"

Invariant: CN-FEE-08
* insert Rule(warning)
* expression = "pric.exists() implies pric >= 0"

Invariant: CN-FEE-09
* insert Rule(warning)
* expression = "result.exists() or %resource.FEE.result.empty()"

Invariant: CN-AMT-01
* insert Rule(error)
* expression = "(det_item_fee_sumamt.exists() and cnt.exists() and pric.exists()) implies ((det_item_fee_sumamt) - ((cnt * pric).round(2))).abs() <= 0.01"

Invariant: CN-AMT-02
* insert Rule(error)
* expression = "(det_item_fee_sumamt.exists() and result.det_item_fee_sumamt.exists()) implies det_item_fee_sumamt = result.first().det_item_fee_sumamt"

Invariant: CN-AMT-03
* insert Rule(error)
* expression = "(det_item_fee_sumamt.exists() and fulamt_ownpay_amt.exists() and overlmt_amt.exists() and preselfpay_amt.exists() and inscp_scp_amt.exists()) implies det_item_fee_sumamt = fulamt_ownpay_amt + overlmt_amt + preselfpay_amt + inscp_scp_amt"

Invariant: CN-AMT-04
* insert Rule(warning)
* expression = "(det_item_fee_sumamt.exists() and selfpay_prop.exists() and preselfpay_amt.exists() and selfpay_prop < 1 and (fulamt_ownpay_amt.empty() or fulamt_ownpay_amt = 0) and (overlmt_amt.empty() or overlmt_amt = 0)) implies ((preselfpay_amt) - ((det_item_fee_sumamt * selfpay_prop).round(2))).abs() <= 0.01"

Invariant: CN-AMT-05
* insert Rule(error)
* expression = "(medfee_sumamt.exists() and fulamt_ownpay_amt.exists() and overlmt_selfpay.exists() and preselfpay_amt.exists() and inscp_scp_amt.exists()) implies medfee_sumamt = fulamt_ownpay_amt + overlmt_selfpay + preselfpay_amt + inscp_scp_amt"

Invariant: CN-AMT-06
* insert Rule(error)
* expression = "(medfee_sumamt.exists() and fund_pay_sumamt.exists() and psn_part_amt.exists() and hosp_part_amt.exists()) implies medfee_sumamt = fund_pay_sumamt + psn_part_amt + hosp_part_amt"

Invariant: CN-AMT-07
* insert Rule(error)
* expression = "(psn_part_amt.exists() and acct_pay.exists() and psn_cash_pay.exists()) implies (psn_part_amt = acct_pay + psn_cash_pay or (acct_mulaid_pay.exists() and psn_part_amt = acct_pay + psn_cash_pay + acct_mulaid_pay))"

Invariant: CN-AMT-08
* insert Rule(error)
* expression = "(fund_pay_sumamt.exists() and hifp_pay.exists() and cvlserv_pay.exists() and hifes_pay.exists() and hifmi_pay.exists() and hifob_pay.exists() and maf_pay.exists() and oth_pay.exists()) implies fund_pay_sumamt = hifp_pay + cvlserv_pay + hifes_pay + hifmi_pay + hifob_pay + maf_pay + oth_pay"

Invariant: CN-AMT-09
* insert Rule(error)
* expression = "(REQUEST.medfee_sumamt.exists() and SETTLEMENT.medfee_sumamt.exists()) implies REQUEST.medfee_sumamt = SETTLEMENT.medfee_sumamt"

Invariant: CN-AMT-10
* insert Rule(error)
* expression = "(amt.exists() and claa_sumfee.exists() and clab_amt.exists() and fulamt_ownpay_amt.exists() and oth_amt.exists()) implies amt = claa_sumfee + clab_amt + fulamt_ownpay_amt + oth_amt"

Invariant: CN-AMT-11
* insert Rule(warning)
* expression = "(psn_selfpay.exists() and psn_ownpay.exists() and acct_pay.exists() and psn_cashpay.exists()) implies psn_selfpay + psn_ownpay = acct_pay + psn_cashpay"

Invariant: CN-AMT-12
* insert Rule(warning)
* expression = "(LIST_ITEM.exists() and SETTLEMENT.medfee_sumamt.exists()) implies LIST_ITEM.amt.aggregate($this + $total, 0) = SETTLEMENT.medfee_sumamt"

Invariant: CN-SETL-01
* insert Rule(warning)
* expression = "mdtrt_cert_no.exists() or mdtrt_cert_type.empty() or mdtrt_cert_type = '99'"

Invariant: CN-SETL-02
* insert Rule(error)
* expression = "(CALL.infno.exists() and REQUEST.exists() and CALL.infno = '2304') implies REQUEST.mid_setl_flag.exists()"

Invariant: CN-SETL-03
* insert Rule(error)
* expression = "(CALL.infno.exists() and REQUEST.exists() and CALL.infno.matches('^2207')) implies (REQUEST.chrg_bchno.exists() and REQUEST.med_type.exists())"

Invariant: CN-SETL-04
* insert Rule(error)
* expression = "(REQUEST.exists() and SETTLEMENT.exists()) implies REQUEST.mdtrt_id = SETTLEMENT.mdtrt_id"

Invariant: CN-SETL-07
* insert Rule(error)
* expression = "(REQUEST.exists() and SETTLEMENT.exists()) implies REQUEST.psn_no = SETTLEMENT.psn_no"

Invariant: CN-STAY-01
* insert Rule(warning)
* expression = "(dscg_way.exists() and dscg_way = '5') implies die_date.exists()"

Invariant: CN-STAY-02
* insert Rule(error)
* expression = "(ADMISSION.begntime.exists() and DISCHARGE.endtime.exists()) implies ADMISSION.begntime <= DISCHARGE.endtime"

Invariant: CN-DX-01
* insert Rule(warning)
* expression = "(diag_type.exists() and diag_type = '1' and diag_code.exists()) implies diag_code.matches('^[A-Z][0-9]{2}([.][0-9A-Za-z]{1,12})?([+*†])?$')"

Invariant: CN-DX-02
* insert Rule(error)
* expression = "DISCHARGE_DIAGNOSIS.exists() implies DISCHARGE_DIAGNOSIS.where(maindiag_flag = '1').exists()"

Invariant: CN-DX-03
* insert Rule(warning)
* expression = "VISIT.exists() implies DIAGNOSIS.where(vali_flag = '1' or vali_flag.empty()).exists()"

Invariant: CN-LIST-01
* insert Rule(error)
* expression = "(adm_time.exists() and dscg_time.exists()) implies adm_time <= dscg_time"

Invariant: CN-LIST-02
* insert Rule(error)
* expression = "(setl_begn_date.exists() and setl_end_date.exists()) implies setl_begn_date <= setl_end_date"

Invariant: CN-LIST-03
* insert Rule(error)
* expression = "brdy.exists() implies (age.exists() or nwb_age.exists())"

Invariant: CN-LIST-04
* insert Rule(error)
* expression = "(brdy.exists() and adm_time.exists()) implies brdy.toString() <= adm_time.toString().substring(0, 10)"

Invariant: CN-LIST-05
* insert Rule(error)
* expression = "$this.matches('^[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,2}$')"

Invariant: CN-LIST-06
* insert Rule(error)
* expression = "(scs_cutd_inpool_time.exists() and scs_cutd_exit_time.exists()) implies scs_cutd_inpool_time <= scs_cutd_exit_time"

Invariant: CN-LIST-07
* insert Rule(warning)
* expression = "(act_ipt_days.exists() and adm_time.exists() and dscg_time.exists()) implies (adm_time.toString().substring(0, 10).toDate() + (act_ipt_days.toString() & ' days').toQuantity() = dscg_time.toString().substring(0, 10).toDate() or (act_ipt_days = 1 and adm_time.toString().substring(0, 10) = dscg_time.toString().substring(0, 10)))"

Invariant: CN-LIST-08
* insert Rule(warning)
* expression = "(oprn_oprt_date.exists() and %resource.LIST.adm_time.exists() and %resource.LIST.dscg_time.exists()) implies (oprn_oprt_date.toString().substring(0, 10) >= %resource.LIST.adm_time.toString().substring(0, 10) and oprn_oprt_date.toString().substring(0, 10) <= %resource.LIST.dscg_time.toString().substring(0, 10))"

Invariant: CN-LIST-09
* insert Rule(error)
* expression = "oprn_oprt_date.exists() or oprn_oprt_begntime.exists()"

Invariant: CN-LIST-10
* insert Rule(warning)
* expression = "LIST.diag_code_cnt.exists() implies (LIST.diag_code_cnt = LIST_DIAGNOSIS.count() or LIST.diag_code_cnt = LIST_DIAGNOSIS.where(diag_type = '1').count() or LIST.diag_code_cnt = LIST_DIAGNOSIS.where(diag_type = '1' or diag_type = '2').count())"

Invariant: CN-LIST-11
* insert Rule(warning)
* expression = "LIST.oprn_oprt_code_cnt.exists() implies LIST.oprn_oprt_code_cnt = LIST_PROCEDURE.count()"

Invariant: CN-LIST-12
* insert Rule(error)
* expression = "LIST_DIAGNOSIS.maindiag_flag.exists() implies LIST_DIAGNOSIS.where(maindiag_flag = '1').exists()"

Invariant: CN-LIST-13
* insert Rule(error)
* expression = "(oprn_oprt_begntime.exists() and oprn_oprt_endtime.exists()) implies oprn_oprt_begntime <= oprn_oprt_endtime"

Invariant: CN-LIST-14
* insert Rule(error)
* expression = "(anst_begntime.exists() and anst_endtime.exists()) implies anst_begntime <= anst_endtime"

Invariant: CN-RX-01
* insert Rule(error)
* expression = "(bizTypeCode.exists() and bizTypeCode = '02') implies authNo.exists()"

Invariant: CN-RX-02
* insert Rule(error)
* expression = "(prscTime.exists() and valiEndTime.exists()) implies prscTime <= valiEndTime"

Invariant: CN-BDL-01
* insert Rule(error)
* expression = "entry.first().resource is Claim"

Invariant: CN-CLM-01
* insert Rule(error)
* expression = "total.value = item.net.value.aggregate($this + $total, 0)"

Invariant: CN-CLM-02
* insert Rule(error)
* expression = "item.sequence.isDistinct() and supportingInfo.sequence.isDistinct() and careTeam.sequence.isDistinct() and insurance.where(focal = true).count() = 1"

Invariant: CN-MAN-01
* insert Rule(error)
* expression = "(begntime.exists() and endtime.exists()) implies begntime <= endtime"

Invariant: CN-MAN-02
* insert Rule(error)
* expression = "$this.matches('^[0-9]{8,30}$')"

Invariant: CN-MAN-03
* insert Rule(warning)
* expression = "(PERSON.psn_name.exists() and PAYEE.name.exists() and PERSON.psn_name != PAYEE.name) implies PAYEE.patn_rlts.exists()"

Invariant: CN-CARD-04
* insert Rule(error)
* expression = "(number.exists() and (numberType.empty() or numberType = '01') and number.matches('^[0-9]{17}[0-9Xx]$')) implies '10X98765432'.substring((number.substring(0, 1).toInteger() * 7 + number.substring(1, 1).toInteger() * 9 + number.substring(2, 1).toInteger() * 10 + number.substring(3, 1).toInteger() * 5 + number.substring(4, 1).toInteger() * 8 + number.substring(5, 1).toInteger() * 4 + number.substring(6, 1).toInteger() * 2 + number.substring(7, 1).toInteger() * 1 + number.substring(8, 1).toInteger() * 6 + number.substring(9, 1).toInteger() * 3 + number.substring(10, 1).toInteger() * 7 + number.substring(11, 1).toInteger() * 9 + number.substring(12, 1).toInteger() * 10 + number.substring(13, 1).toInteger() * 5 + number.substring(14, 1).toInteger() * 8 + number.substring(15, 1).toInteger() * 4 + number.substring(16, 1).toInteger() * 2) mod 11, 1) = number.substring(17, 1).upper()"

Invariant: CN-CARD-05
* insert Rule(warning)
* expression = "(number.exists() and sexCode.exists() and (numberType.empty() or numberType = '01') and number.matches('^[0-9]{17}[0-9Xx]$') and (sexCode = '1' or sexCode = '2')) implies number.substring(16, 1).toInteger() mod 2 = iif(sexCode = '1', 1, 0)"

Invariant: CN-CARD-06
* insert Rule(warning)
* expression = "(number.exists() and birthDatePacked.exists() and (numberType.empty() or numberType = '01') and number.matches('^[0-9]{17}[0-9Xx]$')) implies (number.substring(6, 4) & '-' & number.substring(10, 2) & '-' & number.substring(12, 2)) = birthDatePacked.toString().substring(0, 10)"

Invariant: CN-CARD-07
* insert Rule(error)
* expression = "name.exists() or latinName.exists()"

Invariant: CN-SH-01
* insert Rule(error)
* expression = "$this.matches('^[0-9]{4}-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])( ?([01][0-9]|2[0-3]):?[0-5][0-9]:?[0-5][0-9])?$')"

Invariant: CN-SH-02
* insert Rule(error)
* expression = "$this.matches('^[0-9]{11}$') or $this.matches('^H[0-9]{11}$')"

Invariant: CN-SH-03
* insert Rule(error)
* expression = "sfzh.exists() implies iif(sfzh.matches('^[0-9]{17}[0-9Xx]$'), '10X98765432'.substring((sfzh.substring(0, 1).toInteger() * 7 + sfzh.substring(1, 1).toInteger() * 9 + sfzh.substring(2, 1).toInteger() * 10 + sfzh.substring(3, 1).toInteger() * 5 + sfzh.substring(4, 1).toInteger() * 8 + sfzh.substring(5, 1).toInteger() * 4 + sfzh.substring(6, 1).toInteger() * 2 + sfzh.substring(7, 1).toInteger() * 1 + sfzh.substring(8, 1).toInteger() * 6 + sfzh.substring(9, 1).toInteger() * 3 + sfzh.substring(10, 1).toInteger() * 7 + sfzh.substring(11, 1).toInteger() * 9 + sfzh.substring(12, 1).toInteger() * 10 + sfzh.substring(13, 1).toInteger() * 5 + sfzh.substring(14, 1).toInteger() * 8 + sfzh.substring(15, 1).toInteger() * 4 + sfzh.substring(16, 1).toInteger() * 2) mod 11, 1) = sfzh.substring(17, 1).upper(), true)"

Invariant: CN-SH-04
* insert Rule(error)
* expression = "(mxxmje.exists() and mxxmdj.exists() and mxxmsl.exists()) implies ((mxxmje) - ((mxxmdj * mxxmsl).round(2))).abs() <= 0.01"

Invariant: CN-SH-05
* insert Rule(error)
* expression = "(CALL.jyqd.exists() and REQUEST.exists() and CALL.jyqd = '20') implies REQUEST.xsywlx.exists()"

Invariant: CN-SH-06
* insert Rule(error)
* expression = "(REQUEST.totalexpense.exists() and REQUEST.ybjsfwfyze.exists() and REQUEST.fybjsfwfyze.exists()) implies REQUEST.totalexpense = REQUEST.ybjsfwfyze + REQUEST.fybjsfwfyze"

Invariant: CN-SH-07
* insert Rule(warning)
* expression = "REQUEST.exists() implies PERSON.exists()"

Invariant: CN-FEE-06
* insert Rule(error)
* expression = "chrg_bchno.exists() implies rx_circ_flag.exists()"

Invariant: CN-FEE-07
* insert Rule(error)
* expression = "chrg_bchno.exists() implies hosp_appr_flag.exists()"

Invariant: CN-SETL-05
* insert Rule(error)
* expression = "(CALL.infno.exists() and REQUEST.exists() and CALL.infno.matches('^2207')) implies (REQUEST.fulamt_ownpay_amt.exists() and REQUEST.overlmt_selfpay.exists() and REQUEST.preselfpay_amt.exists() and REQUEST.inscp_scp_amt.exists())"

Invariant: CN-SETL-06
* insert Rule(warning)
* expression = "(SETTLEMENT.setl_time.exists() and VISIT.begntime.exists()) implies SETTLEMENT.setl_time.toString().substring(0, 10) >= VISIT.begntime.toString().substring(0, 10)"

Invariant: CN-CODE-01
* insert Rule(warning)
* expression = "$this in ('11' | '12' | '13' | '14' | '15' | '16' | '19' | '21' | '22' | '23' | '24' | '25' | '26' | '27' | '28' | '41' | '51' | '52' | '53' | '61' | '81' | '2114' | '5212' | '9107' | '9901' | '9902' | '9903' | '9904' | '9906' | '9907' | '9921' | '9925' | '140104' | '140201' | '990404')"

Invariant: CN-CODE-02
* insert Rule(warning)
* expression = "$this.matches('^[0-9]{6}$')"

Invariant: CN-CODE-03
* insert Rule(warning)
* expression = "$this.matches('^[0-9]{2}$')"
