/** Look-ups of channel.json: their FHIRPath as functions of the finished bundle and the answer. */
import type { Lookup } from '../../src/channel/definition.ts';
import {
  type Compiled,
  compileBoolean,
  compileValues,
  createUnit,
  type Refused,
} from '../../src/fhir/fhirpath/compile.ts';
import type { TypeModel } from '../../src/fhir/model.ts';

export interface LookupsToCompile {
  readonly lookups: readonly Lookup[];
  readonly model: TypeModel;
}

interface CompiledCode {
  readonly code: string;
  /** What is wrong, each with its path in channel.json. */
  readonly problems: readonly string[];
}

type Unit = ReturnType<typeof createUnit>;

const nothing = { focus: 'undefined', resource: 'undefined', rootResource: 'undefined' };
const bundle = { code: 'facts.bundle', type: 'Bundle' };

/** The text of `const lookups = […]`. */
export function lookupsCode({ lookups, model }: LookupsToCompile): CompiledCode {
  const unit = createUnit({ prefix: 'look' });
  const rows = lookups.map((lookup, index) => compileLookup({ lookup, model, unit, index }));
  const list = rows.map(({ code }) => `  ${code},\n`).join('');
  const problems = rows.flatMap((row) => row.problems);
  return { code: `${unit.declarations()}\nconst lookups = [\n${list}];`, problems };
}

interface OneLookup {
  readonly lookup: Lookup;
  readonly model: TypeModel;
  readonly unit: Unit;
  readonly index: number;
}

function compileLookup({ lookup, model, unit, index }: OneLookup): CompiledCode {
  const problems: string[] = [];
  const take = (name: string, compiled: Compiled | Refused): Compiled | undefined => {
    if (compiled.ok) return compiled;
    for (const { expected, found } of compiled.problems) {
      problems.push(`lookups[${index}].${name}: expected ${expected}, found ${found}`);
    }
    return undefined;
  };
  const type = /^[A-Z]\w*/.exec(lookup.for ?? '')?.[0];
  if (lookup.for !== undefined && type === undefined) {
    problems.push(`lookups[${index}].for: expected a path that begins with a resource's type`);
  }
  const names = { focus: 'resource', resource: 'resource', rootResource: 'resource' };
  const base = { unit, model, names: { ...names, env: 'facts.env' } };
  const elements = take(
    'for',
    compileValues({
      ...base,
      expression: lookup.for ?? '$this',
      focusType: type ?? 'Bundle',
      variables: { bundle },
    }),
  );
  const parts = Object.entries(lookup.with ?? {}).map(([name, expression]) => {
    const compiled = compileValues({
      ...base,
      expression,
      focusType: elements?.type,
      names: { ...base.names, focus: 'focus' },
      variables: { bundle },
    });
    return `(${take(`with.${name}`, compiled)?.code ?? '[]'}).map(String)[0]`;
  });
  const holds = take(
    'expression',
    compileBoolean({
      unit,
      expression: lookup.expression,
      names: { ...nothing, env: '{}' },
      variables: {
        answer: { code: 'facts.answer', many: true },
        bundle: { code: 'facts.bundle' },
        serviceDate: { code: 'facts.serviceDate' },
      },
    }),
  );
  const textsOf = (name: 'region' | 'counts'): string => {
    const expression = lookup[name];
    if (expression === undefined) return '';
    const compiled = take(name, ofBundle(expression, base));
    return `${name}: (resource, facts) => (${compiled?.code ?? '[]'}).map(String), `;
  };
  const keys = `(resource, facts) => (${elements?.code ?? '[]'}).map((focus) => [${parts.join(', ')}])`;
  const about = type === undefined ? '' : `type: '${type}', `;
  const judged = `(facts) => ${spanCode(lookup)}(${holds?.code ?? 'false'})`;
  const ofUnit = textsOf('region') + textsOf('counts');
  return { code: `{ ${about}keys: ${keys}, ${ofUnit}holds: ${judged} }`, problems };
}

type Base = Pick<Parameters<typeof compileValues>[0], 'unit' | 'model' | 'names'>;

function ofBundle(expression: string, base: Base): Compiled | Refused {
  return compileValues({ ...base, expression, focusType: 'Bundle', variables: { bundle } });
}

/** Outside of its dates a rule holds whatever the answer; a unit without a date has them all. */
function spanCode({ from, to }: Lookup): string {
  const date = 'facts.serviceDate';
  const before = from === undefined ? [] : [`(${date} !== '' && ${date} < '${from}')`];
  const after = to === undefined ? [] : [`(${date} !== '' && ${date} > '${to}')`];
  return [...before, ...after].map((each) => `${each} || `).join('');
}
