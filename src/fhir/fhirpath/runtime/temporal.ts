/** Dates, times and their arithmetic, on FHIR's texts: a part that is not written stays unknown. */

/** Parts from year to second; `precision` says how many are written. */
export interface Temporal {
  /** Year, month, day, hour, minute; a time begins at hour. */
  readonly parts: readonly number[];
  /** Thousandths of a second, with whatever finer digits were written. */
  readonly seconds: Seconds;
  /** 1 year … 5 minute, 6 second; times count from 4. */
  readonly precision: number;
  /** Minutes east of Greenwich. */
  readonly zone: number | undefined;
  readonly time: boolean;
  /** True if seconds were written with a fraction. */
  readonly digits: number;
}

/** Whole seconds and nanoseconds. */
interface Seconds {
  readonly whole: number;
  readonly nano: number;
}

const ZONE = '(Z|[+-]\\d\\d:\\d\\d)?';
const CLOCK = `(\\d\\d)(?::(\\d\\d)(?::(\\d\\d)(?:\\.(\\d+))?)?)?`;
const DATE_TIME = new RegExp(`^(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(?:${CLOCK}${ZONE})?)?)?)?T?$`);
const TIME = new RegExp(`^T?${CLOCK}$`);
const MINUTES_A_DAY = 1440;

/** Parses `2015`, `2015-02-04T14:34:28.5+07:00`; undefined if it is none. */
export function parseDateTime(text: string): Temporal | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const written = [year, month, day, hour, minute, second].filter((part) => part !== undefined);
  const parts = written.slice(0, 5).map(Number);
  if (!validDate(parts)) return undefined;
  return {
    parts,
    seconds: secondsOf(second, fraction),
    precision: written.length,
    zone: zoneOf(zone),
    time: false,
    digits: fraction?.length ?? 0,
  };
}

export function parseTime(text: string): Temporal | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hour, minute, second, fraction] = match;
  const written = [hour, minute, second].filter((part) => part !== undefined);
  const parts = written.slice(0, 2).map(Number);
  if (Number(hour) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined;
  const precision = 3 + written.length;
  const seconds = secondsOf(second, fraction);
  return { parts, seconds, precision, zone: undefined, time: true, digits: fraction?.length ?? 0 };
}

function validDate(parts: readonly number[]): boolean {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  return hour < 24 && minute < 60;
}

function secondsOf(second: string | undefined, fraction: string | undefined): Seconds {
  const nano = Number((fraction ?? '').slice(0, 9).padEnd(9, '0'));
  return { whole: Number(second ?? 0), nano };
}

function zoneOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of the proleptic Gregorian calendar. */
export function daysFrom(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
  );
}

export function dateFrom(days: number): readonly [number, number, number] {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const slot = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * slot + 2) / 5) + 1;
  const month = slot < 10 ? slot + 3 : slot - 9;
  return [year + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function minutesOf(value: Temporal): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = value.parts;
  return daysFrom(year, month, day) * MINUTES_A_DAY + hour * 60 + minute - (value.zone ?? 0);
}

/** The same moment with zone Z, as far as it is written. */
function inGreenwich(value: Temporal): Temporal {
  if (value.zone === undefined || value.zone === 0 || value.precision < 4) return value;
  const total = minutesOf(value);
  const days = Math.floor(total / MINUTES_A_DAY);
  const rest = total - days * MINUTES_A_DAY;
  const all = [...dateFrom(days), Math.floor(rest / 60), rest % 60];
  return { ...value, parts: all.slice(0, value.parts.length), zone: 0 };
}

/**
 * Negative, zero or positive; undefined where what is written does not decide it.
 * http://hl7.org/fhirpath/N1/#comparison
 */
