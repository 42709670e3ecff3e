/** FHIR values in the outer form that a channel's layout says: what typing a cell undoes. */
import type { LayoutField } from '../../base/layout.ts';

const letters = /yyyy|MM|dd|HH|mm|ss/g;

/** Years that an era is ahead of the common one. */
const ahead = { gregorian: 0, buddhist: 543 } as const;

/** The cell's text; a part of a date that FHIR leaves out is `00`. */
export function cellOf(value: string, field: LayoutField | undefined): string {
  if (field === undefined || value === '') return value;
  const { pattern, calendar = 'gregorian', dotAfter } = field.form ?? {};
  if (dotAfter !== undefined) return value.replace('.', '');
  if (pattern === undefined) return value;
  const [date = '', time = ''] = field.type === 'time' ? ['', value] : value.split('T');
  const [year = '', month = '00', day = '00'] = date.split('-');
  const [hour = '', minute = '', second = '00'] = time.replace(/[Z+-].*$/, '').split(':');
  const told: Readonly<Record<string, string>> = {
    ...{ yyyy: year === '' ? '' : String(Number(year) + ahead[calendar]), MM: month, dd: day },
    ...{ HH: hour, mm: minute, ss: second.slice(0, 2) },
  };
  return pattern.replace(letters, (letter) => told[letter] ?? '');
}
