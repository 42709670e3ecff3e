/** From the type a value has to the type an element wants. */
import type { Value } from './bindings.ts';
import { complain, quote, type Writer } from './emitter.ts';
import { copyCall, shortType } from './reporting.ts';

export interface Wanted {
  readonly type: string | undefined;
  readonly at: number;
  readonly name: string;
}

/** The value as the element holds it. */
export function convertedTo(writer: Writer, value: Value, wanted: Wanted): Value {
  const { types } = writer.emitter;
  if (wanted.type === undefined) return value.own || !value.complex ? value : copied(writer, value);
  return types.isPrimitive(wanted.type)
    ? toPrimitive(writer, value, { ...wanted, type: wanted.type })
    : toComplex(writer, value, { ...wanted, type: wanted.type });
}

type Known = Wanted & { readonly type: string };

/** The source's object is copied, in its type's order. */
function copied(writer: Writer, value: Value, type = value.type ?? ''): Value {
  const js = `${copyCall(writer)}(${value.js}, ${quote(type)}, $order)`;
  return { ...value, js, optional: true };
}

const DATES = new Set(['dateTime', 'instant', 'System.DateTime']);

/** Primitives of one kind never hold what those of another do; a text may hold any. */
const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    logical: ['boolean', 'System.Boolean'],
    number: [
      'integer',
      'positiveInt',
      'unsignedInt',
      'decimal',
      'System.Integer',
      'System.Decimal',
    ],
    time: ['date', 'dateTime', 'instant', 'time', 'System.Date', 'System.DateTime', 'System.Time'],
  }).flatMap(([kind, types]) => types.map((type) => [type, kind])),
);

function isForeign(known: string, wanted: string): boolean {
  const [found, expected] = [KINDS.get(known), KINDS.get(wanted)];
  return found !== undefined && expected !== undefined && found !== expected;
}

function toPrimitive(writer: Writer, value: Value, wanted: Known): Value {
  const { types } = writer.emitter;
  const { type } = wanted;
  const known = value.type;
  if (
    known !== undefined &&
    !types.isPrimitive(known) &&
    known !== 'Element' &&
    !types.isAbstract(known)
  ) {
    mismatch(writer, known, wanted);
  }
  if (known !== undefined && isForeign(known, type)) mismatch(writer, known, wanted);
  if (value.js === 'undefined') return { ...value, type };
  const form = types.form(type);
  if (type === 'date' && (known === undefined || DATES.has(known))) {
    return { ...value, js: `$toDate(${value.js})`, type, optional: true, complex: false };
  }
  if (known !== undefined && types.isPrimitive(known) && types.form(known) === form) {
    return { ...value, type, complex: false };
  }
  return { ...value, js: `$convert(${value.js}, '${form}')`, type, optional: true, complex: false };
}

function toComplex(writer: Writer, value: Value, wanted: Known): Value {
  const { types } = writer.emitter;
  const { type } = wanted;
  const known = value.type;
  if (type === 'CodeableConcept' && known === 'Coding') {
    return { ...value, js: `$concept(${ownCopy(writer, value)})`, type, own: true, optional: true };
  }
  const isText = known !== undefined && types.isPrimitive(known);
  if (type === 'Reference' && isText) {
    return { ...value, js: `$referenceTo(${value.js})`, type, own: true, complex: true };
  }
  if (isText && !types.isAbstract(type)) mismatch(writer, known, wanted);
  if (!isText && isAnother(writer, known, type)) mismatch(writer, known, wanted);
  return {
    ...(value.own ? value : copied(writer, value, narrower(writer, known, type))),
    type: narrower(writer, known, type),
  };
}

/** True of an Identifier for a CodeableConcept; what is not known for sure is let be. */
function isAnother(writer: Writer, known: string | undefined, type: string): known is string {
  const { types } = writer.emitter;
  if (known === undefined || types.isAbstract(known) || types.isAbstract(type)) return false;
  if (types.isApproximate(known) || types.isApproximate(type)) return false;
  if (shortType(known) === shortType(type)) return false;
  return !types.model.isSubtype(known, type) && !types.model.isSubtype(type, known);
}

function ownCopy(writer: Writer, value: Value): string {
  return value.own ? value.js : copied(writer, value, 'Coding').js;
}

/** A Patient written to an element of type Resource stays known as a Patient. */
function narrower(writer: Writer, known: string | undefined, type: string): string {
  return known !== undefined && writer.emitter.types.model.isSubtype(known, type) ? known : type;
}

function withArticle(type: string): string {
  const name = shortType(type);
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
}

function mismatch(writer: Writer, found: string, wanted: Known): void {
  complain(writer, wanted.at, {
    code: 'map-type',
    severity: writer.emitter.lenient ? 'warning' : 'error',
    message: `\`${wanted.name}\` is ${withArticle(wanted.type)}, not ${withArticle(found)}`,
    expected: shortType(wanted.type),
    found: shortType(found),
  });
}
