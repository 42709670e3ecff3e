/** Type filters, `where`, `check` and `log` of a source. */
import type { Source } from '../ast.ts';
import type { Scope, SourceBinding } from './bindings.ts';
import { complain, line, quote, type Writer } from './emitter.ts';
import { condition, values } from './expressions.ts';

interface Narrowed {
  readonly item: SourceBinding;
  readonly test?: string;
}

const OF_TYPE = /^\$this\s*(?:\.\s*(?:ofType|is)\s*\(\s*|\s+is\s+)(?:FHIR\.)?(\w+)\s*\)?\s*$/;

/** What the item is known to be after its type filter, or a `where` that tests its type. */
export function narrow(source: Source, item: SourceBinding, writer: Writer): Narrowed | undefined {
  const { types } = writer.emitter;
  const filtered = source.type === undefined ? undefined : types.resolve(writer.map, source.type);
  const tested = OF_TYPE.exec(source.where?.text.trim() ?? '')?.[1];
  const type = filtered ?? (tested === undefined ? undefined : types.resolve(writer.map, tested));
  if (source.type !== undefined && filtered === undefined) {
    return unknownType(item, source.type);
  }
  if (type === undefined) return { item };
  if (item.form === 'choice') {
    if (!item.element.types.includes(type)) impossible(writer, source);
    const primitive = types.isPrimitive(type);
    const place = item.place === undefined ? {} : { place: item.place };
    const js = `${item.js}.value`;
    const narrowed: SourceBinding = primitive
      ? { form: 'primitive', js, type, ext: `${item.js}.ext`, ...place }
      : { form: 'node', js, type, ...place };
    return { item: narrowed, test: `${item.js}.type === ${quote(type)}` };
  }
  if (item.type !== undefined && types.model.isSubtype(item.type, type)) return { item };
  const test = types.model.isResource(type)
    ? `${item.js}.resourceType === ${quote(type)}`
    : filtered !== undefined && item.type !== undefined && !types.isAbstract(item.type)
      ? 'false'
      : undefined;
  if (test === 'false') impossible(writer, source);
  if (test === undefined && filtered === undefined) return { item };
  return { item: { ...item, type }, ...(test === undefined ? {} : { test }) };
}

/** A type the model does not have: resources tell theirs, nothing else is known of the item. */
function unknownType(item: SourceBinding, type: string): Narrowed {
  const js = item.form === 'choice' ? `${item.js}.value` : item.js;
  const place = item.place === undefined ? {} : { place: item.place };
  return { item: { form: 'node', js, ...place }, test: `$isType(${js}, ${quote(type)})` };
}

function impossible(writer: Writer, source: Source): void {
  complain(writer, source.at, {
    code: 'map-unreachable',
    severity: 'warning',
    message: 'the element cannot be of this type, so the rule never runs',
  });
}

interface Clauses {
  readonly tests: readonly string[];
  readonly scope: Scope;
  readonly item: SourceBinding;
}

/** where, check and log, in this order. */
export function clauses(writer: Writer, source: Source, state: Clauses, body: () => void): void {
  const { scope, item } = state;
  const context = source.path.length > 0 ? { context: source.context } : {};
  for (const test of state.tests) line(writer, `if (${test}) {`);
  if (source.where?.text.trim() === 'false') {
    complain(writer, source.where.at, {
      code: 'map-unreachable',
      severity: 'warning',
      message: 'the condition is never met, so the rule never runs',
    });
  }
  if (source.where !== undefined) {
    line(
      writer,
      `if (${condition(writer, { expression: source.where, scope, focus: item, ...context })}) {`,
    );
  }
  if (source.check !== undefined) {
    const met = condition(writer, { expression: source.check, scope, focus: item, ...context });
    line(writer, `if (!(${met})) {`);
    line(writer, `$check(${quote(source.check.text)});`);
    line(writer, '} else {');
  }
  if (source.log !== undefined) {
    const { js } = values(writer, { expression: source.log, scope, focus: item });
    line(writer, `if ($c.log !== undefined) $log(${js});`);
  }
  body();
  if (source.check !== undefined) line(writer, '}');
  if (source.where !== undefined) line(writer, '}');
  for (const _ of state.tests) line(writer, '}');
}
