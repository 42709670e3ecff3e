/** `npm run conformance`: outside suites, when they are there, case by case; all must agree. */
import { existsSync } from 'node:fs';
import { run as fhirpath } from './conformance/fhirpath.ts';
import { run as mapping } from './conformance/mapping.ts';
import { run as validator } from './conformance/validator.ts';

export interface SuiteResult {
  readonly suite: string;
  readonly cases: number;
  readonly agreed: number;
  readonly disagreements: readonly { readonly name: string; readonly why: string }[];
}

const suites = process.env.SAMPAN_SUITES ?? '../shared';
const folder = `${suites}/conformance`;

function report(result: SuiteResult): void {
  console.log(`${result.suite}: ${result.agreed} of ${result.cases} agreed`);
  for (const { name, why } of result.disagreements) console.log(`  ${name}: ${why}`);
}

async function main(): Promise<number> {
  if (!existsSync(folder)) {
    console.log(`not run: conformance suites, ${folder} is absent`);
    return process.env.SAMPAN_TEST_REQUIRE === 'all' ? 1 : 0;
  }
  const results: SuiteResult[] = [];
  for (const run of [validator, fhirpath, mapping]) results.push(...[await run(folder)].flat());
  for (const result of results) report(result);
  return results.every(({ disagreements }) => disagreements.length === 0) ? 0 : 1;
}

process.exitCode = await main();
