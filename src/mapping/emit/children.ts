/** Loops over the children of one name, in the form their type has in JSON. */
import type { ElementType } from '../../fhir/model.ts';
import type { SourceBinding } from './bindings.ts';
import { constant, fresh, line, property, quote, type Writer } from './emitter.ts';
import { reportElement } from './reporting.ts';

export interface Child {
  readonly context: SourceBinding;
  readonly name: string;
  readonly at: number;
  readonly type: string | undefined;
  /** True if nothing asks for ids and extensions of primitives. */
  readonly plain: boolean;
}

/** Loops over the children of one name. */
export function children(writer: Writer, child: Child, body: (item: SourceBinding) => void): void {
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
  const named = type === undefined ? undefined : types.model.jsonElement(type, child.name);
  if (named !== undefined) {
    // `valueString` instead of `value : string`
    knownChildren(writer, { ...child, element: named.element, type: named.type }, body);
    return;
  }
  if (type === undefined || types.isAbstract(type) || types.isApproximate(type)) {
    looseChildren(writer, child, body);
    return;
  }
  const severity = writer.emitter.lenient ? 'warning' : 'error';
  reportElement(writer, type, { ...child, severity });
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
  oneType(
    writer,
    { owner: context.js, name, many, type: elementType, hint: child.name, plain: child.plain },
    (item) => body(item.form === 'primitive' ? { ...item, element: element.path } : item),
  );
}

interface Property {
  readonly owner: string;
  readonly name: string;
  readonly many: boolean;
  readonly type: string | undefined;
  readonly hint: string;
  readonly plain: boolean;
}

function oneType(writer: Writer, child: Property, body: (item: SourceBinding) => void): void {
  const { emitter } = writer;
  const { owner, name, many, type, hint } = child;
  const js = fresh(emitter, hint);
  const isPrimitive = emitter.types.isPrimitive(type);
  const typed = type === undefined ? {} : { type };
  if (emitter.traced) {
    tracedLoop(writer, `$t.items(${owner}, ${quote(name)}, ${isPrimitive && !child.plain})`, js);
    const place = `${js}$p`;
    body(
      isPrimitive
        ? { form: 'primitive', js, place, ...companionOf(child, js), ...typed }
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

/** What traced code knows of a primitive beside its value. */
function companionOf({ plain }: Property, js: string): { ext?: string; present?: boolean } {
  return plain ? { present: true } : { ext: `${js}$x` };
}

function primitiveLoop(
  writer: Writer,
  child: Property & { readonly js: string },
  body: (item: SourceBinding) => void,
): void {
  const { owner, name, many, type, js } = child;
  const typed = type === undefined ? {} : { type };
  const companions = property(owner, `_${name}`);
  if (child.plain) {
    plainLoop(writer, child, body);
    return;
  }
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

/** Values only: what has no value is not there. */
function plainLoop(
  writer: Writer,
  { owner, name, many, type, js }: Property & { readonly js: string },
  body: (item: SourceBinding) => void,
): void {
  const read = property(owner, name);
  line(writer, many ? `for (const ${js} of $list(${read})) {` : `const ${js} = ${read};`);
  line(writer, `if (${js} !== undefined && ${js} !== null) {`);
  body({ form: 'primitive', js, present: true, ...(type === undefined ? {} : { type }) });
  line(writer, '}');
  if (many) line(writer, '}');
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
