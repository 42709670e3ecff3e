/** Conditions: the fast path says what the general path says, on every invariant of R4. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactNumber } from '../../../src/base/decimal.ts';
import { r4Definitions, r4TypeModel } from '../../../src/cli/r4-definitions.ts';
import { compileBoolean, compileNodes, createUnit } from '../../../src/fhir/fhirpath/compile.ts';
import * as runtime from '../../../src/fhir/fhirpath/runtime.ts';
import { randomFrom, randomValue } from '../random-resource.ts';

const model = r4TypeModel();
const names = {
  focus: 'v',
  focusExtension: 'x',
  resource: 'resource',
  rootResource: 'root',
  env: 'env',
};
const env = { model, now: '2026-01-01T00:00:00Z', htmlChecks: () => true };

/** Rules of HL7's that name what R4 does not have. */
const ERRATA = new Set(['cid-0', 'dom-r4b', 'ras-1']);

interface Rule {
  readonly key: string;
  readonly type: string;
  readonly expression: string;
}

type Judge = (v: unknown, x: unknown, resource: unknown, root: unknown, env: unknown) => unknown;

/** Invariants of the types themselves and of their backbones. */
function rules(): Rule[] {
  const found = new Map<string, Rule>();
  for (const definition of r4Definitions().structures) {
    if (definition.derivation === 'constraint') continue;
    for (const element of Object(definition.snapshot).element ?? []) {
      const type = model.name(element.path);
      if (type === undefined) continue;
      for (const { key, expression } of element.constraint ?? []) {
        if (!ERRATA.has(key)) found.set(`${type} ${key}`, { key, type, expression });
      }
    }
  }
  return [...found.values()];
}

/** Both forms of a condition, made in memory. */
function judges(expression: string, focusType: string): { fast: Judge; general: Judge } {
  const unit = createUnit();
  const fast = compileBoolean({ expression, focusType, model, unit, names });
  const general = compileNodes({ expression, focusType, model, unit, names });
  if (!fast.ok || !general.ok) throw new Error(`refused: ${expression}`);
  const text = `${unit.declarations()}
return [
  (v, x, resource, root, env) => ${fast.code},
  (v, x, resource, root, env) => rt.attempt(() => rt.holds(${general.code})),
];`;
  const [a, b]: Judge[] = new Function('rt', text)(runtime);
  if (a === undefined || b === undefined) throw new Error('not made');
  return { fast: a, general: b };
}

const all = rules();

test('there are rules', () => {
  expect(all.length).toBeGreaterThan(500);
});

test('every invariant comes out the same on both paths', () => {
  const made = all.map((rule) => ({ ...rule, ...judges(rule.expression, rule.type) }));
  let met = 0;
  let broken = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const root = {
        resourceType: 'Patient',
        contained: [{ resourceType: 'Organization', id: 'p' }],
      };
      for (const { type, key, fast, general } of made) {
        const value = randomValue(model, type, random);
        const expected = general(value, undefined, value, root, env);
        expect([key, fast(value, undefined, value, root, env), value]).toEqual([
          key,
          expected,
          value,
        ]);
        if (expected === true) met += 1;
        else broken += 1;
      }
    }),
    { numRuns: 15 },
  );
  expect(met).toBeGreaterThan(1000);
  expect(broken).toBeGreaterThan(1000);
});

test('malformed instances make no condition throw', () => {
  const odd: readonly unknown[] = [null, 0, '', [], [null], {}, [[]], true, exactNumber('1.0')];
  const made = all.map((rule) => ({ ...rule, ...judges(rule.expression, rule.type) }));
  for (const { type, fast } of made) {
    for (const wrong of odd) {
      const value: Record<string, unknown> = {};
      for (const { json } of model.elements(type)) for (const { key } of json) value[key] = wrong;
      expect(typeof fast(value, undefined, value, value, env)).toBe('boolean');
    }
  }
});

/** Rules that run many times a claim: plain property tests, no collection. */
const PLAIN = [
  ['Period', 'start.hasValue().not() or end.hasValue().not() or (start <= end)'],
  ['ContactPoint', 'value.empty() or system.exists()'],
  ['Quantity', 'code.empty() or system.exists()'],
  ['Extension', 'extension.exists() != value.exists()'],
  [
    'Reference',
    "reference.startsWith('#').not() or (reference.substring(1) in %rootResource.contained.id)",
  ],
  ['Claim', 'item.net.value.aggregate($this + $total, 0) = total.value'],
  ['Claim', "identifier.where(system = 'http://a').value.all(matches('^[0-9]{13}$'))"],
  ['Claim', "item.extension('http://a').value.ofType(Money).all(value >= 0)"],
  [
    'Bundle',
    'entry.where(fullUrl.exists()).select(fullUrl & resource.meta.versionId).isDistinct()',
  ],
  ['Patient', 'identifier.all((value.substring(0, 1).toInteger() * 13 + 7) mod 11 = 3)'],
] as const;

