// Conditions under which NHSO returns, denies or looks at a claim, as far as the claim itself decides
// them. TH-NHSO-215 is NHSO's code 215; payer-codes.json says of every code of theirs what checks it.
// They are warnings: whether it pays is the payer's decision. Sources of limits: NHSO's own texts; the
// lists of diagnoses of one sex are those of ICD-10, volume 2.

Invariant: TH-NHSO-128
* insert Rule(warning)
* expression = "iif(INS.INSCL.matches('^(OFC|LGO)$'), iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2013-10-01, false, true), iif(INS.INSCL = 'BKK', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2022-10-01, false, true), true))"

Invariant: TH-NHSO-136
* insert Rule(warning)
* expression = "iif(INS.INSCL = 'SSS', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2014-01-01, false, true), true)"

Invariant: TH-NHSO-753
* insert Rule(warning)
* expression = "iif(INS.INSCL = 'STP', iif((%resource.OPD.DATEOPD | %resource.IPD.DATEDSC).first() < @2022-01-01, false, true), true)"

Invariant: TH-NHSO-440
* insert Rule(warning)
* expression = "iif(IDTYPE = '1', true, iif(%resource.INS.INSCL = 'UCS' and IDTYPE.exists(), false, true))"

Invariant: TH-NHSO-500
* insert Rule(warning)
* expression = "iif(%resource.INS.INSCL = 'SSS', iif(DOB + 15 years > (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), false, true), true)"

Invariant: TH-NHSO-125
* insert Rule(warning)
* expression = "iif(PERMITNO.empty() and DOCNO.empty() and INSCL.matches('^(OFC|LGO|BKK)$'), %resource.IPD.empty(), true)"

Invariant: TH-NHSO-127
* insert Rule(warning)
* expression = "iif(PERMITNO.empty() and INSCL.matches('^(OFC|LGO|BKK)$'), %resource.OPD.empty(), true)"

Invariant: TH-NHSO-134
* insert Rule(warning)
* expression = "OWNRPID.exists() = OWNNAME.exists()"

Invariant: TH-NHSO-147
* insert Rule(warning)
* expression = "iif(INSCL = 'SSS' and HOSPMAIN.exists() and HTYPE.exists(), (HTYPE = '1') = (HOSPMAIN = %resource.facility), true)"

Invariant: TH-NHSO-148
* insert Rule(warning)
* expression = "iif(INSCL = 'SSS', HOSPMAIN.exists(), true)"

Invariant: TH-NHSO-109
* insert Rule(warning)
* expression = "TIMEADM.exists()"

Invariant: TH-NHSO-110
* insert Rule(warning)
* expression = "TIMEDSC.exists()"

Invariant: TH-NHSO-111
* insert Rule(warning)
* expression = "DISCHT.exists()"

Invariant: TH-NHSO-112
* insert Rule(warning)
* expression = "DISCHS.exists()"

Invariant: TH-NHSO-113
* insert Rule(warning)
* expression = "(DISCHS.exists() and DISCHT.exists()) implies (DISCHS.matches('^[89]$') = DISCHT.matches('^[89]$'))"

Invariant: TH-NHSO-114
* insert Rule(warning)
* expression = "iif(ADM_W > 0, true, iif(iif(%resource.PAT.DOB + 28 days > DATEADM, true, false), false, true))"

Invariant: TH-NHSO-153
* insert Rule(warning)
* expression = "iif(ADM_W > 0 and iif(%resource.PAT.DOB + 28 days > DATEADM, true, false), ADM_W >= 0.5 and ADM_W <= 6, true)"

Invariant: TH-NHSO-129
* insert Rule(warning)
* expression = "iif(DATEDSC < @2013-04-01, false, true)"

Invariant: TH-NHSO-130
* insert Rule(warning)
* expression = "iif(DATEADM + 180 days < DATEDSC, false, true)"

Invariant: TH-NHSO-160
* insert Rule(warning)
* expression = "SVCTYPE.exists()"

Invariant: TH-NHSO-312
* insert Rule(warning)
* expression = "iif(%resource.ADP.where(TYPE = '10').exists(), iif(DATEADM + (%resource.ADP.where(TYPE = '10').QTY.aggregate($this + $total, 0).round(0).toString() & ' days').toQuantity() > DATEDSC + 1 day, false, true), true)"

Invariant: TH-NHSO-519
* insert Rule(warning)
* expression = "iif(DISCHT = '4', %resource.IRF.where(REFERTYPE = '2').exists() or %resource.AER.REFMAINO.exists(), true)"

