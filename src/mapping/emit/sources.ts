/** The left side of rules: loops over source elements and the clauses that narrow them. */
import type { ElementType } from '../../fhir/model.ts';
import type { Source } from '../ast.ts';
import { nearMiss } from '../near-miss.ts';
import { type Binding, type Scope, type SourceBinding, withSource } from './bindings.ts';
import { collected, needsCollecting } from './collected.ts';
import {
  complain,
  constant,
  findSource,
  fresh,
  line,
  property,
  quote,
  type Writer,
} from './emitter.ts';
import { condition, readOf, values } from './expressions.ts';
import { reportElement } from './reporting.ts';

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

export function emitSource(writer: Writer, source: Source, scope: Scope, body: Body): void {
  const bound = findSource(scope, source.context);
  if (bound === undefined) {
    const hint = nearMiss(source.context, [...scope.sources.keys(), ...scope.targets.keys()]);
    complain(writer, source.at, {
      code: 'map-name',
      message: `no variable \`${source.context}\` here`,
      found: source.context,
      ...(hint === undefined ? {} : { hint }),
    });
    return;
  }
  const context = asSource(writer, bound);
  if (needsCollecting(source)) {
    collected(writer, source, { scope, context, body });
    return;
  }
  each(writer, source, { scope, context, body });
}

export interface Reading {
  readonly scope: Scope;
  readonly context: SourceBinding;
  readonly body: Body;
}

/** Every item that passes the clauses, in place. */
export function each(writer: Writer, source: Source, { scope, context, body }: Reading): void {
  steps(writer, source, { context, path: source.path }, (item) => {
    const narrowed = narrow(source, item, writer);
    if (narrowed === undefined) return;
    const tests = narrowed.test === undefined ? [] : [narrowed.test];
    const inner =
      source.variable === undefined ? scope : withSource(scope, source.variable, narrowed.item);
    clauses(writer, source, { tests, scope: inner, item: narrowed.item }, () => {
      body(inner, narrowed.item);
    });
  });
}

interface Walk {
  readonly context: SourceBinding;
  readonly path: readonly string[];
}

export function steps(
  writer: Writer,
  source: Source,
  walk: Walk,
  body: (item: SourceBinding) => void,
): void {
  const [name, ...rest] = walk.path;
  if (name === undefined) {
    body(walk.context);
    return;
  }
  const type = rest.length === 0 ? source.type : undefined;
  children(writer, { context: walk.context, name, at: source.at, type }, (item) => {
    steps(writer, source, { context: item, path: rest }, body);
  });
}

interface Child {
  readonly context: SourceBinding;
  readonly name: string;
  readonly at: number;
  readonly type: string | undefined;
}

/** Loops over the children of one name. */
function children(writer: Writer, child: Child, body: (item: SourceBinding) => void): void {
  const { context, name } = child;
  if (context.form === 'primitive' && context.type !== undefined)
    primitivePart(writer, child, body);
  else if (context.form === 'choice') looseChildren(writer, child, body);
  else if (context.type === undefined) looseChildren(writer, child, body);
  else {
    const element = writer.emitter.types.element(context.type, name);
    if (element === undefined) unknownElement(writer, child, body);
    else knownChildren(writer, { ...child, element }, body);
  }
}

function unknownElement(writer: Writer, child: Child, body: (item: SourceBinding) => void): void {
  const { types } = writer.emitter;
  const type = child.context.form === 'choice' ? undefined : child.context.type;
  if (type === undefined || types.isAbstract(type) || types.isApproximate(type)) {
    looseChildren(writer, child, body);
    return;
  }
  reportElement(writer, type, child);
}

/** `value`, `id` and `extension` of a primitive. */
function primitivePart(writer: Writer, child: Child, body: (item: SourceBinding) => void): void {
  const { context, name, at } = child;
  if (context.form !== 'primitive') return;
  if (name === 'value') {
    line(writer, `if (${context.js} !== undefined && ${context.js} !== null) {`);
    body(context);
    line(writer, '}');
    return;
  }
  const element = writer.emitter.types.model.element('Element', name);
  if (element === undefined) {
    reportElement(writer, context.type ?? 'Element', { name, at });
    return;
  }
  if (context.ext === undefined) return;
  const js = fresh(writer.emitter, 'ext');
  line(writer, `const ${js} = ${context.ext};`);
  line(writer, `if (${js} !== undefined && ${js} !== null) {`);
  knownChildren(
    writer,
    { ...child, context: { form: 'node', js, type: 'Element' }, element },
    body,
  );
  line(writer, '}');
}

function looseChildren(writer: Writer, child: Child, body: (item: SourceBinding) => void): void {
  const { context, name } = child;
  const owner = context.form === 'choice' ? `${context.js}.value` : context.js;
  const js = fresh(writer.emitter, name);
  if (writer.emitter.traced) {
    tracedLoop(writer, `$t.loose(${owner}, ${quote(name)})`, js);
    body({ form: 'node', js, place: `${js}$p` });
  } else {
    line(writer, `for (const ${js} of $loose(${owner}, ${quote(name)})) {`);
    body({ form: 'node', js });
  }
  line(writer, '}');
}

/** `for (const item of …)` with the item's value, companion and place in variables. */
function tracedLoop(writer: Writer, items: string, js: string): void {
  line(writer, `for (const ${js}$i of ${items}) {`);
  line(writer, `const ${js} = ${js}$i.value, ${js}$x = ${js}$i.ext, ${js}$p = ${js}$i.place;`);
  line(writer, `$t.item($f, ${js}$p);`);
}

interface KnownChild extends Child {
  readonly element: ElementType;
}

