/** What names in FHIRPath mean inside a map: its variables and constants come first. */
import { parseFhirPath } from '../../fhir/fhirpath/parser.ts';
import type { Member, Expression as Syntax } from '../../fhir/fhirpath/syntax.ts';
import type { Expression } from '../ast.ts';
import type { Binding, Scope } from './bindings.ts';
import { findSource, type Writer } from './emitter.ts';

export interface Evaluation {
  readonly expression: Expression;
  readonly scope: Scope;
  /** What `$this` is; without it the expression reads variables only. */
  readonly focus?: Binding | undefined;
  /** The variable the rule reads from: names its items do not have are looked for there. */
  readonly context?: string;
}

interface Rewriting {
  readonly writer: Writer;
  readonly scope: Scope;
  readonly used: Map<string, Binding>;
  /** Names that are elements of the rule's context, and not of the item. */
  readonly ofContext: (name: string) => string | undefined;
}

const TYPE_CALLS = new Set(['ofType', 'is', 'as']);

/** Variables first, as every engine does: `src.item` is `%src.item` where `src` is a variable. */
export function rewrite(syntax: Syntax, rewriting: Rewriting): Syntax {
  const next = (inner: Syntax) => rewrite(inner, rewriting);
  switch (syntax.kind) {
    case 'member':
      if (syntax.input !== undefined) return { ...syntax, input: next(syntax.input) };
      return variable(syntax.name, syntax, rewriting) ?? inContext(syntax, rewriting) ?? syntax;
    case 'variable':
      return variable(syntax.name, syntax, rewriting) ?? syntax;
    case 'call': {
      const inside = { ...rewriting, ofContext: () => undefined };
      const within = (each: Syntax) => rewrite(each, inside);
      const args = TYPE_CALLS.has(syntax.name) ? syntax.args : syntax.args.map(within);
      return {
        ...syntax,
        args,
        ...(syntax.input === undefined ? {} : { input: next(syntax.input) }),
      };
    }
    case 'indexer':
      return { ...syntax, input: next(syntax.input), index: next(syntax.index) };
    case 'unary':
      return { ...syntax, operand: next(syntax.operand) };
    case 'binary':
      return { ...syntax, left: next(syntax.left), right: next(syntax.right) };
    case 'type-test':
      return { ...syntax, operand: next(syntax.operand) };
    default:
      return syntax;
  }
}

/** Older maps ask the context in `where`: `src.i as i where m < 2` is about `src.m`. */
function inContext(member: Member, rewriting: Rewriting): Syntax | undefined {
  const context = rewriting.ofContext(member.name);
  if (context === undefined) return undefined;
  const input = variable(context, member, rewriting);
  return input === undefined ? undefined : { ...member, input };
}

/** Says of a name whether only the rule's context has it. */
export function contextNames(writer: Writer, evaluation: Evaluation): Rewriting['ofContext'] {
  const { types } = writer.emitter;
  const { focus, scope, context } = evaluation;
  const owner = context === undefined ? undefined : findSource(scope, context);
  const item = focus === undefined || focus.form === 'choice' ? undefined : focus.type;
  const type = owner === undefined || owner.form === 'choice' ? undefined : owner.type;
  if (item === undefined || type === undefined || types.isAbstract(item)) return () => undefined;
  return (name) => {
    const isItems = types.model.element(item, name) ?? types.model.jsonElement(item, name);
    const isOwners = types.model.element(type, name) !== undefined;
    return isItems === undefined && isOwners && name !== 'value' ? context : undefined;
  };
}

function variable(name: string, at: Syntax, rewriting: Rewriting): Syntax | undefined {
  const binding = findSource(rewriting.scope, name);
  const { start, end } = at;
  if (binding === undefined) {
    const constant = rewriting.writer.map.constants.find((each) => each.name === name);
    if (constant === undefined) return undefined;
    const parsed = parseFhirPath(constant.expression.text, { doubleQuotes: true });
    return parsed.ok ? parsed.expression : undefined;
  }
  rewriting.used.set(name, binding);
  const read: Syntax = { kind: 'variable', name, start, end };
  if (binding.form !== 'choice') return read;
  return { kind: 'member', input: read, name: binding.element.name, start, end };
}
