/** Text of a cell to its FHIR-typed value, by the outer form its logical model declares. */
import { exactNumber } from '../base/decimal.ts';
import type { CellType, LayoutField } from '../base/layout.ts';
import { limits } from '../base/limits.ts';
import type { CellValue } from '../base/record.ts';
import { type DateProblem, parseMoment } from './moment.ts';

export type CellProblem = DateProblem | 'number' | 'integer' | 'boolean' | 'dot' | 'length';

export type TypedCell =
  | { readonly ok: true; readonly value: CellValue }
  | { readonly ok: false; readonly problem: CellProblem };

const NUMBER = /^(-?)0*(\d*)(\.\d+)?$/;
const INTEGER = /^-?\d+$/;

/** Types a non-empty, trimmed text. `zone` is the offset for times: `+07:00`. */
export function typeCell(text: string, field: LayoutField, zone: string): TypedCell {
  if (isTooLong(text, field)) return bad('length');
  return byType[kindOf(field.type)](text, field, zone);
}

/** The length that a layout allows is that of the whole cell, also where it is a list. */
export function isTooLong(text: string, { maxLength }: LayoutField): boolean {
  return maxLength !== undefined && text.length > maxLength;
}

type Kind = 'text' | 'number' | 'integer' | 'boolean' | 'moment';

function kindOf(type: CellType): Kind {
  if (type === 'decimal') return 'number';
  if (type === 'integer' || type === 'positiveInt' || type === 'unsignedInt') return 'integer';
  if (type === 'boolean') return 'boolean';
  const moments: readonly CellType[] = ['date', 'dateTime', 'instant', 'time'];
  return moments.includes(type) ? 'moment' : 'text';
}

const byType: Readonly<
  Record<Kind, (text: string, field: LayoutField, zone: string) => TypedCell>
> = {
  text: typeText,
  number: typeNumber,
  integer: (text) => (INTEGER.test(text) ? typeNumber(text) : bad('integer')),
  boolean: (text) => (text === 'true' || text === 'false' ? ok(text === 'true') : bad('boolean')),
  moment: (text, field, zone) => {
    const moment = parseMoment(text, field, zone);
    return typeof moment === 'string' ? ok(moment) : bad(moment.problem);
  },
};

function typeText(text: string, field: LayoutField): TypedCell {
  const dotAfter = field.form?.dotAfter;
  const value = text.normalize('NFC');
  if (dotAfter === undefined) return ok(value);
  if (value.includes('.')) return bad('dot');
  return ok(
    value.length > dotAfter ? `${value.slice(0, dotAfter)}.${value.slice(dotAfter)}` : value,
  );
}

/** Leading zeros and a bare point (`.50`, as fixed-width exports write it) are the same number. */
function typeNumber(text: string, field?: LayoutField): TypedCell {
  const match = text.length > limits.numberCharacters ? null : NUMBER.exec(text);
  if (match === null) return bad('number');
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '' && !text.endsWith('0')) return bad('number');
  const implied = field?.form?.impliedDecimals;
  if (implied === undefined) return ok(exactNumber(`${sign}${whole || '0'}${fraction}`));
  if (fraction !== '') return bad('number');
  const digits = whole.padStart(implied + 1, '0');
  const cut = digits.length - implied;
  return ok(exactNumber(`${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`));
}

function ok(value: CellValue): TypedCell {
  return { ok: true, value };
}

function bad(problem: CellProblem): TypedCell {
  return { ok: false, problem };
}
