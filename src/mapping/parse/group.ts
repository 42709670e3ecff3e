/** Groups, their parameters and rules. */
import type { Call, Group, Parameter, Rule, TypeMode } from '../ast.ts';
import { argumentList } from './argument.ts';
import {
  atMark,
  type Cursor,
  complain,
  needMark,
  needName,
  recover,
  SyntaxStop,
  stop,
  take,
  takeMark,
  takeWord,
} from './cursor.ts';
import { parseSource } from './source.ts';
import { parseTarget } from './target.ts';
import { parseType } from './type-name.ts';

/** parameter = ('source' | 'target') identifier (':' type)? */
function parseParameter(cursor: Cursor): Parameter {
  const at = cursor.token.at;
  const mode = takeWord(cursor, 'source')
    ? 'source'
    : takeWord(cursor, 'target')
      ? 'target'
      : stop(cursor, '`source` or `target`');
  const name = needName(cursor, "the parameter's name").text;
  const type = takeMark(cursor, ':') ? parseType(cursor) : undefined;
  return { at, mode, name, ...(type === undefined ? {} : { type }) };
}

/** typeMode = '<<' ('types' | 'type+' | 'type+types') '>>' */
function parseTypeMode(cursor: Cursor): TypeMode {
  if (takeWord(cursor, 'types')) {
    needMark(cursor, '>>');
    return 'types';
  }
  if (!takeWord(cursor, 'type')) return stop(cursor, '`types` or `type+`');
  needMark(cursor, '+');
  takeWord(cursor, 'types');
  needMark(cursor, '>>');
  return 'type-and-types';
}

/** dependent = 'then' (call (',' call)* rules? | rules) */
function parseThen(cursor: Cursor): { calls: Call[]; rules: Rule[] } {
  const calls: Call[] = [];
  while (!atMark(cursor, '{')) {
    const name = needName(cursor, 'a group to call, or `{`');
    calls.push({ at: name.at, group: name.text, arguments: argumentList(cursor) });
    if (!takeMark(cursor, ',')) break;
  }
  return { calls, rules: atMark(cursor, '{') ? parseRules(cursor) : [] };
}

/** Rules that read only a variable have nothing to be named after. */
function needsName(rule: Rule): boolean {
  return rule.sources.length !== 1 || rule.sources[0]?.path.length === 0;
}

/** rule = source (',' source)* ('->' target (',' target)*)? dependent? name? ';' */
function parseRule(cursor: Cursor): Rule {
  const at = cursor.token.at;
  const sources = [parseSource(cursor)];
  while (takeMark(cursor, ',')) sources.push(parseSource(cursor));
  const targets = takeMark(cursor, '->') ? [parseTarget(cursor)] : [];
  while (targets.length > 0 && takeMark(cursor, ',')) targets.push(parseTarget(cursor));
  const then = takeWord(cursor, 'then') ? parseThen(cursor) : { calls: [], rules: [] };
  const name = cursor.token.kind === 'string' ? take(cursor).text : undefined;
  const rule: Rule = { at, sources, targets, ...then, ...(name === undefined ? {} : { name }) };
  if (name === undefined && (atMark(cursor, ';') || atMark(cursor, '}')) && needsName(rule)) {
    complain(
      cursor,
      'a rule name in double quotes',
      'a rule that reads no element, or several sources, must have a name',
    );
  }
  if (!takeMark(cursor, ';') && !atMark(cursor, '}')) stop(cursor, '`;`');
  return rule;
}

/** rules = '{' rule* '}' */
function parseRules(cursor: Cursor): Rule[] {
  needMark(cursor, '{');
  const rules: Rule[] = [];
  while (!atMark(cursor, '}') && cursor.token.kind !== 'end') {
    if (takeMark(cursor, ';')) continue;
    try {
      rules.push(parseRule(cursor));
    } catch (thrown) {
      if (!(thrown instanceof SyntaxStop)) throw thrown;
      recover(cursor);
    }
  }
  needMark(cursor, '}');
  return rules;
}

/** The lines of comment that stand right above an offset. */
function commentAbove(text: string, at: number): string | undefined {
  const lines = text.slice(0, text.lastIndexOf('\n', at - 1) + 1).split('\n');
  lines.pop();
  const comment: string[] = [];
  for (let line = lines.pop(); line?.trim().startsWith('//'); line = lines.pop()) {
    if (line.trim().startsWith('///')) break;
    comment.unshift(line.trim().replace(/^\/\/\s?/, ''));
  }
  return comment.length === 0 ? undefined : comment.join('\n');
}

/**
 * group = 'group' identifier '(' parameter (',' parameter)* ')'
 *         ('extends' identifier)? typeMode? rules
 */
export function parseGroup(cursor: Cursor, at: number): Group | undefined {
  const name = needName(cursor, "the group's name").text;
  needMark(cursor, '(');
  const parameters = [parseParameter(cursor)];
  while (takeMark(cursor, ',')) parameters.push(parseParameter(cursor));
  needMark(cursor, ')');
  let parent: string | undefined;
  let typeMode: TypeMode = 'none';
  for (;;) {
    if (takeWord(cursor, 'extends')) parent = needName(cursor, 'the group that is extended').text;
    else if (takeMark(cursor, '<<')) typeMode = parseTypeMode(cursor);
    else break;
  }
  const documentation = commentAbove(cursor.source.text, at);
  const rules = parseRules(cursor);
  const group: Group = { at, name, parameters, typeMode, rules };
  return {
    ...group,
    ...(parent === undefined ? {} : { extends: parent }),
    ...(documentation === undefined ? {} : { documentation }),
  };
}
