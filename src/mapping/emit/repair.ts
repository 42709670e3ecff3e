/**
 * Names that some engines take and FHIRPath proper does not: `linkId.value` for the value of a
 * primitive, `answer.valueString` for `answer.value.ofType(string)`. Published maps use both.
 */
import type { FhirPathProblem } from '../../fhir/fhirpath/problem.ts';
import type { Expression, Member } from '../../fhir/fhirpath/syntax.ts';
import type { TypeModel } from '../../fhir/model.ts';

type Change = (member: Member) => Expression | undefined;

/** The tree with one member, found by where its name ends, put in another way. */
function replaced(syntax: Expression, end: number, change: Change): Expression {
  const next = (inner: Expression) => replaced(inner, end, change);
  switch (syntax.kind) {
    case 'member': {
      const member = syntax.input === undefined ? syntax : { ...syntax, input: next(syntax.input) };
      return (syntax.end === end ? change(member) : undefined) ?? member;
    }
    case 'call': {
      const input = syntax.input === undefined ? {} : { input: next(syntax.input) };
      return { ...syntax, ...input, args: syntax.args.map(next) };
    }
    case 'indexer':
      return { ...syntax, input: next(syntax.input), index: next(syntax.index) };
    case 'unary':
    case 'type-test':
      return { ...syntax, operand: next(syntax.operand) };
    case 'binary':
      return { ...syntax, left: next(syntax.left), right: next(syntax.right) };
    default:
      return syntax;
  }
}

/** `valueString` as `value.ofType(string)`. */
function typedChoice(member: Member, model: TypeModel): Expression | undefined {
  const { name, start, end } = member;
  for (let cut = name.length - 1; cut > 0; cut--) {
    const suffix = name.slice(cut);
    if (!/^[A-Z]/.test(suffix)) continue;
    const lower = suffix.charAt(0).toLowerCase() + suffix.slice(1);
    const type = [suffix, lower].find((each) => model.kind(each) !== undefined);
    if (type === undefined) continue;
    const input: Expression = { ...member, name: name.slice(0, cut) };
    const argument: Expression = { kind: 'member', name: type, start, end };
    return { kind: 'call', input, name: 'ofType', args: [argument], start, end };
  }
  return undefined;
}

/** The expression put so that FHIRPath takes it; undefined if it cannot be. */
export function repaired(
  syntax: Expression,
  problems: readonly FhirPathProblem[],
  model: TypeModel,
): Expression | undefined {
  let result = syntax;
  for (const { kind, offset, found } of problems) {
    const name = /^'(\w+)'$/.exec(found)?.[1];
    if (kind !== 'type' || name === undefined) return undefined;
    let done = false;
    result = replaced(result, offset + name.length, (member) => {
      const change = name === 'value' ? member.input : typedChoice(member, model);
      done = change !== undefined;
      return change;
    });
    if (!done) return undefined;
  }
  return result;
}
