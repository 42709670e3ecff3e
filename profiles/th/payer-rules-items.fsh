// Conditions NHSO sets for single items (ADP, DRU) and projects (ADP type 5); see payer-rules.fsh.
// Item codes and dates are those its texts name.

Invariant: TH-NHSO-173
* insert Rule(warning)
* expression = "iif(TYPE = '2' and (QTY = 0 or RATE = 0), false, true)"

Invariant: TH-NHSO-H03
* insert Rule(warning)
* expression = "iif(TYPE.matches('^[167]$') and (QTY = 0 or RATE = 0), false, true)"

Invariant: TH-NHSO-303
* insert Rule(warning)
* expression = "iif(AMOUNT = 0, false, true)"

Invariant: TH-NHSO-187
* insert Rule(warning)
* expression = "iif(DIDSTD.exists(), DIDSTD.matches('^([0-9]{24}|[0-9]{5,8})$'), true)"

Invariant: TH-NHSO-172
* insert Rule(warning)
* expression = "iif(CODE.matches('^IP00[2-6]$'), %resource.OPD.empty(), true)"

Invariant: TH-NHSO-854
* insert Rule(warning)
* expression = "iif(CODE.matches('^(6207|2011)$'), %resource.OPD.empty(), true)"

Invariant: TH-NHSO-476
* insert Rule(warning)
* expression = "iif(TYPE = '10', iif(CODE.matches('^(21301|21501)$'), true, %resource.OPD.empty()), true)"

Invariant: TH-NHSO-852
* insert Rule(warning)
* expression = "iif(CODE.matches('^(58001|58020)$'), %resource.OPD.empty() or (iif(CODE.matches('^(58001|58020)$'), %resource.ADP.where(CODE.matches('^(58001|58020)$')).first().CODE = CODE, true)), true)"

Invariant: TH-NHSO-853
* insert Rule(warning)
* expression = "iif(CODE.matches('^(58101|58102|58130|58131|58201)$'), %resource.OPD.empty() or (iif(CODE.matches('^(58101|58102|58130|58131|58201)$'), %resource.ADP.where(CODE.matches('^(58101|58102|58130|58131|58201)$')).first().CODE = CODE, true)), true)"

Invariant: TH-NHSO-855
* insert Rule(warning)
* expression = "iif(CODE.matches('^(6206|6207)$'), %resource.ADP.where(CODE.matches('^(6206|6207)$')).first().CODE = CODE, true)"

Invariant: TH-NHSO-856
* insert Rule(warning)
* expression = "iif(CODE = '6207', (%resource.ADP.where(TYPE = '5' and CODE = 'KTLGOD').exists()).not(), true)"

Invariant: TH-NHSO-857
* insert Rule(warning)
* expression = "iif(CODE = '5601', (%resource.ADP.where(CODE.matches('^(6206|6207)$')).exists()).not(), true)"

Invariant: TH-NHSO-310
* insert Rule(warning)
* expression = "iif(CODE = 'COVV01', %resource.ADP.where(CODE.matches('^(S1801|S1802)$')).exists(), true)"

Invariant: TH-NHSO-169
* insert Rule(warning)
* expression = "iif(CODE = 'S1802', %resource.ADP.where(CODE.matches('^S1801$')).exists(), true)"

Invariant: TH-NHSO-171
* insert Rule(warning)
* expression = "iif(CODE.matches('^S180[12]$'), (%resource.ORF.exists() or %resource.IRF.exists() or %resource.AER.where(REFMAINI.exists() or REFMAINO.exists()).exists()), true)"

Invariant: TH-NHSO-473
* insert Rule(warning)
* expression = "iif(CODE = 'S1802' and QTY > 9999, false, true)"

Invariant: TH-NHSO-470
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'SPV001', %resource.ADP.where(CODE.matches('^S180[12]$')).exists(), true)"

Invariant: TH-NHSO-W14
* insert Rule(information)
* expression = "iif(CODE.matches('^S180[12]$'), iif(TOTAL > 2000, false, true), true)"

Invariant: TH-NHSO-W70
* insert Rule(information)
* expression = "iif(TYPE = '11' and QTY > 1000, false, true)"

Invariant: TH-NHSO-W17
* insert Rule(information)
* expression = "iif(TYPE = '6', iif(TOTAL > 100000, false, true), true)"

Invariant: TH-NHSO-350
* insert Rule(warning)
* expression = "iif(CODE.matches('^(080001|COVR05|COVR06|045009|045008)$') and %resource.ODX.DIAG.combine(%resource.IDX.DIAG).exists(), %resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^U07[.]1')).exists(), true)"

