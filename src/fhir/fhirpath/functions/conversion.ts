/** http://hl7.org/fhirpath/N1/#conversion */

import { type ExactNumber, exactNumber, isExactNumber, numberText } from '../../../base/decimal.ts';
import {
  type Collection,
  EMPTY,
  type Environment,
  isObject,
  type Node,
  single,
  text,
  truth,
} from '../runtime/node.ts';
import { compareNumbers, isComputable } from '../runtime/number.ts';
import { quantityJson, systemOf } from '../runtime/system.ts';
import { formatTemporal, parseDateTime, parseTime } from '../runtime/temporal.ts';
import { calendarCode } from '../runtime/ucum.ts';

type Conversion = (env: Environment, input: Collection) => Collection;

const TRUE_TEXTS: ReadonlySet<string> = new Set(['true', 't', 'yes', 'y', '1', '1.0']);
const FALSE_TEXTS: ReadonlySet<string> = new Set(['false', 'f', 'no', 'n', '0', '0.0']);
const MAX_INTEGER = 2_147_483_647;
const NUMBER = /^([+-]?)(\d+(?:\.\d+)?)$/;
const QUANTITY = /^([+-]?\d+(?:\.\d+)?)\s*(?:'([^']+)'|([a-zA-Z]+))?$/;

function item(input: Collection, name: string): Node | undefined {
  const found = single(input, name);
  return found?.value === undefined ? undefined : found;
}

function made(value: unknown, type: string): Collection {
  return value === undefined ? EMPTY : [{ value, type }];
}

/** A converts function says whether its conversion has a result. */
function canConvert(conversion: Conversion): Conversion {
  return (env, input) => (input.length === 0 ? EMPTY : truth(conversion(env, input).length > 0));
}

/** The number a text writes, leading zeros and a plus sign allowed. */
export function numberOf(value: string): ExactNumber | undefined {
  const [, sign, written] = NUMBER.exec(value) ?? [];
  const digits = written?.replace(/^0+(?=\d)/, '');
  if (digits === undefined || digits.length > 40) return undefined;
  return exactNumber(sign === '-' ? `-${digits}` : digits);
}

export function toBoolean(_: Environment, input: Collection): Collection {
  const value = item(input, 'toBoolean')?.value;
  if (typeof value === 'boolean') return truth(value);
  if (isExactNumber(value) && isComputable(value)) {
    if (compareNumbers(value, 1) === 0) return truth(true);
    return truth(compareNumbers(value, 0) === 0 ? false : undefined);
  }
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return truth(TRUE_TEXTS.has(word) ? true : FALSE_TEXTS.has(word) ? false : undefined);
}

export function toInteger(_: Environment, input: Collection): Collection {
  const found = item(input, 'toInteger');
  return made(integerOf(found), 'System.Integer');
}

function integerOf(found: Node | undefined): number | undefined {
  const value = found?.value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^[+-]?\d{1,20}$/.test(value)) return undefined;
  const number = Number(value);
  return Math.abs(number) <= MAX_INTEGER ? number : undefined;
}

export function toDecimal(_: Environment, input: Collection): Collection {
  const value = item(input, 'toDecimal')?.value;
  if (typeof value === 'boolean') return made(exactNumber(value ? '1.0' : '0.0'), 'System.Decimal');
  if (isExactNumber(value)) return made(value, 'System.Decimal');
  return made(typeof value === 'string' ? numberOf(value) : undefined, 'System.Decimal');
}

export function toText(_: Environment, input: Collection): Collection {
  const found = item(input, 'toString');
  const written = found && textOf(found);
  return written === undefined ? EMPTY : text(written);
}

/** What toString gives; undefined for complex types other than Quantity. */
export function textOf(found: Node): string | undefined {
  const { value } = found;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isExactNumber(value)) return numberText(value);
  if (systemOf(found)?.kind !== 'quantity' || !isObject(value)) return undefined;
  return isExactNumber(value.value) ? quantityText(value.value, value.code, value.unit) : undefined;
}

function quantityText(value: ExactNumber, code: unknown, unit: unknown): string {
  const written = typeof code === 'string' ? code : typeof unit === 'string' ? unit : '1';
  const calendar = code === undefined && calendarCode(written) !== undefined;
  return `${numberText(value)} ${calendar ? written : `'${written}'`}`;
}

export function toDate(_: Environment, input: Collection): Collection {
  const value = item(input, 'toDate')?.value;
  const parsed = typeof value === 'string' ? parseDateTime(value) : undefined;
  if (parsed === undefined) return EMPTY;
  const precision = Math.min(parsed.precision, 3);
  const day = { ...parsed, parts: parsed.parts.slice(0, 3), precision, zone: undefined };
  return made(formatTemporal(day), 'System.Date');
}

export function toDateTime(_: Environment, input: Collection): Collection {
  const value = item(input, 'toDateTime')?.value;
  const parsed = typeof value === 'string' ? parseDateTime(value) : undefined;
  return made(parsed && value, 'System.DateTime');
}

export function toTime(_: Environment, input: Collection): Collection {
  const value = item(input, 'toTime')?.value;
  const parsed = typeof value === 'string' ? parseTime(value) : undefined;
  return made(parsed && formatTemporal(parsed), 'System.Time');
}

export function toQuantity(_: Environment, input: Collection, unit?: Collection): Collection {
  const found = item(input, 'toQuantity');
  if (found === undefined) return EMPTY;
  const quantity = quantityOf(found);
  const wanted = unit === undefined ? undefined : item(unit, 'toQuantity')?.value;
  if (wanted === undefined || quantity === undefined) return made(quantity, 'System.Quantity');
  const same = isObject(quantity) && (quantity.code ?? quantity.unit) === wanted;
  return same ? made(quantity, 'System.Quantity') : EMPTY;
}

function quantityOf(found: Node): unknown {
  const { value } = found;
  if (typeof value === 'boolean') return quantityJson(exactNumber(value ? '1.0' : '0.0'), '1');
  if (isExactNumber(value)) return quantityJson(value, '1');
  if (typeof value !== 'string') return systemOf(found)?.kind === 'quantity' ? value : undefined;
  const [, digits = '', code, word] = QUANTITY.exec(value) ?? [];
  const number = numberOf(digits);
  if (number === undefined || (word !== undefined && calendarCode(word) === undefined))
    return undefined;
  return quantityJson(number, code ?? word ?? '1');
}

export const convertsToBoolean = canConvert(toBoolean);
export const convertsToInteger = canConvert(toInteger);
export const convertsToDecimal = canConvert(toDecimal);
export const convertsToString = canConvert(toText);
export const convertsToDate = canConvert(toDate);
export const convertsToDateTime = canConvert(toDateTime);
export const convertsToTime = canConvert(toTime);

export function convertsToQuantity(
  env: Environment,
  input: Collection,
  unit?: Collection,
): Collection {
  return input.length === 0 ? EMPTY : truth(toQuantity(env, input, unit).length > 0);
}
