/** `sampan fhirpath EXPRESSION FILE.json`: the result of an expression as a JSON array. */
import type { Command } from 'commander';
import { type FhirPathProblem, formatProblem } from '../fhir/fhirpath/problem.ts';
import { type Collection, FhirPathError, valuesOf } from '../fhir/fhirpath/runtime.ts';
import { exit } from './exit.ts';
import { environmentFor } from './fhirpath-environment.ts';
import { instantiateFhirPath } from './instantiate.ts';
import { r4TypeModel } from './r4-definitions.ts';
import { readSource } from './read-source.ts';

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
  const input = await readSource(file);
  if (input === undefined) return;
  const answer = evaluate(expression, input.value);
  if (answer.ok) process.stdout.write(`${JSON.stringify(valuesOf(answer.result))}\n`);
  else {
    process.stderr.write(`${answer.message}\n`);
    process.exitCode = exit.inputHasErrors;
  }
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

/** The problem under the line of the expression it is in. */
function withLine(expression: string): (problem: FhirPathProblem) => string {
  const lines = expression.split('\n');
  return (problem) => {
    const line = lines[problem.line - 1] ?? '';
    return `${formatProblem(problem)}\n  ${line}\n  ${' '.repeat(problem.column - 1)}^`;
  };
}
