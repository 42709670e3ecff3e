/** `sampan fhirpath EXPRESSION FILE.json`: the result of an expression as a JSON array. */

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { isFailure } from '../base/finding.ts';
import { type FhirPathProblem, formatProblem } from '../fhir/fhirpath/problem.ts';
import { type Collection, FhirPathError, valuesOf } from '../fhir/fhirpath/runtime.ts';
import { findingText } from '../fhir/texts.ts';
import { parseJson } from '../wire/json.ts';
import { chooseLanguage, loadTexts } from './catalogue.ts';
import { environmentFor } from './fhirpath-environment.ts';
import { instantiateFhirPath } from './instantiate.ts';
import { r4TypeModel } from './r4-definitions.ts';

/** The input has errors. */
const INPUT_ERROR = 1;
/** Wrong usage or unreadable file. */
const USAGE_ERROR = 2;

export function registerFhirPath(program: Command): void {
  program
    .command('fhirpath')
    .description('evaluate a FHIRPath expression on a JSON file; the result is a JSON array')
    .argument('<expression>', 'FHIRPath (N1) as FHIR R4 uses it')
    .argument('<file>', 'JSON file; R4 resources are typed, other JSON is taken as it is')
    .addHelpText(
      'after',
      "\nExample:\n  sampan fhirpath 'item.net.value' test/cli/cases/fhirpath/claim.json",
    )
    .action(run);
}

async function run(expression: string, file: string): Promise<void> {
  const input = await read(file);
  if (input === undefined) return;
  const answer = evaluate(expression, input.value);
  if (answer.ok) process.stdout.write(`${JSON.stringify(valuesOf(answer.result))}\n`);
  else fail(INPUT_ERROR, answer.message);
}

type Answer =
  | { readonly ok: true; readonly result: Collection }
  | { readonly ok: false; readonly message: string };

/** Types the JSON by its resourceType, if R4 has it. */
function evaluate(expression: string, value: unknown): Answer {
  const model = r4TypeModel();
  const type: unknown = Object(value).resourceType;
  const typed = typeof type === 'string' && model.isResource(type);
  const made = instantiateFhirPath({
    expression,
    model: typed ? model : undefined,
    focusType: typed ? type : undefined,
    strict: true,
  });
  if (!made.ok) return { ok: false, message: made.problems.map(withLine(expression)).join('\n') };
  try {
    return { ok: true, result: made.evaluate(value, environmentFor(value)) };
  } catch (error) {
    if (!(error instanceof FhirPathError)) throw error;
    return { ok: false, message: error.message };
  }
}

async function read(file: string): Promise<{ readonly value: unknown } | undefined> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    fail(USAGE_ERROR, `${file} cannot be read as a file: ${why}`);
    return undefined;
  }
  const { value, findings } = parseJson(text, { file });
  const failure = findings.find(isFailure);
  if (failure === undefined) return { value };
  const [place] = failure.places;
  const said = findingText(failure, chooseLanguage(undefined), await loadTexts());
  const message = `${file}:${place?.line ?? 1}:${place?.column ?? 1}: ${failure.code}\n  ${said}`;
  fail(value === undefined ? USAGE_ERROR : INPUT_ERROR, message);
  return undefined;
}

/** The problem under the line of the expression it is in. */
function withLine(expression: string): (problem: FhirPathProblem) => string {
  const lines = expression.split('\n');
  return (problem) => {
    const line = lines[problem.line - 1] ?? '';
    return `${formatProblem(problem)}\n  ${line}\n  ${' '.repeat(problem.column - 1)}^`;
  };
}

function fail(code: number, message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
