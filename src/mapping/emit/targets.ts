/** The right side of rules: where values are written to. */
import type { ElementType } from '../../fhir/model.ts';
import type { Target } from '../ast.ts';
import { nearMiss } from '../near-miss.ts';
import { type Binding, type Scope, type TargetBinding, withTarget } from './bindings.ts';
import { complain, fresh, line, type Writer } from './emitter.ts';
import { noteUnknown } from './ledger.ts';
import { reportElement } from './reporting.ts';
import { transformValue } from './transforms.ts';
import { assign, make, type Writing } from './write.ts';

export interface TargetState {
  readonly scope: Scope;
  /** What the rule reads: the type of `create()` and the focus of `( )`. */
  readonly source: Binding | undefined;
}

/** A variable that may be written to; a primitive made earlier knows its slot. */
export function asTarget(binding: Binding | undefined): TargetBinding | undefined {
  if (binding === undefined) return undefined;
  if (binding.form === 'object' || binding.form === 'slot') return binding;
  if (binding.form !== 'primitive' || binding.slot === undefined) return undefined;
  noteUnknown(binding.slotLedger);
  const type = binding.type === undefined ? {} : { type: binding.type };
  return { form: 'slot', js: binding.slot, ...type };
}

export function emitTarget(writer: Writer, target: Target, state: TargetState): Scope {
  const { scope } = state;
  if (target.context === undefined) return withoutContext(writer, target, state);
  const owner = asTarget(scope.targets.get(target.context));
  if (owner === undefined) {
    unknownTarget(writer, target, scope);
    return scope;
  }
  const place = descend(writer, owner, target);
  if (place === undefined) return scope;
  const shared =
    target.listRuleId ?? (target.listModes.includes('single') ? target.context : undefined);
  const js = shared === undefined ? undefined : scope.shared.get(sharedId(target));
  if (js !== undefined) return emitShared(writer, target, { ...state, place, js });
  const written = emitOwn(writer, target, { ...state, place });
  if (target.variable === undefined || written === undefined) return scope;
  return withTarget(scope, target.variable, written);
}

/** The name under which targets are shared: the rule id, or the place itself for `single`. */
export function sharedId(target: Target): string {
  return target.listRuleId ?? `single ${target.at}`;
}

interface Placed extends TargetState {
  readonly place: Writing;
}

function emitOwn(writer: Writer, target: Target, state: Placed): Binding | undefined {
  if (target.transform === undefined) return make(writer, state.place);
  const value = transformValue(writer, target, { ...state, element: state.place.element });
  if (value === undefined) return undefined;
  const bound = target.variable !== undefined;
  return assign(writer, state.place, bound ? { ...value, bound } : value);
}

/** The first rule that comes by makes the target, the others go on with it. */
function emitShared(
  writer: Writer,
  target: Target,
  state: Placed & { readonly js: string },
): Scope {
  const { js, scope } = state;
  line(writer, `if (${js} === undefined) {`);
  const made = emitOwn(writer, target, state);
  if (made?.form === 'object') noteUnknown(made.ledger);
  const value = made?.form === 'primitive' ? (made.slot ?? made.js) : made?.js;
  if (value !== undefined) line(writer, `${js} = ${value};`);
  line(writer, '}');
  if (target.variable === undefined || made === undefined) return scope;
  const binding = asTarget(made) ?? made;
  return withTarget(scope, target.variable, { ...binding, js });
}

/** `create('X') as x`, `tgt as t`, `uuid() as id`: makes a variable, writes nothing. */
function withoutContext(writer: Writer, target: Target, state: TargetState): Scope {
  const { scope } = state;
  if (target.variable === undefined) return scope;
  const [parameter] = target.parameters;
  if (
    target.transform === 'copy' &&
    parameter?.kind === 'variable' &&
    parameter.path.length === 0
  ) {
    const same = scope.targets.get(parameter.name) ?? scope.sources.get(parameter.name);
    if (same !== undefined) return withTarget(scope, target.variable, same);
  }
  const value = transformValue(writer, target, state);
  if (value === undefined) return scope;
  const js = fresh(writer.emitter, target.variable);
  line(writer, `const ${js} = ${value.js};`);
  const type = value.type === undefined ? {} : { type: value.type };
  if (target.transform === 'create' && value.complex) {
    writer.emitter.whole.needed = true;
    return withTarget(scope, target.variable, { form: 'object', js, ...type });
  }
  const isPrimitive = writer.emitter.types.isPrimitive(value.type) || !value.complex;
  const place = writer.emitter.traced ? { place: `$t.last` } : {};
  const form = isPrimitive ? 'primitive' : 'node';
  if (writer.emitter.traced) line(writer, `const ${js}$p = $t.taken();`);
  const traced = writer.emitter.traced ? { place: `${js}$p` } : place;
  return withTarget(scope, target.variable, { form, js, ...type, ...traced });
}

