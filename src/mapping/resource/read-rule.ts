/** Rules of StructureMap resources. */

import { isExactNumber, numberText } from '../../base/decimal.ts';
import {
  type Argument,
  type Call,
  type Expression,
  type Rule,
  type Source,
  type SourceListMode,
  type Target,
  type TargetListMode,
  transforms,
} from '../ast.ts';
import { tokenAt } from '../parse/lexer.ts';
import { type Json, objects, quoted, string, strings } from './json.ts';
import type { Locator } from './read.ts';

/** What engines call the variables of `src.a -> tgt.b;` when they write JSON. */
const AUTOMATIC = 'vvv';

function expressionOf(value: unknown, at: number): Expression | undefined {
  return typeof value === 'string' && value !== '' ? { at, text: value } : undefined;
}

/** R4: `defaultValue[x]`; R5: `defaultValue`, a string. */
function fallbackOf(source: Json, at: number): Expression | undefined {
  for (const [key, value] of Object.entries(source)) {
    if (!key.startsWith('defaultValue')) continue;
    if (typeof value === 'number' || typeof value === 'boolean') return { at, text: String(value) };
    const isExpression = typeof value === 'string' && /^\(.*\)$/s.test(value);
    if (typeof value === 'string') return { at, text: isExpression ? value : quoted(value) };
  }
  return undefined;
}

function defined<T extends object>(object: T): T {
  const kept = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as T;
}

function readSource(source: Json, at: number): Source {
  const element = string(source.element);
  const min = source.min;
  return defined({
    at,
    context: string(source.context) ?? '',
    path: element === undefined ? [] : element.split('.'),
    type: string(source.type),
    min: typeof min === 'number' ? min : undefined,
    max: string(source.max),
    fallback: fallbackOf(source, at),
    listMode: string(source.listMode)?.replaceAll('-', '_') as SourceListMode | undefined,
    variable: string(source.variable),
    where: expressionOf(source.condition, at),
    check: expressionOf(source.check, at),
    log: expressionOf(source.logMessage, at),
  } as Source);
}

/** `valueId` names a variable; the other types are literals. */
function readArgument(parameter: Json, at: number): Argument {
  const [key = '', value = ''] =
    Object.entries(parameter).find(([name]) => name.startsWith('value')) ?? [];
  const text = isExactNumber(value) ? numberText(value) : String(value);
  if (key === 'valueId') {
    const [name = '', ...path] = text.split('.');
    return { kind: 'variable', at, name, path };
  }
  if (key === 'valueBoolean') return { kind: 'literal', at, type: 'boolean', text };
  if (key === 'valueInteger') return { kind: 'literal', at, type: 'integer', text };
  if (key === 'valueDecimal') return { kind: 'literal', at, type: 'decimal', text };
  if (key === 'valueDate') return { kind: 'literal', at, type: 'date', text };
  if (key === 'valueDateTime') return { kind: 'literal', at, type: 'dateTime', text };
  if (key === 'valueTime') return { kind: 'literal', at, type: 'time', text };
  return { kind: 'literal', at, type: 'string', text };
}

function argumentsOf(target: Json, at: number): Argument[] {
  const list = objects(target.parameter).map((each) => readArgument(each, at));
  const last = list.at(-1);
  if (target.transform !== 'evaluate' || last?.kind !== 'literal') return list;
  return [...list.slice(0, -1), { kind: 'expression', at, expression: { at, text: last.text } }];
}

function readTarget(target: Json, at: number): Target {
  const element = string(target.element);
  return defined({
    at,
    context: string(target.context),
    path: element === undefined ? [] : element.split('.'),
    transform: transforms.find((name) => name === target.transform),
    parameters: argumentsOf(target, at),
    variable: string(target.variable),
    listModes: strings(target.listMode) as readonly TargetListMode[],
    listRuleId: string(target.listRuleId),
  } as Target);
}

/** R4 has names only; quotes and brackets tell literals and expressions. */
function readVariable(text: string, at: number): Argument {
  const token = tokenAt(text, 0);
  if (token.kind === 'name' && token.end === text.length) {
    const isBoolean = text === 'true' || text === 'false';
    return readArgument(isBoolean ? { valueBoolean: text } : { valueId: text }, at);
  }
  if (token.kind === 'string') return { kind: 'literal', at, type: 'string', text: token.text };
  if (token.kind === 'number') {
    return { kind: 'literal', at, type: text.includes('.') ? 'decimal' : 'integer', text };
  }
  if (token.text !== '(') return readArgument({ valueId: text }, at);
  return { kind: 'expression', at, expression: { at, text: text.slice(1, -1) } };
}

/** R4: `variable` names; R5: `parameter` values. */
function readCall(dependent: Json, at: number): Call {
  const names = strings(dependent.variable).map((text) => readVariable(text, at));
  const parameters = objects(dependent.parameter).map((each) => readArgument(each, at));
  return { at, group: string(dependent.name) ?? '', arguments: [...names, ...parameters] };
}

/** `src.a as vvv -> tgt.b = create() as vvv` is what `src.a -> tgt.b` becomes in JSON. */
function simplified(rule: Rule): Rule {
  const [source] = rule.sources;
  const [target] = rule.targets;
  const isAutomatic = source?.variable === AUTOMATIC && target?.variable === AUTOMATIC;
  if (!isAutomatic || rule.sources.length + rule.targets.length !== 2) return rule;
  if (target.transform !== 'create' || target.parameters.length > 0) return rule;
  const { variable: _source, ...plainSource } = source;
  const { variable: _target, transform: _transform, ...plainTarget } = target;
  return { ...rule, sources: [plainSource], targets: [plainTarget] };
}

function readRule(rule: Json, locator: Locator): Rule {
  const name = string(rule.name);
  const at = locator.locate('name', name ?? '');
  return simplified(
    defined({
      at,
      name,
      sources: objects(rule.source).map((each) => readSource(each, at)),
      targets: objects(rule.target).map((each) => readTarget(each, at)),
      calls: objects(rule.dependent).map((each) => readCall(each, at)),
      rules: readRules(rule.rule, locator),
      documentation: string(rule.documentation),
    } as Rule),
  );
}

export function readRules(value: unknown, locator: Locator): Rule[] {
  return objects(value).map((rule) => readRule(rule, locator));
}
