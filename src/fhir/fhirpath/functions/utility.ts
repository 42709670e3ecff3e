/** Tree navigation, clock, tracing, and http://hl7.org/fhir/R4/fhirpath.html#functions */

import {
  children as childrenOf,
  descendants as descendantsOf,
  extension as extensionOf,
  member,
} from '../runtime/navigation.ts';
import {
  type Collection,
  EMPTY,
  type Environment,
  FhirPathError,
  isObject,
  type Lambda,
  type Node,
  single,
  truth,
  valuesOf,
  wrap,
} from '../runtime/node.ts';

const BASE = 'http://hl7.org/fhir/StructureDefinition/';

export function children(env: Environment, input: Collection): Collection {
  return childrenOf(env, input);
}

export function descendants(env: Environment, input: Collection): Collection {
  return descendantsOf(env, input);
}

export function extension(env: Environment, input: Collection, url: Collection): Collection {
  single(url, 'extension');
  return extensionOf(env, input, url);
}

export function trace(
  env: Environment,
  input: Collection,
  name: Collection,
  projection?: Lambda,
): Collection {
  const shown =
    projection === undefined ? input : input.flatMap((item, i) => projection([item], i, EMPTY));
  env.trace?.(String(single(name, 'trace')?.value), valuesOf(shown));
  return input;
}

function clock(env: Environment): string {
  if (env.now === undefined) throw new FhirPathError('the time is not known here');
  return env.now;
}

export function now(env: Environment): Collection {
  return [{ value: clock(env), type: 'System.DateTime' }];
}

export function today(env: Environment): Collection {
  return [{ value: clock(env).slice(0, 10), type: 'System.Date' }];
}

export function timeOfDay(env: Environment): Collection {
  const time = /T([\d:.]+)/.exec(clock(env))?.[1];
  return time === undefined ? EMPTY : [{ value: time, type: 'System.Time' }];
}

function isPrimitive({ value }: Node): boolean {
  return value !== undefined && !isObject(value);
}

export function hasValue(_: Environment, input: Collection): Collection {
  const [item] = input;
  return truth(input.length === 1 && item !== undefined && isPrimitive(item));
}

export function getValue(_: Environment, input: Collection): Collection {
  const [item] = input;
  return input.length === 1 && item !== undefined && isPrimitive(item) ? input : EMPTY;
}

/** Contained resources are found in the root; others are asked of the environment. */
export function resolve(env: Environment, input: Collection, root: Collection): Collection {
  return input.flatMap((item) => {
    const { value } = item;
    const text = isObject(value) ? value.reference : value;
    if (typeof text !== 'string') return EMPTY;
    if (text === '#') return root;
    if (!text.startsWith('#')) return wrap(env.resolve?.(text));
    const id = text.slice(1);
    return member(env, root, 'contained').filter((it) => isObject(it.value) && it.value.id === id);
  });
}

export function memberOf(env: Environment, input: Collection, valueSet: Collection): Collection {
  const item = single(input, 'memberOf');
  const url = single(valueSet, 'memberOf')?.value;
  if (item === undefined || typeof url !== 'string') return EMPTY;
  const answer = env.memberOf?.(item.value, url, item.type);
  if (answer === undefined) throw new FhirPathError(`value set ${url} cannot be asked here`);
  return truth(answer);
}

export function conformsTo(env: Environment, input: Collection, profile: Collection): Collection {
  const item = single(input, 'conformsTo');
  const url = single(profile, 'conformsTo')?.value;
  if (item === undefined || typeof url !== 'string') return EMPTY;
  const answer = env.conformsTo?.(item.value, url) ?? ofBaseType(env, item, url);
  if (answer === undefined) throw new FhirPathError(`profile ${url} cannot be asked here`);
  return truth(answer);
}

/** R4's own definitions: conformance to a base type is being of it. */
function ofBaseType(env: Environment, item: Node, url: string): boolean | undefined {
  const name = url.startsWith(BASE) ? env.model?.name(url) : undefined;
  if (name === undefined || name !== url.slice(BASE.length) || item.type === undefined)
    return undefined;
  return env.model?.isSubtype(item.type, name);
}

export function htmlChecks(env: Environment, input: Collection): Collection {
  const value = single(input, 'htmlChecks')?.value;
  if (typeof value !== 'string') return EMPTY;
  if (env.htmlChecks === undefined) throw new FhirPathError('narrative cannot be checked here');
  return truth(env.htmlChecks(value));
}

/** Keeps the value of a defined variable where the rest of the path finds it. */
export function define(
  holder: Record<string, Collection>,
  slot: string,
  input: Collection,
  value?: (input: Collection) => Collection,
): Collection {
  holder[slot] = value === undefined ? input : value(input);
  return input;
}
