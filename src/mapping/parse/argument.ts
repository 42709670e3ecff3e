/** Arguments of transforms and calls. */
import type { Argument, LiteralKind } from '../ast.ts';
import {
  atMark,
  type Cursor,
  needBracketed,
  needMark,
  needName,
  stop,
  take,
  takeMark,
} from './cursor.ts';
import type { Token } from './lexer.ts';

function momentKind(text: string): LiteralKind {
  if (text.startsWith('@T')) return 'time';
  return text.includes('T') ? 'dateTime' : 'date';
}

function literal(token: Token, text: string, type: LiteralKind): Argument {
  return { kind: 'literal', at: token.at, type, text };
}

/** literal = string | number | boolean | date, or undefined if none stands here */
export function takeLiteral(cursor: Cursor): Argument | undefined {
  const { token } = cursor;
  if (token.kind === 'string') return literal(take(cursor), token.text, 'string');
  if (token.kind === 'moment') {
    take(cursor);
    return literal(token, token.text.replace(/^@T?/, ''), momentKind(token.text));
  }
  if (token.kind === 'name' && !token.quote && /^(?:true|false)$/.test(token.text)) {
    return literal(take(cursor), token.text, 'boolean');
  }
  const negative = atMark(cursor, '-');
  if (negative) take(cursor);
  if (cursor.token.kind === 'number') {
    const number = take(cursor).text;
    const text = negative ? `-${number}` : number;
    return literal(token, text, /[.eE]/.test(text) ? 'decimal' : 'integer');
  }
  return negative ? stop(cursor, 'a number') : undefined;
}

/** argument = literal | '(' fhirPath ')' | '%'? identifier ('.' identifier)* */
export function parseArgument(cursor: Cursor): Argument {
  const at = cursor.token.at;
  const found = takeLiteral(cursor);
  if (found !== undefined) return found;
  if (atMark(cursor, '(')) return { kind: 'expression', at, expression: needBracketed(cursor) };
  if (cursor.token.kind === 'external') {
    return {
      kind: 'variable',
      at,
      name: take(cursor).text.replace(/^%/, ''),
      path: pathOf(cursor),
    };
  }
  const name = needName(cursor, 'a variable, a literal or `(`').text;
  return { kind: 'variable', at, name, path: pathOf(cursor) };
}

/** ('.' identifier)* */
export function pathOf(cursor: Cursor): string[] {
  const path: string[] = [];
  while (takeMark(cursor, '.')) path.push(needName(cursor, "an element's name").text);
  return path;
}

/** '(' (argument (',' argument)*)? ')' */
export function argumentList(cursor: Cursor): Argument[] {
  needMark(cursor, '(');
  const list: Argument[] = [];
  while (!atMark(cursor, ')')) {
    list.push(parseArgument(cursor));
    if (!takeMark(cursor, ',')) break;
  }
  needMark(cursor, ')');
  return list;
}
