/** Results: with and without a model, on proxies, and with what the caller binds. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactNumber, isExactNumber } from '../../../src/base/decimal.ts';
import { r4TypeModel } from '../../../src/cli/r4-definitions.ts';
import {
  type CompileRequest,
  compileNodes,
  compileValues,
  createUnit,
} from '../../../src/fhir/fhirpath/compile.ts';
import * as runtime from '../../../src/fhir/fhirpath/runtime.ts';
import { randomFrom, randomResource } from '../random-resource.ts';

const model = r4TypeModel();

type Run = (v: unknown, env: unknown, other: unknown) => unknown;

/** The values of both forms: arrays of plain values, and nodes stripped of their types. */
function runs(request: Omit<CompileRequest, 'unit'>): { plain: Run; nodes: Run } {
  const unit = createUnit();
  const names = { resource: 'v', rootResource: 'v', ...request.names };
  const plain = compileValues({ ...request, names, unit });
  const nodes = compileNodes({ ...request, names, unit });
  if (!plain.ok || !nodes.ok) throw new Error(`refused: ${request.expression}`);
  const text = `${unit.declarations()}
return [
  (v, env, other) => ${plain.code},
  (v, env, other) => rt.valuesOf(${nodes.code}),
];`;
  const [a, b]: Run[] = new Function('rt', text)(runtime);
  if (a === undefined || b === undefined) throw new Error('not made');
  return { plain: a, nodes: b };
}

const PATIENT = {
  resourceType: 'Patient',
  birthDate: '1974-12-25',
  active: true,
  deceasedBoolean: false,
  name: [
    { use: 'official', family: 'Chalmers', given: ['Peter', 'James'] },
    { use: 'usual', given: ['Jim', null], _given: [null, { id: 'x' }] },
  ],
};

const VALUES = [
  ['name.given', ['Peter', 'James', 'Jim']],
  ["name.where(use = 'usual').given.first()", ['Jim']],
  ['name.family.single()', ['Chalmers']],
  ['name.given.count()', [4]],
  ['birthDate + 1 year', ['1975-12-25']],
  ['birthDate.substring(0, 4).toInteger() + 1', [1975]],
  ['active and deceased.not()', [true]],
  ['name.select(given.first() & family)', ['PeterChalmers', 'Jim']],
  ['1.10 + 2.2', [exactNumber('3.30')]],
  ['(0.1 + 0.2) * 3', [exactNumber('0.9')]],
  ['1 / 3 * 3 = 1', [false]],
  ['1 year + 6 months', [{ value: 18, unit: 'months' }]],
  ["(1 'g' - 3 'mg').toString()", ["997 'mg'"]],
  ["(3 'mg' * 2).toString()", ["6 'mg'"]],
  ["defineVariable('n', name.last()).select(%n.given)", ['Jim']],
  [
    "name.select(defineVariable('n').given.select(%n.use))",
    ['official', 'official', 'usual', 'usual'],
  ],
  ['nothing', []],
] as const;

describe.each([
  ['a model', { model, focusType: 'Patient' }],
  ['no model', {}],
] as const)('with %s', (_name, typed) => {
  test.each(VALUES)('%s', (expression, expected) => {
    if (expression === 'nothing' && 'model' in typed) return;
    const { plain, nodes } = runs({ expression, ...typed });
    const env = 'model' in typed ? { model } : {};
    const written = JSON.stringify(expected);
    expect(JSON.stringify(plain(PATIENT, env, undefined))).toBe(written);
    expect(JSON.stringify(nodes(PATIENT, env, undefined))).toBe(written);
  });
});

/** Every object and array behind a proxy; exact numbers are leaves. */
function proxied(value: unknown, reads: Set<string>, path = ''): unknown {
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      const inner: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol' || typeof inner === 'function') return inner;
      reads.add(`${path}.${key}`);
      return proxied(inner, reads, `${path}.${key}`);
    },
  });
}

const PATHS = [
  'name.given',
  'name.where(use.exists()).family',
  'identifier.select(system & value)',
  'contact.name | name',
  'deceased',
  'telecom.value.distinct()',
  'descendants().count()',
  'birthDate < @2016',
];

test('proxies give what their objects give', () => {
  const made = PATHS.map((expression) => runs({ expression, model, focusType: 'Patient' }));
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const patient = randomResource(model, 'Patient', randomFrom(seed));
      for (const { plain, nodes } of made) {
        const expected = JSON.stringify(nodes(patient, { model }, undefined));
        const through = proxied(patient, new Set());
        expect(JSON.stringify(nodes(through, { model }, undefined))).toBe(expected);
        expect(JSON.stringify(plain(through, { model }, undefined))).toBe(expected);
        expect(JSON.stringify(plain(patient, { model }, undefined))).toBe(expected);
      }
    }),
    { numRuns: 50 },
  );
});

test('a proxy sees which properties were read', () => {
  const reads = new Set<string>();
  const { plain } = runs({ expression: "name[0].given = 'Peter'", model, focusType: 'Patient' });
  expect(plain(proxied(PATIENT, reads), { model }, undefined)).toEqual([false]);
  expect([...reads]).toContain('.name.0.given.1');
  expect([...reads]).not.toContain('.birthDate');
});

describe('what the caller binds', () => {
  test('variables by any expression', () => {
    const variables = { due: { code: 'other.list[0]', type: 'HumanName' } };
    const request = { expression: 'name.where(family = %due.family).use', variables };
    const { plain, nodes } = runs({ ...request, model, focusType: 'Patient' });
    const other = { list: [{ family: 'Chalmers' }] };
    expect(plain(PATIENT, { model }, other)).toEqual(['official']);
    expect(nodes(PATIENT, { model }, other)).toEqual(['official']);
  });

  test('a focus by any expression', () => {
    const names = { focus: 'other.inner' };
    const { plain } = runs({ expression: 'name.given', model, focusType: 'Patient', names });
    expect(plain(undefined, { model }, { inner: PATIENT })).toEqual(['Peter', 'James', 'Jim']);
  });

  test('clock, resolver and terminology', () => {
    const env = {
      model,
      now: '2026-11-21T08:30:00.000Z',
      resolve: (reference: string) => ({ resourceType: 'Organization', id: reference }),
      memberOf: (value: unknown) => value === 'male',
    };
    const evaluate = (expression: string, focus: unknown) => {
      return runs({ expression, model, focusType: 'Patient' }).plain(focus, env, undefined);
    };
    expect(evaluate('today()', PATIENT)).toEqual(['2026-11-21']);
    expect(evaluate('now() > birthDate', PATIENT)).toEqual([true]);
    const referring = { managingOrganization: { reference: 'Organization/1' } };
    expect(evaluate('managingOrganization.resolve().id', referring)).toEqual(['Organization/1']);
    expect(evaluate("gender.memberOf('http://v')", { gender: 'male' })).toEqual([true]);
  });

  test.each(['now()', "name.first().memberOf('http://v')", "conformsTo('http://p')"])(
    'without it %s is an error',
    (expression) => {
      const { plain } = runs({ expression, model, focusType: 'Patient' });
      expect(() => plain(PATIENT, { model }, undefined)).toThrow(runtime.FhirPathError);
    },
  );
});

test('contained resources are resolved in the root', () => {
  const contained = [{ resourceType: 'Organization', id: 'o', name: 'Org' }];
  const patient = { resourceType: 'Patient', contained, managingOrganization: { reference: '#o' } };
  const expression = 'managingOrganization.resolve().name';
  const { plain } = runs({ expression, model, focusType: 'Patient' });
  expect(plain(patient, { model }, undefined)).toEqual(['Org']);
});
