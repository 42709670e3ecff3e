/** lowBoundary, highBoundary, precision and comparable: later than N1. http://hl7.org/fhirpath */

import { addDecimals, compareDecimals, type Decimal, decimalOf } from '../../../base/decimal.ts';
import { withValue } from '../runtime/arithmetic.ts';
import {
  type Collection,
  EMPTY,
  type Environment,
  FhirPathError,
  single,
  truth,
} from '../runtime/node.ts';
import { toNumber } from '../runtime/number.ts';
import { areComparable } from '../runtime/quantity.ts';
import { type SystemValue, systemOf } from '../runtime/system.ts';
import { daysIn, formatTemporal, type Temporal } from '../runtime/temporal.ts';

type Side = 'low' | 'high';

/** Decimals have at most 28 digits in FHIRPath. */
const MAX_PLACES = 28;
/** Digits written at each precision, year to millisecond. */
const DATE_DIGITS = [4, 6, 8, 10, 12, 14, 17] as const;
const TIME_DIGITS = [2, 4, 6, 9] as const;
/** The zones where a day begins first and ends last. */
const EARLIEST_ZONE = 14 * 60;
const LATEST_ZONE = -12 * 60;

export function lowBoundary(_: Environment, input: Collection, places?: Collection): Collection {
  return boundary(input, places, 'low');
}

export function highBoundary(_: Environment, input: Collection, places?: Collection): Collection {
  return boundary(input, places, 'high');
}

function boundary(input: Collection, places: Collection | undefined, side: Side): Collection {
  const item = single(input, `${side}Boundary`);
  const wanted = places === undefined ? undefined : single(places, `${side}Boundary`)?.value;
  const system = item && systemOf(item);
  if (item === undefined || system === undefined) return EMPTY;
  const digits = typeof wanted === 'number' ? wanted : defaultDigits(system);
  if (system.kind === 'number') {
    const edge = decimalEdge(decimalOf(system.value), digits, side);
    return edge === undefined ? EMPTY : [{ value: toNumber(edge), type: 'System.Decimal' }];
  }
  if (system.kind === 'quantity') {
    const edge = decimalEdge(system.value.decimal, digits, side);
    return edge === undefined ? EMPTY : withValue(input, toNumber(edge));
  }
  if (system.kind !== 'temporal')
    throw new FhirPathError(`${side}Boundary takes a number or a time`);
  const edge = temporalEdge(system.value, digits, side);
  return edge === undefined ? EMPTY : [{ value: formatTemporal(edge), type: item.type }];
}

function defaultDigits(system: SystemValue): number {
  if (system.kind !== 'temporal') return 8;
  if (system.value.time) return 9;
  return system.date ? 8 : 17;
}

/** Half a unit of the last place away, cut outwards to the places asked for. */
function decimalEdge(value: Decimal, places: number, side: Side): Decimal | undefined {
  if (places < 0 || places > MAX_PLACES) return undefined;
  const half = { unscaled: side === 'low' ? -5n : 5n, scale: value.scale + 1 };
  const edge = addDecimals(value, half);
  if (edge.scale <= places) {
    return { unscaled: edge.unscaled * 10n ** BigInt(places - edge.scale), scale: places };
  }
  const divisor = 10n ** BigInt(edge.scale - places);
  const cut = { unscaled: edge.unscaled / divisor, scale: places };
  // A value that vanishes at the places asked for stays zero.
  if (places > 0 && isBelow(value, places)) return { unscaled: 0n, scale: places };
  const rest = compareDecimals(edge, cut);
  if (side === 'low') return rest < 0 ? { ...cut, unscaled: cut.unscaled - 1n } : cut;
  return rest > 0 ? { ...cut, unscaled: cut.unscaled + 1n } : cut;
}

function isBelow(value: Decimal, places: number): boolean {
  const size = value.unscaled < 0n ? -value.unscaled : value.unscaled;
  return (
    compareDecimals({ unscaled: size, scale: value.scale }, { unscaled: 1n, scale: places }) < 0
  );
}

function temporalEdge(value: Temporal, digits: number, side: Side): Temporal | undefined {
  const rows: readonly number[] = value.time ? TIME_DIGITS : DATE_DIGITS;
  const step = rows.indexOf(digits);
  if (step < 0) return undefined;
  const precision = Math.min(6, step + 1 + (value.time ? 3 : 0));
  const fractional = step + 1 === rows.length;
  const known = value.precision === 6 && value.digits > 0;
  const nano = known ? value.seconds.nano : side === 'low' ? 0 : 999_000_000;
  const whole = value.precision === 6 ? value.seconds.whole : side === 'low' ? 0 : 59;
  return {
    ...value,
    parts: fill(value, side).slice(0, value.time ? precision - 3 : Math.min(precision, 5)),
    seconds: { whole, nano: fractional ? nano : 0 },
    digits: fractional ? 3 : 0,
    precision,
    zone: zoneFor(value, precision, side),
  };
}

/** All parts from year (or hour) to minute, the missing ones at their first or last value. */
function fill(value: Temporal, side: Side): number[] {
  const { parts, time } = value;
  if (time) return [parts[0] ?? 0, parts[1] ?? (side === 'low' ? 0 : 59)];
  const [year = 1, month = side === 'low' ? 1 : 12] = parts;
  const day = parts[2] ?? (side === 'low' ? 1 : daysIn(year, month));
  const hour = parts[3] ?? (side === 'low' ? 0 : 23);
  // FHIR has no hour without minutes: it is read as the full hour.
  const full = side === 'low' || value.precision === 4;
  return [year, month, day, hour, parts[4] ?? (full ? 0 : 59)];
}

function zoneFor(value: Temporal, precision: number, side: Side): number | undefined {
  if (value.time || precision < 4) return undefined;
  return value.zone ?? (side === 'low' ? EARLIEST_ZONE : LATEST_ZONE);
}

export function precision(_: Environment, input: Collection): Collection {
  const item = single(input, 'precision');
  const system = item && systemOf(item);
  if (system === undefined) return EMPTY;
  if (system.kind === 'number') return digitsOf(decimalOf(system.value).scale);
  if (system.kind !== 'temporal') throw new FhirPathError('precision takes a number or a time');
  const { value } = system;
  const rows: readonly number[] = value.time ? TIME_DIGITS : DATE_DIGITS;
  const step = value.precision - (value.time ? 4 : 1) + (value.digits > 0 ? 1 : 0);
  return digitsOf(rows[step] ?? 0);
}

function digitsOf(value: number): Collection {
  return [{ value, type: 'System.Integer' }];
}

export function comparable(_: Environment, input: Collection, other: Collection): Collection {
  const left = quantity(input);
  const right = quantity(other);
  if (left === undefined || right === undefined) return EMPTY;
  return truth(areComparable(left, right));
}

function quantity(collection: Collection) {
  const item = single(collection, 'comparable');
  const system = item && systemOf(item);
  return system?.kind === 'quantity' ? system.value : undefined;
}
