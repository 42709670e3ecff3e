/** Dates and times in the outer forms that exports use, to FHIR's forms. */
import type { LayoutField } from '../base/layout.ts';

export type DateProblem = 'date' | 'time' | 'era';

interface Era {
  /** Years ahead of the common era. */
  readonly ahead: number;
  readonly first: number;
  readonly last: number;
}

/**
 * A year is of the era it is declared in, or refused: an export that writes 2569 for 2026 is wrong
 * and must hear it. The spans of plausible years of the eras do not meet.
 */
const eras: Readonly<Record<'gregorian' | 'buddhist', Era>> = {
  gregorian: { ahead: 0, first: 1800, last: 2399 },
  buddhist: { ahead: 543, first: 2400, last: 2999 },
};

const letters = /yyyy|MM|dd|HH|mm|ss/g;

interface Form {
  readonly test: RegExp;
  readonly fields: readonly string[];
}

const forms = new Map<string, Form>();

function formOf(pattern: string): Form {
  const known = forms.get(pattern);
  if (known !== undefined) return known;
  const fields = pattern.match(letters) ?? [];
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replace(letters, (letter) => `(\\d{${letter.length}})`);
  const form = { test: new RegExp(`^${source}$`), fields };
  forms.set(pattern, form);
  return form;
}

/** FHIR's own form where the model declares no pattern. */
const defaults: Readonly<Record<string, string>> = {
  date: 'yyyy-MM-dd',
  time: 'HH:mm:ss',
  dateTime: 'yyyy-MM-ddTHH:mm:ss',
  instant: 'yyyy-MM-ddTHH:mm:ss',
};

/**
 * The FHIR date, time or dateTime the text means. A dateTime whose time letters find no text is a
 * date; day or month `00` is unknown and left out. http://hl7.org/fhir/R4/datatypes.html#date
 */
export function parseMoment(
  text: string,
  field: LayoutField,
  zone: string,
): string | { readonly problem: DateProblem } {
  const pattern = field.form?.pattern ?? defaults[field.type] ?? 'yyyyMMdd';
  const parsed = matchForm(text, pattern) ?? matchForm(text, dateOnly(pattern));
  if (parsed === undefined) return { problem: field.type === 'time' ? 'time' : 'date' };
  const time = timeOf(parsed);
  if (time === undefined) return { problem: 'time' };
  if (field.type === 'time') return time;
  const date = dateOf(parsed, eras[field.form?.calendar ?? 'gregorian']);
  if (typeof date !== 'string') return date;
  if (field.type === 'date' || time === '') return date;
  return date.length === 10 ? `${date}T${time}${zone}` : date;
}

function dateOnly(pattern: string): string {
  return pattern.replace(/[^yMd]*HH.*$/, '');
}

type Parsed = Readonly<Record<string, string>>;

function matchForm(text: string, pattern: string): Parsed | undefined {
  if (pattern === '') return undefined;
  const { test, fields } = formOf(pattern);
  const match = test.exec(text);
  if (match === null) return undefined;
  return Object.fromEntries(fields.map((name, index) => [name, match[index + 1] ?? '']));
}

function dateOf(parsed: Parsed, era: Era): string | { readonly problem: DateProblem } {
  const { yyyy, MM, dd } = parsed;
  const year = Number(yyyy);
  if (year < era.first || year > era.last) return { problem: isOfAnotherEra(year, era) };
  const common = String(year - era.ahead).padStart(4, '0');
  if (MM === undefined || MM === '00') return dd === undefined || dd === '00' ? common : noDate;
  const month = Number(MM);
  if (month < 1 || month > 12) return noDate;
  if (dd === undefined || dd === '00') return `${common}-${MM}`;
  const days = new Date(Date.UTC(year - era.ahead, month, 0)).getUTCDate();
  const day = Number(dd);
  return day >= 1 && day <= days ? `${common}-${MM}-${dd}` : noDate;
}

const noDate = { problem: 'date' } as const;

function isOfAnotherEra(year: number, era: Era): DateProblem {
  const others = Object.values(eras).filter((other) => other !== era);
  return others.some((other) => year >= other.first && year <= other.last) ? 'era' : 'date';
}

function timeOf(parsed: Parsed): string | undefined {
  const { HH, mm = '00', ss = '00' } = parsed;
  if (HH === undefined) return '';
  if (Number(HH) > 23 || Number(mm) > 59 || Number(ss) > 59) return undefined;
  return `${HH}:${mm}:${ss}`;
}

const minutesOf = /^([+-])(\d\d):(\d\d)$/;

/** The day of a time in a zone given as its offset; a day stays what it is. */
export function dayIn(time: string, zone: string): string {
  const [, sign, hours = '0', minutes = '0'] = minutesOf.exec(zone) ?? [];
  if (time.length <= 10 || sign === undefined) return time.slice(0, 10);
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return new Date(Date.parse(time) + ahead * 60_000).toISOString().slice(0, 10);
}
