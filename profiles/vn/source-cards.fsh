// Reads of the chip citizen ID card, and answers of the card look-up. Which member of a reader's JSON
// is which field stands in mappings/vn/vn-id-card/channel.json.

Logical: VnCardData
Parent: VnRecord
Id: VnCardData
Title: "Card read"
Description: "One read of a citizen ID card: its QR text, data group 13 of its chip, or a reader's JSON."
* obeys VN-IDC-01
* obeys VN-IDC-02
* number 1..1 string "Citizen number"
* number obeys VN-IDC-06
* oldNumber 0..1 string "Number of the old ID card"
* name 1..1 string "Full name"
* birthDatePacked 0..1 date "Birth date, ddMMyyyy"
* birthDatePacked insert PackedDay
* birthDateSlashed 0..1 date "Birth date, dd/MM/yyyy"
* birthDateSlashed insert SlashedDay
* sexText 0..1 string "Sex: Nam or Nữ"
* sexText obeys VN-IDC-07
* nationality 0..1 string "Nationality"
* ethnicity 0..1 string "Ethnic group"
* religion 0..1 string "Religion"
* originPlace 0..1 string "Place of origin"
* address 0..1 string "Permanent address"
* features 0..1 string "Identifying features"
* issueDatePacked 0..1 date "Day of issue, ddMMyyyy"
* issueDatePacked insert PackedDay
* issueDateSlashed 0..1 date "Day of issue, dd/MM/yyyy"
* issueDateSlashed insert SlashedDay
* expiryText 0..1 string "Last day, or that there is none"
* parentNames 0..1 string "Names of the parents"
* fatherName 0..1 string "Name of the father"
* motherName 0..1 string "Name of the mother"
* spouseName 0..1 string "Name of the spouse"

Logical: VnCardLookup
Parent: VnRecord
Id: VnCardLookup
Title: "Answer of the card look-up"
Description: "Answer of KQNhanLichSuKCB2024."
* obeys VN-LKP-001
* obeys VN-LKP-002
* obeys VN-LKP-003
* obeys VN-LKP-004
* obeys VN-LKP-010
* obeys VN-LKP-050
* obeys VN-LKP-051
* obeys VN-LKP-052
* obeys VN-LKP-053
* obeys VN-LKP-054
* obeys VN-LKP-055
* obeys VN-LKP-060
* obeys VN-LKP-061
* obeys VN-LKP-070
* obeys VN-LKP-100
* obeys VN-LKP-101
* obeys VN-LKP-110
* obeys VN-LKP-120
* obeys VN-LKP-121
* obeys VN-LKP-122
* obeys VN-LKP-123
* obeys VN-LKP-124
* obeys VN-LKP-130
* obeys VN-LKP-205
* obeys VN-LKP-401
* obeys VN-LKP-500
* maKetQua 1..1 code "Result"
* maKetQua from VnLookUpResult (required)
* ghiChu 0..1 string "Note"
* maThe 0..1 string "Card asked for"
* hoTen 0..1 string "Full name"
* ngaySinh 0..1 string "Birth date dd/MM/yyyy, or the year"
* gioiTinh 0..1 string "Sex: Nam or Nữ"
* gioiTinh obeys VN-IDC-07
* diaChi 0..1 string "Address"
* maDKBD 0..1 string "Facility the card is registered at"
* cqBHXH 0..1 string "Office of the insurance"
* gtTheTu 0..1 date "First day the card is valid"
* gtTheTu insert SlashedDay
* gtTheDen 0..1 date "Last day the card is valid"
* gtTheDen insert SlashedDay
* maKV 0..1 string "Area"
* ngayDu5Nam 0..1 date "Day five full years are reached"
* ngayDu5Nam insert SlashedDay
* maSoBHXH 0..1 string "Number of the insured"
* maTheCu 0..1 string "Earlier card"
* maTheMoi 0..1 string "New card"
* gtTheTuMoi 0..1 date "First day the new card is valid"
* gtTheTuMoi insert SlashedDay
* gtTheDenMoi 0..1 date "Last day the new card is valid"
* gtTheDenMoi insert SlashedDay
* maDKBDMoi 0..1 string "Facility the new card is registered at"
* tenDKBDMoi 0..1 string "Its name"

Logical: VnEarlierTreatment
Parent: VnRecord
Id: VnEarlierTreatment
Title: "Earlier treatment in a look-up's answer"
Description: "Known, so that nothing unknown is told of it; not mapped."
* maHoSo 0..1 string "maHoSo"
* maCSKCB 0..1 string "maCSKCB"
* ngayVao 0..1 string "ngayVao"
* ngayRa 0..1 string "ngayRa"
* tenBenh 0..1 string "tenBenh"
* tinhTrang 0..1 string "tinhTrang"
* kqDieuTri 0..1 string "kqDieuTri"
* lyDoVV 0..1 string "lyDoVV"
* TEMP1 0..1 string "TEMP1"
* TEMP2 0..1 string "TEMP2"
* TEMP3 0..1 string "TEMP3"
* TEMP4 0..1 string "TEMP4"
* TEMP5 0..1 string "TEMP5"

