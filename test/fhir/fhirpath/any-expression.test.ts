/** Whatever compiles runs, and its three forms agree. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { r4TypeModel } from '../../../src/cli/r4-definitions.ts';
import {
  compileBoolean,
  compileNodes,
  compileValues,
  createUnit,
} from '../../../src/fhir/fhirpath/compile.ts';
import * as runtime from '../../../src/fhir/fhirpath/runtime.ts';
import { randomFrom, randomResource } from '../random-resource.ts';
import { randomExpression } from './random-expression.ts';

const model = r4TypeModel();
const RESOURCES = ['Patient', 'Claim', 'Observation', 'Bundle', 'Encounter'];
const env = {
  model,
  now: '2026-11-21T08:30:00.000Z',
  resolve: () => undefined,
  memberOf: () => true,
  conformsTo: () => false,
  htmlChecks: () => true,
};

type Run = (v: unknown, env: unknown) => unknown;

/** The three forms of one expression; undefined if it is refused. */
function forms(expression: string, focusType: string): Run[] | undefined {
  const unit = createUnit();
  const names = { focus: 'v', resource: 'v', rootResource: 'v', env: 'env' };
  const request = { expression, focusType, model, unit, names };
  const all = [compileBoolean(request), compileValues(request), compileNodes(request)];
  const codes = all.flatMap((compiled) => (compiled.ok ? [`(v, env) => ${compiled.code}`] : []));
  if (codes.length === 0) return undefined;
  expect(codes.length).toBe(3);
  return new Function('rt', `${unit.declarations()}\nreturn [${codes.join(',\n')}];`)(runtime);
}

/** The JSON of the result, or that evaluation ended with an error. */
function outcome(run: () => unknown): string {
  try {
    return JSON.stringify(run());
  } catch (error) {
    if (error instanceof runtime.FhirPathError) return 'error';
    throw error;
  }
}

test('any expression is refused or runs, the same in all forms', () => {
  let compiled = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const type = RESOURCES[Math.floor(random() * RESOURCES.length)] ?? 'Patient';
      const expression = randomExpression({ model, random }, type, 3);
      const [condition, values, nodes] = forms(expression, type) ?? [];
      if (condition === undefined || values === undefined || nodes === undefined) return;
      compiled += 1;
      for (let i = 0; i < 3; i++) {
        const focus = randomResource(model, type, random);
        const whole = () => Array.from(Object(nodes(focus, env)), (node) => node);
        const general = outcome(() => runtime.valuesOf(Array.from(whole(), Object)));
        const plain = outcome(() => values(focus, env));
        if (general !== 'error' && plain !== 'error')
          expect([expression, plain]).toEqual([expression, general]);
        const met = outcome(() => condition(focus, env));
        const held = outcome(() => runtime.holds(Array.from(whole(), Object)));
        if (held !== 'error') expect([expression, met]).toEqual([expression, held]);
        expect(met).not.toBe('error');
      }
    }),
    { numRuns: 1500, endOnFailure: true },
  );
  expect(compiled).toBeGreaterThan(500);
});
