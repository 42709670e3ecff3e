/** Rules: sources, then targets, then what depends on them. */
import { type Argument, isSimple, type Rule, ruleName, type Source } from '../ast.ts';
import { positionOf } from '../problem.ts';
import type { Binding, Scope, SourceBinding } from './bindings.ts';
import { emitByType, emitSimple } from './by-type.ts';
import { emitCall } from './calls.ts';
import { fresh, line, quote, type Writer } from './emitter.ts';
import { emitSource } from './sources.ts';
import { asTarget, emitTarget, sharedId } from './targets.ts';

export function emitRules(writer: Writer, rules: readonly Rule[], scope: Scope): void {
  const shared = new Map(scope.shared);
  for (const target of rules.flatMap((rule) => rule.targets)) {
    const id = sharedId(target);
    if (!target.listModes.includes('share') || shared.has(id)) continue;
    const js = fresh(writer.emitter, 'shared');
    line(writer, `let ${js};`);
    shared.set(id, js);
  }
  for (const rule of rules) emitRule(writer, rule, { ...scope, shared });
}

/** The name and line by which people know a rule. */
function ruleLabel(writer: Writer, rule: Rule): { name: string; line: number } {
  return { name: ruleName(rule), line: positionOf(writer.map.source, rule.at).line };
}

function emitRule(writer: Writer, rule: Rule, scope: Scope): void {
  const label = ruleLabel(writer, rule);
  line(writer, '{');
  line(writer, `// line ${label.line}: ${label.name.replace(/[\r\n\u2028\u2029]/g, ' ')}`);
  line(writer, 'if (++$n > $max) $stop();');
  if (writer.emitter.traced) {
    const at = `${quote(writer.map.source.file)}, ${label.line}, ${quote(label.name)}`;
    line(writer, `const $f = $t.rule(${at});`);
  }
  const inner = withSingles(writer, rule, scope);
  emitSources(writer, rule, { scope: inner, items: [] });
  if (writer.emitter.traced) line(writer, '$t.back($f);');
  line(writer, '}');
}

/** `single`: all items of the rule go to one target, so it lives outside of their loop. */
function withSingles(writer: Writer, rule: Rule, scope: Scope): Scope {
  const shared = new Map(scope.shared);
  for (const target of rule.targets) {
    if (!target.listModes.includes('single') || target.listRuleId !== undefined) continue;
    const js = fresh(writer.emitter, 'single');
    line(writer, `let ${js};`);
    shared.set(sharedId(target), js);
  }
  return { ...scope, shared };
}

const COMPANION = /\b(?:extension|id|hasValue|children|descendants)\b/;

/** True if a rule may look at the id or the extensions of what a source gives. */
function needsCompanion(rule: Rule, source: Source): boolean {
  const tests = [source.where, source.check, source.log].map((each) => each?.text ?? '');
  if (isSimple(rule) || tests.some((text) => COMPANION.test(text))) return true;
  if (source.variable === undefined) return false;
  const made = rule.targets.some((each) => each.transform === 'create' && !each.parameters.length);
  return made || readsInside(rule, source.variable);
}

/** True if a variable is handed to a group, or gone into, in a rule or the rules in it. */
function readsInside(rule: Rule, name: string): boolean {
  const isName = (each: Argument) => each.kind === 'variable' && each.name === name;
  return (
    rule.calls.some((call) => call.arguments.some(isName)) ||
    rule.targets.some(({ parameters }) => parameters.some((each) => each.kind === 'expression')) ||
    rule.rules.some(
      (inner) =>
        inner.sources.some(({ context, path }) => context === name && path.length > 0) ||
        readsInside(inner, name),
    )
  );
}

interface Progress {
  readonly scope: Scope;
  readonly items: readonly SourceBinding[];
}

/** Several sources are run through in all combinations. */
function emitSources(writer: Writer, rule: Rule, { scope, items }: Progress): void {
  const source = rule.sources[items.length];
  if (source === undefined) {
    emitBody(writer, rule, { scope, items });
    return;
  }
  const read = { ...source, plain: !needsCompanion(rule, source) };
  emitSource(writer, read, scope, (inner, item) => {
    emitSources(writer, rule, { scope: inner, items: [...items, item] });
  });
}

function emitBody(writer: Writer, rule: Rule, { scope, items }: Progress): void {
  const item = items[0];
  const [target] = rule.targets;
  if (isSimple(rule) && item !== undefined && target !== undefined) {
    emitSimple(writer, target, { scope, item });
    return;
  }
  let inner = scope;
  for (const each of rule.targets) inner = emitTarget(writer, each, { scope: inner, source: item });
  for (const call of rule.calls) emitCall(writer, call, inner);
  if (rule.rules.length > 0) emitRules(writer, rule.rules, inner);
  else if (rule.calls.length === 0 && item !== undefined)
    inferred(writer, rule, { scope: inner, item });
}

/** `src.a as a -> tgt.b = create() as b`: the group for both types is run. */
function inferred(writer: Writer, rule: Rule, state: { scope: Scope; item: SourceBinding }): void {
  const [target] = rule.targets;
  const [source] = rule.sources;
  if (rule.sources.length !== 1 || rule.targets.length !== 1) return;
  if (target?.transform !== 'create' || target.parameters.length > 0) return;
  if (target.variable === undefined || source?.variable === undefined) return;
  const made: Binding | undefined = asTarget(state.scope.targets.get(target.variable));
  if (made !== undefined) emitByType(writer, target, { item: state.item, made });
}
