/** Every item of a source that passes its clauses. */
import type { Source } from '../ast.ts';
import { type Binding, type Scope, type SourceBinding, withSource } from './bindings.ts';
import { children } from './children.ts';
import { clauses, narrow } from './clauses.ts';
import type { Writer } from './emitter.ts';
import { readOf } from './expressions.ts';

/** A source, and whether its rule needs no ids and extensions of primitives. */
export interface ReadSource extends Source {
  readonly plain?: boolean;
}

/** Writes the code that is to run for each item. */
export type Body = (scope: Scope, item: SourceBinding) => void;

/** Anything bound, seen as a source. */
export function asSource(writer: Writer, binding: Binding): SourceBinding {
  const type =
    binding.form === 'choice' || binding.type === undefined ? {} : { type: binding.type };
  if (binding.form === 'object') return { form: 'node', js: readOf(writer, binding), ...type };
  if (binding.form === 'slot') return { form: 'primitive', js: readOf(writer, binding), ...type };
  return binding;
}

export interface Reading {
  readonly scope: Scope;
  readonly context: SourceBinding;
  readonly body: Body;
}

/** Every item that passes the clauses, in place. */
export function each(writer: Writer, source: ReadSource, { scope, context, body }: Reading): void {
  steps(writer, source, { context, path: source.path }, (item) => {
    const passed = filtered(source, item);
    const narrowed = narrow(source, passed, writer);
    if (narrowed === undefined) return;
    const tests = narrowed.test === undefined ? [] : [narrowed.test];
    const own = passed === item ? scope : reboundContext(source, passed, scope);
    const inner =
      source.variable === undefined ? own : withSource(own, source.variable, narrowed.item);
    clauses(writer, source, { tests, scope: inner, item: narrowed.item }, () => {
      body(inner, narrowed.item);
    });
  });
}

/** A condition may keep some of the element's values away. */
function filtered(source: Source, item: SourceBinding): SourceBinding {
  if (source.where === undefined && source.check === undefined) return item;
  return item.form === 'primitive' ? { ...item, element: undefined } : item;
}

/** `code where (…) -> …`: the rule goes on with the variable itself. */
function reboundContext(source: Source, item: SourceBinding, scope: Scope): Scope {
  if (source.path.length > 0 || !scope.sources.has(source.context)) return scope;
  return withSource(scope, source.context, item);
}

interface Walk {
  readonly context: SourceBinding;
  readonly path: readonly string[];
}

export function steps(
  writer: Writer,
  source: ReadSource,
  walk: Walk,
  body: (item: SourceBinding) => void,
): void {
  const [name, ...rest] = walk.path;
  if (name === undefined) {
    body(walk.context);
    return;
  }
  const type = rest.length === 0 ? source.type : undefined;
  const plain = source.plain === true && rest.length === 0;
  children(writer, { context: walk.context, name, at: source.at, type, plain }, (item) => {
    steps(writer, source, { context: item, path: rest }, body);
  });
}
