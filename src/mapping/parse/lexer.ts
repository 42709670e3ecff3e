/** Tokens of the mapping language, made on demand; FHIRPath inside maps uses the same ones. */

export type TokenKind =
  | 'name' // abc, `a b`
  | 'string' // 'abc', "abc"
  | 'number'
  | 'moment' // @2024-01-01, @T12:00
  | 'external' // %abc, %'abc'
  | 'special' // $this
  | 'mark' // -> == << { ; …
  | 'bad'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A name or string without its quotes and escapes, else the text as it stands. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** The quote of a string or a quoted name. */
  readonly quote?: string;
}

const SPACE = /(?:[\s\uFEFF]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MOMENT = /@(?:T[\d:.]*|\d{4}(?:-\d\d(?:-\d\d)?)?(?:T[\d:.]*(?:Z|[+-]\d\d:\d\d)?)?)/y;
const EXTERNAL = /%[A-Za-z_][A-Za-z0-9_-]*/y;
const SPECIAL = /\$[A-Za-z]+/y;
const MARK = /->|<<|>>|<=|>=|==|!=|!~|\.\.|[-+*/=<>~|&(){}[\],;:.!^]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Undoes `\n`, `\u0041`, `\'`, … of a quoted text. */
export function unescapeText(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (whole, hex, letter) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return letter === undefined ? whole : (ESCAPES[letter] ?? letter);
  });
}

/** Offset after white space and comments. */
export function skipSpace(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.length ?? 0);
}

/** `'…'`, `"…"`, `` `…` ``, `"""…"""`; a text without its closing quote ends with the line. */
function quoted(text: string, at: number, prefix: number): Token {
  const quote = text.charAt(at + prefix);
  const kind = prefix > 0 ? 'external' : quote === '`' ? 'name' : 'string';
  if (text.startsWith('"""', at)) {
    const close = text.indexOf('"""', at + 3);
    if (close >= 0) return { kind, text: text.slice(at + 3, close), at, end: close + 3, quote };
  }
  let end = at + prefix + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) {
    const line = text.indexOf('\n', at);
    return { kind: 'bad', text: quote, at, end: line < 0 ? text.length : line };
  }
  return { kind, text: unescapeText(text.slice(at + prefix + 1, end)), at, end: end + 1, quote };
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['name', NAME],
  ['number', NUMBER],
  ['moment', MOMENT],
  ['external', EXTERNAL],
  ['special', SPECIAL],
  ['mark', MARK],
];

/** The token at or after `from`. Never throws: what is no token is `bad`, one character long. */
export function tokenAt(text: string, from: number): Token {
  const at = skipSpace(text, from);
  const first = text[at];
  if (first === undefined) return { kind: 'end', text: '', at, end: at };
  if (first === "'" || first === '"' || first === '`') return quoted(text, at, 0);
  const second = text[at + 1];
  if (first === '%' && (second === "'" || second === '`' || second === '"')) {
    return quoted(text, at, 1);
  }
  for (const [kind, pattern] of PATTERNS) {
    const found = match(pattern, text, at);
    if (found !== undefined) return { kind, text: found, at, end: at + found.length };
  }
  return { kind: 'bad', text: first, at, end: at + 1 };
}
