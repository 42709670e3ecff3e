/** Cuts FHIRPath into tokens, one at a time: text behind an expression is never looked at. */

import type { Span } from './problem.ts';
import { parseDateTime } from './runtime/temporal.ts';

export type TokenKind =
  | 'identifier'
  | 'delimited'
  | 'string'
  | 'number'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'variable'
  | 'special'
  | 'symbol'
  | 'invalid'
  | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** Value of the token: unescaped, without quotes, `@`, `%` or `$`; of `invalid`, what was due. */
  readonly text: string;
}

const SPACE = /(?:[ \t\r\n]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const DATE =
  /@(\d{4}(?:-\d\d(?:-\d\d)?)?)(T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?)?)?/y;
const TIME = /@T(\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)(Z|[+-]\d\d:\d\d)?/y;
// The arrow is no FHIRPath: it ends an expression that stands in a map.
const SYMBOL = /->|<=|>=|!=|!~|[()[\]{}.,+\-*/&|<>=~]/y;
const ESCAPES: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '`': '`',
  '/': '/',
  '\\': '\\',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export interface LexerOptions {
  /** Takes "text" as a string: the mapping language allows it. */
  readonly doubleQuotes?: boolean;
}

/** The token that begins at `offset` or behind the white space and comments there. */
export function tokenAt(text: string, offset: number, options: LexerOptions = {}): Token {
  const start = offset + (matchAt(SPACE, text, offset)?.[0].length ?? 0);
  if (start >= text.length) return { kind: 'end', text: '', start: text.length, end: text.length };
  if (text.startsWith('/*', start))
    return invalid(start, text.length, 'the end of the comment, */');
  switch (text[start]) {
    case "'":
      return quoted(text, start, 'string');
    case '`':
      return quoted(text, start, 'delimited');
    case '"':
      return quoted(text, start, options.doubleQuotes === true ? 'string' : 'delimited');
    case '@':
      return temporal(text, start);
    case '%':
      return variable(text, start);
    case '$':
      return special(text, start);
    default:
      return plain(text, start);
  }
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function invalid(start: number, end: number, expected: string): Token {
  return { kind: 'invalid', text: expected, start, end };
}

function plain(text: string, start: number): Token {
  const rows = [
    ['identifier', IDENTIFIER],
    ['number', NUMBER],
    ['symbol', SYMBOL],
  ] as const;
  for (const [kind, pattern] of rows) {
    const found = matchAt(pattern, text, start)?.[0];
    if (found !== undefined) return { kind, text: found, start, end: start + found.length };
  }
  return invalid(start, start + 1, 'an identifier, a literal or an operator');
}

// STRING: '\'' (ESC | .)*? '\''   DELIMITEDIDENTIFIER: '`' (ESC | .)*? '`'
function quoted(text: string, start: number, kind: 'string' | 'delimited'): Token {
  const quote = text[start];
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === quote) return { kind, text: value, start, end: at + 1 };
    if (character !== '\\') {
      value += character;
      at += 1;
      continue;
    }
    const escaped = escapeAt(text, at);
    if (escaped === undefined) return invalid(at, at + 2, "an escape such as \\' \\n \\u0041");
    value += escaped.value;
    at = escaped.end;
  }
  return invalid(start, text.length, `a closing ${quote}`);
}

// ESC: '\\' ([`'\\/fnrt] | 'u' HEX HEX HEX HEX)
function escapeAt(text: string, at: number): { value: string; end: number } | undefined {
  const letter = text[at + 1] ?? '';
  if (letter === 'u') {
    const hex = text.slice(at + 2, at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) return undefined;
    return { value: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 6 };
  }
  const value = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  return value === undefined ? undefined : { value, end: at + 2 };
}

// DATE: '@' DATEFORMAT   DATETIME: '@' DATEFORMAT 'T' …   TIME: '@' 'T' TIMEFORMAT
function temporal(text: string, start: number): Token {
  const time = matchAt(TIME, text, start);
  if (time !== null) {
    const end = start + time[0].length;
    // A time has no zone: http://hl7.org/fhirpath/N1/index.html#time
    if (time[2] !== undefined) return invalid(start, end, 'a time without zone');
    return { kind: 'time', text: time[1] ?? '', start, end };
  }
  const date = matchAt(DATE, text, start);
  if (date === null)
    return invalid(start, start + 1, 'a date, dateTime or time such as @2015-02-04');
  const end = start + date[0].length;
  const [, day = '', clock] = date;
  if (parseDateTime(day) === undefined) return invalid(start, end, 'a day that the calendar has');
  if (clock === undefined) return { kind: 'date', text: day, start, end };
  return { kind: 'dateTime', text: clock === 'T' ? `${day}T` : day + clock, start, end };
}

// externalConstant: '%' (identifier | STRING)
function variable(text: string, start: number): Token {
  const name = tokenAt(text, start + 1, { doubleQuotes: true });
  const joined = name.start === start + 1;
  if (
    joined &&
    (name.kind === 'identifier' || name.kind === 'delimited' || name.kind === 'string')
  ) {
    return { kind: 'variable', text: name.text, start, end: name.end };
  }
  return invalid(start, start + 1, 'the name of a variable behind %');
}

// '$this' | '$index' | '$total'
function special(text: string, start: number): Token {
  const name = matchAt(IDENTIFIER, text, start + 1)?.[0] ?? '';
  const end = start + 1 + name.length;
  const known = name === 'this' || name === 'index' || name === 'total';
  if (!known) return invalid(start, end, '$this, $index or $total');
  return { kind: 'special', text: name, start, end };
}
