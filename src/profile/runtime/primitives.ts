/**
 * Lexical rules of the R4 primitives, by hand where the published expression can hang or is slow.
 * http://hl7.org/fhir/R4/datatypes.html#primitive
 */
import { isExactNumber } from '../../base/decimal.ts';

/** Control characters FHIR strings may not hold: all but tab, line feed, carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F]/;
const CODE = /^\S+(?: \S+)*$/;
const ID = /^[A-Za-z0-9.-]{1,64}$/;
/** A URI; those of OIDs and UUIDs begin with `urn:`. */
const URI = /^(?!oid:|uuid:)\S+$/;
const OID = /^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/;
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?$/;
const ZONE = 'Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00)';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';
const DATE_TIME = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})T${CLOCK}(?:${ZONE})$`);
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MEBIBYTE = 1024 * 1024;

export function isString(value: unknown): value is string {
  return (
    typeof value === 'string' && value !== '' && value.length <= MEBIBYTE && !CONTROL.test(value)
  );
}

export function isCode(value: unknown): boolean {
  return typeof value === 'string' && CODE.test(value);
}

export function isId(value: unknown): boolean {
  return typeof value === 'string' && ID.test(value);
}

export function isUri(value: unknown): boolean {
  return typeof value === 'string' && URI.test(value);
}

export function isOid(value: unknown): boolean {
  return typeof value === 'string' && OID.test(value);
}

export function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function isDay(year: string, month: string, day: string): boolean {
  const last = month === '02' && !isLeap(Number(year)) ? 28 : (DAYS[Number(month) - 1] ?? 0);
  return Number(day) >= 1 && Number(day) <= last && year !== '0000';
}

/** YYYY, YYYY-MM or YYYY-MM-DD, and a day that exists. */
export function isDate(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const match = DATE.exec(value);
  if (match === null) return false;
  const [, year = '', month, day] = match;
  if (month === undefined || day === undefined) return year !== '0000';
  return isDay(year, month, day);
}

/** A date, or a full date and time with seconds and zone. */
export function isDateTime(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return value.length <= 10 ? isDate(value) : isInstant(value);
}

export function isInstant(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const match = DATE_TIME.exec(value);
  return match !== null && isDay(match[1] ?? '', match[2] ?? '', match[3] ?? '');
}

export function isTime(value: unknown): boolean {
  return typeof value === 'string' && TIME.test(value);
}

export function isDecimal(value: unknown): boolean {
  return isExactNumber(value);
}

export function isInteger(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value;
}

export function isUnsignedInt(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value >= 0;
}

export function isPositiveInt(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value > 0;
}

export function isBoolean(value: unknown): boolean {
  return value === true || value === false;
}
