/** A traced run tells what each element was made from; whatever else changes leaves it alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExactNumber } from '../../src/base/decimal.ts';
import { instantiateMap, instantiateTracedMap } from '../../src/cli/instantiate-map.ts';
import { compileMaps } from '../../src/mapping/compile.ts';
import { type TraceEntry, traceOf } from '../../src/mapping/runtime/trace.ts';
import { caseNames, context, has, mapsOf, model, sourceOf } from './cases.ts';

type Json = Record<string, unknown>;

const names = caseNames.filter((name) => has(name, 'expected.json') && name !== 'endless');

function traced(name: string) {
  return instantiateTracedMap(
    compileMaps({ maps: mapsOf(name), conceptMaps: [], model }).tracedCode,
  );
}

const part = fc.record(
  {
    label: fc.constantFrom('p', 'q', 'r'),
    notes: fc.array(fc.constantFrom('1', '2', '3'), { minLength: 1, maxLength: 3 }),
    piece: fc.array(fc.record({ size: fc.nat({ max: 9 }) }), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const left = fc.record(
  {
    name: fc.constantFrom('short', 'a long name'),
    tags: fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 4 }),
    count: fc.nat({ max: 200 }),
    kind: fc.constantFrom('k1', 'k2', 'other'),
    moment: fc.constantFrom('2020-01-02T03:04:05Z', '2021-12-31T00:00:00Z'),
    flag: fc.boolean(),
    anyInteger: fc.nat({ max: 9 }),
    part: fc.array(part, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Paths of all leaves. */
function leaves(value: unknown, path = ''): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  if (value === null) return [];
  if (typeof value !== 'object' || isExactNumber(value)) return [path];
  return Object.entries(value).flatMap(([key, item]) =>
    leaves(item, path === '' ? key : `${path}.${key}`),
  );
}

function stepsOf(path: string): (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function valueAt(root: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>((at, step) => (at as Json)?.[step], root);
}

/** A copy with another value of the same kind at a path. */
function changed(source: Json, path: string): Json {
  const copy = structuredClone(source);
  const steps = stepsOf(path);
  const last = steps.pop() ?? '';
  const owner = steps.reduce<unknown>((at, step) => (at as Json)[step], copy) as Json;
  const value = owner[last];
  owner[last] =
    typeof value === 'number' ? value + 101 : typeof value === 'boolean' ? !value : `${value}9`;
  return copy;
}

function covers(entry: TraceEntry, place: string): boolean {
  return [...entry.sources, ...entry.conditions].some(
    (each) => each === place || isWithin(place, each) || isWithin(each, place),
  );
}

function isWithin(path: string, ancestor: string): boolean {
  return path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);
}

/** Leaves by what they are, wherever in a list: items move up when one before them goes. */
function unplaced(run: { result: Json; trace: readonly TraceEntry[] }): Map<string, TraceEntry[]> {
  const found = new Map<string, TraceEntry[]>();
  for (const entry of run.trace) {
    if (!entry.leaf) continue;
    const path = entry.target.slice(entry.target.indexOf('.') + 1);
    const key = `${path.replace(/\[\d+\]/g, '')} = ${JSON.stringify(valueAt(run.result, path))}`;
    found.set(key, [...(found.get(key) ?? []), entry]);
  }
  return found;
}

describe.each(names)('%s', (name) => {
  const run = traced(name);

  it('has one entry for each leaf of the result', () => {
    const { result, trace } = run(sourceOf(name), context());
    const root = trace[0]?.target ?? '';
    const traced = trace.filter(({ leaf }) => leaf).map(({ target }) => target);
    expect(traced.sort()).toEqual(
      leaves(result)
        .map((path) => `${root}.${path}`)
        .sort(),
    );
  });
});

const ofLeft = names.filter((name) => name !== 'typed-groups');

describe.each(ofLeft)('a change in the source of %s', (name) => {
  const run = traced(name);
  const { code } = compileMaps({ maps: mapsOf(name), conceptMaps: [], model });
  const fast = instantiateMap(code);

  it('makes only elements traced to it appear, vanish or change', () => {
    fc.assert(
      fc.property(left, fc.nat(), (source, choice) => {
        const places = leaves(source);
        if (places.length === 0) return;
        const place = places[choice % places.length] ?? '';
        const first = run(source, context());
        expect(JSON.stringify(fast(source, context()))).toBe(JSON.stringify(first.result));
        const before = unplaced(first);
        const after = unplaced(run(changed(source, place), context()));
        for (const [one, other] of [
          [before, after],
          [after, before],
        ] as const) {
          for (const [key, entries] of one) {
            const gone = entries.length - (other.get(key)?.length ?? 0);
            const traced = entries.filter((entry) => covers(entry, place)).length;
            expect(traced, `${key} changed with ${place}`).toBeGreaterThanOrEqual(gone);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('traceOf', () => {
  const { trace } = traced('groups')(sourceOf('groups'), context());

  it('finds a leaf', () => {
    expect(traceOf(trace, 'Right.box[1].notes[0]')).toMatchObject([
      { map: 'main.map', line: 15, sources: ['part[1].notes[0]'], conditions: ['part[1]'] },
    ]);
  });

  it('gives the leaves of an object', () => {
    const found = traceOf(trace, 'Right.box[1]').map(({ target }) => target);
    expect(found).toEqual(['Right.box[1].label', 'Right.box[1].notes[0]']);
  });

  it('goes to the nearest ancestor for what is missing', () => {
    expect(traceOf(trace, 'Right.box[1].size[0]')).toMatchObject([
      { target: 'Right.box[1]', rule: 'part', conditions: ['part[1]'] },
    ]);
    expect(traceOf(trace, 'Right.nothing')).toMatchObject([{ target: 'Right', rule: 'main' }]);
  });
});
