/** The value of a target: what its transform makes. https://hl7.org/fhir/R5/valueset-map-transform.html */
import type { ElementType } from '../../fhir/model.ts';
import type { Argument, Target, TransformName } from '../ast.ts';
import { nearMiss } from '../near-miss.ts';
import { type Argued, argumentValue } from './arguments.ts';
import type { Value } from './bindings.ts';
import { complain, fresh, line, type Writer } from './emitter.ts';
import { nodes, values } from './expressions.ts';
import { noteUnknown } from './ledger.ts';
import type { TargetState } from './targets.ts';
import { translation } from './translation.ts';
import { captured, empty, fhirType } from './write.ts';

export interface TransformState extends TargetState {
  /** The element that is written, where its definition is known. */
  readonly element?: ElementType | undefined;
}

/** A transform as its function sees it. */
interface Request {
  readonly writer: Writer;
  readonly target: Target;
  readonly state: TransformState;
  readonly args: readonly Argued[];
}

type Transform = (request: Request) => Value | undefined;

function made(js: string, type: string): Value {
  const complex = /^[A-Z]/.test(type);
  return { js, type, optional: true, own: true, complex };
}

function joined(args: readonly Argued[]): string {
  return args.map(({ js }) => js).join(', ');
}

/** A runtime function of the arguments, with the type it gives. */
function call(name: string, type: string): Transform {
  return ({ args }) => made(`${name}(${joined(args)})`, type);
}

const TRANSFORMS: Readonly<Record<TransformName, Transform>> = {
  create,
  copy: ({ writer, args }) => {
    // an object that stands in two places must be put in order in both
    if (args[0]?.binding?.form === 'object') writer.emitter.whole.needed = true;
    return args[0]?.value;
  },
  evaluate,
  cast,
  translate: ({ writer, target, state, args }) =>
    translation(writer, target, { args, element: state.element }),
  append: ({ args }) => {
    const optional = args.every(({ value }) => value.optional || value.complex);
    return { ...made(`$append(${joined(args)})`, 'string'), optional };
  },
  truncate: ({ args }) => {
    const optional = args[0]?.value.optional !== false || args[0].value.complex;
    return { ...made(`$truncate(${joined(args)})`, 'string'), optional };
  },
  escape: call('$escape', 'string'),
  uuid: () => ({ js: '$c.uuid()', type: 'id', optional: false, own: true, complex: false }),
  reference: ({ args }) => made(`$reference(${identified(args[0])}, $c)`, 'string'),
  pointer: ({ args }) => made(`$pointer(${identified(args[0])}, $c)`, 'uri'),
  cc: call('$cc', 'CodeableConcept'),
  c: call('$cCoding', 'Coding'),
  qty: call('$qty', 'Quantity'),
  id: call('$id', 'Identifier'),
  cp: call('$cp', 'ContactPoint'),
  dateOp,
};

/** The resource referred to; it may be given an id on this occasion. */
function identified(argued: Argued | undefined): string {
  const binding = argued?.binding;
  if (binding?.form === 'object') noteUnknown(binding.ledger);
  return argued?.resource ?? 'undefined';
}

/** How many arguments a transform takes. */
const COUNTS: Readonly<Record<TransformName, readonly [min: number, max: number]>> = {
  create: [0, 1],
  copy: [1, 1],
  evaluate: [1, 2],
  cast: [1, 2],
  translate: [2, 3],
  append: [1, 99],
  truncate: [2, 2],
  escape: [2, 3],
  uuid: [0, 0],
  reference: [1, 1],
  pointer: [1, 1],
  cc: [1, 3],
  c: [2, 3],
  qty: [1, 4],
  id: [2, 3],
  cp: [1, 2],
  dateOp: [2, 2],
};

export function transformValue(
  writer: Writer,
  target: Target,
  state: TransformState,
): Value | undefined {
  const { transform, parameters } = target;
  if (transform === undefined) return undefined;
  const [min, max] = COUNTS[transform];
  if (parameters.length < min || parameters.length > max) {
    complain(writer, target.at, {
      code: 'map-syntax',
      message: `\`${transform}\` takes ${min === max ? min : `${min} to ${max}`} arguments`,
      expected: `${min} to ${max} arguments`,
      found: `${parameters.length}`,
    });
    return undefined;
  }
  const args: Argued[] = [];
  if (transform !== 'evaluate') {
    for (const parameter of parameters) {
      const argued = argumentValue(writer, parameter, state);
      if (argued === undefined) return undefined;
      args.push(argued);
    }
  }
  return TRANSFORMS[transform]({ writer, target, state, args });
}