Invariant: TH-NHSO-302
* insert Rule(warning)
* expression = "iif(CHA.where(CHRGITEM.matches('^[13C]')).exists(), ADP.exists() or DRU.exists(), true)"

Invariant: TH-NHSO-W24
* insert Rule(information)
* expression = "iif(DATEADM + 30 days < DATEDSC, (%resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^U07[.]1')).exists()).not(), true)"

Invariant: TH-NHSO-206
* insert Rule(warning)
* expression = "iif(DXTYPE = '1', iif(DIAG.matches('^(Z13|Z76[.]3|[VWXY])'), false, true), true)"

Invariant: TH-NHSO-A10
* insert Rule(warning)
* expression = "iif(DXTYPE = '1', iif(DIAG.matches('^[VWXY]'), false, true), true)"

Invariant: TH-NHSO-801
* insert Rule(warning)
* expression = "iif(DIAG.matches('^(A34|B37[.]3|C5[1-8]|C79[.]6|D06|D07[.][0-3]|D2[5-8]|D39|E28|E89[.]4|F52[.]5|F53|I86[.]3|L29[.]2|M80[.][01]|M81[.][01]|M83[.]0|N7[0-7]|N8|N9[0-8]|N99[.][23]|O|P54[.]6|Q5[0-2]|R87|S31[.]4|S37[.][4-6]|T19[.][23]|T83[.]3|Y76|Z01[.]4|Z12[.]4|Z30[.][135]|Z31[.][12]|Z3[2-6]|Z39|Z87[.]5|Z97[.]5)'), iif(%resource.PAT.SEX = '1', false, true), iif(DIAG.matches('^(B26[.]0|C6[0-3]|D07[.][4-6]|D17[.]6|D29|D40|E29|E89[.]5|F52[.]4|I86[.]1|L29[.]1|N4|N5[01]|Q5[345]|R86|S31[.][23]|Z12[.]5)'), iif(%resource.PAT.SEX = '2', false, true), true))"

Invariant: TH-NHSO-803
* insert Rule(warning)
* expression = "iif(DXTYPE.matches('^[2-5]$'), iif(%resource.ODX.where(DXTYPE = '1').DIAG.combine(%resource.IDX.where(DXTYPE = '1').DIAG).first() = DIAG, false, true), true)"

Invariant: TH-NHSO-810
* insert Rule(warning)
* expression = "iif(DIAG.matches('^E10'), iif(%resource.PAT.DOB + 50 years <= (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), false, true), true)"

Invariant: TH-NHSO-811
* insert Rule(warning)
* expression = "iif(DIAG = 'R73.9', (%resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^E1[0-4]')).exists()).not(), true)"

Invariant: TH-NHSO-812
* insert Rule(warning)
* expression = "iif(DIAG.matches('^N17'), (%resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^N18[.]5')).exists()).not(), true)"

Invariant: TH-NHSO-215
* insert Rule(warning)
* expression = "iif(DIAG = 'I11.0', (%resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^(I50|I51)')).exists()).not(), true)"

Invariant: TH-NHSO-216
* insert Rule(warning)
* expression = "iif(DIAG = 'I12.0', (%resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^N1[789]')).exists()).not(), true)"

Invariant: TH-NHSO-808
* insert Rule(warning)
* expression = "iif(DIAG = 'D63.0' and DXTYPE.matches('^[23]$'), %resource.OOP.OPER.combine(%resource.IOP.OPER).where($this.matches('^990')).exists(), true)"

Invariant: TH-NHSO-256-1
* insert Rule(warning)
* expression = "iif(DIAG = 'D62' and DXTYPE.matches('^[23]$'), %resource.OOP.OPER.combine(%resource.IOP.OPER).where($this.matches('^990')).exists(), true)"

Invariant: TH-NHSO-809
* insert Rule(warning)
* expression = "iif(DIAG.matches('^D69') and DXTYPE.matches('^[23]$') and %resource.ODX.where(DXTYPE = '1').DIAG.combine(%resource.IDX.where(DXTYPE = '1').DIAG).where($this.matches('^A91')).exists(), %resource.OOP.OPER.combine(%resource.IOP.OPER).where($this.matches('^9905')).exists(), true)"

Invariant: TH-NHSO-256-2
* insert Rule(warning)
* expression = "iif(DIAG = 'R56.8', (%resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^F10[.][34]')).exists()).not(), true)"

