// Rules of one claim. A rule's key is its code; its texts stand in findings.json, with `at` for the
// field the finding points at and `reads` for the parts the rule looks at. `human` is made from there.

RuleSet: Rule(severity)
* severity = #{severity}

// The last digit of a citizen id: eleven less the weighted sum modulo eleven, modulo ten.
RuleSet: CheckDigit(when)
* expression = "iif({when}, (11 - ((PERSON_ID.substring(0, 1).toInteger() * 13 + PERSON_ID.substring(1, 1).toInteger() * 12 + PERSON_ID.substring(2, 1).toInteger() * 11 + PERSON_ID.substring(3, 1).toInteger() * 10 + PERSON_ID.substring(4, 1).toInteger() * 9 + PERSON_ID.substring(5, 1).toInteger() * 8 + PERSON_ID.substring(6, 1).toInteger() * 7 + PERSON_ID.substring(7, 1).toInteger() * 6 + PERSON_ID.substring(8, 1).toInteger() * 5 + PERSON_ID.substring(9, 1).toInteger() * 4 + PERSON_ID.substring(10, 1).toInteger() * 3 + PERSON_ID.substring(11, 1).toInteger() * 2) mod 11)) mod 10 = PERSON_ID.substring(12, 1).toInteger(), true)"

Invariant: TH-INS-01
* insert Rule(warning)
* expression = "iif(INSCL = 'UCS' and %resource.OPD.exists(), PERMITNO.exists(), true)"

// A row of INS or CHT with an AN is the admission's, even if its SEQ is that of the visit before it.
Invariant: TH-INS-02
* insert Rule(error)
* expression = "%resource.INS.exists()"

Invariant: TH-CHT-02
* insert Rule(error)
* expression = "%resource.CHT.exists()"

Invariant: TH-CHT-03
* insert Rule(error)
* expression = "%resource.CHT.exists()"

Invariant: TH-PAT-01
* insert Rule(error)
* insert CheckDigit([[IDTYPE = '1' and PERSON_ID.matches('^[1-8][0-9]{12}$')]])

Invariant: TH-PAT-02
* insert Rule(warning)
* insert CheckDigit([[PERSON_ID.matches('^[0-9]{13}$') and (IDTYPE = '1' and PERSON_ID.matches('^[1-8][0-9]{12}$')).not()]])

Invariant: TH-PAT-03
* insert Rule(error)
* expression = "iif(IDTYPE = '1' and PERSON_ID.exists(), PERSON_ID.matches('^[0-9]{13}$'), true)"

Invariant: TH-PAT-04
* insert Rule(error)
* expression = "(PERSON_ID.exists() and %resource.INS.CID.exists()) implies %resource.INS.CID = PERSON_ID"

Invariant: TH-PAT-05
* insert Rule(error)
* expression = "NAMEPAT.exists() or FNAME.exists() or LNAME.exists()"

Invariant: TH-PAT-06
* insert Rule(error)
* expression = "iif(DOB > (%resource.OPD.DATEOPD | %resource.IPD.DATEADM).first(), false, true)"

Invariant: TH-PAT-07
* insert Rule(warning)
* expression = "IDTYPE.exists()"

// Where PAT and INS agree on the number, other files must have the same.
Invariant: TH-PID-01
* insert Rule(warning)
* expression = "iif(%resource.PAT.PERSON_ID = %resource.INS.CID, $this = %resource.PAT.PERSON_ID, true)"

Invariant: TH-CLI-01
* insert Rule(error)
* expression = "$this.matches('^[01]?([01][0-9]|2[0-5]|99)[0-9]{2}$')"

Invariant: TH-DAT-01
* insert Rule(error)
* expression = "$this.toString().length() = 10"

Invariant: TH-DAT-02
* insert Rule(warning)
* expression = "%resource.OPD.DATEOPD.exists() implies $this = %resource.OPD.DATEOPD"

Invariant: TH-DX-01
* insert Rule(error)
* expression = "$this.matches('^[A-Z][0-9][0-9A-Z]([.][0-9A-Z]{1,4})?$')"

Invariant: TH-ODX-01
* insert Rule(error)
* expression = "%resource.ODX.where(DXTYPE = '1' or DXTYPE.empty() or DXTYPE.matches('^[1-5]$').not()).exists()"

Invariant: TH-ODX-02
* insert Rule(error)
* expression = "iif(DXTYPE = '1', %resource.ODX.where(DXTYPE = '1').first().ordinal = ordinal, true)"

Invariant: TH-IDX-01
* insert Rule(error)
* expression = "%resource.IDX.where(DXTYPE = '1' or DXTYPE.empty() or DXTYPE.matches('^[1-5]$').not()).exists()"

Invariant: TH-IDX-02
* insert Rule(error)
* expression = "iif(DXTYPE = '1', %resource.IDX.where(DXTYPE = '1').first().ordinal = ordinal, true)"

// ICD-9-CM volume 3 has two to four digits, ICD-10-TM five to seven.
Invariant: TH-OP-01
* insert Rule(error)
* expression = "$this.matches('^[0-9]{2,7}$')"

Invariant: TH-IPD-01
* insert Rule(error)
* expression = "(DATEADM.exists() and DATEDSC.exists()) implies (DATEADM < DATEDSC or (DATEADM = DATEDSC and ((TIMEADM.exists() and TIMEDSC.exists()) implies TIMEADM <= TIMEDSC)))"

Invariant: TH-IOP-01
* insert Rule(error)
* expression = "(DATEIN.exists() and DATEOUT.exists()) implies (DATEIN < DATEOUT or (DATEIN = DATEOUT and ((TIMEIN.exists() and TIMEOUT.exists()) implies TIMEIN <= TIMEOUT)))"

// An amount below zero has its own finding: sums with it are not told.
Invariant: TH-AMT-01
* insert Rule(error)
* expression = "$this >= 0"

Invariant: TH-CHT-01
* insert Rule(error)
* expression = "$this < 0 or %resource.CHA.where(AMOUNT.empty() or AMOUNT < 0).exists() or $this = %resource.CHA.AMOUNT.aggregate($this + $total, 0)"

// Prices may have four decimals where totals have two: exact, or rounded to the satang.
Invariant: TH-ADP-01
* insert Rule(error)
* expression = "(QTY.exists() and RATE.exists() and TOTAL.exists()) implies (QTY < 0 or RATE < 0 or TOTAL < 0 or QTY * RATE = TOTAL or (QTY * RATE).round(2) = TOTAL)"

Invariant: TH-DRU-01
* insert Rule(error)
* expression = "(AMOUNT.exists() and DRUGPRICE.exists() and TOTAL.exists()) implies (AMOUNT < 0 or DRUGPRICE < 0 or TOTAL < 0 or AMOUNT * DRUGPRICE = TOTAL or (AMOUNT * DRUGPRICE).round(2) = TOTAL)"

// Rules of the resources.

Invariant: TH-CLM-01
* insert Rule(error)
* expression = "value = %resource.item.net.value.aggregate($this + $total, 0)"

Invariant: TH-CLM-02
* insert Rule(error)
* expression = "item.sequence.isDistinct() and item.detail.net.all(currency = 'THB') and item.net.all(currency = 'THB')"

Invariant: TH-BDL-01
* insert Rule(error)
* expression = "entry.first().resource is Claim"
