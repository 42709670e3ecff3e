/** The mapping engine against a public suite: maps that must parse, and what they must make. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/base/finding.ts';
import { instantiateFhirPath } from '../../src/cli/instantiate.ts';
import { instantiateMap, instantiateTracedMap } from '../../src/cli/instantiate-map.ts';
import { memberOf } from '../../src/cli/member-of.ts';
import { r4Definitions, r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { valuesOf } from '../../src/fhir/fhirpath/runtime.ts';
import { compileMaps } from '../../src/mapping/compile.ts';
import { parseMap } from '../../src/mapping/parse/map.ts';
import { formatProblem } from '../../src/mapping/problem.ts';
import type { MapContext } from '../../src/mapping/runtime/context.ts';
import { parseJson } from '../../src/wire/json.ts';

interface Disagreement {
  readonly name: string;
  readonly why: string;
}

interface SuiteResult {
  readonly suite: string;
  readonly cases: number;
  readonly agreed: number;
  readonly disagreements: readonly Disagreement[];
}

interface Case {
  readonly name: string;
  readonly map: string;
  readonly source: string | null;
  readonly fails?: 'parse';
  readonly needs: string;
  readonly expect?: readonly { readonly fhirpath: string; readonly equals: unknown }[];
}

const MISTAKEN = 'map-with-error.map';

function result(suite: string, cases: number, disagreements: readonly Disagreement[]): SuiteResult {
  return { suite, cases, agreed: cases - disagreements.length, disagreements };
}

/** Every map parses but the one with an error, which is refused where the error is. */
function parseOnly(folder: string): SuiteResult {
  const files = readdirSync(folder).filter((name) => name.endsWith('.map'));
  const wrong: Disagreement[] = [];
  for (const name of files) {
    const { problems } = parseMap(name, readFileSync(join(folder, name), 'utf8'));
    const [first] = problems;
    if (name !== MISTAKEN && first !== undefined) wrong.push({ name, why: formatProblem(first) });
    if (name === MISTAKEN && (problems.length !== 1 || first?.line !== 16)) {
      wrong.push({ name, why: 'expected one problem, in line 16: a rule without a name' });
    }
  }
  return result('fml-matchbox/parse-only', files.length, wrong);
}

function context(): MapContext {
  const findings: Finding[] = [];
  let count = 0;
  return {
    findings,
    uuid: () => `id-${++count}`,
    model: r4TypeModel(),
    memberOf: memberOf(r4Definitions()),
  };
}

function mismatches(output: unknown, expected: Case['expect']): string[] {
  return (expected ?? []).flatMap(({ fhirpath, equals }) => {
    const made = instantiateFhirPath({
      expression: fhirpath,
      model: r4TypeModel(),
      focusType: typeOf(output),
    });
    if (!made.ok) return [`${fhirpath}: ${made.problems[0]?.expected}`];
    const [value] = valuesOf(made.evaluate(output));
    return value === equals
      ? []
      : [`${fhirpath} is ${JSON.stringify(value)}, not ${JSON.stringify(equals)}`];
  });
}

function typeOf(output: unknown): string | undefined {
  const type: unknown = Object(output).resourceType;
  return typeof type === 'string' ? type : undefined;
}

function check(folder: string, test: Case): string[] {
  const file = join(folder, test.map);
  const compiled = compileMaps({
    maps: [{ file, text: readFileSync(file, 'utf8') }],
    conceptMaps: [],
    model: r4TypeModel(),
  });
  const errors = compiled.problems.filter(({ severity }) => severity === 'error');
  if (test.fails === 'parse') return errors.length > 0 ? [] : ['accepted'];
  if (errors.length > 0) return errors.map(formatProblem);
  if (test.source === null) return [];
  const text = readFileSync(join(folder, test.source), 'utf8');
  const source = parseJson(text, { file: test.source }).value;
  const output = instantiateMap(compiled.code)(source, context());
  const traced = instantiateTracedMap(compiled.tracedCode)(source, context());
  const same = JSON.stringify(traced.result) === JSON.stringify(output);
  return [
    ...mismatches(output, test.expect),
    ...(same ? [] : ['the traced map gives something else']),
  ];
}

function expectations(folder: string): SuiteResult {
  const { tests }: { tests: readonly Case[] } = JSON.parse(
    readFileSync(join(folder, 'expectations.json'), 'utf8'),
  );
  const wrong: Disagreement[] = [];
  for (const test of tests) {
    const why = check(folder, test).join('; ');
    if (why === '') continue;
    wrong.push({ name: test.name, why: test.needs === '' ? why : `${why} (needs ${test.needs})` });
  }
  return result('fml-matchbox', tests.length, wrong);
}

export async function run(suitesFolder: string): Promise<SuiteResult[]> {
  const folder = join(suitesFolder, 'fml-matchbox');
  if (!existsSync(folder)) return [];
  return [parseOnly(join(folder, 'parse-only')), expectations(folder)];
}