function unknownTarget(writer: Writer, target: Target, scope: Scope): void {
  const name = target.context ?? '';
  const isSource = scope.sources.has(name);
  const hint = isSource ? undefined : nearMiss(name, scope.targets.keys());
  complain(writer, target.at, {
    code: 'map-name',
    message: isSource
      ? `\`${name}\` is a source and cannot be written to`
      : `no target variable \`${name}\` here`,
    found: name,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** The place a rule's one target writes to. */
export function placeOfTarget(writer: Writer, target: Target, scope: Scope): Writing | undefined {
  const owner = asTarget(scope.targets.get(target.context ?? ''));
  if (owner !== undefined) return descend(writer, owner, target);
  unknownTarget(writer, target, scope);
  return undefined;
}

/** Goes down `a.b.c` to the object that holds the last element, making what is not there. */
function descend(writer: Writer, owner: TargetBinding, target: Target): Writing | undefined {
  let at: TargetBinding = owner;
  const last = target.path.length - 1;
  for (const [index, name] of target.path.entries()) {
    const place = placeOf(writer, at, { name, target });
    if (place === undefined || index === last) return place;
    const next = asTarget(make(writer, { ...place, modes: [], reuse: true }));
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

interface Step {
  readonly name: string;
  readonly target: Target;
}

function placeOf(
  writer: Writer,
  owner: TargetBinding,
  { name, target }: Step,
): Writing | undefined {
  const { types } = writer.emitter;
  const common = { name, at: target.at, modes: target.listModes, reuse: false };
  if (owner.form === 'slot') return partOfPrimitive(writer, owner, common);
  const { type } = owner;
  const element = type === undefined ? undefined : types.element(type, name);
  const of = { owner: owner.js, ownerType: type, ledger: owner.ledger };
  if (element !== undefined) return { ...common, ...of, element };
  const typed = type === undefined ? undefined : typedKey(writer, type, name);
  if (typed !== undefined) return { ...common, ...of, element: typed };
  if (type === undefined || types.isAbstract(type) || types.isApproximate(type)) {
    return { ...common, ...of };
  }
  reportElement(writer, type, { name, at: target.at });
  return undefined;
}

/** `valueQuantity` written out, instead of `value` and a type. */
function typedKey(writer: Writer, type: string, key: string): ElementType | undefined {
  const found = writer.emitter.types.model.jsonElement(type, key);
  if (found === undefined) return undefined;
  return {
    ...found.element,
    name: key,
    types: [found.type],
    choice: false,
    json: [{ key, type: found.type }],
  };
}

type Common = Pick<Writing, 'name' | 'at' | 'modes' | 'reuse'>;

/** `value`, `id` and `extension` of a primitive of the target. */
function partOfPrimitive(
  writer: Writer,
  owner: Extract<TargetBinding, { form: 'slot' }>,
  common: Common,
): Writing | undefined {
  if (common.name === 'value') {
    const type = owner.type ?? 'string';
    const json = [{ key: 'value', type }];
    const element = {
      name: 'value',
      path: 'value',
      types: [type],
      min: 0,
      many: false,
      choice: false,
      json,
    };
    return { ...common, owner: owner.js, element, slot: owner.js };
  }
  const element = writer.emitter.types.model.element('Element', common.name);
  if (element === undefined) {
    reportElement(writer, owner.type ?? 'Element', common);
    return undefined;
  }
  const js = fresh(writer.emitter, 'companion');
  line(writer, `const ${js} = $slotCompanion(${owner.js});`);
  return { ...common, owner: js, element };
}
