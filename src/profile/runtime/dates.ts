/** Dates and times of FHIR by a scan: expressions with groups cost more than all else together. */

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DASH = 45;
const COLON = 58;
const DOT = 46;
const LETTER_T = 84;
const LETTER_Z = 90;
const PLUS = 43;

/** The number that `length` digits at `at` write; -1 if they are not all digits. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let next = at; next < at + length; next++) {
    const digit = text.charCodeAt(next) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** full-date = YYYY "-" MM "-" DD, and a day that exists. */
function isFullDate(text: string): boolean {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false;
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && !isLeap(year) ? 28 : (DAYS[month - 1] ?? 0));
}

/** Where a time "HH:MM:SS[.fraction]" at `at` ends; -1 if there is none. */
function endOfTime(text: string, at: number): number {
  const hour = digits(text, at, 2);
  const minute = digits(text, at + 3, 2);
  const second = digits(text, at + 6, 2);
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  let end = at + 8;
  if (text.charCodeAt(end) !== DOT) return end;
  while (digits(text, end + 1, 1) >= 0) end++;
  return end === at + 8 ? -1 : end + 1;
}

/** zone = "Z" | ( "+" | "-" ) HH ":" MM, up to 14:00, and nothing behind it. */
function isZone(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  if (sign === LETTER_Z) return text.length === at + 1;
  if ((sign !== PLUS && sign !== DASH) || text.length !== at + 6) return false;
  const hour = digits(text, at + 1, 2);
  const minute = digits(text, at + 4, 2);
  if (text.charCodeAt(at + 3) !== COLON || hour < 0 || minute < 0 || minute > 59) return false;
  return hour < 14 || (hour === 14 && minute === 0);
}

const RECENT = 64;
/** Dates and times that were right before: a claim says the same few again and again. */
const recent: string[] = Array.from({ length: RECENT }, () => '');

/** The place of a text among the recent ones, by the digits that differ most. */
function slotOf(text: string): number {
  const day = text.charCodeAt(9) * 3 + text.charCodeAt(12) * 11;
  return (day + text.charCodeAt(14) * 7 + text.charCodeAt(15) * 5 + text.charCodeAt(18)) % RECENT;
}

/** YYYY, YYYY-MM or YYYY-MM-DD. http://hl7.org/fhir/R4/datatypes.html#date */
export function isDate(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (value.length === 10) return isFullDate(value);
  if (digits(value, 0, 4) < 1) return false;
  if (value.length === 4) return true;
  const month = digits(value, 5, 2);
  return value.length === 7 && value.charCodeAt(4) === DASH && month >= 1 && month <= 12;
}

/** A full date and time with seconds and zone. */
export function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || value.charCodeAt(10) !== LETTER_T) return false;
  const slot = slotOf(value);
  if (recent[slot] === value) return true;
  if (!isFullDate(value)) return false;
  const end = endOfTime(value, 11);
  if (end < 0 || !isZone(value, end)) return false;
  recent[slot] = value;
  return true;
}

/** A date, or an instant. */
export function isDateTime(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return value.length <= 10 ? isDate(value) : isInstant(value);
}

export function isTime(value: unknown): boolean {
  return typeof value === 'string' && endOfTime(value, 0) === value.length;
}
