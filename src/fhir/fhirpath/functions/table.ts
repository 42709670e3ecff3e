/**
 * Every function FHIRPath can call, a row each: how its arguments are read, what it gives, and the
 * runtime function behind it. `later` marks functions of FHIRPath after N1.
 */

/**
 * value: evaluated once, against the focus of the call; item: once an item, `$this` the item;
 * branch: at most once, `$this` the input; type: a type specifier; sort: a key, descending behind
 * `-`; name: a literal string.
 */
export type ArgumentKind = 'value' | 'item' | 'branch' | 'type' | 'sort' | 'name';

/**
 * A System type (one item), or: input (as the input), one (one item of the input), argument (of the
 * first argument, for each item), step (of the first argument), both (input or argument), branches
 * (of the second or third), number (as the input, one), type (the type named), any.
 */
export type ResultKind =
  | 'Boolean'
  | 'String'
  | 'Integer'
  | 'Decimal'
  | 'Date'
  | 'DateTime'
  | 'Time'
  | 'Quantity'
  | 'Strings'
  | 'input'
  | 'one'
  | 'argument'
  | 'step'
  | 'branches'
  | 'both'
  | 'type'
  | 'number'
  | 'any';

export interface FunctionRow {
  /** Export of the runtime; the function's own name if absent. */
  readonly call?: string;
  readonly args: readonly ArgumentKind[];
  /** Arguments that must be given; all of them if absent. */
  readonly least?: number;
  /** The last argument may repeat. */
  readonly more?: true;
  readonly result: ResultKind;
  /** Refused on input that the model says is never a string, or comes in no order. */
  readonly needs?: 'string' | 'order';
  readonly later?: true;
  /** `resolve` looks into the root resource. */
  readonly root?: true;
}

const BOOLEAN: FunctionRow = { args: [], result: 'Boolean' };
const TEXT: FunctionRow = { args: [], result: 'String', needs: 'string' };
const TEXT_TEST: FunctionRow = { args: ['value'], result: 'Boolean', needs: 'string' };
const CODEC: FunctionRow = { args: ['value'], result: 'String', needs: 'string', later: true };
const TO_STRING: FunctionRow = { args: [], result: 'String', call: 'toText' };
const DECIMAL: FunctionRow = { args: [], result: 'Decimal' };

