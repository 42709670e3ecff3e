/** Tests of codes by grammar, for systems too large to ship. Undefined: neither yes nor no. */
import type { GrammarName } from '../terminology/grammar-names.ts';
import { isUcum } from './ucum.ts';

type Test = (code: string) => boolean | undefined;

/** RFC 6838 type/subtype with parameters as RFC 2045 writes them. */
const TOKEN = '[A-Za-z0-9!#$&^_.+*-]{1,127}';
const MIME = new RegExp(`^${TOKEN}/${TOKEN}(?:\\s*;\\s*${TOKEN}=(?:[^\\s;"]+|"[^"]*"))*$`);

/** Short names that R4's own statements use where a media type is asked for. */
const FORMATS = new Set(['xml', 'json', 'ttl', 'html']);

/**
 * RFC 5646 language-script-region-variants, extensions and private use. Languages of four letters
 * are reserved, and none of five to eight is registered.
 */
const LANGUAGE = new RegExp(
  [
    '^(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}',
    '(?:-[A-Za-z]{4})?',
    '(?:-(?:[A-Za-z]{2}|\\d{3}))?',
    '(?:-(?:[A-Za-z0-9]{5,8}|\\d[A-Za-z0-9]{3}))*',
    '(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*',
    '(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?|[xX](?:-[A-Za-z0-9]{1,8})+)$',
  ].join(''),
);
/** WHO's form: a letter, two digits, and up to two more behind a dot. */
const ICD10 = /^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?(?:[+*†])?$|^[A-Z]\d\d-[A-Z]\d\d$|^[IVX]+$/;
const SNOMED = /^[1-9]\d{5,17}$/;
const LOINC = /^\d{1,7}-\d$/;
/** Parts, answers, answer lists and groups; their check digit is made otherwise. */
const LOINC_PART = /^(?:LP|LA|LL|LG)\d{1,7}-\d$/;
const TIMEZONE = /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/;
const COUNTRY = /^(?:[A-Z]{2}|[A-Z]{3}|\d{3})$/;

/** ISO 4217 list one, with funds and metals, and codes withdrawn since 2000. */
const CURRENCIES = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN ' +
    'BWP BYN BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD ' +
    'EGP ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS IMP ' +
    'INR IQD IRR ISK JEP JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL ' +
    'LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR ' +
    'NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL ' +
    'SOS SPL SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TVD TWD TZS UAH UGX USD USN ' +
    'USS UYI UYU UYW UZS VEF VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XOF XPD XPF ' +
    'XPT XSU XTS XUA XXX YER ZAR ZMW ZWL ZWG'
  ).split(' '),
);

/** Verhoeff's check digit, the last digit of every SNOMED CT identifier. */
const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
].map((row) => Array.from(row, Number));
const PERMUTE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
].map((row) => Array.from(row, Number));

function verhoeff(digits: string): boolean {
  let check = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    check = TIMES[check]?.[PERMUTE[at % 8]?.[digit] ?? 0] ?? 0;
  }
  return check === 0;
}

/** Luhn's check digit, as LOINC uses it behind the hyphen. */
function luhn(code: string): boolean {
  const [number = '', check = ''] = code.split('-');
  let sum = 0;
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number[number.length - 1 - at]);
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10 === Number(check);
}

/** No is sure, yes is not: the form is right, but whether the code exists is not known. */
function atMost(fits: boolean): boolean | undefined {
  return fits ? undefined : false;
}

export const GRAMMAR_TESTS: Readonly<Record<GrammarName, Test>> = {
  ucum: isUcum,
  mime: (code) => MIME.test(code) || FORMATS.has(code),
  language: (code) => LANGUAGE.test(code),
  currency: (code) => CURRENCIES.has(code),
  country: (code) => COUNTRY.test(code),
  timezone: (code) => atMost(TIMEZONE.test(code)),
  icd10: (code) => atMost(ICD10.test(code)),
  snomed: (code) => atMost(SNOMED.test(code) && verhoeff(code)),
  loinc: (code) => atMost(LOINC_PART.test(code) || (LOINC.test(code) && luhn(code))),
};
