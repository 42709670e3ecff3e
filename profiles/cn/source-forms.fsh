// Outer forms of the interface, as rule sets of the extension source-form. A time without its hour
// is the date alone. Some platforms answer dates with a time of midnight behind them.

RuleSet: Form(part, type, value)
* ^extension[+].url = $source-form
* ^extension[=].extension[+].url = "{part}"
* ^extension[=].extension[=].value{type} = {value}

RuleSet: Also(part, type, value)
* ^extension[=].extension[+].url = "{part}"
* ^extension[=].extension[=].value{type} = {value}

RuleSet: Day
* insert Form(pattern, String, "yyyy-MM-dd")

RuleSet: AnswerDay
* insert Form(pattern, String, "yyyy-MM-dd HH:mm:ss")

RuleSet: Moment
* insert Form(pattern, String, "yyyy-MM-dd HH:mm:ss")

RuleSet: PackedDay
* insert Form(pattern, String, "yyyyMMdd")

RuleSet: PackedMoment
* insert Form(pattern, String, "yyyyMMddHHmmss")
