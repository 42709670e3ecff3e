/**
 * Enough of UCUM to compare and multiply measures: prefixes, terms, exponents, annotations and the
 * units claims and vital signs use. https://ucum.org/ucum
 */

/** A ratio of integers: no factor of a unit is rounded. */
export interface Factor {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A unit as a factor times powers of base dimensions. */
export interface Unit {
  readonly factor: Factor;
  /** Exponents by dimension, without zeros. */
  readonly dimensions: Readonly<Record<string, number>>;
}

const PREFIXES: Readonly<Record<string, number>> = {
  Y: 24,
  Z: 21,
  E: 18,
  P: 15,
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  h: 2,
  da: 1,
  d: -1,
  c: -2,
  m: -3,
  u: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
  z: -21,
  y: -24,
};

/** Atoms: a factor times a unit; `metric` ones take prefixes. Cel and [degF] stand alone. */
const ATOMS: Readonly<Record<string, { of?: string; factor?: string; metric?: boolean }>> = {
  m: { metric: true },
  s: { metric: true },
  g: { metric: true },
  rad: { metric: true },
  K: { metric: true },
  C: { metric: true },
  cd: { metric: true },
  Cel: { metric: true },
  '[degF]': {},
  '[IU]': { metric: true },
  '[iU]': { metric: true, of: '[IU]' },
  "[arb'U]": {},
  U: { metric: true, of: 'umol/min' },
  kat: { metric: true, of: 'mol/s' },
  mo: {},
  a: { factor: '12', of: 'mo' },
  '10*': { factor: '10' },
  '10^': { factor: '10' },
  '%': { factor: '0.01' },
  '[ppth]': { factor: '0.001' },
  '[ppm]': { factor: '0.000001' },
  '[pi]': { factor: '3.1415926535897932384626433832795' },
  min: { factor: '60', of: 's' },
  h: { factor: '3600', of: 's' },
  d: { factor: '86400', of: 's' },
  wk: { factor: '604800', of: 's' },
  L: { metric: true, of: 'dm3' },
  l: { metric: true, of: 'dm3' },
  t: { metric: true, factor: '1000', of: 'kg' },
  u: { metric: true, factor: '0.00000000000000000000000166053906660', of: 'g' },
  ar: { metric: true, factor: '100', of: 'm2' },
  mol: { metric: true, factor: '602213670000000000000000' },
  eq: { metric: true, of: 'mol' },
  osm: { metric: true, of: 'mol' },
  N: { metric: true, of: 'kg.m/s2' },
  Pa: { metric: true, of: 'N/m2' },
  J: { metric: true, of: 'N.m' },
  W: { metric: true, of: 'J/s' },
  A: { metric: true, of: 'C/s' },
  V: { metric: true, of: 'J/C' },
  Ohm: { metric: true, of: 'V/A' },
  Hz: { metric: true, of: 's-1' },
  Bq: { metric: true, of: 's-1' },
  Ci: { metric: true, factor: '37000000000', of: 'Bq' },
  Gy: { metric: true, of: 'J/kg' },
  Sv: { metric: true, of: 'J/kg' },
  lm: { metric: true, of: 'cd.sr' },
  sr: { of: 'rad2' },
  bar: { metric: true, factor: '100000', of: 'Pa' },
  atm: { factor: '101325', of: 'Pa' },
  'm[Hg]': { metric: true, factor: '133322', of: 'Pa' },
  'm[H2O]': { metric: true, factor: '9806.65', of: 'Pa' },
  cal: { metric: true, factor: '4.184', of: 'J' },
  '[Cal]': { of: 'kcal' },
  '[in_i]': { factor: '2.54', of: 'cm' },
  '[ft_i]': { factor: '12', of: '[in_i]' },
  '[yd_i]': { factor: '3', of: '[ft_i]' },
  '[mi_i]': { factor: '5280', of: '[ft_i]' },
  '[gr]': { factor: '64.79891', of: 'mg' },
  '[lb_av]': { factor: '7000', of: '[gr]' },
  '[oz_av]': { factor: '437.5', of: '[gr]' },
  '[stone_av]': { factor: '14', of: '[lb_av]' },
  '[gal_us]': { factor: '231', of: '[in_i]3' },
  '[foz_us]': { factor: '1.8046875', of: '[in_i]3' },
  deg: { factor: '0.01745329251994329576923690768489', of: 'rad' },
};

const ATOM = /^(?:10[*^]|%|(?:[A-Za-z]+|\[[^\]]*\])+(?:\[[^\]]*\])?)/;
const MAX_CODE_LENGTH = 100;
const MAX_NESTING = 8;

const cache = new Map<string, Unit | undefined>();

/** Calendar words are definite durations below a month. */
export function calendarCode(word: string): string | undefined {
  return CALENDAR[word.endsWith('s') ? word.slice(0, -1) : word];
}

const CALENDAR: Readonly<Record<string, string>> = {
  year: 'a',
  month: 'mo',
  week: 'wk',
  day: 'd',
  hour: 'h',
  minute: 'min',
  second: 's',
  millisecond: 'ms',
};

