/** Arguments of transforms and of calls, as JavaScript. */
import { exactNumber } from '../../base/decimal.ts';
import type { Argument } from '../ast.ts';
import { nearMiss } from '../near-miss.ts';
import type { Binding, Value } from './bindings.ts';
import { complain, constant, findSource, quote, type Writer } from './emitter.ts';
import { readOf, values } from './expressions.ts';
import type { TargetState } from './targets.ts';
import { fhirType } from './write.ts';

export interface Argued {
  /** The JSON value. */
  readonly js: string;
  readonly value: Value;
  readonly binding?: Binding;
  /** JavaScript of the object itself, so that a target resource can be given an id. */
  readonly resource?: string;
}

function literal(writer: Writer, argument: Extract<Argument, { kind: 'literal' }>): Value {
  const { type, text } = argument;
  const common = { optional: false, own: true, complex: false };
  if (type === 'boolean') return { js: text, type, ...common };
  if (type === 'integer' || type === 'decimal') {
    const exact = exactNumber(text);
    const js =
      typeof exact === 'number' ? text : constant(writer.emitter, 'number', `$raw(${quote(text)})`);
    return { js, type, ...common };
  }
  return { js: quote(text), type, ...common };
}

/** What copying a variable means. */
export function bindingValue(writer: Writer, binding: Binding): Value {
  const js = readOf(writer, binding);
  switch (binding.form) {
    case 'choice':
      return {
        js: `${js}.value`,
        dynamicType: `${binding.js}.type`,
        optional: true,
        own: false,
        complex: true,
      };
    case 'object':
      return { ...typed(binding.type), js: binding.js, optional: false, own: true, complex: true };
    case 'node':
      return { ...typed(binding.type), js, optional: true, own: false, complex: true };
    default: {
      const optional = binding.form === 'slot' || binding.present !== true;
      return { ...typed(binding.type), js, optional, own: true, complex: false };
    }
  }
}

function typed(type: string | undefined): { type?: string } {
  return type === undefined ? {} : { type };
}

export function argumentValue(
  writer: Writer,
  argument: Argument,
  state: TargetState,
): Argued | undefined {
  if (argument.kind === 'literal') {
    const value = literal(writer, argument);
    const binding: Binding = { form: 'primitive', js: value.js, ...typed(value.type) };
    return { js: value.js, value, binding };
  }
  if (argument.kind === 'expression') {
    return evaluated(writer, argument.expression, { ...state, focus: state.source });
  }
  const binding = findSource(state.scope, argument.name);
  if (binding === undefined) {
    const isConstant = writer.map.constants.some(({ name }) => name === argument.name);
    if (isConstant) return pathValue(writer, argument, state);
    const names = [...state.scope.sources.keys(), ...state.scope.targets.keys()];
    const hint = nearMiss(argument.name, names);
    complain(writer, argument.at, {
      code: 'map-name',
      message: `no variable \`${argument.name}\` here`,
      found: argument.name,
      ...(hint === undefined ? {} : { hint }),
    });
    return undefined;
  }
  if (argument.path.length > 0) return pathValue(writer, argument, state);
  const value = bindingValue(writer, binding);
  const resource = binding.form === 'object' ? binding.js : value.js;
  return { js: value.js, value, binding, resource };
}

/** `%name.a.b` */
function pathValue(
  writer: Writer,
  argument: Extract<Argument, { kind: 'variable' }>,
  state: TargetState,
): Argued {
  const text = [`%${argument.name}`, ...argument.path].join('.');
  return evaluated(writer, { at: argument.at, text }, state);
}

function evaluated(
  writer: Writer,
  expression: { readonly at: number; readonly text: string },
  state: TargetState & { readonly focus?: Binding | undefined },
): Argued {
  const result = values(writer, { expression, scope: state.scope, focus: state.focus });
  const js = `$only(${result.js})`;
  const type = result.type === undefined ? undefined : fhirType(result.type);
  const complex = type === undefined || !writer.emitter.types.isPrimitive(type);
  const value: Value = { js, ...typed(type), optional: true, own: false, complex };
  return { js, value, resource: js };
}