export function compareTemporal(a: Temporal, b: Temporal): number | undefined {
  if (a.time !== b.time) return undefined;
  const zoned = (a.zone === undefined) !== (b.zone === undefined);
  if (zoned && a.precision > 3 && b.precision > 3) return compareAcrossZones(a, b);
  const left = a.zone !== undefined && b.zone !== undefined ? inGreenwich(a) : a;
  const right = a.zone !== undefined && b.zone !== undefined ? inGreenwich(b) : b;
  const shared = Math.min(left.parts.length, right.parts.length);
  for (let i = 0; i < shared; i++) {
    const difference = (left.parts[i] ?? 0) - (right.parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.precision !== b.precision) return undefined;
  return compareSeconds(a.seconds, b.seconds);
}

function compareSeconds(a: Seconds, b: Seconds): number {
  return a.whole - b.whole || a.nano - b.nano;
}

/** One side has no zone: only a distance beyond all zones decides. */
function compareAcrossZones(a: Temporal, b: Temporal): number | undefined {
  const distance = minutesOf(a) - minutesOf(b);
  return Math.abs(distance) > 14 * 60 ? distance : undefined;
}

/** A key that is equal for texts of the same moment and precision. */
export function temporalKey(value: Temporal): string {
  const { parts, seconds, precision, zone } = inGreenwich(value);
  const clock = `${seconds.whole}.${seconds.nano}/${precision}`;
  return `${parts.join('-')}:${clock}${zone === undefined ? '' : 'Z'}`;
}

export function formatTemporal(value: Temporal): string {
  const { parts, seconds, precision, zone, time, digits } = value;
  const two = (n: number | undefined) => String(n ?? 0).padStart(2, '0');
  const clock = time ? parts : parts.slice(3);
  const fraction = digits === 0 ? '' : `.${String(seconds.nano).padStart(9, '0').slice(0, digits)}`;
  const second = precision === 6 ? [two(seconds.whole) + fraction] : [];
  const clockText = [...clock.map(two), ...second].join(':');
  if (time) return clockText;
  const [year = 0, ...rest] = parts.slice(0, 3);
  const day = [String(year).padStart(4, '0'), ...rest.map(two)].join('-');
  if (clockText === '') return day;
  return `${day}T${clockText}${formatZone(zone)}`;
}

function formatZone(zone: number | undefined): string {
  if (zone === undefined) return '';
  if (zone === 0) return 'Z';
  const size = Math.abs(zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

export type TemporalUnit =
  | 'year'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond';

const SECONDS: Readonly<Record<Exclude<TemporalUnit, 'year' | 'month'>, number>> = {
  week: 604_800,
  day: 86_400,
  hour: 3600,
  minute: 60,
  second: 1,
  millisecond: 0.001,
};

/**
 * Adds whole units; what is finer than the value's own precision is first reduced to it (a year and
 * 13 months is two years later). undefined if the result has no four-digit year.
 * http://hl7.org/fhirpath/N1/#datetime-arithmetic
 */
export function addTemporal(
  value: Temporal,
  amount: number,
  unit: TemporalUnit,
): Temporal | undefined {
  if (value.time) return addClock(value, amount, unit);
  if (unit === 'year') return addMonths(value, amount * 12);
  if (unit === 'month') return addMonths(value, amount);
  const seconds = amount * SECONDS[unit];
  if (value.precision === 1) return addMonths(value, Math.trunc(seconds / 86_400 / 365) * 12);
  if (value.precision === 2) return addMonths(value, Math.trunc(seconds / 86_400 / 30));
  return addSeconds(value, unit, amount);
}

function addMonths(value: Temporal, amount: number): Temporal | undefined {
  const [year = 0, month = 1, day, ...rest] = value.parts;
  const count = value.precision === 1 ? Math.trunc(amount / 12) * 12 : amount;
  const total = year * 12 + (month - 1) + count;
  const newYear = Math.floor(total / 12);
  if (newYear < 1 || newYear > 9999) return undefined;
  const newMonth = (total % 12) + 1;
  // The last day of the month, where the month is shorter.
  const newDay = day === undefined ? [] : [Math.min(day, daysIn(newYear, newMonth))];
  const parts = [newYear, newMonth, ...newDay, ...rest].slice(0, value.parts.length);
  return { ...value, parts };
}

const STEPS = [86_400, 3600, 60, 1] as const;

function addSeconds(value: Temporal, unit: TemporalUnit, amount: number): Temporal | undefined {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = value.parts;
  const milliseconds = unit === 'millisecond';
  const finest = STEPS[value.precision - 3] ?? 1;
  const whole = milliseconds ? Math.floor(amount / 1000) : amount * SECONDS[unit as 'day'];
  const nano = value.seconds.nano + (milliseconds ? (amount - whole * 1000) * 1e6 : 0);
  const carried = Math.floor(nano / 1e9);
  const steps = Math.trunc((whole + carried) / finest) * finest;
  const clock = hour * 3600 + minute * 60 + value.seconds.whole + steps;
  const days = daysFrom(year, month, day) + Math.floor(clock / 86_400);
  const rest = clock - Math.floor(clock / 86_400) * 86_400;
  const date = dateFrom(days);
  if (date[0] < 1 || date[0] > 9999) return undefined;
  const all = [...date, Math.floor(rest / 3600), Math.floor((rest % 3600) / 60)];
  return {
    ...value,
    parts: all.slice(0, value.parts.length),
    seconds: { whole: rest % 60, nano: nano - carried * 1e9 },
    digits: milliseconds ? Math.max(3, value.digits) : value.digits,
  };
}

function addClock(value: Temporal, amount: number, unit: TemporalUnit): Temporal | undefined {
  if (unit === 'year' || unit === 'month' || unit === 'week' || unit === 'day') return undefined;
  const [hour = 0, minute = 0] = value.parts;
  const moved = addSeconds({ ...value, parts: [2000, 1, 1, hour, minute] }, unit, amount);
  return moved && { ...moved, parts: moved.parts.slice(3, 3 + value.parts.length) };
}
