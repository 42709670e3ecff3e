/** Paths of channel.json into JSON values: `$.a.b[*].c`. */
import { isExactNumber } from '../base/decimal.ts';
import type { JsonPath } from './definition.ts';

/** Member names and item numbers from the root of an item: where a value really stands. */
export type Steps = readonly (string | number)[];

export interface Found {
  readonly value: unknown;
  readonly steps: Steps;
}

/** Every item of a list. */
const every = Symbol('[*]');

type Step = string | number | typeof every;

const parsed = new Map<JsonPath, readonly Step[]>();

const STEP = /\.([^.[\]]+)|\[(\*|\d+)\]/g;

function stepsOf(path: JsonPath): readonly Step[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const steps = [...path.matchAll(STEP)].map(([, name, item]): Step => {
    if (name !== undefined) return name;
    return item === '*' ? every : Number(item);
  });
  parsed.set(path, steps);
  return steps;
}

/** Names on the path, lists left out: the shape of a path without its numbers. */
export function namesOf(path: JsonPath): readonly string[] {
  return stepsOf(path).filter((step) => typeof step === 'string');
}

/**
 * The values on the path from a value. `[*]` and `[0]` on what is no list is the thing itself.
 * Along `within`, where a record stands, `[*]` is that record's item and no other.
 */
export function valuesAt(from: Found, path: JsonPath, within?: Steps): readonly Found[] {
  const steps = stepsOf(path);
  // Names alone, as most paths are, lead to one value
  let { value } = from;
  let at = 0;
  for (; at < steps.length; at++) {
    const step = steps[at];
    if (typeof step !== 'string') break;
    if (!isObject(value) || !Object.hasOwn(value, step)) return [];
    value = value[step];
  }
  const named = at === 0 ? from.steps : [...from.steps, ...(steps.slice(0, at) as string[])];
  let found: readonly Found[] = [{ value, steps: named }];
  for (; at < steps.length && found.length > 0; at++) {
    const step = steps[at] as Step;
    found = found.flatMap((each) => follow(each, step, within));
  }
  return found;
}

function follow({ value, steps }: Found, step: Step, within: Steps | undefined): readonly Found[] {
  if (typeof step === 'string') {
    if (!isObject(value) || !Object.hasOwn(value, step)) return [];
    return [{ value: value[step], steps: [...steps, step] }];
  }
  if (!Array.isArray(value)) return step === 0 || step === every ? [{ value, steps }] : [];
  const at = (index: number): readonly Found[] =>
    index < value.length ? [{ value: value[index], steps: [...steps, index] }] : [];
  if (step !== every) return at(step);
  const own = within?.[steps.length];
  const along = typeof own === 'number' && steps.every((name, index) => name === within?.[index]);
  return along ? at(own) : value.flatMap((_, index) => at(index));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !isExactNumber(value);
}

const PLAIN_NAME = /^[^.[\]"\s]+$/;

/** `$.request.input.lines[0].price`, as places show it. */
export function pathText(steps: Steps): string {
  const text = steps.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return PLAIN_NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return `$${text.join('')}`;
}