Invariant: TH-NHSO-256-3
* insert Rule(warning)
* expression = "iif(DIAG.matches('^J96'), (iif(%resource.PAT.DOB + 28 days > (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), true, false)).not(), true)"

Invariant: TH-NHSO-256-4
* insert Rule(warning)
* expression = "iif(DXTYPE.matches('^[23]$'), iif(DIAG.matches('^R65[.][02]'), false, true), true)"

Invariant: TH-NHSO-256-8
* insert Rule(warning)
* expression = "iif(DIAG.matches('^J96'), %resource.OOP.OPER.combine(%resource.IOP.OPER).where($this.matches('^(967|9390|9604)')).exists(), true)"

Invariant: TH-NHSO-232
* insert Rule(warning)
* expression = "iif(DXTYPE = '1' and DIAG.matches('^(S|T0|T1[0-4])'), %resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^[VWXY]')).exists(), true)"

Invariant: TH-NHSO-497
* insert Rule(warning)
* expression = "iif(DXTYPE = '1', DRDX.exists(), true)"

Invariant: TH-NHSO-496
* insert Rule(warning)
* expression = "DATEIN.exists() and iif(DATEIN > DATEOUT, true, iif(DATEIN < %resource.IPD.DATEADM or DATEIN > %resource.IPD.DATEDSC or DATEOUT > %resource.IPD.DATEDSC, false, true))"

Invariant: TH-NHSO-807
* insert Rule(warning)
* expression = "iif(OPER = '9672', iif(%resource.IPD.DATEADM + 4 days > %resource.IPD.DATEDSC, false, true), true)"

Invariant: TH-NHSO-G13
* insert Rule(warning)
* expression = "iif(DATEOUT < %resource.IPD.DATEADM or DATEIN > %resource.IPD.DATEDSC or DATEIN < DATEOUT, false, true)"

Invariant: TH-NHSO-230
* insert Rule(warning)
* expression = "iif(UCAE = 'A' and %resource.ODX.DIAG.combine(%resource.IDX.DIAG).exists(), %resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^[ST]')).exists(), true)"

Invariant: TH-NHSO-231
* insert Rule(warning)
* expression = "iif(UCAE = 'A' and %resource.ODX.DIAG.combine(%resource.IDX.DIAG).exists(), %resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^[VWXY]')).exists(), true)"

Invariant: TH-NHSO-233
* insert Rule(warning)
* expression = "iif(AETYPE.matches('^[VB]$') and %resource.ODX.DIAG.combine(%resource.IDX.DIAG).exists(), %resource.ODX.DIAG.combine(%resource.IDX.DIAG).where($this.matches('^V')).exists(), true)"

Invariant: TH-NHSO-850
* insert Rule(warning)
* expression = "iif(UCAE = 'A', AEDATE.exists() and AETIME.exists(), true)"

Invariant: TH-NHSO-851
* insert Rule(warning)
* expression = "iif(AEDATE > (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first() or AEDATE + 28 days <= (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), false, true)"

Invariant: TH-NHSO-515
* insert Rule(warning)
* expression = "(REFMAINI.exists() implies IREFTYPE.exists()) and (REFMAINO.exists() implies OREFTYPE.exists())"

Invariant: TH-NHSO-541
* insert Rule(warning)
* expression = "iif(UCAE.matches('^[OI]$') and %resource.INS.exists(), %resource.INS.HOSPMAIN.exists(), true)"

Invariant: TH-NHSO-542
* insert Rule(warning)
* expression = "iif(UCAE.matches('^[OI]$'), REFER_NO.exists(), true)"

Invariant: TH-NHSO-543
* insert Rule(warning)
* expression = "iif(UCAE.matches('^[OI]$'), REFMAINI.exists() or %resource.ORF.where(REFERTYPE = '1').exists(), true)"

Invariant: TH-NHSO-547
* insert Rule(warning)
* expression = "iif(UCAE.matches('^[OI]$') and %resource.INS.HOSPMAIN.exists(), iif(%resource.INS.HOSPMAIN = %resource.facility, false, true), true)"

Invariant: TH-NHSO-939
* insert Rule(warning)
* expression = "iif(UCAE = 'C', %resource.ADP.where(TYPE = '8').exists(), true)"

Invariant: TH-NHSO-301
* insert Rule(warning)
* expression = "iif(TOTAL = 0, false, true)"

