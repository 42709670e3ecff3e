/** HL7's FHIRPath cases for R4: every case named that ends otherwise than it should. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instantiateFhirPath } from '../../src/cli/instantiate.ts';
import { r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { textOf } from '../../src/fhir/fhirpath/functions/conversion.ts';
import {
  type Collection,
  FhirPathError,
  holds,
  type Node,
} from '../../src/fhir/fhirpath/runtime.ts';
import { parseJson } from '../../src/wire/json.ts';

export interface ConformanceReport {
  readonly suite: string;
  readonly cases: number;
  readonly agreed: number;
  readonly disagreements: readonly { readonly name: string; readonly why: string }[];
}

interface Output {
  readonly type: string;
  readonly value: string;
}

interface Case {
  readonly group: string;
  readonly name: string;
  readonly inputfile?: string;
  readonly expr: string;
  readonly out: readonly Output[];
  readonly invalid?: string;
  readonly predicate?: string;
  readonly ordered?: string;
}

const SUITE = 'fhirpath-r4';
const NOW = '2026-11-21T08:30:00.000Z';

/** Runs the cases in `suitesDir/fhirpath-r4`; no report if they are not there. */
export async function run(suitesDir: string): Promise<readonly ConformanceReport[]> {
  const folder = join(suitesDir, SUITE);
  if (!existsSync(join(folder, 'tests.json'))) return [];
  const cases: readonly Case[] = JSON.parse(readFileSync(join(folder, 'tests.json'), 'utf8'));
  const disagreements: { name: string; why: string }[] = [];
  const inputs = new Map<string, unknown>();
  for (const test of cases) {
    const why = judge(test, inputOf(folder, test.inputfile, inputs));
    if (why !== undefined)
      disagreements.push({ name: `${test.group}/${test.name}`, why: `${test.expr}: ${why}` });
  }
  const agreed = cases.length - disagreements.length;
  return [{ suite: SUITE, cases: cases.length, agreed, disagreements }];
}

function inputOf(folder: string, name: string | undefined, known: Map<string, unknown>): unknown {
  if (name === undefined) return {};
  if (known.has(name)) return known.get(name);
  const file = name.endsWith('.json') ? name : name.replace(/\.xml$/, '.converted.json');
  const { value } = parseJson(readFileSync(join(folder, file), 'utf8'), { file });
  known.set(name, value);
  return value;
}

/** Why the case disagrees; undefined if it agrees. */
function judge(test: Case, input: unknown): string | undefined {
  const type = Object(input).resourceType;
  const model = r4TypeModel();
  const made = instantiateFhirPath({ expression: test.expr, model, focusType: type, strict: true });
  const invalid = test.invalid !== undefined;
  if (!made.ok) {
    const [first] = made.problems;
    return invalid ? undefined : `refused: expected ${first?.expected}, found ${first?.found}`;
  }
  try {
    const result = made.evaluate(input, { now: NOW });
    if (invalid) return `must fail (${test.invalid}), gave ${show(result)}`;
    return compare(test, result);
  } catch (error) {
    if (!(error instanceof FhirPathError)) throw error;
    return invalid ? undefined : `failed: ${error.message}`;
  }
}

function compare(test: Case, result: Collection): string | undefined {
  const expected = test.out.map(({ value }) => value);
  const found = test.predicate === 'true' ? [String(holds(result))] : result.map(written);
  if (test.ordered === 'false') {
    expected.sort();
    found.sort();
  }
  const same =
    expected.length === found.length && expected.every((value, i) => sameText(value, found[i]));
  const types =
    test.predicate === 'true' || test.out.every(({ type }, i) => ofType(type, result[i]));
  return same && types ? undefined : `expected ${JSON.stringify(test.out)}, found ${show(result)}`;
}

/** -0.0 is 0.0 to an exact decimal. */
function sameText(expected: string, found: string | undefined): boolean {
  return expected.replace(/^-(?=0(\.0*)?$)/, '') === found;
}

function written(node: Node): string {
  const text = textOf(node) ?? JSON.stringify(node.value);
  const kind = (node.type ?? '').replace('System.', '').toLowerCase();
  if (kind === 'time') return `@T${text}`;
  return kind === 'date' || kind === 'datetime' || kind === 'instant' ? `@${text}` : text;
}

function ofType(expected: string, node: Node | undefined): boolean {
  if (expected === '') return true;
  return (node?.type ?? '').replace('System.', '').toLowerCase() === expected.toLowerCase();
}

function show(result: Collection): string {
  return JSON.stringify(result.map((node) => ({ type: node.type, value: written(node) })));
}
