// Outer forms of the 16 files, as rule sets of the extension source-form.

RuleSet: Form(part, type, value)
* ^extension[+].url = $source-form
* ^extension[=].extension[+].url = "{part}"
* ^extension[=].extension[=].value{type} = {value}

RuleSet: Also(part, type, value)
* ^extension[=].extension[+].url = "{part}"
* ^extension[=].extension[=].value{type} = {value}

// Years are of the common era: a year 25xx is refused, never converted. Day and month 00, unknown,
// are for birth dates only.
RuleSet: BirthDate
* insert Form(pattern, String, "yyyyMMdd")
* insert Also(calendar, Code, #gregorian)

RuleSet: Date
* obeys TH-DAT-01
* insert Form(pattern, String, "yyyyMMdd")
* insert Also(calendar, Code, #gregorian)

RuleSet: Time
* insert Form(pattern, String, "HHmm")

// A date with its time; a date without time stays a date.
RuleSet: DateAndTime(date, time)
* insert Form(pattern, String, "yyyyMMddHHmm")
* insert Also(calendar, Code, #gregorian)
* insert Also(from, String, "{date}")
* insert Also(from, String, "{time}")

// ICD-10 is exported without its dot: E119 is E11.9.
RuleSet: Icd10
* insert Form(dotAfter, Integer, 3)

// ICD-9-CM volume 3 likewise: 5794 is 57.94.
RuleSet: Icd9(column)
* insert Form(dotAfter, Integer, 2)
* insert Also(from, String, "{column}")
