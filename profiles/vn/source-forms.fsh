// Outer forms of the claim XML, as rule sets of the extension source-form.

RuleSet: Form(part, type, value)
* ^extension[+].url = $source-form
* ^extension[=].extension[+].url = "{part}"
* ^extension[=].extension[=].value{type} = {value}

RuleSet: Also(part, type, value)
* ^extension[=].extension[+].url = "{part}"
* ^extension[=].extension[=].value{type} = {value}

RuleSet: Date
* insert Form(pattern, String, "yyyyMMdd")

RuleSet: DateTime
* insert Form(pattern, String, "yyyyMMddHHmm")

// Time 0000 is unknown, as are month and day 00: yyyy00000000 is a year.
RuleSet: BirthDate
* insert Form(pattern, String, "yyyyMMddHHmm")

RuleSet: BornAt
* insert Form(pattern, String, "yyyyMMddHHmm")
* insert Also(from, String, "NGAY_SINH")

RuleSet: List
* insert Form(separator, String, ";")

RuleSet: Dates
* insert Form(separator, String, ";")
* insert Also(pattern, String, "yyyyMMdd")

RuleSet: PackedDay
* insert Form(pattern, String, "ddMMyyyy")

RuleSet: SlashedDay
* insert Form(pattern, String, "dd/MM/yyyy")