function literalText(argument: Argument | undefined): string | undefined {
  return argument?.kind === 'literal' ? argument.text : undefined;
}

/** `create('Type')`, or `create()` where the element has one type. */
function create({ writer, target, state }: Request): Value | undefined {
  const { types } = writer.emitter;
  const name = literalText(target.parameters[0]);
  const own = state.element?.types.length === 1 ? state.element.types[0] : undefined;
  const named = name === undefined ? own : types.resolve(writer.map, name);
  const isBackbone = named === 'BackboneElement' || named === 'Element';
  const type = isBackbone && own !== undefined ? own : named;
  if (type === undefined) {
    const hint = name === undefined ? undefined : nearMiss(name, types.model.types());
    complain(writer, target.at, {
      code: 'map-type',
      severity: name === undefined ? 'error' : 'warning',
      message: name === undefined ? 'the type to create is not known here' : `no type \`${name}\``,
      ...(hint === undefined ? {} : { hint }),
    });
    return { js: '{}', optional: false, own: true, complex: true, blank: true };
  }
  if (types.isPrimitive(type)) {
    return { js: 'undefined', type, optional: false, own: true, complex: false };
  }
  const js = empty(writer, type);
  return { js, type, optional: false, own: true, complex: true, blank: true };
}

function evaluate({ writer, target, state }: Request): Value | undefined {
  const [first, second] = target.parameters;
  const given = second === undefined ? first : second;
  if (given?.kind !== 'expression') return undefined;
  const focus =
    second !== undefined && first?.kind === 'variable'
      ? argumentValue(writer, first, state)?.binding
      : state.source;
  const evaluation = { expression: given.expression, scope: state.scope, focus };
  const result = values(writer, evaluation);
  const isOpen =
    state.element === undefined || (state.element.choice && state.element.json.length > 1);
  if (result.type !== undefined || !isOpen) {
    const type = result.type === undefined ? {} : { type: fhirType(result.type) };
    const complex =
      result.type === undefined || !writer.emitter.types.isPrimitive(fhirType(result.type));
    return { js: `$only(${result.js})`, ...type, optional: true, own: false, complex };
  }
  const js = fresh(writer.emitter, 'result');
  const value = {
    js: `$only(${nodes(writer, evaluation)})`,
    optional: true,
    own: false,
    complex: true,
  };
  line(writer, `const ${js} = ${captured(writer, value)};`);
  return { ...value, js: `${js}?.value`, dynamicType: `${js}?.type`, captured: true };
}

/** `cast(value, 'type')`; without type, the element's. */
function cast({ writer, target, state, args }: Request): Value | undefined {
  const { types } = writer.emitter;
  const name = literalText(target.parameters[1]);
  const own = state.element?.types.length === 1 ? state.element.types[0] : undefined;
  const type = name === undefined ? own : (types.resolve(writer.map, name) ?? name);
  const js = args[0]?.js ?? 'undefined';
  if (type === undefined) {
    complain(writer, target.at, {
      code: 'map-type',
      message: 'the type to cast to is not known here',
    });
    return undefined;
  }
  if (!types.isPrimitive(type)) return { ...(args[0]?.value ?? made(js, type)), type };
  const converted = type === 'date' ? `$toDate(${js})` : `$convert(${js}, '${types.form(type)}')`;
  return { js: converted, type, optional: true, own: true, complex: false };
}

/** `dateOp(value, '5 days')`: FHIRPath's date arithmetic; the specification leaves it open. */
function dateOp({ writer, target, state }: Request): Value | undefined {
  const [date, amount] = target.parameters;
  const step = /^\s*([-+]?)\s*(\d+)\s*(\w+)\s*$/.exec(literalText(amount) ?? '');
  if (date?.kind !== 'variable' || step === null) {
    complain(writer, target.at, {
      code: 'map-syntax',
      message: "`dateOp` takes a variable and an amount such as '5 days'",
    });
    return undefined;
  }
  const [, sign, count, unit] = step;
  const path = [`%${date.name}`, ...date.path].join('.');
  const text = `${path} ${sign === '-' ? '-' : '+'} ${count} ${unit}`;
  const result = values(writer, { expression: { at: target.at, text }, scope: state.scope });
  const type = result.type === undefined ? {} : { type: fhirType(result.type) };
  return { js: `$only(${result.js})`, ...type, optional: true, own: true, complex: false };
}
