/** FHIR values to the text of a cell, in the outer form its logical model declares. */
import {
  decimalOf,
  exactNumber,
  formatDecimal,
  isExactNumber,
  numberText,
} from '../../base/decimal.ts';
import type { Layout, LayoutField } from '../../base/layout.ts';

/** How the values of a column are written. */
export interface CellForm {
  readonly field: LayoutField;
  readonly separator: string;
  /**
   * A list keeps all its values; one that runs beside others keeps the place of each. In a single
   * cell values that are all alike are one, as each card of a claim says the same of its holder.
   */
  readonly list: 'placed' | 'kept' | 'single';
}

/** Undefined if the layout has no such column. */
export function formOf(layout: Layout, column: string): CellForm | undefined {
  const field = layout.fields.find(({ name }) => name === column);
  if (field !== undefined) {
    const separator = field.form?.separator ?? ';';
    return { field, separator, list: field.many ? 'kept' : 'single' };
  }
  for (const { fields, separator } of layout.groups ?? []) {
    const listed = fields.find(({ name }) => name === column);
    if (listed !== undefined) return { field: listed, separator, list: 'placed' };
  }
  return undefined;
}

export function formatCell(
  values: readonly unknown[],
  form: CellForm | undefined,
  zone: string,
): string {
  const texts = values.map((value) => formatValue(value, form?.field, zone));
  const [first = ''] = texts;
  const list = form?.list ?? 'single';
  if (list === 'single' && texts.every((text) => text === first)) return first;
  return texts.join(form?.separator ?? ';');
}

/** Years ahead of the common era. */
const ERAS: Readonly<Record<string, number>> = { gregorian: 0, buddhist: 543 };

function formatValue(value: unknown, field: LayoutField | undefined, zone: string): string {
  if (isExactNumber(value)) return plainNumber(numberText(value));
  const text = value === undefined || value === null ? '' : String(value);
  const { pattern, calendar = 'gregorian', dotAfter } = field?.form ?? {};
  if (pattern !== undefined && isMoment(field)) {
    return formatMoment(text, pattern, { zone, ahead: ERAS[calendar] ?? 0 });
  }
  return dotAfter === undefined ? text : text.replace('.', '');
}

/** Cells know no exponent. */
function plainNumber(text: string): string {
  return /e/i.test(text) ? formatDecimal(decimalOf(exactNumber(text))) : text;
}

function isMoment(field: LayoutField | undefined): boolean {
  return ['date', 'dateTime', 'instant', 'time'].includes(field?.type ?? '');
}

const ZONED = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The same instant on the clock of the channel, whose cells name no zone. */
function inZone(text: string, zone: string): string {
  const [, local = '', offset = zone] = ZONED.exec(text) ?? [];
  if (offset === zone) return text;
  const shifted = Date.parse(`${local}Z`) + millisOf(zone) - millisOf(offset);
  return new Date(shifted).toISOString().slice(0, 'yyyy-MM-ddTHH:mm:ss'.length);
}

/** An offset in milliseconds. */
function millisOf(offset: string): number {
  if (offset === 'Z') return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

const LETTERS = /yyyy|MM|dd|HH|mm|ss/g;
const MOMENT = /^(?:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?)?(?:T?(\d{2}):(\d{2})(?::(\d{2}))?)?/;

interface Clock {
  /** Offset of the times, where any are: `+07:00`. */
  readonly zone?: string;
  /** Years of the calendar ahead of the common era. */
  readonly ahead?: number;
}

/** A FHIR date or time in letters; what is not known is zeros, as the formats write it. */
export function formatMoment(
  text: string,
  pattern: string,
  { zone, ahead = 0 }: Clock = {},
): string {
  if (text === '') return '';
  const [, year = '0000', month = '00', day = '00', hour = '00', minute = '00', second = '00'] =
    MOMENT.exec(zone === undefined ? text : inZone(text, zone)) ?? [];
  const yyyy = String(Number(year) + ahead).padStart(4, '0');
  const parts: Readonly<Record<string, string>> = {
    ...{ yyyy, MM: month, dd: day, HH: hour, mm: minute, ss: second },
  };
  return pattern.replace(LETTERS, (letters) => parts[letters] ?? letters);
}
