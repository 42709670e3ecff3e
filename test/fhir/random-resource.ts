/** Resources of the model's shape, drawn from a seed, so that rules hold and fail on them. */

import { exactNumber } from '../../src/base/decimal.ts';
import type { ElementType, TypeModel } from '../../src/fhir/model.ts';

export type Random = () => number;

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TEXTS = [
  'a',
  'home',
  'official',
  '#p',
  'Patient/1',
  'document',
  'C',
  'http://loinc.org',
  '1',
  '*',
];
const DATES = ['2015', '2015-02', '2015-02-04', '2016-01-01'];
const MOMENTS = [
  ...DATES,
  '2015-02-04T10:00:00Z',
  '2015-02-04T17:00:00+07:00',
  '2015-02-04T10:00:00.5Z',
];

const POOLS: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [0, 1, 2, -3],
  positiveInt: [1, 2, 3],
  unsignedInt: [0, 1, 2],
  decimal: [0, 1, -2, exactNumber('1.10'), exactNumber('1.1'), exactNumber('-0.5')],
  date: DATES,
  dateTime: MOMENTS,
  instant: MOMENTS.slice(4),
  time: ['10:00:00', '10:00:00.0', '11:30:00'],
};

const RESOURCES = ['Patient', 'Organization', 'Composition', 'Observation'];

function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** A value of the type; deeper elements are ever rarer. */
export function randomValue(model: TypeModel, type: string, random: Random, depth = 0): unknown {
  if (model.kind(type) === 'primitive') return pick(POOLS[type] ?? TEXTS, random);
  if (type === 'Resource')
    return randomResource(model, pick(RESOURCES, random) ?? 'Patient', random, depth + 1);
  const value: Record<string, unknown> = {};
  for (const element of model.elements(type)) {
    const wanted = element.min > 0 ? 0.8 : 0.45 / (depth + 1);
    if (depth < 4 && random() < wanted) addElement(model, value, element, { random, depth });
  }
  return value;
}

export function randomResource(model: TypeModel, type: string, random: Random, depth = 0): unknown {
  return { resourceType: type, ...Object(randomValue(model, type, random, depth)) };
}

function addElement(
  model: TypeModel,
  holder: Record<string, unknown>,
  element: ElementType,
  { random, depth }: { random: Random; depth: number },
): void {
  const json = pick(element.json, random);
  if (json === undefined) return;
  const primitive = model.kind(json.type) === 'primitive';
  const count = element.many ? 1 + Math.floor(random() * 3) : 1;
  const draw = () => randomValue(model, json.type, random, depth + 1);
  const values = Array.from({ length: count }, draw);
  const exts = values.map(() => (primitive && random() < 0.15 ? { id: 'x' } : null));
  const bare = values.map((value, i) => (exts[i] !== null && random() < 0.5 ? null : value));
  if (bare.some((value) => value !== null)) holder[json.key] = element.many ? bare : bare[0];
  if (exts.some((ext) => ext !== null)) holder[`_${json.key}`] = element.many ? exts : exts[0];
}