export const FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  // http://hl7.org/fhirpath/N1/#existence
  empty: BOOLEAN,
  exists: { args: ['item'], least: 0, result: 'Boolean' },
  all: { args: ['item'], result: 'Boolean' },
  allTrue: BOOLEAN,
  anyTrue: BOOLEAN,
  allFalse: BOOLEAN,
  anyFalse: BOOLEAN,
  subsetOf: { args: ['value'], result: 'Boolean' },
  supersetOf: { args: ['value'], result: 'Boolean' },
  count: { args: [], result: 'Integer' },
  distinct: { args: [], result: 'input' },
  isDistinct: BOOLEAN,
  not: BOOLEAN,
  // http://hl7.org/fhirpath/N1/#filtering-and-projection
  where: { args: ['item'], result: 'input' },
  select: { args: ['item'], result: 'argument' },
  repeat: { args: ['item'], result: 'argument' },
  ofType: { args: ['type'], result: 'type' },
  aggregate: { args: ['item', 'value'], least: 1, result: 'step' },
  sort: { args: ['sort'], least: 0, more: true, result: 'input', later: true },
  // http://hl7.org/fhirpath/N1/#subsetting
  single: { args: [], result: 'one' },
  first: { args: [], result: 'one', needs: 'order' },
  last: { args: [], result: 'one', needs: 'order' },
  tail: { args: [], result: 'input', needs: 'order' },
  skip: { args: ['value'], result: 'input', needs: 'order' },
  take: { args: ['value'], result: 'input', needs: 'order' },
  intersect: { args: ['value'], result: 'input' },
  exclude: { args: ['value'], result: 'input' },
  // http://hl7.org/fhirpath/N1/#combining
  union: { args: ['value'], result: 'both' },
  combine: { args: ['value'], result: 'both' },
  // http://hl7.org/fhirpath/N1/#conversion
  iif: { args: ['branch', 'branch', 'branch'], least: 2, result: 'branches' },
  toBoolean: BOOLEAN,
  convertsToBoolean: BOOLEAN,
  toInteger: { args: [], result: 'Integer' },
  convertsToInteger: BOOLEAN,
  toDate: { args: [], result: 'Date' },
  convertsToDate: BOOLEAN,
  toDateTime: { args: [], result: 'DateTime' },
  convertsToDateTime: BOOLEAN,
  toDecimal: DECIMAL,
  convertsToDecimal: BOOLEAN,
  toQuantity: { args: ['value'], least: 0, result: 'Quantity' },
  convertsToQuantity: { args: ['value'], least: 0, result: 'Boolean' },
  toString: TO_STRING,
  convertsToString: BOOLEAN,
  toTime: { args: [], result: 'Time' },
  convertsToTime: BOOLEAN,
  // http://hl7.org/fhirpath/N1/#string-manipulation
  indexOf: { args: ['value'], result: 'Integer', needs: 'string' },
  substring: { args: ['value', 'value'], least: 1, result: 'String', needs: 'string' },
  startsWith: TEXT_TEST,
  endsWith: TEXT_TEST,
  contains: TEXT_TEST,
  upper: TEXT,
  lower: TEXT,
  replace: { args: ['value', 'value'], result: 'String', needs: 'string' },
  matches: TEXT_TEST,
  matchesFull: { ...TEXT_TEST, later: true },
  replaceMatches: { args: ['value', 'value'], result: 'String', needs: 'string' },
  length: { args: [], result: 'Integer', needs: 'string' },
  toChars: { args: [], result: 'Strings', needs: 'string' },
  trim: { ...TEXT, later: true },
  split: { args: ['value'], result: 'Strings', needs: 'string', later: true },
  join: { args: ['value'], least: 0, result: 'String', needs: 'string', later: true },
  encode: CODEC,
  decode: CODEC,
  escape: { ...CODEC, call: 'escapeText' },
  unescape: { ...CODEC, call: 'unescapeText' },
  // http://hl7.org/fhirpath/N1/#math
  abs: { args: [], result: 'number' },
  ceiling: { args: [], result: 'Integer' },
  exp: DECIMAL,
  floor: { args: [], result: 'Integer' },
  ln: DECIMAL,
  log: { args: ['value'], result: 'Decimal' },
  power: { args: ['value'], result: 'number' },
  round: { args: ['value'], least: 0, result: 'Decimal' },
  sqrt: DECIMAL,
  truncate: { args: [], result: 'Integer' },
  // http://hl7.org/fhirpath/N1/#tree-navigation and utility functions
  children: { args: [], result: 'any' },
  descendants: { args: [], result: 'any' },
  defineVariable: { args: ['name', 'branch'], least: 1, result: 'input', later: true },
  trace: { args: ['value', 'item'], least: 1, result: 'input' },
  now: { args: [], result: 'DateTime' },
  timeOfDay: { args: [], result: 'Time' },
  today: { args: [], result: 'Date' },
  // http://hl7.org/fhirpath/N1/#types and reflection
  is: { args: ['type'], result: 'Boolean' },
  as: { args: ['type'], result: 'type' },
  type: { args: [], result: 'any' },
  // http://hl7.org/fhir/R4/fhirpath.html#functions
  extension: { args: ['value'], result: 'any' },
  hasValue: BOOLEAN,
  getValue: { args: [], result: 'one' },
  resolve: { args: [], result: 'any', root: true },
  memberOf: { args: ['value'], result: 'Boolean' },
  conformsTo: { args: ['value'], result: 'Boolean' },
  htmlChecks: BOOLEAN,
  // http://hl7.org/fhirpath/#boundary-operations (later than N1)
  lowBoundary: { args: ['value'], least: 0, result: 'one', later: true },
  highBoundary: { args: ['value'], least: 0, result: 'one', later: true },
  precision: { args: [], result: 'Integer', later: true },
  comparable: { args: ['value'], result: 'Boolean', later: true },
};