Invariant: TH-NHSO-W16
* insert Rule(information)
* expression = "iif(TOTAL > 20000, iif(%resource.OPD.exists() and %resource.INS.INSCL.matches('^(UCS|NHS)$'), false, true), true)"

Invariant: TH-NHSO-W18
* insert Rule(information)
* expression = "iif(TOTAL > 50000, false, true)"

Invariant: TH-NHSO-W20
* insert Rule(information)
* expression = "iif(TOTAL > 100000, iif(%resource.IPD.exists() and %resource.INS.INSCL.matches('^(UCS|NHS)$'), false, true), true)"

Invariant: TH-NHSO-S07
* insert Rule(information)
* expression = "iif(TOTAL < 100, iif(%resource.INS.INSCL = 'SSS', false, true), true)"

Invariant: TH-NHSO-820
* insert Rule(warning)
* expression = "iif(%resource.ADP.where(CODE.matches('^CRRT[12]$')).exists(), iif(DATEADM + (%resource.ADP.where(CODE.matches('^CRRT[12]$')).QTY.aggregate($this + $total, 0).round(0).toString() & ' days').toQuantity() > DATEDSC + 1 day, false, true), true)"

RuleSet: PayerRulesOfThUnit
* obeys TH-NHSO-128
* obeys TH-NHSO-136
* obeys TH-NHSO-753

RuleSet: PayerRulesOfThPat
* obeys TH-NHSO-440
* obeys TH-NHSO-500

RuleSet: PayerRulesOfThIns
* obeys TH-NHSO-125
* obeys TH-NHSO-127
* obeys TH-NHSO-134
* obeys TH-NHSO-147
* obeys TH-NHSO-148

RuleSet: PayerRulesOfThIpd
* obeys TH-NHSO-109
* obeys TH-NHSO-110
* obeys TH-NHSO-111
* obeys TH-NHSO-112
* obeys TH-NHSO-113
* obeys TH-NHSO-114
* obeys TH-NHSO-153
* obeys TH-NHSO-129
* obeys TH-NHSO-130
* obeys TH-NHSO-160
* obeys TH-NHSO-312
* obeys TH-NHSO-519
* obeys TH-NHSO-W24
* obeys TH-NHSO-820

RuleSet: PayerRulesOfThAdmission
* obeys TH-NHSO-302

RuleSet: PayerRulesOfThIdx
* obeys TH-NHSO-206
* obeys TH-NHSO-801
* obeys TH-NHSO-803
* obeys TH-NHSO-810
* obeys TH-NHSO-811
* obeys TH-NHSO-812
* obeys TH-NHSO-215
* obeys TH-NHSO-216
* obeys TH-NHSO-808
* obeys TH-NHSO-256-1
* obeys TH-NHSO-809
* obeys TH-NHSO-256-2
* obeys TH-NHSO-256-3
* obeys TH-NHSO-256-4
* obeys TH-NHSO-256-8
* obeys TH-NHSO-232
* obeys TH-NHSO-497

RuleSet: PayerRulesOfThOdx
* obeys TH-NHSO-A10
* obeys TH-NHSO-801
* obeys TH-NHSO-803
* obeys TH-NHSO-810
* obeys TH-NHSO-811
* obeys TH-NHSO-812
* obeys TH-NHSO-215
* obeys TH-NHSO-216
* obeys TH-NHSO-808
* obeys TH-NHSO-256-1
* obeys TH-NHSO-809
* obeys TH-NHSO-256-2
* obeys TH-NHSO-256-3
* obeys TH-NHSO-256-4
* obeys TH-NHSO-232
* obeys TH-NHSO-497

RuleSet: PayerRulesOfThIop
* obeys TH-NHSO-496
* obeys TH-NHSO-807

RuleSet: PayerRulesOfThLvd
* obeys TH-NHSO-G13

RuleSet: PayerRulesOfThAer
* obeys TH-NHSO-230
* obeys TH-NHSO-231
* obeys TH-NHSO-233
* obeys TH-NHSO-850
* obeys TH-NHSO-851
* obeys TH-NHSO-515
* obeys TH-NHSO-541
* obeys TH-NHSO-542
* obeys TH-NHSO-543
* obeys TH-NHSO-547
* obeys TH-NHSO-939

RuleSet: PayerRulesOfThCht
* obeys TH-NHSO-301
* obeys TH-NHSO-W16
* obeys TH-NHSO-W18
* obeys TH-NHSO-W20
* obeys TH-NHSO-S07
