/** Datatypes that transforms build. https://hl7.org/fhir/R5/mapping-language.html#7.8.0.8.2 */
import { type Json, text, toDecimal } from './values.ts';

function without(object: Json): Json {
  const result: Json = {};
  for (const key in object) if (object[key] !== undefined) result[key] = object[key];
  return result;
}

export function c(system: unknown, code: unknown, display?: unknown): Json {
  return without({ system: text(system), code: text(code), display: text(display) });
}

/** `cc(text)`, `cc(system, code)`, `cc(system, code, display)` */
export function cc(first: unknown, ...rest: readonly unknown[]): Json {
  if (rest.length === 0) return without({ text: text(first) });
  return { coding: [c(first, rest[0], rest[1])] };
}

const QUANTITY = /^(<=|>=|<|>|ad)?\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*(.*)$/s;

/** `qty(text)` reads `>=5 mg`; else value, unit, system of the unit, code (the unit if absent). */
export function qty(first: unknown, ...rest: readonly unknown[]): Json | undefined {
  if (rest.length === 0) {
    const [, comparator, number, unit] = QUANTITY.exec(text(first)?.trim() ?? '') ?? [];
    if (number === undefined) return undefined;
    return without({ value: toDecimal(number), comparator, unit: unit === '' ? undefined : unit });
  }
  const [unit, system, code] = rest;
  const coded = system === undefined ? undefined : text(code ?? unit);
  return without({
    value: toDecimal(first),
    unit: text(unit),
    system: text(system),
    code: coded,
  });
}

const IDENTIFIER_TYPES = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** `id(system, value)`, `id(system, value, type)` */
export function id(system: unknown, value: unknown, type?: unknown): Json {
  const typed = text(type);
  return without({
    type: typed === undefined ? undefined : { coding: [{ system: IDENTIFIER_TYPES, code: typed }] },
    system: text(system),
    value: text(value),
  });
}

/** `cp(value)` tells the system by the value's form; `cp(system, value)` */
export function cp(first: unknown, second?: unknown): Json {
  const value = text(second === undefined ? first : second) ?? '';
  const inferred = value.includes('@') ? 'email' : value.includes('://') ? 'url' : 'phone';
  return without({ system: second === undefined ? inferred : text(first), value });
}

export function append(...parts: readonly unknown[]): string | undefined {
  let written: string | undefined;
  for (const part of parts) {
    const next = typeof part === 'string' ? part : text(part);
    if (next !== undefined) written = written === undefined ? next : written + next;
  }
  return written;
}

/** Cuts by code points, so that no character is halved. */
export function truncate(value: unknown, length: unknown): string | undefined {
  const written = typeof value === 'string' ? value : text(value);
  const most = typeof length === 'number' ? length : Number(text(length));
  if (written === undefined || written.length <= most) return written;
  return Array.from(written).slice(0, most).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescapeMarkup(written: string): string {
  return written.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex, number, name) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const point = Number.parseInt(hex ?? number, hex === undefined ? 10 : 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

function unescapeJson(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}

/** `escape(value, from, to)`: from and to are `none`, `html`, `xml` or `json`. */
export function escapeText(
  value: unknown,
  from: unknown,
  to: unknown = 'none',
): string | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  const isMarkup = (form: unknown) => form === 'html' || form === 'xml' || form === 'xhtml';
  const plain = isMarkup(from)
    ? unescapeMarkup(written)
    : from === 'json'
      ? unescapeJson(written)
      : written;
  if (isMarkup(to)) return plain.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
  return to === 'json' ? JSON.stringify(plain).slice(1, -1) : plain;
}
