/** The parser's position in a map's text, and the problems found so far. */
import type { Expression } from '../ast.ts';
import { type Problem, problemAt, type SourceText } from '../problem.ts';
import { expressionExtent } from './expression-extent.ts';
import { type Token, tokenAt } from './lexer.ts';

/** Thrown inside the parser only, to leave the construct that cannot be read on. */
export class SyntaxStop extends Error {}

export interface Cursor {
  readonly source: SourceText;
  readonly problems: Problem[];
  token: Token;
  /** End of the token before the current one. */
  lastEnd: number;
}

export function openCursor(source: SourceText): Cursor {
  return { source, problems: [], token: tokenAt(source.text, 0), lastEnd: 0 };
}

export function describe(token: Token): string {
  if (token.kind === 'end') return 'the end of the file';
  if (token.kind === 'bad' && token.text.length === 1 && /["'`]/.test(token.text)) {
    return 'a text that is not closed';
  }
  return token.kind === 'string' ? `"${token.text}"` : `\`${token.text}\``;
}

export function moveTo(cursor: Cursor, offset: number): void {
  cursor.lastEnd = offset;
  cursor.token = tokenAt(cursor.source.text, offset);
}

export function take(cursor: Cursor): Token {
  const token = cursor.token;
  moveTo(cursor, token.end);
  return token;
}

/** Notes that something else was expected here. */
export function complain(
  cursor: Cursor,
  expected: string,
  hint?: string,
  at = cursor.token.at,
): void {
  const found = describe(at === cursor.token.at ? cursor.token : tokenAt(cursor.source.text, at));
  cursor.problems.push(
    problemAt(cursor.source, Math.min(at, cursor.source.text.length), {
      code: 'map-syntax',
      message: `expected ${expected}, found ${found}`,
      expected,
      found,
      ...(hint === undefined ? {} : { hint }),
    }),
  );
}

export function stop(cursor: Cursor, expected: string, hint?: string): never {
  complain(cursor, expected, hint);
  throw new SyntaxStop();
}

export function atMark(cursor: Cursor, mark: string): boolean {
  return cursor.token.kind === 'mark' && cursor.token.text === mark;
}

export function atWord(cursor: Cursor, word: string): boolean {
  return cursor.token.kind === 'name' && cursor.token.text === word && !cursor.token.quote;
}

export function takeMark(cursor: Cursor, mark: string): boolean {
  if (!atMark(cursor, mark)) return false;
  take(cursor);
  return true;
}

export function takeWord(cursor: Cursor, word: string): boolean {
  if (!atWord(cursor, word)) return false;
  take(cursor);
  return true;
}

export function needMark(cursor: Cursor, mark: string, hint?: string): Token {
  if (!atMark(cursor, mark)) stop(cursor, `\`${mark}\``, hint);
  return take(cursor);
}

export function needName(cursor: Cursor, what: string): Token {
  if (cursor.token.kind !== 'name') stop(cursor, what);
  return take(cursor);
}

/** A quoted text; both quotes are taken. */
export function needText(cursor: Cursor, what: string): Token {
  if (cursor.token.kind !== 'string') stop(cursor, what);
  return take(cursor);
}

/** FHIRPath as far as it goes from here. */
export function needExpression(cursor: Cursor): Expression {
  const { text } = cursor.source;
  const at = cursor.token.at;
  const extent = expressionExtent(text, at);
  if (extent.unclosed !== undefined) {
    moveTo(cursor, extent.unclosed.at);
    stop(cursor, `the bracket that closes \`${extent.unclosed.text}\``);
  }
  if (extent.end <= at) stop(cursor, 'a FHIRPath expression');
  moveTo(cursor, extent.end);
  return { text: text.slice(at, extent.end), at };
}

/** `( expression )`, the expression without its brackets. */
export function needBracketed(cursor: Cursor): Expression {
  needMark(cursor, '(');
  const inner = needExpression(cursor);
  needMark(cursor, ')');
  return inner;
}

/** Skips to behind the `;` or to the `}` that ends the construct we are in. */
export function recover(cursor: Cursor): void {
  let depth = 0;
  while (cursor.token.kind !== 'end') {
    if (depth === 0 && atMark(cursor, '}')) return;
    if (atMark(cursor, '{')) depth++;
    if (atMark(cursor, '}')) depth--;
    const done = depth === 0 && atMark(cursor, ';');
    take(cursor);
    if (done) return;
  }
}
