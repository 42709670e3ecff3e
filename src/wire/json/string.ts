/** JSON strings. https://www.rfc-editor.org/rfc/rfc8259#section-7 */
import { type Scan, stopAt } from './scan.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The opening quote stands at `scan.at`. */
export function readString(scan: Scan): string {
  const { text } = scan;
  const start = scan.at + 1;
  for (let at = start; ; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      scan.at = at + 1;
      return bounded(scan, start, text.slice(start, at));
    }
    // NaN, past the end, is none of these comparisons' true side
    if (c === BACKSLASH || !(c >= 0x20) || (c >= 0xd800 && c <= 0xdfff)) break;
  }
  return readUncommon(scan, start);
}

/** Names seen lately, by hash: the same few names stand in every resource of a text. */
const RECENT = 512;

/** Longer strings cut from a text may keep the whole text in memory, so they are not remembered. */
const REMEMBERED_CHARACTERS = 12;

const recent: string[] = Array.from({ length: RECENT }, () => '');

/** As `readString`, for the name of a member: names repeat, and a known string is found faster. */
export function readName(scan: Scan): string {
  const { text } = scan;
  const start = scan.at + 1;
  let hash = 0;
  for (let at = start; ; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      scan.at = at + 1;
      const slot = (hash ^ (hash >>> 9)) & (RECENT - 1);
      const known = recent[slot] as string;
      if (known.length === at - start && text.startsWith(known, start)) return known;
      const name = bounded(scan, start, text.slice(start, at));
      if (name.length <= REMEMBERED_CHARACTERS) recent[slot] = name;
      return name;
    }
    if (c === BACKSLASH || !(c >= 0x20) || c > 0x7e) return readString(scan);
    hash = (hash * 31 + c) | 0;
  }
}

function bounded(scan: Scan, start: number, value: string): string {
  const limit = scan.limits.stringCharacters;
  if (value.length > limit) {
    scan.report('SAMPAN-JSON-STRING-LONG', start - 1, { length: value.length, limit });
  }
  return value;
}

/** With escapes, surrogates or control characters. */
function readUncommon(scan: Scan, start: number): string {
  const { text } = scan;
  let value = '';
  let from = start;
  let at = start;
  for (;;) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) break;
    if (c === BACKSLASH) {
      const escaped = readEscape(scan, at);
      value += text.slice(from, at) + escaped.value;
      at = escaped.end;
      from = at;
    } else if (Number.isNaN(c)) {
      scan.at = text.length;
      stopAt(scan, '"');
      return '';
    } else {
      if (c < 0x20) reportControl(scan, at, c);
      at++;
    }
  }
  value += text.slice(from, at);
  scan.at = at + 1;
  return wellFormed(scan, start, bounded(scan, start, value));
}

function reportControl(scan: Scan, at: number, c: number): void {
  scan.report('SAMPAN-JSON-CONTROL', at, { what: `U+${hex4(c)}` });
}

function hex4(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(4, '0');
}

/** Half a surrogate pair is no character: it is told, and becomes U+FFFD. */
function wellFormed(scan: Scan, start: number, value: string): string {
  if (value.isWellFormed()) return value;
  const whole = value.toWellFormed();
  let at = 0;
  while (value.charCodeAt(at) === whole.charCodeAt(at)) at++;
  scan.report('SAMPAN-JSON-SURROGATE', start - 1, { what: `\\u${hex4(value.charCodeAt(at))}` });
  return whole;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

interface Escaped {
  readonly value: string;
  readonly end: number;
}

function readEscape(scan: Scan, at: number): Escaped {
  const letter = scan.text.charAt(at + 1);
  if (Object.hasOwn(SIMPLE_ESCAPES, letter)) {
    return { value: SIMPLE_ESCAPES[letter] ?? '', end: at + 2 };
  }
  const digits = scan.text.slice(at + 2, at + 6);
  if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(digits)) {
    return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 };
  }
  scan.report('SAMPAN-JSON-ESCAPE', at, { found: `\\${letter}` });
  return { value: letter, end: at + 1 + letter.length };
}
