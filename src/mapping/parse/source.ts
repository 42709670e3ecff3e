/** The left side of a rule. */
import type { Expression, Source, SourceListMode } from '../ast.ts';
import { pathOf } from './argument.ts';
import {
  atMark,
  atWord,
  type Cursor,
  needBracketed,
  needExpression,
  needMark,
  needName,
  stop,
  take,
  takeMark,
  takeWord,
} from './cursor.ts';
import { parseType } from './type-name.ts';

const LIST_MODES: readonly SourceListMode[] = [
  'first',
  'not_first',
  'last',
  'not_last',
  'only_one',
];

type Draft = { -readonly [K in keyof Source]: Source[K] };

/** default = 'default' ( '(' fhirPath ')' | literal ) */
function parseDefault(cursor: Cursor): Expression {
  if (atMark(cursor, '(')) return needBracketed(cursor);
  const { token } = cursor;
  if (token.kind !== 'string') return needExpression(cursor);
  take(cursor);
  return { at: token.at, text: cursor.source.text.slice(token.at, token.end) };
}

/** cardinality = integer '..' (integer | '*') */
function parseCardinality(cursor: Cursor, draft: Draft): void {
  draft.min = Number(take(cursor).text);
  needMark(cursor, '..');
  if (takeMark(cursor, '*')) draft.max = '*';
  else if (cursor.token.kind === 'number') draft.max = take(cursor).text;
  else stop(cursor, 'an upper bound or `*`');
}

/** FHIRPath, or FHIRPath in double quotes as older maps have it. */
function needCondition(cursor: Cursor): Expression {
  const { token } = cursor;
  const expression = needExpression(cursor);
  const isQuoted = token.quote === '"' && token.end === expression.at + expression.text.length;
  return isQuoted ? { at: token.at + 1, text: token.text } : expression;
}

/** One clause behind the element; false if none stands here. The clauses may come in any order. */
function parseClause(cursor: Cursor, draft: Draft): boolean {
  if (takeMark(cursor, ':')) draft.type = parseType(cursor);
  else if (cursor.token.kind === 'number') parseCardinality(cursor, draft);
  else if (takeWord(cursor, 'default')) draft.fallback = parseDefault(cursor);
  else if (takeWord(cursor, 'as')) draft.variable = needName(cursor, "the variable's name").text;
  else if (takeWord(cursor, 'where')) draft.where = needCondition(cursor);
  else if (takeWord(cursor, 'check')) draft.check = needCondition(cursor);
  else if (takeWord(cursor, 'log')) draft.log = needExpression(cursor);
  else {
    const mode = LIST_MODES.find((known) => atWord(cursor, known));
    if (mode === undefined) return false;
    take(cursor);
    draft.listMode = mode;
  }
  return true;
}

/**
 * source = identifier ('.' identifier)* (':' type)? cardinality? default? listMode?
 *          ('as' identifier)? ('where' fhirPath)? ('check' fhirPath)? ('log' fhirPath)?
 */
export function parseSource(cursor: Cursor): Source {
  const at = cursor.token.at;
  const context = needName(cursor, "a source's variable").text;
  const draft: Draft = { at, context, path: pathOf(cursor) };
  while (parseClause(cursor, draft));
  return draft;
}
