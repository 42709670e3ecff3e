/** http://hl7.org/fhirpath/N1/#math */

import {
  compareDecimals,
  type Decimal,
  decimalOf,
  type ExactNumber,
  roundDecimal,
} from '../../../base/decimal.ts';
import { withValue } from '../runtime/arithmetic.ts';
import {
  type Collection,
  EMPTY,
  type Environment,
  FhirPathError,
  single,
} from '../runtime/node.ts';
import { multiplyNumbers, negateNumber, throughDouble, toNumber } from '../runtime/number.ts';
import { systemOf } from '../runtime/system.ts';

/** Powers with an exponent up to this are exact. */
const MAX_EXACT_POWER = 100;

interface NumberItem {
  readonly value: ExactNumber;
  readonly integer: boolean;
}

function number(input: Collection, name: string): NumberItem | undefined {
  const found = single(input, name);
  if (found === undefined || found.value === undefined) return undefined;
  const system = systemOf(found);
  if (system?.kind === 'number') return system;
  throw new FhirPathError(`${name} takes a number`);
}

function integer(value: ExactNumber): Collection {
  return [{ value, type: 'System.Integer' }];
}

function decimal(value: ExactNumber | undefined): Collection {
  return value === undefined ? EMPTY : [{ value, type: 'System.Decimal' }];
}

function isNegative(value: ExactNumber): boolean {
  return decimalOf(value).unscaled < 0n;
}

export function abs(_: Environment, input: Collection): Collection {
  const found = single(input, 'abs');
  const system = found && systemOf(found);
  if (system?.kind === 'quantity') {
    const { value } = system.value;
    return isNegative(value) ? withValue(input, negateNumber(value)) : input;
  }
  const it = number(input, 'abs');
  if (it === undefined) return EMPTY;
  const value = isNegative(it.value) ? negateNumber(it.value) : it.value;
  return it.integer ? integer(value) : decimal(value);
}

/** The whole number below or above; `up` is 1 for ceiling. */
function wholeNumber(value: Decimal, up: 0 | 1): Decimal {
  const divisor = 10n ** BigInt(value.scale);
  const cut = { unscaled: value.unscaled / divisor, scale: 0 };
  const rest = compareDecimals(value, cut);
  const step = up === 1 ? (rest > 0 ? 1n : 0n) : rest < 0 ? -1n : 0n;
  return { unscaled: cut.unscaled + step, scale: 0 };
}

export function ceiling(_: Environment, input: Collection): Collection {
  const it = number(input, 'ceiling');
  return it === undefined ? EMPTY : integer(toNumber(wholeNumber(decimalOf(it.value), 1)));
}

export function floor(_: Environment, input: Collection): Collection {
  const it = number(input, 'floor');
  return it === undefined ? EMPTY : integer(toNumber(wholeNumber(decimalOf(it.value), 0)));
}

export function truncate(_: Environment, input: Collection): Collection {
  const it = number(input, 'truncate');
  if (it === undefined) return EMPTY;
  const { unscaled, scale } = decimalOf(it.value);
  return integer(toNumber({ unscaled: unscaled / 10n ** BigInt(scale), scale: 0 }));
}

export function round(_: Environment, input: Collection, places?: Collection): Collection {
  const it = number(input, 'round');
  const count = places === undefined ? 0 : number(places, 'round')?.value;
  if (it === undefined || count === undefined) return EMPTY;
  if (typeof count !== 'number' || count < 0 || count > 100)
    throw new FhirPathError('round takes 0 to 100');
  const value = decimalOf(it.value);
  return decimal(value.scale <= count ? it.value : toNumber(roundDecimal(value, count)));
}

export function sqrt(_: Environment, input: Collection): Collection {
  const it = number(input, 'sqrt');
  return decimal(it && throughDouble(Math.sqrt, it.value));
}

export function exp(_: Environment, input: Collection): Collection {
  const it = number(input, 'exp');
  return decimal(it && throughDouble(Math.exp, it.value));
}

export function ln(_: Environment, input: Collection): Collection {
  const it = number(input, 'ln');
  return decimal(it && throughDouble(Math.log, it.value));
}

export function log(_: Environment, input: Collection, base: Collection): Collection {
  const it = number(input, 'log');
  const by = number(base, 'log');
  if (it === undefined || by === undefined) return EMPTY;
  return decimal(throughDouble((a = 0, b = 0) => Math.log(a) / Math.log(b), it.value, by.value));
}

export function power(_: Environment, input: Collection, exponent: Collection): Collection {
  const it = number(input, 'power');
  const by = number(exponent, 'power');
  if (it === undefined || by === undefined) return EMPTY;
  const times = by.value;
  const exact = typeof times === 'number' && Number.isInteger(times) && times >= 0;
  if (exact && times <= MAX_EXACT_POWER) {
    let value: ExactNumber | undefined = 1;
    for (let i = 0; i < times && value !== undefined; i++) value = multiplyNumbers(value, it.value);
    if (value === undefined) return EMPTY;
    return it.integer ? integer(value) : decimal(value);
  }
  return decimal(throughDouble((a = 0, b = 0) => a ** b, it.value, times));
}