Invariant: TH-NHSO-351
* insert Rule(warning)
* expression = "iif(CODE = '045008', %resource.ADP.where(CODE.matches('^COVR0[56]$')).exists(), true)"

Invariant: TH-NHSO-373
* insert Rule(warning)
* expression = "iif(CODE.matches('^(COVR05|COVR06)$'), %resource.ADP.where(CODE.matches('^(COVR05|COVR06)$')).first().CODE = CODE, true) and iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2022-03-01, true, iif(CODE.matches('^(COVR14|COVR15|COVR16|COVR17|COVR22|COVR26)$'), %resource.ADP.where(CODE.matches('^(COVR14|COVR15|COVR16|COVR17|COVR22|COVR26)$')).first().CODE = CODE, true))"

Invariant: TH-NHSO-375
* insert Rule(warning)
* expression = "iif(CODE.matches('^(045009|145009|145016|145017|145018)$'), %resource.ADP.where(CODE.matches('^COVR(05|06|11|12)$')).exists(), true)"

Invariant: TH-NHSO-384
* insert Rule(warning)
* expression = "iif(CODE.matches('^(9301|9302|9303|9901)$'), %resource.ADP.where(CODE.matches('^(9301|9302|9303|9901)$')).first().CODE = CODE, true)"

Invariant: TH-NHSO-O04
* insert Rule(warning)
* expression = "iif(CODE.matches('^COVR0[56]$'), iif((%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first() < @2021-06-18 or (%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2021-06-28, false, true), true)"

Invariant: TH-NHSO-O05
* insert Rule(warning)
* expression = "iif(CODE = '080001', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2021-06-28, false, true), true)"

Invariant: TH-NHSO-590
* insert Rule(warning)
* expression = "iif(CODE.matches('^(30012|30013)$'), %resource.ADP.where(CODE.matches('^(30012|30013)$')).first().CODE = CODE, true)"

Invariant: TH-NHSO-697
* insert Rule(warning)
* expression = "iif(CODE.matches('^(30014|30017)$'), %resource.ADP.where(CODE.matches('^(30014|30017)$')).first().CODE = CODE, true)"

Invariant: TH-NHSO-695
* insert Rule(warning)
* expression = "iif(CODE.matches('^(T1DM|GDM|PDM)'), %resource.ADP.where(CODE.matches('^(T1DM|GDM|PDM)')).first().CODE.substring(0, 3) = CODE.substring(0, 3), true)"

Invariant: TH-NHSO-777
* insert Rule(warning)
* expression = "iif(CODE.matches('^(GDM|PDM)'), LMP.exists(), true)"

Invariant: TH-NHSO-778
* insert Rule(warning)
* expression = "iif(CODE.matches('^(GDM|PDM)'), iif(%resource.PAT.SEX = '1' or %resource.PAT.DOB + 12 years > (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first() or %resource.PAT.DOB + 46 years <= (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), false, true), true)"

Invariant: TH-NHSO-578
* insert Rule(warning)
* expression = "iif(CODE = 'DRUGP', %resource.DRU.exists() or %resource.CHA.where(CHRGITEM.startsWith('5')).exists(), true)"

Invariant: TH-NHSO-737
* insert Rule(warning)
* expression = "iif(CODE.matches('^250[5-9]$') and QTY > 1, iif(%resource.PAT.DOB + 20 years <= (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), false, true), true)"

Invariant: TH-NHSO-414
* insert Rule(warning)
* expression = "iif(CODE = 'TELMED', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2020-12-01, false, true), true)"

Invariant: TH-NHSO-416
* insert Rule(warning)
* expression = "iif(CODE = 'TELMED' and %resource.INS.INSCL != 'UCS' and %resource.INS.INSCL != 'SSI', false, true)"

Invariant: TH-NHSO-174
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'Z34007' and %resource.PAT.SEX = '1', false, true)"

Invariant: TH-NHSO-408
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'Z39000' and %resource.IPD.exists(), %resource.IPD.DISCHT.matches('^[489]$'), true)"

Invariant: TH-NHSO-410
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'Z39000', %resource.PAT.NATION = '099', true)"

Invariant: TH-NHSO-411
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'Z38000', iif(%resource.PAT.DOB + 28 days < (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), false, true), true)"

Invariant: TH-NHSO-412
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'Z75REF', %resource.AER.REFMAINI.exists() or %resource.IRF.where(REFERTYPE = '1').exists(), true)"

Invariant: TH-NHSO-413
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'Z75REF', %resource.IPD.exists(), true)"

Invariant: TH-NHSO-435
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'SNAP', iif(%resource.IPD.DATEADM + 4 days > %resource.IPD.DATEDSC, false, true), true)"

