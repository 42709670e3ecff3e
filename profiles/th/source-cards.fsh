// Reads of the national ID card, and authentications, as the agents give them. Which member of an
// agent's JSON is which field stands in mappings/th/th-id-card/channel.json.

// Years of the Buddhist era, as the chip writes them; day and month 00 are unknown.
RuleSet: BuddhistDate
* insert Form(pattern, String, "yyyyMMdd")
* insert Also(calendar, Code, #buddhist)

Logical: ThCard
Parent: ThRecord
Id: ThCard
Title: "Card read"
Description: "One read of a national ID card, by whichever agent."
* obeys TH-CARD-04
* obeys TH-CARD-05
* number 1..1 string "National number"
* titleCode 0..1 code "Title, code"
* title 0..1 string "Title"
* firstName 0..1 string "First name"
* lastName 0..1 string "Last name"
* name 0..1 string "Whole name"
* nameEn 0..1 string "Whole name in English"
* nameRaw 0..1 string "Name as on the chip: title#first#middle#last"
* nameEnRaw 0..1 string "English name as on the chip"
* nation 0..1 code "Nationality, 099 is Thai"
* nation from ThNation (required)
* birthDate 0..1 date "Birth date, common era"
* birthDateBuddhist 0..1 date "Birth date, Buddhist era"
* birthDateBuddhist insert BuddhistDate
* sexCode 0..1 code "Sex, 1 or 2"
* sexCode from ThSex (required)
* sexLetter 0..1 code "Sex, M or F"
* sexText 0..1 string "Sex in Thai"
* readTime 0..1 dateTime "When the card was read"
* checkTime 0..1 dateTime "When the right was looked up"
* mainRight 0..1 string "Main right: (UCS) name"
* rightCode 0..1 code "Main right, where an agent gives its code apart"
* subRight 0..1 string "Sub-right: (89) name"
* ageText 0..1 string "Age in words"
* correlation 0..1 string "The agent's number of the read"
* subHospital 0..1 string "Registered primary-care hospital"
* subHospitalName 0..1 string "Its name"
* outpatientHospital 0..1 string "Registered hospital for outpatients"
* outpatientHospitalName 0..1 string "Its name"
* mainHospital 0..1 string "Registered main hospital"
* mainHospitalName 0..1 string "Its name"
* paidModel 0..1 code "Model of payment"
* start 0..1 dateTime "Start of the right"
* end 0..1 dateTime "End of the right"
* cardNumber 0..1 string "Number of the card or of its application"
* cardType 0..1 code "Kind of card"
* issuer 0..1 string "Office that issued it"
* issuerCode 0..1 string "Its code"
* issueDateBuddhist 0..1 string "Day of issue, Buddhist era"
* expiryDateBuddhist 0..1 string "Last day, Buddhist era; cards for life have no day"
* addressRaw 0..1 string "Address as on the chip, parts apart by #"
* house 0..1 string "House number"
* village 0..1 string "Village"
* subdistrict 0..1 string "Subdistrict"
* district 0..1 string "District"
* underPhotoNumber 0..1 string "Number under the photograph"

Logical: ThCardService
Parent: ThRecord
Id: ThCardService
Title: "Kind of service offered for authentication"
Description: "What may be authenticated at this read."
* code 1..1 code "Kind of service"
* name 0..1 string "Its name"

Logical: ThCardRead
Id: ThCardRead
Title: "Card read with its right"
Description: "A read, and the visit it opens where one is named."
* facility 1..1 string "Code of the facility"
* visit 0..1 string "Number of the visit that the read opens"
* READ 1..1 ThCard "Read"
* SERVICES 0..* ThCardService "Services"

Logical: ThAuthen
Parent: ThRecord
Id: ThAuthen
Title: "Authentication"
Description: "An authentication that NHSO confirmed, with its code."
* number 1..1 string "National number"
* service 0..1 code "Kind of service"
* code 1..1 string "Authen code (PP…, EP…)"
* time 1..1 dateTime "When it was given"
* hospital 0..1 string "Hospital"
* checkTime 0..1 dateTime "When it was looked up"
* correlation 0..1 string "The agent's number of the read"

Logical: ThAuthentication
Id: ThAuthentication
Title: "Authentication of a visit"
Description: "The answer to confirm-save or latest-authen-code."
* facility 1..1 string "Code of the facility"
* AUTHEN 1..1 ThAuthen "Authentication"
