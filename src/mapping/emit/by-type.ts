/** Rules that leave it to the types which group is run. https://hl7.org/fhir/R5/mapping-language.html#7.8.0.9 */
import type { Target } from '../ast.ts';
import type { LinkedGroup } from '../link.ts';
import { bindingValue } from './arguments.ts';
import type { Scope, SourceBinding, TargetBinding, Value } from './bindings.ts';
import { callGroup } from './calls.ts';
import { complain, line, quote, type Writer } from './emitter.ts';
import { shortType } from './reporting.ts';
import { asTarget, placeOfTarget } from './targets.ts';
import { assign, empty, type Writing } from './write.ts';

export interface SimpleState {
  readonly scope: Scope;
  readonly item: SourceBinding;
}

/** `src.a -> tgt.b;` */
export function emitSimple(writer: Writer, target: Target, { scope, item }: SimpleState): void {
  const place = placeOfTarget(writer, target, scope);
  if (place === undefined) return;
  const cases = runtimeCases(writer, item);
  if (cases.length === 0) {
    emitOne(writer, place, item);
    return;
  }
  for (const [index, each] of cases.entries()) {
    line(writer, `${index === 0 ? '' : '} else '}if (${each.test}) {`);
    emitOne(writer, place, each.item);
  }
  line(writer, '} else {');
  assign(writer, place, copyOf(writer, item));
  line(writer, '}');
}

interface Case {
  readonly test: string;
  readonly item: SourceBinding;
}

/** The types that an item may turn out to have and that a group exists for. */
function runtimeCases(writer: Writer, item: SourceBinding): Case[] {
  const { program, types } = writer.emitter;
  const place = item.place === undefined ? {} : { place: item.place };
  if (item.form === 'choice') {
    return item.element.json
      .filter(({ type }) => groupsFrom(writer, type).length > 0)
      .map(({ type }) => {
        const js = `${item.js}.value`;
        const isPrimitive = types.isPrimitive(type);
        const typed: SourceBinding = isPrimitive
          ? { form: 'primitive', js, type, ext: `${item.js}.ext`, ...place }
          : { form: 'node', js, type, ...place };
        return { test: `${item.js}.type === ${quote(type)}`, item: typed };
      });
  }
  if (item.form !== 'node' || (item.type !== undefined && !types.isAbstract(item.type))) return [];
  const found = new Set<string>();
  for (const { map, group } of program.visible(writer.map)) {
    const stated = group.parameters[0]?.type;
    const type = stated === undefined ? undefined : types.resolve(map, stated);
    const isCase = group.typeMode !== 'none' && type !== undefined && types.model.isResource(type);
    if (isCase && !types.isAbstract(type)) found.add(type);
  }
  return [...found].map((type) => ({
    test: `${item.js}.resourceType === ${quote(type)}`,
    item: { ...item, type },
  }));
}

function groupsFrom(writer: Writer, type: string): LinkedGroup[] {
  const { program, types } = writer.emitter;
  return program.visible(writer.map).filter(({ map, group }) => {
    const stated = group.parameters[0]?.type;
    return group.typeMode !== 'none' && stated !== undefined && types.resolve(map, stated) === type;
  });
}

function copyOf(writer: Writer, item: SourceBinding): Value {
  const value = bindingValue(writer, item);
  if (item.form === 'choice') return { ...value, ext: `${item.js}.ext` };
  return item.form === 'primitive' && item.ext !== undefined ? { ...value, ext: item.ext } : value;
}

interface Found {
  readonly linked: LinkedGroup;
  /** The type to make, where the element offers several. */
  readonly type: string | undefined;
}

/** The default group from a type to one of those an element may have. */
function groupTo(writer: Writer, source: string, wanted: readonly string[]): Found | undefined {
  const { program, types } = writer.emitter;
  for (const from of [source, ...stand(writer, source)]) {
    for (const type of wanted) {
      for (const to of [type, ...stand(writer, type)]) {
        const linked = program.byTypes(writer.map, from, to);
        if (linked !== undefined) return { linked, type };
      }
    }
  }
  if (wanted.length === 1 && !types.isAbstract(wanted[0])) return undefined;
  const linked = program.byTypes(writer.map, source) ?? groupsFrom(writer, source)[0];
  if (linked === undefined) return undefined;
  const stated = linked.group.parameters[1]?.type;
  return { linked, type: stated === undefined ? undefined : types.resolve(linked.map, stated) };
}

/** A backbone is mapped by the group for BackboneElement if none is made for it. */
function stand(writer: Writer, type: string): readonly string[] {
  return writer.emitter.types.model.kind(type) === 'backbone' ? ['BackboneElement', 'Element'] : [];
}

function emitOne(writer: Writer, place: Writing, item: SourceBinding): void {
  const source = item.form === 'choice' ? undefined : item.type;
  const wanted = place.element?.types ?? [];
  const found = source === undefined ? undefined : groupTo(writer, source, wanted);
  if (found === undefined) {
    assign(writer, place, copyOf(writer, item));
    return;
  }
  const { types } = writer.emitter;
  const type = found.type ?? wanted[0];
  const isPrimitive = types.isPrimitive(type);
  const value: Value = {
    js: isPrimitive ? 'undefined' : empty(writer, type),
    ...(type === undefined ? {} : { type }),
    optional: false,
    own: true,
    complex: !isPrimitive,
    blank: !isPrimitive,
  };
  const made = asTarget(assign(writer, place, value));
  if (made !== undefined) callGroup(writer, found.linked, { args: [item, made], at: place.at });
}

export interface Inferred {
  readonly item: SourceBinding;
  readonly made: TargetBinding;
}

/** Runs the group for the types of both sides on a target that is there already. */
export function emitByType(writer: Writer, target: Target, { item, made }: Inferred): void {
  const cases = runtimeCases(writer, item);
  for (const each of cases) {
    line(writer, `if (${each.test}) {`);
    emitByType(writer, target, { item: each.item, made });
    line(writer, '}');
  }
  if (cases.length > 0 || item.form === 'choice' || item.type === undefined) return;
  const wanted = made.type === undefined ? [] : [made.type];
  const found = groupTo(writer, item.type, wanted);
  if (found !== undefined) {
    callGroup(writer, found.linked, { args: [item, made], at: target.at });
    return;
  }
  complain(writer, target.at, {
    code: 'map-group',
    message: `no default group maps ${shortType(item.type)} to ${shortType(made.type ?? 'an unknown type')}`,
    hint: 'mark one with <<types>> or say which with `then`',
  });
}
