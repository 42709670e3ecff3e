/** The System view of a node: what FHIRPath computes with, whatever FHIR type the node has. */

import {
  type Decimal,
  decimalOf,
  type ExactNumber,
  exactNumber,
  isExactNumber,
  parseDecimal,
} from '../../../base/decimal.ts';
import { isObject, type Node } from './node.ts';
import { isComputable } from './number.ts';
import { parseDateTime, parseTime, type Temporal } from './temporal.ts';
import { calendarCode } from './ucum.ts';

export const UCUM = 'http://unitsofmeasure.org';

export interface QuantityValue {
  readonly value: ExactNumber;
  readonly decimal: Decimal;
  /** UCUM code; of calendar units the code they are near to. */
  readonly code: string;
  /** The unit as it is to be written: a UCUM code or a calendar word. */
  readonly unit: string;
  /** True for `year` and `month`, which are no definite durations. */
  readonly calendar: boolean;
  /** A code of another system than UCUM compares only with itself. */
  readonly foreign: boolean;
}

export type SystemValue =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string; readonly untyped: boolean }
  | { readonly kind: 'number'; readonly value: ExactNumber; readonly integer: boolean }
  | { readonly kind: 'temporal'; readonly value: Temporal; readonly date: boolean }
  | { readonly kind: 'quantity'; readonly value: QuantityValue };

/** What FHIR primitives are to FHIRPath: http://hl7.org/fhir/R4/fhirpath.html#types */
const KINDS: Readonly<Record<string, 'date' | 'dateTime' | 'time' | 'integer' | 'decimal'>> = {
  date: 'date',
  dateTime: 'dateTime',
  instant: 'dateTime',
  time: 'time',
  integer: 'integer',
  positiveInt: 'integer',
  unsignedInt: 'integer',
  integer64: 'integer',
  decimal: 'decimal',
  'System.Date': 'date',
  'System.DateTime': 'dateTime',
  'System.Time': 'time',
  'System.Integer': 'integer',
  'System.Decimal': 'decimal',
};

const QUANTITIES: ReadonlySet<string> = new Set([
  'Quantity',
  'Age',
  'Count',
  'Distance',
  'Duration',
  'SimpleQuantity',
  'MoneyQuantity',
  'System.Quantity',
]);

/** undefined for complex types other than Quantity, and for primitives without value. */
export function systemOf(item: Node): SystemValue | undefined {
  const { value, type } = item;
  switch (typeof value) {
    case 'boolean':
      return { kind: 'boolean', value };
    case 'string':
      return ofText(value, type);
    case 'number':
      if (!Number.isFinite(value)) return undefined;
      return { kind: 'number', value, integer: isInteger(value, type) };
    default:
      if (isExactNumber(value)) {
        if (!isComputable(value)) return undefined;
        return { kind: 'number', value, integer: KINDS[type ?? ''] === 'integer' };
      }
      return type !== undefined && !QUANTITIES.has(type) ? undefined : ofQuantity(value, type);
  }
}

function isInteger(value: number, type: string | undefined): boolean {
  if (type === undefined) return Number.isInteger(value);
  return KINDS[type] === 'integer';
}

function ofText(value: string, type: string | undefined): SystemValue {
  const kind = type === undefined ? undefined : KINDS[type];
  if (kind === 'date' || kind === 'dateTime') {
    const parsed = parseDateTime(value);
    if (parsed !== undefined) return { kind: 'temporal', value: parsed, date: kind === 'date' };
  }
  if (kind === 'time') {
    const parsed = parseTime(value);
    if (parsed !== undefined) return { kind: 'temporal', value: parsed, date: false };
  }
  if (kind === 'decimal' || kind === 'integer') {
    // JSON made from XML without definitions has its numbers in quotes.
    if (parseDecimal(value) !== undefined) {
      return { kind: 'number', value: exactNumber(value), integer: kind === 'integer' };
    }
  }
  return { kind: 'string', value, untyped: type === undefined };
}

function ofQuantity(value: unknown, type: string | undefined): SystemValue | undefined {
  if (!isObject(value)) return undefined;
  const unitless = value.unit === undefined && value.code === undefined;
  const quantity = type === undefined && unitless ? undefined : readQuantity(value);
  return quantity && { kind: 'quantity', value: quantity };
}

/** A Quantity in JSON: UCUM code, else the unit as written. A comparator makes it incomparable. */
export function readQuantity(json: Readonly<Record<string, unknown>>): QuantityValue | undefined {
  const { code, unit, system, comparator } = json;
  const value = numberIn(json.value);
  if (value === undefined || comparator != null) return undefined;
  const written = typeof code === 'string' ? code : typeof unit === 'string' ? unit : '1';
  const calendar = typeof code === 'string' ? undefined : calendarCode(written);
  return {
    value,
    decimal: decimalOf(value),
    code: calendar ?? written,
    unit: written,
    calendar: calendar === 'a' || calendar === 'mo',
    foreign: typeof code === 'string' && typeof system === 'string' && system !== UCUM,
  };
}

function numberIn(value: unknown): ExactNumber | undefined {
  if (isExactNumber(value)) return isComputable(value) ? value : undefined;
  return typeof value === 'string' && parseDecimal(value) !== undefined
    ? exactNumber(value)
    : undefined;
}

/** A System.Quantity as JSON: the form a FHIR Quantity has. */
export function quantityJson(value: ExactNumber, unit: string): unknown {
  return calendarCode(unit) === undefined
    ? { value, unit, system: UCUM, code: unit }
    : { value, unit };
}
