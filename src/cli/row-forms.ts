/** `export.json` of a channel, compiled in memory: bundles to records. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isExactNumber, numberText } from '../base/decimal.ts';
import type { RowForm, RowForms, RowPart } from '../channel/back/row-forms.ts';
import type { Row, Rows } from '../channel/back/write-rows.ts';
import type { ChannelDefinition } from '../channel/definition.ts';
import type { Resource } from '../channel/translation.ts';
import { type Environment, valuesOf } from '../fhir/fhirpath/runtime.ts';
import { UsageError } from './exit.ts';
import { environmentFor } from './fhirpath-environment.ts';
import { instantiateFhirPath } from './instantiate.ts';

export function readForms({ country, id }: ChannelDefinition): RowForms {
  const url = new URL(`../../mappings/${country}/${id}/export.json`, import.meta.url);
  if (!existsSync(url)) throw new UsageError(`${id} says no way back: it has no export.json`);
  return JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as RowForms;
}

type Values = readonly unknown[];
type Evaluate = (focus: unknown, env: Environment) => Values;

interface Part {
  readonly each: Evaluate;
  readonly order?: Evaluate;
  readonly cells: readonly (readonly [column: string, evaluate: Evaluate])[];
}

interface Form {
  readonly when: Evaluate;
  readonly values: readonly (readonly [name: string, evaluate: Evaluate])[];
  readonly parts: readonly (readonly [name: string, part: Part])[];
}

export interface CompiledForms {
  /** Undefined if no form fits the bundle. */
  recordsOf(bundle: Resource): Rows | undefined;
}

export function compileForms(outward: RowForms): CompiledForms {
  const forms = outward.forms.map((form) => compileForm(outward, form));
  return {
    recordsOf: (bundle) => {
      const env = environmentFor(bundle);
      const form = forms.find(({ when }) => when(bundle, env)[0] === true);
      return form === undefined ? undefined : recordsOfForm(form, bundle, env);
    },
  };
}

function compileForm(outward: RowForms, form: RowForm): Form {
  const named = Object.entries({ ...outward.let, ...form.let });
  const variables = [...named.map(([name]) => name), 'position'];
  const compile = (path: string, expression: string): Evaluate => {
    const made = instantiateFhirPath({ expression, variables });
    if (!made.ok) {
      const [problem] = made.problems;
      const said = `expected ${problem?.expected}, found ${problem?.found}`;
      throw new UsageError(`export.json: ${form.unit}.${path}: ${said}`);
    }
    return (focus, env) => valuesOf(made.evaluate(focus, env));
  };
  const compilePart = (name: string, { each, order, cells }: RowPart): Part => ({
    each: compile(`${name}.each`, each),
    ...(order !== undefined && { order: compile(`${name}.order`, order) }),
    cells: Object.entries(cells).map(([column, expression]) => {
      return [column, compile(`${name}.${column}`, expression)];
    }),
  });
  return {
    when: compile('when', form.when),
    values: named.map(([name, expression]) => [name, compile(name, expression)]),
    parts: Object.entries(form.parts).map(([name, part]) => [name, compilePart(name, part)]),
  };
}

function recordsOfForm(form: Form, bundle: Resource, base: Environment): Rows {
  let env: Environment = { ...base, variables: {} };
  for (const [name, evaluate] of form.values) {
    const values = evaluate(bundle, env);
    env = { ...env, variables: { ...env.variables, [name]: values } };
  }
  return new Map(form.parts.map(([name, part]) => [name, recordsOfPart(part, bundle, env)]));
}

function recordsOfPart(part: Part, bundle: Resource, env: Environment): readonly Row[] {
  const { order } = part;
  const found = [...part.each(bundle, env)];
  if (order !== undefined) {
    const place = (focus: unknown) => Number(textOf(order(focus, env)[0]));
    found.sort((one, other) => place(one) - place(other));
  }
  return found.map((focus, index) => {
    const own = { ...env, variables: { ...env.variables, position: [index + 1] } };
    return Object.fromEntries(
      part.cells.map(([column, evaluate]) => [column, textOf(evaluate(focus, own)[0])]),
    );
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return isExactNumber(value) ? numberText(value) : String(value);
}
