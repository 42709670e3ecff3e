/** Sources that must be looked at as a whole: list modes, cardinality, default. */
import { type SourceBinding, withSource } from './bindings.ts';
import { fresh, line, quote, type Writer } from './emitter.ts';
import { values } from './expressions.ts';
import { each, type Reading, type ReadSource, steps } from './walk.ts';

export function needsCollecting(source: ReadSource): boolean {
  return source.listMode !== undefined || source.fallback !== undefined || source.min !== undefined;
}

/** The parts of an item that must be kept until its turn comes. */
function packed(item: SourceBinding): string {
  const parts = [`value: ${item.js}`];
  if (item.form === 'primitive' && item.ext !== undefined) parts.push(`ext: ${item.ext}`);
  if (item.place !== undefined) parts.push(`place: ${item.place}`);
  return `{ ${parts.join(', ')} }`;
}

function unpacked(item: SourceBinding, name: string): SourceBinding {
  const place = item.place === undefined ? {} : { place: `${name}.place` };
  const ext = item.form === 'primitive' && item.ext !== undefined ? { ext: `${name}.ext` } : {};
  const present = item.form === 'primitive' ? { present: false } : {};
  return { ...item, js: `${name}.value`, ...place, ...ext, ...present };
}

/** True at run time if the element has any item, before `where` and its like. */
function anyItem(writer: Writer, source: ReadSource, context: SourceBinding): string {
  const any = fresh(writer.emitter, 'any');
  line(writer, `let ${any} = false;`);
  steps(writer, source, { context, path: source.path }, () => line(writer, `${any} = true;`));
  return any;
}

function emitFallback(
  writer: Writer,
  source: ReadSource,
  state: Reading & { readonly items: string; readonly isChoice: boolean },
): void {
  if (source.fallback === undefined) return;
  const any = anyItem(writer, source, state.context);
  const { js, type } = values(writer, { expression: source.fallback, scope: state.scope });
  const name = (type ?? 'string').replace(/^System\./, '');
  const fhirType = name.charAt(0).toLowerCase() + name.slice(1);
  line(writer, `if (!${any}) for (const value of ${js}) {`);
  const element = state.isChoice ? (source.path.at(-1) ?? '') : '';
  line(writer, `${state.items}.push($fallback(value, ${quote(fhirType)}, ${quote(element)}));`);
  line(writer, '}');
}

export function collected(writer: Writer, source: ReadSource, reading: Reading): void {
  const items = fresh(writer.emitter, 'items');
  const shapes: SourceBinding[] = [];
  line(writer, `const ${items} = [];`);
  each(writer, source, {
    ...reading,
    body: (_, item) => {
      shapes.push(item);
      line(writer, `${items}.push(${packed(item)});`);
    },
  });
  const [shape] = shapes;
  if (shape === undefined) return;
  emitFallback(writer, source, { ...reading, items, isChoice: shape.form === 'choice' });
  if (source.min !== undefined) {
    const max = source.max === '*' ? 'Infinity' : (source.max ?? 'Infinity');
    const name = quote([source.context, ...source.path].join('.'));
    line(
      writer,
      `$cardinality(${items}.length, { min: ${source.min}, max: ${max}, name: ${name} });`,
    );
  }
  const name = fresh(writer.emitter, source.variable ?? 'item');
  line(writer, `for (const ${name} of ${chosen(source, items)}) {`);
  const item = unpacked(shape, name);
  if (item.place !== undefined) line(writer, `$t.item($f, ${item.place});`);
  const { scope } = reading;
  const inner = source.variable === undefined ? scope : withSource(scope, source.variable, item);
  reading.body(inner, item);
  line(writer, '}');
}

function chosen(source: ReadSource, items: string): string {
  if (source.listMode === undefined) return items;
  if (source.listMode === 'only_one') return `$onlyOne(${items}, ${quote(source.path.join('.'))})`;
  return `$modes.${source.listMode}(${items})`;
}
