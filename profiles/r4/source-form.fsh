// How a value of a source layout is written on the outside. The reader types cells by it; the
// meaning of each part is in src/base/layout.ts.

Extension: SourceForm
Id: source-form
Title: "Outer form of a source value"
Description: "How a value is written in the source: date letters, era, implied decimals, list separator, the place of an unwritten dot, and the columns joined into the element."
Context: ElementDefinition
* extension contains
    pattern 0..1 and
    calendar 0..1 and
    impliedDecimals 0..1 and
    separator 0..1 and
    dotAfter 0..1 and
    from 0..*
* extension[pattern] ^short = "Date and time letters: yyyyMMdd, HHmm, yyyyMMddHHmm"
* extension[pattern].value[x] only string
* extension[calendar] ^short = "Era of the years; a year of the other era is refused"
* extension[calendar].value[x] only code
* extension[calendar].valueCode from SourceCalendar (required)
* extension[impliedDecimals] ^short = "Digits after an implied decimal point"
* extension[impliedDecimals].value[x] only integer
* extension[separator] ^short = "Splits one cell into a list"
* extension[separator].value[x] only string
* extension[dotAfter] ^short = "Characters before the unwritten dot of a code"
* extension[dotAfter].value[x] only integer
* extension[from] ^short = "Column joined into the element, in order"
* extension[from].value[x] only string

CodeSystem: SourceCalendarSystem
Id: source-calendar
Title: "Era of source dates"
Description: "Eras in which source systems count years."
* ^experimental = false
* ^caseSensitive = true
* #gregorian "Common era"
* #buddhist "Buddhist era, 543 years ahead"

ValueSet: SourceCalendar
Id: source-calendar
Title: "Era of source dates"
Description: "Eras in which source systems count years."
* ^experimental = false
* include codes from system SourceCalendarSystem