function knownChildren(
  writer: Writer,
  child: KnownChild,
  body: (item: SourceBinding) => void,
): void {
  const { element, context, type } = child;
  const wanted = type === undefined ? undefined : writer.emitter.types.resolve(writer.map, type);
  const narrowed = element.json.find((each) => each.type === wanted);
  const only = element.json.length === 1 ? element.json[0] : undefined;
  const key = element.choice ? (narrowed ?? only) : undefined;
  if (element.choice && key === undefined) {
    choiceChild(writer, child, body);
    return;
  }
  const name = key?.key ?? element.json[0]?.key ?? child.name;
  const many = element.many;
  const elementType = key?.type ?? (element.types.length === 1 ? element.types[0] : undefined);
  oneType(writer, { owner: context.js, name, many, type: elementType, hint: child.name }, body);
}

interface Property {
  readonly owner: string;
  readonly name: string;
  readonly many: boolean;
  readonly type: string | undefined;
  readonly hint: string;
}

function oneType(writer: Writer, child: Property, body: (item: SourceBinding) => void): void {
  const { emitter } = writer;
  const { owner, name, many, type, hint } = child;
  const js = fresh(emitter, hint);
  const isPrimitive = emitter.types.isPrimitive(type);
  const typed = type === undefined ? {} : { type };
  if (emitter.traced) {
    tracedLoop(writer, `$t.items(${owner}, ${quote(name)}, ${isPrimitive})`, js);
    const place = `${js}$p`;
    body(
      isPrimitive
        ? { form: 'primitive', js, ext: `${js}$x`, place, ...typed }
        : { form: 'node', js, place, ...typed },
    );
    line(writer, '}');
    return;
  }
  if (!isPrimitive) {
    if (many) line(writer, `for (const ${js} of $list(${property(owner, name)})) {`);
    else {
      line(writer, `const ${js} = ${property(owner, name)};`);
      line(writer, `if (${js} !== undefined && ${js} !== null) {`);
    }
    body({ form: 'node', js, ...typed });
    line(writer, '}');
    return;
  }
  primitiveLoop(writer, { ...child, js }, body);
}

function primitiveLoop(
  writer: Writer,
  child: Property & { readonly js: string },
  body: (item: SourceBinding) => void,
): void {
  const { owner, name, many, type, js } = child;
  const typed = type === undefined ? {} : { type };
  const companions = property(owner, `_${name}`);
  if (!many) {
    line(writer, `const ${js} = ${property(owner, name)};`);
    line(writer, `if ((${js} !== undefined && ${js} !== null) || ${companions} !== undefined) {`);
    body({ form: 'primitive', js, ext: companions, ...typed });
    line(writer, '}');
    return;
  }
  const index = fresh(writer.emitter, 'at');
  const items = fresh(writer.emitter, 'items');
  const count = `Math.max(${items}.length, $list(${companions}).length)`;
  line(writer, `const ${items} = $list(${property(owner, name)});`);
  line(writer, `for (let ${index} = 0, $end = ${count}; ${index} < $end; ${index}++) {`);
  line(writer, `const ${js} = ${items}[${index}];`);
  body({ form: 'primitive', js, ext: `$companion(${companions}, ${index})`, ...typed });
  line(writer, '}');
}

function choiceChild(writer: Writer, child: KnownChild, body: (item: SourceBinding) => void): void {
  const { emitter } = writer;
  const { context, element, name } = child;
  const holder = context.form === 'choice' ? '' : (context.type ?? '');
  const keys = constant(
    emitter,
    'choice',
    JSON.stringify(element.json.flatMap(({ key, type }) => [key, type])),
  );
  const js = fresh(emitter, name);
  if (emitter.traced) {
    tracedLoop(writer, `$t.choices(${context.js}, ${keys}, ${quote(name)})`, js);
    body({ form: 'choice', js, holder, element, place: `${js}$p` });
  } else {
    line(writer, `const ${js} = $choice(${context.js}, ${keys});`);
    line(writer, `if (${js} !== undefined) {`);
    body({ form: 'choice', js, holder, element });
  }
  line(writer, '}');
}

interface Narrowed {
  readonly item: SourceBinding;
  readonly test?: string;
}

const OF_TYPE = /^\$this\s*(?:\.\s*(?:ofType|is)\s*\(\s*|\s+is\s+)(?:FHIR\.)?(\w+)\s*\)?\s*$/;

/** What the item is known to be after its type filter, or a `where` that tests its type. */
function narrow(source: Source, item: SourceBinding, writer: Writer): Narrowed | undefined {
  const { types } = writer.emitter;
  const filtered = source.type === undefined ? undefined : types.resolve(writer.map, source.type);
  const tested = OF_TYPE.exec(source.where?.text.trim() ?? '')?.[1];
  const type = filtered ?? (tested === undefined ? undefined : types.resolve(writer.map, tested));
  if (source.type !== undefined && filtered === undefined) {
    return { item, test: `$isType(${item.js}, ${quote(source.type)})` };
  }
  if (type === undefined) return { item };
  if (item.form === 'choice') {
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
  if (test === undefined && filtered === undefined) return { item };
  return { item: { ...item, type }, ...(test === undefined ? {} : { test }) };
}

interface Clauses {
  readonly tests: readonly string[];
  readonly scope: Scope;
  readonly item: SourceBinding;
}

/** where, check and log, in this order. */
function clauses(writer: Writer, source: Source, state: Clauses, body: () => void): void {
  const { scope, item } = state;
  for (const test of state.tests) line(writer, `if (${test}) {`);
  if (source.where !== undefined) {
    line(writer, `if (${condition(writer, { expression: source.where, scope, focus: item })}) {`);
  }
  if (source.check !== undefined) {
    const met = condition(writer, { expression: source.check, scope, focus: item });
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