Invariant: TH-NHSO-441
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'SNAP', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2016-10-01 or (%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() > @2019-09-25, false, true), true)"

Invariant: TH-NHSO-445
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'DMISRC', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2010-01-01, false, true), true)"

Invariant: TH-NHSO-446
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'DMISHD', %resource.ADP.where(CODE.matches('^HD000[1-5]$')).exists(), true)"

Invariant: TH-NHSO-448
* insert Rule(warning)
* expression = "iif(CODE.matches('^HD000[1-5]$'), (%resource.ADP.where(TYPE = '5' and CODE = 'DMISHD').exists()) and iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2010-01-01, false, true), true)"

Invariant: TH-NHSO-452
* insert Rule(warning)
* expression = "iif(CODE = 'DMIDML', (%resource.ADP.where(TYPE = '5' and CODE = 'DMIDML').exists()) and %resource.ADP.where(CODE = 'DMIDML' and TYPE != '5').exists(), true)"

Invariant: TH-NHSO-484
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'SSAE73', %resource.ADP.where(CODE = 'SSAE73' and TYPE != '5').exists(), true)"

Invariant: TH-NHSO-485
* insert Rule(warning)
* expression = "iif(CODE = 'SSAE73', iif(%resource.IPD.DATEADM + 3 days > %resource.IPD.DATEDSC, false, true), true)"

Invariant: TH-NHSO-679
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'CANCER' and %resource.ODX.DIAG.combine(%resource.IDX.DIAG).exists(), %resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^(C|D0|D3[7-9]|D4|Z51)')).exists(), true)"

Invariant: TH-NHSO-680
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'CANCER', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2021-01-01, false, true), true)"

Invariant: TH-NHSO-681
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE.matches('^(CANCER|R9OPFS)$'), %resource.ADP.where(TYPE = '8').exists(), true)"

Invariant: TH-NHSO-683
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE.matches('^(CANCER|R9OPFS|R9OPCH|WALKIN)$'), %resource.AER.where(UCAE.matches('^[OI]$')).empty(), true)"

Invariant: TH-NHSO-768
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'UCEP24' and %resource.INS.INSCL != 'UCS', false, true)"

Invariant: TH-NHSO-771
* insert Rule(warning)
* expression = "iif(TYPE = '5' and CODE = 'UCEP24', %resource.AER.where(UCAE.matches('^[OI]$')).empty(), true)"

Invariant: TH-NHSO-I24
* insert Rule(information)
* expression = "iif(CODE.matches('^(5702|5703A)$'), false, true)"

RuleSet: PayerRulesOfThAdp
* obeys TH-NHSO-173
* obeys TH-NHSO-H03
* obeys TH-NHSO-172
* obeys TH-NHSO-854
* obeys TH-NHSO-476
* obeys TH-NHSO-852
* obeys TH-NHSO-853
* obeys TH-NHSO-855
* obeys TH-NHSO-856
* obeys TH-NHSO-857
* obeys TH-NHSO-310
* obeys TH-NHSO-169
* obeys TH-NHSO-171
* obeys TH-NHSO-473
* obeys TH-NHSO-470
* obeys TH-NHSO-W14
* obeys TH-NHSO-W70
* obeys TH-NHSO-W17
* obeys TH-NHSO-350
* obeys TH-NHSO-351
* obeys TH-NHSO-373
* obeys TH-NHSO-375
* obeys TH-NHSO-384
* obeys TH-NHSO-O04
* obeys TH-NHSO-O05
* obeys TH-NHSO-590
* obeys TH-NHSO-697
* obeys TH-NHSO-695
* obeys TH-NHSO-777
* obeys TH-NHSO-778
* obeys TH-NHSO-578
* obeys TH-NHSO-737
* obeys TH-NHSO-414
* obeys TH-NHSO-416
* obeys TH-NHSO-174
* obeys TH-NHSO-408
* obeys TH-NHSO-410
* obeys TH-NHSO-411
* obeys TH-NHSO-412
* obeys TH-NHSO-413
* obeys TH-NHSO-435
* obeys TH-NHSO-441
* obeys TH-NHSO-445
* obeys TH-NHSO-446
* obeys TH-NHSO-448
* obeys TH-NHSO-452
* obeys TH-NHSO-484
* obeys TH-NHSO-485
* obeys TH-NHSO-679
* obeys TH-NHSO-680
* obeys TH-NHSO-681
* obeys TH-NHSO-683
* obeys TH-NHSO-768
* obeys TH-NHSO-771
* obeys TH-NHSO-I24

RuleSet: PayerRulesOfThDru
* obeys TH-NHSO-303
* obeys TH-NHSO-187
