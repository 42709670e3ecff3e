/** FHIR values to the text of a cell, in the outer form its logical model declares. */
import { isExactNumber, numberText } from '../../base/decimal.ts';
import type { Layout, LayoutField } from '../../base/layout.ts';

/** Years ahead of the common era. */
const ERAS: Readonly<Record<string, number>> = { gregorian: 0, buddhist: 543 };

const LETTERS = /yyyy|MM|dd|HH|mm|ss/g;

/** Lists are joined; one whose items are all alike is that item. */
export function formatCell(
  values: readonly unknown[],
  field: LayoutField | undefined,
  separator?: string,
): string {
  const texts = values.map((value) => formatValue(value, field));
  const join = separator ?? field?.form?.separator ?? ';';
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : texts.join(join);
}

function formatValue(value: unknown, field: LayoutField | undefined): string {
  if (isExactNumber(value)) return numberText(value);
  const text = value === undefined || value === null ? '' : String(value);
  const form = field?.form;
  if (form?.pattern !== undefined && isMoment(field))
    return formatMoment(text, form.pattern, form.calendar);
  if (form?.dotAfter !== undefined) return text.replace('.', '');
  return text;
}

function isMoment(field: LayoutField | undefined): boolean {
  return ['date', 'dateTime', 'instant', 'time'].includes(field?.type ?? '');
}

const MOMENT = /^(?:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?)?(?:T?(\d{2}):(\d{2})(?::(\d{2}))?)?/;

/** What is not known is zeros, as the formats write it. */
function formatMoment(text: string, pattern: string, calendar = 'gregorian'): string {
  if (text === '') return '';
  const [, year = '0000', month = '00', day = '00', hour = '00', minute = '00', second = '00'] =
    MOMENT.exec(text) ?? [];
  const yyyy = String(Number(year) + (ERAS[calendar] ?? 0)).padStart(4, '0');
  const parts: Readonly<Record<string, string>> = {
    ...{ yyyy, MM: month, dd: day, HH: hour, mm: minute, ss: second },
  };
  return pattern.replace(LETTERS, (letters) => parts[letters] ?? letters);
}

/** The layout's field of a column, in its lists too. */
export function fieldOf(layout: Layout, column: string): LayoutField | undefined {
  const listed = (layout.groups ?? []).flatMap(({ fields }) => fields);
  return [...layout.fields, ...listed].find(({ name }) => name === column);
}