Logical: VnEarlierLookup
Parent: VnRecord
Id: VnEarlierLookup
Title: "Earlier look-up in a look-up's answer"
Description: "Known, so that nothing unknown is told of it; not mapped."
* userKT 0..1 string "userKT"
* thoiGianKT 0..1 string "thoiGianKT"
* thongBao 0..1 string "thongBao"
* maLoi 0..1 string "maLoi"

Logical: VnCardRead
Id: VnCardRead
Title: "Card read with its look-up"
Description: "A read, the answer of the look-up where one was made, and the visit it opens where one is named."
* obeys VN-IDC-03
* facility 1..1 string "Code of the facility"
* visit 0..1 string "Number of the visit that the read opens"
* CARD 1..1 VnCardData "Read"
* LOOKUP 0..1 VnCardLookup "Look-up"
* EARLIER 0..* VnEarlierTreatment "Earlier treatments"
* CHECKED 0..* VnEarlierLookup "Earlier look-ups"

Logical: VnCardLookupRead
Id: VnCardLookupRead
Title: "Card look-up alone"
Description: "The answer of a look-up of a card that was not read."
* facility 1..1 string "Code of the facility"
* visit 0..1 string "Number of the visit that the look-up opens"
* LOOKUP 1..1 VnCardLookup "Look-up"
* EARLIER 0..* VnEarlierTreatment "Earlier treatments"
* CHECKED 0..* VnEarlierLookup "Earlier look-ups"

Invariant: VN-IDC-01
* insert Rule(warning)
* expression = "(sexText.exists() and number.matches('^[0-9]{12}$')) implies (number.substring(3, 1).toInteger() mod 2 = iif(sexText.lower() = 'nam', 0, 1))"

Invariant: VN-IDC-02
* insert Rule(warning)
* expression = "(birthDatePacked.exists() or birthDateSlashed.exists()) and number.matches('^[0-9]{12}$') implies (19 + number.substring(3, 1).toInteger() div 2) * 100 + number.substring(4, 2).toInteger() = birthDatePacked.combine(birthDateSlashed).first().toString().substring(0, 4).toInteger()"

Invariant: VN-IDC-03
* insert Rule(warning)
* expression = "(LOOKUP.hoTen.exists() and CARD.name.exists()) implies LOOKUP.hoTen.upper() = CARD.name.upper()"

Invariant: VN-IDC-07
* insert Rule(warning)
* expression = "$this.lower() = 'nam' or $this.lower() = 'nữ'"

Invariant: VN-IDC-06
* insert Rule(error)
* expression = "$this.matches('^([0-9]{9}|[0-9]{12})$')"

Invariant: VN-LKP-001
* insert Rule(warning)
* expression = "maKetQua != '001'"

Invariant: VN-LKP-002
* insert Rule(warning)
* expression = "maKetQua != '002'"

Invariant: VN-LKP-003
* insert Rule(warning)
* expression = "maKetQua != '003'"

Invariant: VN-LKP-004
* insert Rule(warning)
* expression = "maKetQua != '004'"

Invariant: VN-LKP-010
* insert Rule(warning)
* expression = "maKetQua != '010'"

Invariant: VN-LKP-050
* insert Rule(error)
* expression = "maKetQua != '050'"

Invariant: VN-LKP-051
* insert Rule(error)
* expression = "maKetQua != '051'"

Invariant: VN-LKP-052
* insert Rule(error)
* expression = "maKetQua != '052'"

Invariant: VN-LKP-053
* insert Rule(error)
* expression = "maKetQua != '053'"

Invariant: VN-LKP-054
* insert Rule(error)
* expression = "maKetQua != '054'"

Invariant: VN-LKP-055
* insert Rule(error)
* expression = "maKetQua != '055'"

Invariant: VN-LKP-060
* insert Rule(error)
* expression = "maKetQua != '060'"

Invariant: VN-LKP-061
* insert Rule(error)
* expression = "maKetQua != '061'"

Invariant: VN-LKP-070
* insert Rule(error)
* expression = "maKetQua != '070'"

Invariant: VN-LKP-100
* insert Rule(error)
* expression = "maKetQua != '100'"

Invariant: VN-LKP-101
* insert Rule(error)
* expression = "maKetQua != '101'"

Invariant: VN-LKP-110
* insert Rule(warning)
* expression = "maKetQua != '110'"

Invariant: VN-LKP-120
* insert Rule(warning)
* expression = "maKetQua != '120'"

Invariant: VN-LKP-121
* insert Rule(warning)
* expression = "maKetQua != '121'"

Invariant: VN-LKP-122
* insert Rule(warning)
* expression = "maKetQua != '122'"

Invariant: VN-LKP-123
* insert Rule(warning)
* expression = "maKetQua != '123'"

Invariant: VN-LKP-124
* insert Rule(warning)
* expression = "maKetQua != '124'"

Invariant: VN-LKP-130
* insert Rule(warning)
* expression = "maKetQua != '130'"

Invariant: VN-LKP-205
* insert Rule(error)
* expression = "maKetQua != '205'"

Invariant: VN-LKP-401
* insert Rule(error)
* expression = "maKetQua != '401'"

Invariant: VN-LKP-500
* insert Rule(error)
* expression = "maKetQua != '500'"
