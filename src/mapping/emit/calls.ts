/** Groups as JavaScript functions: one for each way of calling that has types of its own. */
import type { Argument, Call, Parameter } from '../ast.ts';
import { type LinkedGroup, unknownGroup } from '../link.ts';
import { argumentValue } from './arguments.ts';
import type { Binding, Scope, SourceBinding, TargetBinding } from './bindings.ts';
import {
  complain,
  type Emitter,
  fresh,
  line,
  type Specialisation,
  type Writer,
} from './emitter.ts';
import { noteCall } from './ledger.ts';
import { shortType } from './reporting.ts';
import { asTarget } from './targets.ts';
import { asSource } from './walk.ts';

/** `then group(a, b)` */
export function emitCall(writer: Writer, call: Call, scope: Scope): void {
  const linked = writer.emitter.program.group(writer.map, call.group);
  if (linked === undefined) {
    const problem = unknownGroup(writer.emitter.program, writer.map, {
      name: call.group,
      at: call.at,
    });
    complain(writer, call.at, problem);
    return;
  }
  const { parameters } = linked.group;
  if (parameters.length !== call.arguments.length) {
    complain(writer, call.at, {
      code: 'map-group',
      message: `the group \`${call.group}\` takes ${parameters.length} arguments`,
      expected: parameters.map(({ mode, name }) => `${mode} ${name}`).join(', '),
      found: `${call.arguments.length} arguments`,
    });
    return;
  }
  const args: Binding[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const argument = call.arguments[index];
    const bound = argument && argumentBinding(writer, argument, { parameter, scope });
    if (bound === undefined) return;
    args.push(bound);
  }
  callGroup(writer, linked, { args, at: call.at });
}

interface Passing {
  readonly parameter: Parameter;
  readonly scope: Scope;
}

function argumentBinding(
  writer: Writer,
  argument: Argument,
  { parameter, scope }: Passing,
): Binding | undefined {
  if (argument.kind === 'variable' && argument.path.length === 0) {
    const isSource = parameter.mode === 'source';
    const found = isSource
      ? (scope.sources.get(argument.name) ?? scope.targets.get(argument.name))
      : scope.targets.get(argument.name);
    if (found !== undefined) {
      const bound = isSource ? asSource(writer, found) : asTarget(found);
      if (bound !== undefined) return bound;
    }
    const hidden = scope.sources.get(argument.name);
    if (!isSource && hidden !== undefined) {
      complain(writer, argument.at, {
        code: 'map-group',
        message: `\`${argument.name}\` is a source, but the group writes to its \`${parameter.name}\``,
      });
      return undefined;
    }
  }
  const argued = argumentValue(writer, argument, { scope, source: undefined });
  if (argued === undefined) return undefined;
  if (parameter.mode === 'target') {
    complain(writer, argument.at, {
      code: 'map-group',
      message: `\`${parameter.name}\` is written to and needs a target variable`,
    });
    return undefined;
  }
  if (argued.binding !== undefined) return asSource(writer, argued.binding);
  const js = fresh(writer.emitter, 'argument');
  line(writer, `const ${js} = ${argued.js};`);
  const type = argued.value.type === undefined ? {} : { type: argued.value.type };
  return { form: argued.value.complex ? 'node' : 'primitive', js, ...type };
}

export interface GroupCall {
  readonly args: readonly Binding[];
  readonly at: number;
}

/** Writes the call; the function is emitted later, once for all calls of its kind. */
export function callGroup(writer: Writer, linked: LinkedGroup, { args, at }: GroupCall): void {
  const shaped: Binding[] = [];
  for (const [index, parameter] of linked.group.parameters.entries()) {
    const given = args[index];
    if (given === undefined) return;
    shaped.push(shape(writer, { linked, parameter, at }, given));
  }
  const { name } = specialise(writer.emitter, linked, shaped);
  for (const [parameter, binding] of shaped.entries()) {
    if (binding.form === 'object') noteCall(writer, binding.ledger, { function: name, parameter });
  }
  line(writer, `${name}(${shaped.flatMap((binding) => passed(writer, binding)).join(', ')});`);
}

interface Stated {
  readonly linked: LinkedGroup;
  readonly parameter: Parameter;
  readonly at: number;
}