describe('the fast path', () => {
  test.each(PLAIN)('%s: %s', (type, expression) => {
    const unit = createUnit();
    const compiled = compileBoolean({ expression, focusType: type, model, unit, names });
    expect(compiled.ok && unit.declarations() + compiled.code).not.toMatch(
      /rt\.(?:attempt|holds|wrap|member)\(/,
    );
  });
});

/** Expression, focus type, focus, and whether the condition holds. */
const CASES = [
  ["gender = 'male'", 'Patient', { gender: 'male' }, true],
  ["gender = 'male'", 'Patient', {}, false],
  ["gender != 'male'", 'Patient', {}, false],
  ['active.not()', 'Patient', { active: false }, true],
  ['value > 0', 'Money', { value: exactNumber('1e99999') }, false],
  ['value > 0', 'Money', { value: exactNumber('1e300') }, true],
  ['(birthDate < @2015-02-04).not()', 'Patient', { birthDate: '2015-02-04' }, true],
  ['(birthDate <= @2015-02-04).not()', 'Patient', { birthDate: '2015-02-04' }, false],
  ['(birthDate > @2015-02-04).not()', 'Patient', { birthDate: '2015-02-04' }, true],
  ['(birthDate >= @2015-02-04).not()', 'Patient', { birthDate: '2015-02-04' }, false],
  ['(birthDate >= @2015-02-04).not()', 'Patient', {}, false],
  ['given.exists()', 'HumanName', { _given: [{ id: 'x' }] }, true],
  ['given.count() = 1', 'HumanName', { given: ['a', null] }, true],
  ['given.count() = 2', 'HumanName', { given: ['a', null], _given: [null, { id: 'x' }] }, true],
  ['value.ofType(string).exists()', 'Extension', { valueCode: 'a' }, false],
  ['value.ofType(code).exists()', 'Extension', { valueCode: 'a' }, true],
  ['value.ofType(Quantity).exists()', 'Extension', { valueAge: { value: 1 } }, true],
  ['(value is string)', 'Extension', { valueCode: 'a' }, true],
  ['(1.10 | 1.1).count() = 1', 'Money', {}, true],
  ['(value | 1.1).count() = 1', 'Money', { value: exactNumber('1.10') }, true],
  ['active implies birthDate.exists()', 'Patient', { active: false }, true],
  ['active implies birthDate.exists()', 'Patient', { active: true }, false],
  ['active implies birthDate.exists()', 'Patient', {}, false],
  ['active xor birthDate.exists()', 'Patient', { active: true }, true],
  ['name', 'Patient', { name: [{}] }, true],
  ['name', 'Patient', {}, false],
  ['birthDate < @2016', 'Patient', { birthDate: '2015-02' }, true],
  ['birthDate < @2015-02-04', 'Patient', { birthDate: '2015-02' }, false],
  ['birthDate >= @2015-02-04', 'Patient', { birthDate: '2015-02' }, false],
  ['birthDate.exists()', 'Patient', { _birthDate: { id: 'a' } }, true],
  ['birthDate.hasValue()', 'Patient', { _birthDate: { id: 'a' } }, false],
  [
    "birthDate.extension('u').exists()",
    'Patient',
    { _birthDate: { extension: [{ url: 'u' }] } },
    true,
  ],
  ['deceased is boolean', 'Patient', { deceasedBoolean: false }, true],
  ['deceased is dateTime', 'Patient', { deceasedBoolean: false }, false],
  ['value <= 1.10', 'Money', { value: exactNumber('1.1') }, true],
  ['value = 1.10', 'Money', { value: exactNumber('1.1000') }, true],
  ['value + 0.2 = 0.3', 'Money', { value: exactNumber('0.1') }, true],
  [
    'low <= high',
    'Range',
    { low: { value: 1, code: 'g' }, high: { value: 999, code: 'mg' } },
    false,
  ],
  ['name.given.count() = 2', 'Patient', { name: [{ given: ['a'] }, { given: ['b'] }] }, true],
  ["name.given = 'a'", 'Patient', { name: [{ given: ['a', 'b'] }] }, false],
  ['name.given.single() = 1', 'Patient', { name: [{ given: ['a', 'b'] }] }, false],
] as const;

describe('a condition', () => {
  test.each(CASES)('%s on %s %j: %s', (expression, type, focus, expected) => {
    const { fast, general } = judges(expression, type);
    expect(fast(focus, undefined, focus, focus, env)).toBe(expected);
    expect(general(focus, undefined, focus, focus, env)).toBe(expected);
  });
});
