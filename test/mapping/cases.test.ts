/** Each folder of cases/: maps and a source give the expected result, findings and problems. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/base/finding.ts';
import { instantiateMap, instantiateTracedMap } from '../../src/cli/instantiate-map.ts';
import { compileMaps } from '../../src/mapping/compile.ts';
import { formatProblem } from '../../src/mapping/problem.ts';
import { caseNames, context, has, mapsOf, model, pathOf, readCase, sourceOf } from './cases.ts';

/** UPDATE=1 rewrites what is expected. */
function compare(name: string, file: string, text: string): void {
  if (process.env.UPDATE === '1' && (text !== '' || has(name, file))) {
    writeFileSync(pathOf(name, file), text);
  }
  expect(text).toBe(has(name, file) ? readCase(name, file) : '');
}

function written(findings: readonly Finding[]): string {
  const lines = findings.map(({ code, severity, params }) =>
    JSON.stringify({ code, severity, params }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

describe.each(caseNames)('%s', (name) => {
  const compiled = compileMaps({ maps: mapsOf(name), conceptMaps: [], model });

  it('has the expected problems', () => {
    compare(
      name,
      'problems.txt',
      compiled.problems.map((each) => `${formatProblem(each)}\n`).join(''),
    );
  });

  if (!has(name, 'source.json')) return;

  it('gives the expected result and findings', () => {
    const findings: Finding[] = [];
    const result = instantiateMap(compiled.code)(sourceOf(name), context(findings));
    compare(name, 'expected.json', `${JSON.stringify(result, null, 2)}\n`);
    compare(name, 'findings.ndjson', written(findings));
  });

  it('gives the same when traced', () => {
    const fast = instantiateMap(compiled.code)(sourceOf(name), context());
    const findings: Finding[] = [];
    const traced = instantiateTracedMap(compiled.tracedCode)(sourceOf(name), context(findings));
    expect(JSON.stringify(traced.result)).toBe(JSON.stringify(fast));
    compare(name, 'findings.ndjson', written(findings));
  });
});