/** The argument as the group sees it: of the type it has, or the one the group states. */
function shape(writer: Writer, stated: Stated, given: Binding): Binding {
  const { types } = writer.emitter;
  const { linked, parameter } = stated;
  const type = parameter.type === undefined ? undefined : types.resolve(linked.map, parameter.type);
  if (type === undefined) return given;
  if (given.form === 'choice') {
    if (!given.element.types.includes(type)) return given;
    const js = `${given.js}.value`;
    const place = given.place === undefined ? {} : { place: given.place };
    return types.isPrimitive(type)
      ? { form: 'primitive', js, type, ext: `${given.js}.ext`, ...place }
      : { form: 'node', js, type, ...place };
  }
  if (given.type === undefined || types.model.isSubtype(type, given.type)) {
    if (given.form === 'node' && types.isPrimitive(type)) {
      return {
        form: 'primitive',
        js: given.js,
        type,
        ...(given.place ? { place: given.place } : {}),
      };
    }
    return { ...given, type };
  }
  warnUnrelated(writer, stated, { given: given.type, type });
  return given;
}

function warnUnrelated(
  writer: Writer,
  stated: Stated,
  types: { given: string; type: string },
): void {
  const { model, isPrimitive } = writer.emitter.types;
  const { given, type } = types;
  if (model.isSubtype(given, type) || type === 'BackboneElement' || type === 'Element') return;
  if (isPrimitive(given) && isPrimitive(type)) return;
  complain(writer, stated.at, {
    code: 'map-type',
    severity: 'warning',
    message: `\`${stated.parameter.name}\` of \`${stated.linked.group.name}\` is given a ${shortType(given)}`,
    expected: shortType(type),
    found: shortType(given),
  });
}

function hasPlace(binding: Binding): boolean {
  return binding.form === 'primitive' || binding.form === 'choice';
}

/** JavaScript of the arguments that carry one binding. */
function passed(writer: Writer, binding: Binding): string[] {
  const args = [binding.js];
  if (binding.form === 'primitive') args.push(binding.ext ?? 'undefined');
  if (writer.emitter.traced && hasPlace(binding)) args.push(placeJs(binding));
  return args;
}

function placeJs(binding: Binding): string {
  return 'place' in binding && binding.place !== undefined ? binding.place : 'undefined';
}

function signature(binding: Binding): string {
  if (binding.form === 'choice') return `choice ${binding.holder}.${binding.element.name}`;
  return `${binding.form} ${binding.type ?? ''}`;
}

export function specialise(
  emitter: Emitter,
  linked: LinkedGroup,
  args: readonly Binding[],
): Specialisation {
  const key = `${linked.id} ${args.map(signature).join(', ')}`;
  const known = emitter.specialisations.get(key);
  if (known !== undefined) return known;
  const name = fresh(emitter, linked.group.name);
  const made: Specialisation = { name, linked, arguments: args };
  emitter.specialisations.set(key, made);
  emitter.due.push(made);
  return made;
}

/** The JavaScript parameters of a group's function, and what they are inside. */
export function parametersOf(
  emitter: Emitter,
  made: Specialisation,
): { names: string[]; bindings: Binding[] } {
  const names: string[] = [];
  const bindings = made.arguments.map((given, index) => {
    const js = fresh(emitter, made.linked.group.parameters[index]?.name ?? 'p');
    names.push(js);
    return inside(emitter, given, { js, names });
  });
  return { names, bindings };
}

function inside(
  emitter: Emitter,
  given: Binding,
  { js, names }: { js: string; names: string[] },
): Binding {
  if (given.form === 'object' || given.form === 'slot') return { ...given, js };
  const bare: SourceBinding | TargetBinding = { ...given, js };
  let ext = {};
  let place = {};
  if (given.form === 'primitive') {
    names.push(`${js}$x`);
    ext = { ext: `${js}$x` };
  }
  if (emitter.traced && hasPlace(given)) {
    names.push(`${js}$p`);
    place = { place: `${js}$p` };
  }
  const { slot: _slot, place: _place, ...kept } = bare as SourceBinding & { slot?: string };
  return { ...kept, ...ext, ...place } as Binding;
}
