/** The right side of a rule. */
import {
  type Argument,
  type Target,
  type TargetListMode,
  type TransformName,
  transforms,
} from '../ast.ts';
import { nearMiss } from '../near-miss.ts';
import { argumentList, parseArgument, pathOf, takeLiteral } from './argument.ts';
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
import { tokenAt } from './lexer.ts';

const LIST_MODES: readonly TargetListMode[] = ['first', 'share', 'last', 'single', 'collate'];

interface Transform {
  readonly transform: TransformName;
  readonly parameters: readonly Argument[];
}

function followedBy(cursor: Cursor, mark: string): boolean {
  return tokenAt(cursor.source.text, cursor.token.end).text === mark;
}

function needTransform(cursor: Cursor): TransformName {
  const { text } = cursor.token;
  const known = transforms.find((name) => name === text);
  if (known === undefined) return stop(cursor, 'a transform', nearMiss(text, transforms));
  take(cursor);
  return known;
}

/** evaluate '(' (argument ',')? fhirPath ')' */
function parseEvaluate(cursor: Cursor): Argument[] {
  needMark(cursor, '(');
  const start = cursor.token;
  const whole = needExpression(cursor);
  const only: Argument = { kind: 'expression', at: start.at, expression: whole };
  if (takeMark(cursor, ')')) return [only];
  if (!takeMark(cursor, ',')) stop(cursor, '`,` or `)`');
  const path = whole.text.split('.').map((part) => part.trim().replace(/^%/, ''));
  const [name = ''] = path;
  const isPlain = path.every((part) => /^[A-Za-z_]\w*$/.test(part));
  const focus: Argument = isPlain
    ? { kind: 'variable', at: start.at, name, path: path.slice(1) }
    : only;
  const { at, text, quote, kind, end } = cursor.token;
  if (kind === 'string' && quote !== undefined && tokenAt(cursor.source.text, end).text === ')') {
    // StructureMaps written as text often quote the expression
    take(cursor);
    needMark(cursor, ')');
    return [focus, { kind: 'expression', at, expression: { at: at + 1, text } }];
  }
  const expression = needExpression(cursor);
  needMark(cursor, ')');
  return [focus, { kind: 'expression', at, expression }];
}

/** transform = literal | '(' fhirPath ')' | name '(' arguments ')' | variable ('.' element)* */
function parseTransform(cursor: Cursor): Transform {
  const at = cursor.token.at;
  if (atMark(cursor, '(')) {
    const expression = needBracketed(cursor);
    return { transform: 'evaluate', parameters: [{ kind: 'expression', at, expression }] };
  }
  if (cursor.token.kind === 'name' && followedBy(cursor, '(')) {
    const transform = needTransform(cursor);
    if (transform === 'evaluate') return { transform, parameters: parseEvaluate(cursor) };
    return { transform, parameters: argumentList(cursor) };
  }
  return { transform: 'copy', parameters: [takeLiteral(cursor) ?? parseArgument(cursor)] };
}

interface Place {
  readonly context?: string;
  readonly path: readonly string[];
}

/** What is written to: `variable.element…`, or nothing where only a variable is made. */
function parsePlace(cursor: Cursor): Place & { readonly given?: Transform } {
  const { token } = cursor;
  const isCall = token.kind === 'name' && followedBy(cursor, '(');
  if (isCall || token.kind !== 'name') return { path: [], given: parseTransform(cursor) };
  const context = needName(cursor, 'a variable').text;
  const path = pathOf(cursor);
  if (path.length > 0 || atMark(cursor, '=')) return { context, path };
  const parameters: Argument[] = [{ kind: 'variable', at: token.at, name: context, path }];
  return { path: [], given: { transform: 'copy', parameters } };
}

/**
 * target = (variable '.' element ('.' element)* ('=' transform)? | transform)
 *          ('as' identifier)? ('first' | 'share' identifier | 'last' | 'single')*
 */
export function parseTarget(cursor: Cursor): Target {
  const at = cursor.token.at;
  const { given, ...place } = parsePlace(cursor);
  const transform = takeMark(cursor, '=') ? parseTransform(cursor) : given;
  const variable = takeWord(cursor, 'as')
    ? needName(cursor, "the variable's name").text
    : undefined;
  const listModes: TargetListMode[] = [];
  let listRuleId: string | undefined;
  for (;;) {
    const mode = LIST_MODES.find((known) => atWord(cursor, known));
    if (mode === undefined) break;
    take(cursor);
    listModes.push(mode);
    if (mode === 'share') listRuleId = needName(cursor, "the shared rule's id").text;
  }
  return {
    at,
    ...place,
    ...(transform ?? { parameters: [] }),
    listModes,
    ...(variable === undefined ? {} : { variable }),
    ...(listRuleId === undefined ? {} : { listRuleId }),
  };
}