/** undefined if the code is not UCUM or not in the table. */
export function parseUnit(code: string): Unit | undefined {
  if (code.length > MAX_CODE_LENGTH) return undefined;
  if (cache.has(code)) return cache.get(code);
  const parsed = new UnitReader(code).read();
  if (cache.size < 1000) cache.set(code, parsed);
  return parsed;
}

export function sameDimensions(a: Unit, b: Unit): boolean {
  const names = new Set([...Object.keys(a.dimensions), ...Object.keys(b.dimensions)]);
  for (const name of names) if (a.dimensions[name] !== b.dimensions[name]) return false;
  return true;
}

const ONE: Unit = { factor: { numerator: 1n, denominator: 1n }, dimensions: {} };

function power(unit: Unit, exponent: number): Unit {
  const size = BigInt(Math.abs(exponent));
  const up = {
    numerator: unit.factor.numerator ** size,
    denominator: unit.factor.denominator ** size,
  };
  const factor = exponent < 0 ? { numerator: up.denominator, denominator: up.numerator } : up;
  const rows = Object.entries(unit.dimensions).map(([name, n]) => [name, n * exponent] as const);
  return { factor, dimensions: Object.fromEntries(rows.filter(([, n]) => n !== 0)) };
}

function times(a: Unit, b: Unit): Unit {
  const dimensions: Record<string, number> = { ...a.dimensions };
  for (const [name, n] of Object.entries(b.dimensions)) {
    const sum = (dimensions[name] ?? 0) + n;
    if (sum === 0) delete dimensions[name];
    else dimensions[name] = sum;
  }
  const numerator = a.factor.numerator * b.factor.numerator;
  const denominator = a.factor.denominator * b.factor.denominator;
  return { factor: { numerator, denominator }, dimensions };
}

function factorOf(text: string): Unit {
  const [whole = '0', fraction = ''] = text.split('.');
  const numerator = BigInt(whole + fraction);
  return { factor: { numerator, denominator: 10n ** BigInt(fraction.length) }, dimensions: {} };
}

/** Reads one code from left to right; division binds only the next component. */
class UnitReader {
  private rest: string;
  private nesting = 0;

  constructor(code: string) {
    this.rest = code;
  }

  read(): Unit | undefined {
    const unit = this.term();
    return this.rest === '' ? unit : undefined;
  }

  // term: '/'? component (('.' | '/') component)*
  private term(): Unit | undefined {
    let unit: Unit | undefined = ONE;
    let exponent = this.accept('/') ? -1 : 1;
    for (;;) {
      const next = this.component();
      if (next === undefined) return undefined;
      unit = times(unit, power(next, exponent));
      if (this.accept('.')) exponent = 1;
      else if (this.accept('/')) exponent = -1;
      else return unit;
    }
  }

  // component: '(' term ')' | annotation | number | atom exponent? annotation?
  private component(): Unit | undefined {
    if (this.accept('(')) {
      if (++this.nesting > MAX_NESTING) return undefined;
      const inner = this.term();
      this.nesting -= 1;
      return this.accept(')') ? inner : undefined;
    }
    if (this.annotation()) return ONE;
    const number = /^\d+(?![*^\d])/.exec(this.rest)?.[0];
    if (number !== undefined) {
      this.rest = this.rest.slice(number.length);
      this.annotation();
      return factorOf(number);
    }
    const atom = ATOM.exec(this.rest)?.[0];
    const unit = atom === undefined ? undefined : atomUnit(atom);
    if (atom === undefined || unit === undefined) return undefined;
    this.rest = this.rest.slice(atom.length);
    const exponent = /^[+-]?\d{1,2}/.exec(this.rest)?.[0] ?? '';
    this.rest = this.rest.slice(exponent.length);
    this.annotation();
    return exponent === '' ? unit : power(unit, Number(exponent));
  }

  private annotation(): boolean {
    const found = /^\{[!-z|~]*\}/.exec(this.rest)?.[0];
    if (found === undefined) return false;
    this.rest = this.rest.slice(found.length);
    return true;
  }

  private accept(symbol: string): boolean {
    if (!this.rest.startsWith(symbol)) return false;
    this.rest = this.rest.slice(symbol.length);
    return true;
  }
}

function atomUnit(atom: string): Unit | undefined {
  const exact = bareAtom(atom);
  if (exact !== undefined) return exact;
  for (const length of [2, 1]) {
    const prefix = atom.slice(0, length);
    const exponent = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
    const name = atom.slice(length);
    if (exponent === undefined || !Object.hasOwn(ATOMS, name) || ATOMS[name]?.metric !== true)
      continue;
    const unit = bareAtom(name);
    return unit && times(power(factorOf('10'), exponent), unit);
  }
  return undefined;
}

function bareAtom(name: string): Unit | undefined {
  const row = Object.hasOwn(ATOMS, name) ? ATOMS[name] : undefined;
  if (row === undefined) return undefined;
  const factor = row.factor === undefined ? ONE : factorOf(row.factor);
  if (row.of === undefined) {
    return row.factor === undefined ? { ...ONE, dimensions: { [name]: 1 } } : factor;
  }
  const of = parseUnit(row.of);
  return of && times(factor, of);
}
